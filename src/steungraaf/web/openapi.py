"""Describe what can be asked for programs that read OpenAPI 3.1, from the headers of the stored questions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from steungraaf.queryfile import Parameter, QueryFile

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
        "sparql": "Een vraag in SPARQL 1.1",
        "thing": "Wat er over een ding gezegd wordt",
    },
    "en": {
        "answer": "The answer",
        "same": "The answer is still the same",
        "problem": "What is wrong, and what to do",
        "lang": "The language of labels and messages.",
        "format": "The format, where Accept cannot say it.",
        "list": "Which questions there are",
        "sparql": "A query in SPARQL 1.1",
        "thing": "What is said of a thing",
    },
}
_TYPES = {  # of a parameter that is no IRI: a name or a code will do for that
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
_READ: Mapping[str, Callable[[str], Any]] = {"integer": int, "decimal": float, "boolean": "true".__eq__}
_PROBLEM = {"application/problem+json": {"schema": {"type": "object", "required": ["status", "detail"]}}}


def describe_api(
    queries: Iterable[QueryFile], base: str, lang: str, media: Mapping[str, str], version: str
) -> dict[str, Any]:
    """Return the description of the site at an address (without a slash at its end); `media` by names of formats."""
    texts = _TEXTS[lang]
    paths = {f"/queries/{query.theme}/{query.name}": {"get": _asking(query, lang, media)} for query in queries}
    query = {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}}
    path = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}
    kind = {**path, "name": "kind"}
    plain = {"200": {"description": texts["answer"]}, "default": _problem(texts)}
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE[lang], "version": version or "0"},
        "servers": [{"url": base}],
        "paths": {
            "/queries": {"get": {"summary": texts["list"], "responses": plain}},
            **paths,
            "/sparql": {"get": {"summary": texts["sparql"], "parameters": [query], "responses": plain}},
            "/doc/{kind}/{slug}": {"get": {"summary": texts["thing"], "parameters": [kind, path], "responses": plain}},
        },
    }


def _asking(query: QueryFile, lang: str, media: Mapping[str, str]) -> dict[str, Any]:
    texts = _TEXTS[lang]
    choices = (("lang", ["nl", "en"]), ("format", list(media)))
    general = [
        {"name": name, "in": "query", "description": texts[name], "schema": {"type": "string", "enum": words}}
        for name, words in choices
    ]
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
            "default": _problem(texts),
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


def _problem(texts: Mapping[str, str]) -> dict[str, Any]:
    return {"description": texts["problem"], "content": _PROBLEM}
