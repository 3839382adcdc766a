"""Test the description of the site for programs that read OpenAPI 3.1: that it is whole, valid and true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import BaseRoute, Mount, Route

from steungraaf.dataset import Dataset
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.openapi import describe_api
from steungraaf.web.questions import MEDIA
from steungraaf.web.reconciliation import _Face
from steungraaf.web.served import Served
from steungraaf.web.service import Service
from steungraaf.web.site import _Site
from tests.web.conftest import PlainMatcher, TestClient

# What is there for people only, and files that pages load: no program asks for these.
NOT_DESCRIBED = {
    "/static/{}",
    "/questions",
    "/questions/{}/{}",
    "/quality",
    "/downloads",
    "/about",
    "/api",
    "/time",
}
STORED = "/queries/{}/{}"  # each of which is described by its own name
_METHODS = ("get", "put", "post", "delete")
# What OpenAPI 3.1 asks of a document, as far as this one goes: nothing else may stand in it.
_PARAMETER = {
    "type": "object",
    "required": ["name", "in", "schema", "description"],
    "properties": {
        "name": {"type": "string"},
        "in": {"enum": ["query", "path"]},
        "required": {"type": "boolean"},
        "description": {"type": "string", "minLength": 3},
        "schema": {"type": "object"},
        "example": True,
    },
    "additionalProperties": False,
    "if": {"properties": {"in": {"const": "path"}}},
    "then": {"required": ["required"], "properties": {"required": {"const": True}}},
}
_REFERENCE = {
    "required": ["$ref"],
    "properties": {"$ref": {"pattern": "^#/components/"}},
    "additionalProperties": False,
}
_CONTENT = {
    "type": "object",
    "propertyNames": {"pattern": r"^[\w.+*-]+/[\w.+*-]+$"},
    "additionalProperties": {
        "type": "object",
        "properties": {"schema": {"type": "object"}},
        "additionalProperties": False,
    },
}
_RESPONSE = {
    "type": "object",
    "required": ["description"],
    "properties": {"description": {"type": "string", "minLength": 1}, "content": _CONTENT},
    "additionalProperties": False,
}
_OPERATION = {
    "type": "object",
    "required": ["operationId", "summary", "tags", "responses"],
    "properties": {
        "operationId": {"type": "string", "minLength": 1},
        "summary": {"type": "string", "minLength": 3},
        "description": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "parameters": {"type": "array", "items": {"if": _REFERENCE, "else": _PARAMETER}},
        "requestBody": {
            "type": "object",
            "required": ["content"],
            "properties": {"content": _CONTENT, "required": {"type": "boolean"}},
            "additionalProperties": False,
        },
        "responses": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^([1-5][0-9][0-9]|default)$"},
            "additionalProperties": {"if": _REFERENCE, "else": _RESPONSE},
        },
        "security": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "array"}}},
    },
    "additionalProperties": False,
}
_DOCUMENT = {
    "type": "object",
    "required": ["openapi", "info", "servers", "paths", "components"],
    "properties": {
        "openapi": {"pattern": r"^3\.1\.\d+$"},
        "info": {"required": ["title", "version"]},
        "servers": {"type": "array", "items": {"required": ["url"]}},
        "paths": {
            "type": "object",
            "propertyNames": {"pattern": "^/"},
            "additionalProperties": {
                "type": "object",
                "minProperties": 1,
                "properties": dict.fromkeys(_METHODS, _OPERATION),
                "additionalProperties": False,
            },
        },
        "components": {
            "properties": {
                "schemas": {"type": "object"},
                "responses": {"additionalProperties": _RESPONSE},
                "parameters": {"additionalProperties": _PARAMETER},
                "securitySchemes": {"additionalProperties": {"required": ["type", "scheme"]}},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}


def described(served: Served, lang: str = "en", *, writable: bool = False) -> dict[str, Any]:
    """Return the description of the site over a dataset."""
    return describe_api(served.catalogue.queries(), "http://localhost", lang, MEDIA, "1", writable=writable)


def bare(path: str) -> str:
    """Return a path without the names of its parts."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def addresses(routes: list[BaseRoute], inner: list[BaseRoute], start: str = "") -> Iterator[tuple[str, set[str]]]:
    """Give each address of a site with its methods; what is mounted has the inner routes, where these are ours."""
    for route in routes:
        if isinstance(route, Mount):
            is_service = route.path.endswith("/reconcile")
            yield from addresses(inner, [], route.path) if is_service else [(f"{route.path}/{{}}", {"GET"})]
        else:
            assert isinstance(route, Route)
            yield bare(start + route.path).removesuffix("/") or "/", set(route.methods or ("GET", "POST"))


@pytest.fixture
def routes(served: Served, dataset: Dataset, matcher: PlainMatcher) -> dict[str, set[str]]:
    """Give every address of the site with its methods."""
    face = _Face(Service(dataset.store, matcher, "en", ServiceLimits()))  # type: ignore[arg-type]
    found: dict[str, set[str]] = {}
    for path, methods in addresses(_Site(served).app().routes, face.app().routes):
        found.setdefault(path, set()).update(methods)
    return found


def test_every_route(served: Served, routes: dict[str, set[str]]) -> None:
    """Every route is described, or stands in the list of what is not; nothing is described that is not there."""
    paths = {bare(path) for path in described(served)["paths"]}
    stored = {f"/queries/{query.theme}/{query.name}" for query in served.catalogue.queries()}
    assert {"/sparql", "/suggest", "/reconcile/suggest/{}", "/nl/reconcile/view"} <= paths
    assert routes.keys() - paths == {*NOT_DESCRIBED, STORED, *_suggested()}
    assert paths - routes.keys() == {*stored, *(f"{start}/{{}}" for start in {one[0] for one in _starts()})}


