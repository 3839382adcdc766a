"""Hold what a program can ask for at one address, and write it as OpenAPI 3.1 has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Words = Mapping[str, str]  # the same words in "nl" and "en"
Json = Mapping[str, Any]

TEXT: Json = {"type": "string"}
ADDRESS: Json = {"type": "string", "format": "iri"}
PROBLEM: Json = {"$ref": "#/components/responses/problem"}
LANG: Json = {"$ref": "#/components/parameters/lang"}
TOKEN = "token"
_DONE: Mapping[int, Words] = {
    200: {"nl": "Het antwoord", "en": "The answer"},
    201: {"nl": "Wat er niet was, is er nu", "en": "What was not there is there now"},
    204: {"nl": "Gedaan", "en": "Done"},
    303: {"nl": "Het staat op een ander adres (Location)", "en": "It is at another address (Location)"},
    304: {"nl": "Het antwoord is hetzelfde gebleven", "en": "The answer is still the same"},
}
_IN_PATH = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Field:
    """A field of an address: in its query, or in its path."""

    name: str
    about: Words
    schema: Json = field(default_factory=lambda: TEXT)
    required: bool = False
    example: Any = None

    def told(self, lang: str, where: str = "query") -> dict[str, Any]:
        """Return it as OpenAPI has it; what stands in a path is never left out."""
        found = {"name": self.name, "in": where, "required": self.required or where == "path"}
        shown = {} if self.example is None else {"example": self.example}
        return {**found, "description": self.about[lang], "schema": dict(self.schema), **shown}


@dataclass(frozen=True)
class Operation:
    """What one method does at one address; `done` are the statuses of success, `failed` those that it may have else.

    `token` tells whether only who may write can do it: "needed", "some" where that depends on the body, or nothing.
    """

    path: str
    name: str
    tag: str
    summary: Words
    media: tuple[str, ...] = ()
    method: str = "get"
    fields: tuple[Field, ...] = ()
    body: Mapping[str, Json] = field(default_factory=dict)
    done: tuple[int, ...] = (200,)
    failed: tuple[int, ...] = ()
    answer: Json = field(default_factory=dict)
    token: str = ""
    speaks: bool = True  # in the language of the reader

    def told(self, lang: str, places: Mapping[str, Field]) -> dict[str, Any]:
        """Return it as OpenAPI has it; `places` are the parts of paths by their names."""
        found: dict[str, Any] = {"operationId": self.name, "summary": self.summary[lang], "tags": [self.tag]}
        parameters: list[Json] = [places[name].told(lang, "path") for name in _IN_PATH.findall(self.path)]
        parameters += [one.told(lang) for one in self.fields] + ([LANG] if self.speaks else [])
        if parameters:
            found["parameters"] = parameters
        if self.body:
            content = {media: {"schema": dict(schema)} for media, schema in self.body.items()}
            found["requestBody"] = {"required": True, "content": content}
        if self.token:
            found["security"] = [{TOKEN: []}] if self.token == "needed" else [{}, {TOKEN: []}]
        return {**found, "responses": self._responses(lang)}

    def _responses(self, lang: str) -> dict[str, Any]:
        found: dict[str, Any] = {str(status): {"description": _DONE[status][lang]} for status in self.done}
        if self.media:
            shape = {"schema": dict(self.answer)} if self.answer else {}
            found["200"]["content"] = {media: shape for media in self.media}
        return {**found, **{str(status): PROBLEM for status in self.failed}, "default": PROBLEM}
