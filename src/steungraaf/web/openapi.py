"""Describe what can be asked for programs that read OpenAPI 3.1, from the headers of the stored questions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from steungraaf.errors import LANGUAGES
from steungraaf.queryfile import Parameter, QueryFile
from steungraaf.web.operations import PROBLEM, TEXT, TOKEN
from steungraaf.web.public_paths import PLACES, operations

_TITLE = {
    "nl": "Steungraaf: wie startende ondernemers in Vlaanderen steunt",
    "en": "Steungraaf: who supports starting entrepreneurs in Flanders",
}
_TEXTS = {
    "nl": {
        "answer": "Het antwoord",
        "same": "Het antwoord is hetzelfde gebleven",
        "problem": "Wat er niet klopt, en hoe het wel kan",
        "lang": "De taal van labels en meldingen.",
        "format": "De vorm, waar Accept die niet kan zeggen.",
        "list": "Welke vragen er zijn",
        "token": "Het geheim van wie mag schrijven (STEUNGRAAF_TOKEN).",
    },
    "en": {
        "answer": "The answer",
        "same": "The answer is still the same",
        "problem": "What is wrong, and what to do",
        "lang": "The language of labels and messages.",
        "format": "The format, where Accept cannot say it.",
        "list": "Which questions there are",
        "token": "The secret of who may write (STEUNGRAAF_TOKEN).",
    },
}
_TYPES = {  # of a parameter that is no IRI: a name or a code will do for that
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
_READ: Mapping[str, Callable[[str], Any]] = {"integer": int, "decimal": float, "boolean": "true".__eq__}
_NEAREST = {"type": "object", "properties": {"url": TEXT, "label": TEXT}}
_PROBLEM = {  # RFC 9457, with what a program may use beside the detail
    "type": "object",
    "required": ["status", "detail"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "near": {"type": "array", "items": TEXT},
        "known": {},
        "nearest": {"type": "array", "items": _NEAREST},
    },
}


def describe_api(
    queries: Iterable[QueryFile],
    base: str,
    lang: str,
    media: Mapping[str, str],
    version: str,
    *,
    writable: bool = False,
) -> dict[str, Any]:
    """Return the description of the site at an address (without a slash at its end); `media` by names of formats.

    With what changes the data where that may be.
    """
    texts = _TEXTS[lang]
    listed = {"200": {"description": texts["answer"], "content": {"application/json": {}}}, "default": PROBLEM}
    listing = {"operationId": "questions", "summary": texts["list"], "tags": ["questions"], "responses": listed}
    paths: dict[str, dict[str, Any]] = {"/queries": {"get": listing}}
    paths |= {f"/queries/{query.theme}/{query.name}": {"get": _asking(query, lang, media)} for query in queries}
    for one in operations(is_writable=writable):
        paths.setdefault(one.path, {})[one.method] = one.told(lang, PLACES)
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE[lang], "version": version or "0"},
        "servers": [{"url": base}],
        "paths": paths,
        "components": _components(texts, writable=writable),
    }


def _components(texts: Mapping[str, str], *, writable: bool) -> dict[str, Any]:
    """Return what several operations share."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    found: dict[str, Any] = {
        "schemas": {"problem": _PROBLEM},
        "responses": {"problem": {"description": texts["problem"], "content": content}},
        "parameters": {"lang": _choice("lang", LANGUAGES, texts)},
    }
    if writable:
        scheme = {"type": "http", "scheme": "bearer", "description": texts["token"]}
        found["securitySchemes"] = {TOKEN: scheme}
    return found


def _choice(name: str, words: Iterable[str], texts: Mapping[str, str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(words)}
    return {"name": name, "in": "query", "description": texts[name], "schema": schema}


def _asking(query: QueryFile, lang: str, media: Mapping[str, str]) -> dict[str, Any]:
    texts = _TEXTS[lang]
    general = [_choice("lang", LANGUAGES, texts), _choice("format", media, texts)]
    told: dict[str, Any] = {media_type: {} for media_type in media.values()}
    return {
        "operationId": f"{query.theme}.{query.name}",
        "summary": query.question.get(lang, query.name),
        "description": query.description.get(lang, ""),
        "tags": [query.theme],
        "parameters": [*(_parameter(one, lang) for one in query.parameters), *general],
        "responses": {
            "200": {"description": texts["answer"], "content": told},
            "304": {"description": texts["same"]},
            **dict.fromkeys(("400", "404", "406", "422"), PROBLEM),
            "default": PROBLEM,
        },
    }


def _parameter(parameter: Parameter, lang: str) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": not parameter.optional,
        "description": parameter.description.get(lang, ""),
        "schema": _TYPES.get(parameter.type, {"type": "string"}),
        "example": _READ.get(parameter.type, str)(parameter.example),
    }
