"""Let people ask in SPARQL: a page with an editor, and the answer as a table under it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from steungraaf.catalogue import Statements, Table
from steungraaf.catalogue.labels import find_labels, languages_for
from steungraaf.errors import LANGUAGES, SparqlSyntaxError, SteungraafError
from steungraaf.namespaces import PREFIXES, expand, shorten
from steungraaf.rdf import NamedNode
from steungraaf.store import Store
from steungraaf.store.answer_formats import ask_store
from steungraaf.store.lookup import find_texts, rows_of
from steungraaf.web.bodies import fields_of
from steungraaf.web.negotiation import choose_media, listed
from steungraaf.web.pages.questions import CHECKS, theme_name
from steungraaf.web.pages.rendering import HTML, STATIC, Pages, Visit, visit
from steungraaf.web.pages.tables import Shown, show_table
from steungraaf.web.problems import problem_of
from steungraaf.web.protocol import ROWS, Protocol, operation_of
from steungraaf.web.site_faults import NotAcceptableError, UpdateForbiddenError
from steungraaf.web.updates import Update
from steungraaf.web.writing import RDF

_PROTOCOL = frozenset(("update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"))
_MOST = 2_000  # rows of an answer that a page takes up; a file has them all
_RESULTS = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
_TRIPLES = {"turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF/XML", "jsonld": "JSON-LD"}
_KINDS = {
    "class": ("owl:Class", "rdfs:Class"),
    "property": ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property"),
}
_DEFINITION = (expand("skos:definition"), expand("rdfs:comment"))
FIRST = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sg: <https://w3id.org/steungraaf/ns#>

SELECT ?relation (COUNT(?claim) AS ?claims)
WHERE {
  ?claim a sg:Claim ;
      rdf:predicate ?relation .
}
GROUP BY ?relation
ORDER BY DESC(?claims)
"""