def _starts() -> list[tuple[str, str]]:
    """Return the paths of the reconciliation services that end in what is suggested, which is described as one."""
    services = [f"{lang}/reconcile" for lang in ("", "/nl", "/en")]
    return [
        (f"{start}/{name}", what)
        for start in services
        for name in ("suggest", "flyout")
        for what in ("entity", "type", "property")
    ]


def _suggested() -> set[str]:
    return {f"{start}/{what}" for start, what in _starts()}


@pytest.mark.parametrize("writable", [False, True])
def test_methods(served: Served, routes: dict[str, set[str]], writable: bool) -> None:
    """Each method that is described is one of its route; what changes the data is described where that may be."""
    told = described(served, writable=writable)
    methods = {path: {method.upper() for method in item} for path, item in told["paths"].items()}
    for path, found in methods.items():
        assert found <= routes.get(bare(path), {"GET"}), path
    assert methods["/sparql"] == {"GET", "POST"} and methods["/reconcile"] == {"GET", "POST"}
    changing = {"PUT", "POST", "DELETE"} if writable else set()
    assert methods["/rdf-graph-store"] == methods["/rdf-graph-store/{graph}"] == {"GET", *changing}


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("writable", [False, True])
def test_valid(served: Served, lang: str, writable: bool) -> None:
    """The document is as OpenAPI 3.1 has it: its parts, its schemas, its references, its names."""
    told = described(served, lang, writable=writable)
    assert [f"{list(error.path)}: {error.message}" for error in Draft202012Validator(_DOCUMENT).iter_errors(told)] == []
    for schema in found_under(told, "schema"):
        Draft202012Validator.check_schema(schema)
    for reference in found_under(told, "$ref"):
        part: Any = told
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]
        assert part
    names = [each["operationId"] for item in told["paths"].values() for each in item.values()]
    assert len(names) == len(set(names))


def found_under(told: Any, name: str) -> Iterator[Any]:
    """Give what stands under a name, anywhere in a document."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from [value] if key == name else found_under(value, name)
    elif isinstance(told, list):
        for each in told:
            yield from found_under(each, name)


def test_paths(served: Served) -> None:
    """The parts of a path are its parameters, no more and no less; no parameter is there twice."""
    told = described(served, writable=True)
    shared = told["components"]["parameters"]
    for path, item in told["paths"].items():
        for operation in item.values():
            given = [
                shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
                for one in operation.get("parameters", [])
            ]
            assert [one["name"] for one in given if one["in"] == "path"] == re.findall(r"\{(\w+)\}", path)
            assert len({one["name"] for one in given}) == len(given), path


def test_token(served: Served) -> None:
    """Who may write is told to be asked for a token, and nobody else."""
    told = described(served, writable=True)
    asked = {
        (path, method): operation["security"]
        for path, item in told["paths"].items()
        for method, operation in item.items()
        if "security" in operation
    }
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert asked.pop(("/sparql", "post")) == [{}, {"token": []}]  # a query needs none
    assert len(asked) == 6 and all(security == [{"token": []}] for security in asked.values())
    reading = described(served)
    assert "securitySchemes" not in reading["components"] and not list(found_under(reading, "security"))


def test_languages(served: Served) -> None:
    """All is told in both languages, and no summary is the same in both."""
    dutch, english = (described(served, lang, writable=True) for lang in ("nl", "en"))
    pairs = zip(found_under(dutch, "summary"), found_under(english, "summary"), strict=True)
    assert [pair for pair in pairs if pair[0] == pair[1]] == []


EXAMPLES = {"path": "municipality/oost", "part": "1", "suffix": "ttl", "file": "steungraaf.nt"}
NEEDS = {  # what a request says for an answer of 200 or 303
    "/sparql": "?query=ASK%7B%7D",
    "/rdf-graph-store": "?default",
    "/suggest": "?q=oost",
    "/search": "?q=oost",
}
_ANSWERED = ("site.", "things.", "find.suggest", "find.search", "sparql.get", "graphs.get", "money.", "files.file")


def test_true(site: TestClient, served: Served) -> None:
    """What is described is answered so: with a status that is told, and in the first media type that is told."""
    asked = 0
    for path, item in described(served)["paths"].items():
        get = item.get("get", {"operationId": ""})
        if not get["operationId"].startswith(_ANSWERED) or "graph}" in path:
            continue
        address = re.sub(r"\{(\w+)\}", lambda found: EXAMPLES[found[1]], path) + NEEDS.get(path, "")
        responses = get["responses"]
        first = next(iter(responses.get("200", {}).get("content", {"*/*": {}})))
        response = site.get(address, headers={"accept": "*/*" if path == "/id/{path}" else first})
        assert str(response.status_code) in responses and response.status_code in (200, 303), address
        if response.status_code == 200 and first != "*/*":
            assert response.headers["content-type"].partition(";")[0] == first, address
        asked += 1
    assert asked > 15


def test_one_part(site: TestClient) -> None:
    """A path may come as one part with its slashes escaped, as programs made from the description send it."""
    assert site.get("/doc/municipality%2Foost").status_code == 200
    assert site.get("/id/municipality%2Foost").headers["location"] == "/doc/municipality/oost"


def test_answers_as_described(site: TestClient, served: Served) -> None:
    """The JSON of an answer, and of a problem, keeps to the schema that is told of it."""
    told = described(served)
    for path, query in (("/suggest", "?q=oost"), ("/health", "")):
        content = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        Draft202012Validator(content["schema"]).validate(site.get(path + query).json())
    problem = site.get("/queries/actors/who-suports").json()
    Draft202012Validator(told["components"]["schemas"]["problem"]).validate(problem)
    assert problem["nearest"]
