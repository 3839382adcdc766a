"""Tell developers how to ask: the addresses, the formats, each stored question with an example that runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from steungraaf.catalogue.things import find_datasets
from steungraaf.namespaces import expand
from steungraaf.queryfile import QueryFile
from steungraaf.rdf import NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.openapi import describe_api
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.questions import MEDIA
from steungraaf.web.writing import SUFFIXES


@dataclass(frozen=True)
class Asked:
    """A stored question as OpenAPI describes it, and a command that asks it."""

    path: str
    about: dict[str, Any]
    parameters: tuple[dict[str, Any], ...]
    command: str


def api_context(visit: Visit) -> dict[str, Any]:
    """Return what the page for developers shows."""
    served = visit.served
    queries = served.catalogue.queries()
    told = describe_api(queries, visit.base, visit.lang, MEDIA, served.dataset.version)
    themes: dict[str, list[Asked]] = {}
    for query in queries:
        themes.setdefault(query.theme, []).append(_asked(query, told["paths"], visit))
    first = next((query for query in queries if query.columns), None)
    return {
        "base": visit.base,
        "themes": themes,
        "formats": MEDIA,
        "suffixes": SUFFIXES,
        "thing": _example_thing(served.store),
        "example": _command(first, visit) if first else "",
        "python": _python(first) if first else "",
    }


def _asked(query: QueryFile, paths: dict[str, Any], visit: Visit) -> Asked:
    path = f"/queries/{query.theme}/{query.name}"
    about = paths[path]["get"]
    own = {parameter.name for parameter in query.parameters}
    return Asked(path, about, tuple(one for one in about["parameters"] if one["name"] in own), _command(query, visit))


def _command(query: QueryFile, visit: Visit) -> str:
    """Return a command that asks a question, with the examples of what it needs."""
    given = {parameter.name: parameter.example for parameter in _needed(query)}
    asked = urlencode({**given, "format": "csv" if query.columns else "turtle", "lang": visit.lang})
    return f"curl -s '{visit.base}/queries/{query.theme}/{query.name}?{asked}'"


def _python(query: QueryFile) -> str:
    given = "".join(f", {parameter.name}={parameter.example!r}" for parameter in _needed(query))
    return f'import steungraaf\n\ndataset = steungraaf.open()\nprint(dataset.ask("{query.name}"{given}).to_pandas())'


def _needed(query: QueryFile) -> Iterable[Any]:
    return (parameter for parameter in query.parameters if not parameter.optional)


def _example_thing(store: Store) -> str:
    """Return the path of a thing that the description of the dataset gives as an example, or nothing."""
    examples = objects_of(store, find_datasets(store), [expand("void:exampleResource")])
    found = sorted(term.value for _, _, term in examples if isinstance(term, NamedNode))
    return next((iri.removeprefix(IDENTIFIER_SPACE) for iri in found if iri.startswith(IDENTIFIER_SPACE)), "")