@dataclass(frozen=True)
class Told:
    """The answer to a query as a page shows it: a table, or yes or no, and where it can be had in each format."""

    table: Shown | None
    truth: bool | None
    downloads: Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a query, and the lines that show where."""

    detail: str
    excerpt: str


class Editor:
    """Answer SPARQL: to people with pages, to programs by the protocol."""

    def __init__(self, pages: Pages, protocol: Protocol) -> None:
        """Take what makes the pages, and what answers programs."""
        self._pages, self._protocol = pages, protocol

    async def sparql(self, request: Request) -> Response:
        """Answer at the address of the endpoint; ?format= names a format there too.

        Raises EncodingError, NotAcceptableError and what the protocol raises.
        """
        names_format = b"format=" in request.scope["query_string"]  # most do not, and then nothing is read twice
        if names_format and (format := request.query_params.get("format", "")):
            return await self._protocol(_as_if_accepting(request, format))
        if request.method == "POST" or not _wants_page(listed(request.headers, "accept") or ""):
            return await self._protocol(request)
        asked = dict(fields_of(request))
        if not asked.get("query", "").strip() and _PROTOCOL.isdisjoint(asked):
            return await self._pages.answer(request, "sparql.html", editor_context)
        return await self._answer(request)

    async def terms(self, request: Request) -> Response:
        """Answer the terms of the vocabulary with their names and definitions, for who completes them."""
        headers, unchanged = self._pages.served.fresh(request, "terms")
        if unchanged is not None:
            return unchanged
        return JSONResponse(await self._pages.served.work(terms_of, self._pages.served.store), headers=headers)

    async def _answer(self, request: Request) -> Response:
        """Answer a query with a page; what is wrong with it stands there too, with its status."""
        served, wanted = self._pages.served, visit(self._pages.served, request)
        status, headers = HTTPStatus.OK, dict[str, str]()
        try:
            shown = await served.work(answer_context, wanted)
        except SteungraafError as error:
            problem = problem_of(error, wanted.lang)
            status = HTTPStatus(problem.status_code)
            headers = {name: problem.headers[name] for name in ("retry-after",) if name in problem.headers}
            shown = {**editor_context(wanted), "fault": fault_of(error, json.loads(bytes(problem.body))["detail"])}
        return await self._pages.tell(request, "sparql.html", lambda wanted: shown, status=status, headers=headers)


def _wants_page(accept: str) -> bool:
    """Tell whether a client likes a page better than anything that the protocol answers with; most programs do not."""
    return "html" in accept.lower() and choose_media(accept, (*ROWS, *RDF, HTML)) == HTML


def editor_context(wanted: Visit) -> dict[str, Any]:
    """Return the editor with the query of the address in it, or that of a stored question, or a first one.

    Raises UnknownQueryError.
    """
    catalogue = wanted.served.catalogue
    themes, example = catalogue.by_theme(), wanted.field("example")
    text = catalogue.get(example).sparql.strip() + "\n" if example else FIRST
    return {
        "text": wanted.field("query").replace("\r\n", "\n") or text,
        "graphs": [(name, value) for name, value in wanted.fields if name.endswith("-graph-uri")],
        "themes": {theme: queries for theme, queries in themes.items() if theme != CHECKS},
        "names": {theme: theme_name(wanted, theme) for theme in themes},
        "is_built": (STATIC / "editor" / "yasqe.min.js").is_file(),
        "told": None,
        "fault": None,
    }


def answer_context(wanted: Visit) -> dict[str, Any]:
    """Return the editor with the answer to the query of the address.

    Raises what reading and asking it raises.
    """
    served = wanted.served
    operation = operation_of(wanted.fields)
    if isinstance(operation, Update):
        raise UpdateForbiddenError()  # a page only asks
    sparql = operation.text(f"{wanted.base}/sparql")
    limits = replace(served.limits, rows=min(served.limits.rows or _MOST, _MOST))
    found = served.catalogue.present(ask_store(served.store, sparql, limits).value(), lang=wanted.lang)
    return {**editor_context(wanted), "told": _told(wanted, found)}


def fault_of(error: SteungraafError, detail: str) -> Fault:
    """Return what is wrong with a query, the lines that show where apart from the words."""
    excerpt = str(error.parts.get("excerpt") or "") if isinstance(error, SparqlSyntaxError) else ""
    return Fault(detail.replace(excerpt, "").strip() if excerpt else detail, excerpt)


def terms_of(store: Store) -> dict[str, Any]:
    """Return the prefixes, and the classes and properties that have a short name, with names and meanings."""
    kinds = {expand(name): kind for kind, names in _KINDS.items() for name in names}
    values = " ".join(f"<{iri}>" for iri in kinds)
    rows = rows_of(store, f"SELECT DISTINCT ?term ?kind WHERE {{ VALUES ?kind {{ {values} }} ?term a ?kind }}")
    found = {
        term.value: kinds[kind.value]
        for term, kind in rows
        if isinstance(term, NamedNode) and isinstance(kind, NamedNode) and shorten(term.value) != term.value
    }
    labels = {lang: find_labels(store, found, lang) for lang in LANGUAGES}
    meanings = {lang: find_texts(store, found, _DEFINITION, languages_for(lang)) for lang in LANGUAGES}
    terms = [
        {
            "name": shorten(iri),
            "kind": found[iri],
            **{lang: {"label": labels[lang][iri], "definition": meanings[lang].get(iri, "")} for lang in LANGUAGES},
        }
        for iri in sorted(found, key=shorten)
    ]
    return {"prefixes": dict(PREFIXES), "terms": terms}


def _told(wanted: Visit, found: Table | Statements | bool) -> Told:
    formats = _TRIPLES if isinstance(found, Statements) else _RESULTS
    kept = [(name, value) for name, value in wanted.fields if name == "query" or name.endswith("-graph-uri")]
    downloads = {
        word: f"{wanted.root}/sparql?{urlencode([*kept, ('format', format)])}" for format, word in formats.items()
    }
    if isinstance(found, bool):
        return Told(None, found, downloads)
    return Told(show_table(wanted, found if isinstance(found, Table) else found.table()), None, downloads)


def _as_if_accepting(request: Request, format: str) -> Request:
    """Return a request that accepts one format, by its name; raise NotAcceptableError for one that there is not."""
    found = [media for media, name in (*ROWS.items(), *RDF.items()) if name == format]
    if not found:
        raise NotAcceptableError(known=[*dict.fromkeys(ROWS.values()), *RDF.values()])
    headers = [(name, value) for name, value in request.scope["headers"] if name != b"accept"]
    return Request({**request.scope, "headers": [*headers, (b"accept", found[0].encode())]}, request.receive)
