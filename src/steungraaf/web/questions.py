"""Answer the stored questions, and tell which there are."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from steungraaf.catalogue import Table
from steungraaf.catalogue.things import describe_things
from steungraaf.rdf import Quad
from steungraaf.store import Solutions
from steungraaf.store.answer_formats import answer_of, write_results
from steungraaf.web.bodies import fields_of
from steungraaf.web.negotiation import media_for, see_page
from steungraaf.web.openapi import describe_api
from steungraaf.web.served import VARY, Served
from steungraaf.web.site_faults import CutAnswerError, NotAcceptableError, TwiceError
from steungraaf.web.writing import RDF, rdf_text

if TYPE_CHECKING:
    from steungraaf.catalogue import Statements
    from steungraaf.queryfile import QueryFile

MEDIA: Mapping[str, str] = {  # of each format; the first is sent where the client takes anything
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "srj": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    **{format: media for media, format in RDF.items() if format in ("turtle", "jsonld", "ntriples", "rdfxml")},
}
_MOST_THINGS = 10_000  # that are described in one answer
_THINGS = {"nl": "dingen", "en": "things"}


class Questions:
    """Answer each stored question at its own address."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served

    async def listing(self, request: Request) -> Response:
        """Answer which questions there are, each with its parameters and columns; who reads pages gets the page."""
        if prefers_page(request):
            return _page(request)
        headers, unchanged = self._served.fresh(request, "list")
        if unchanged is not None:
            return unchanged
        base = str(request.base_url).rstrip("/")
        queries = await self._served.work(self._served.catalogue.queries)
        return JSONResponse({"queries": [_told(query, base) for query in queries]}, headers=headers)

    async def openapi(self, request: Request) -> Response:
        """Answer the description of all that can be asked (OpenAPI 3.1)."""
        lang = self._served.language(request)
        headers, unchanged = self._served.fresh(request, "openapi", lang)
        if unchanged is not None:
            return unchanged
        queries = await self._served.work(self._served.catalogue.queries)
        base, version = str(request.base_url).rstrip("/"), self._served.dataset.version
        told = describe_api(queries, base, lang, MEDIA, version, writable=self._served.writer is not None)
        return JSONResponse(told, headers={**headers, "Content-Language": lang, "Vary": "Accept-Language"})

    async def answer(self, request: Request) -> Response:
        """Answer a question, with the values of its parameters from the address; who reads pages gets the page."""
        if "format" not in request.query_params and prefers_page(request):
            return _page(request)
        given = parameters_of(fields_of(request))
        name = "{theme}/{name}".format(**request.path_params)
        format, lang = _format(request, given.pop("format", "")), self._served.language(request)
        given.pop("lang", None)
        query = await self._served.work(self._served.catalogue.get, name)
        headers, unchanged = self._served.fresh(request, format, lang)
        if unchanged is not None:
            return unchanged
        body = await self._served.work(self._answer, name, given, format, lang)
        said = {**headers, "Vary": VARY, "Content-Language": lang, **_attached(format, query.name)}
        return Response(body, headers=said, media_type=MEDIA[format])

    def _answer(self, name: str, given: Mapping[str, str], format: str, lang: str) -> bytes:
        labels = format in ("json", "csv", "xlsx")
        found = self._served.catalogue.ask(name, given, lang=lang, labels=labels)
        if format in RDF.values():
            return rdf_text(self._quads(found), format, self._served.dataset.folder.ontology)
        return write_table(found if isinstance(found, Table) else found.table(), format)

    def _quads(self, found: "Table | Statements") -> list[Quad]:
        """Return the triples of an answer; of a table what is said of each thing in it."""
        if not isinstance(found, Table):
            return found.quads()
        things = found.iris()
        if len(things) > _MOST_THINGS:
            raise CutAnswerError(what=_THINGS, limit=_MOST_THINGS)
        return describe_things(self._served.store, things)


def prefers_page(request: Request) -> bool:
    """Tell whether a client would rather have a page than any of the formats."""
    return media_for(request.headers, (*MEDIA.values(), "text/html")) == "text/html"


def _page(request: Request) -> Response:
    """Send to the page for people, with what was asked."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return see_page(request, path.replace("/queries", "/questions", 1))


def parameters_of(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the fields by name; raise TwiceError for one that is given again."""
    given: dict[str, str] = {}
    for name, value in fields:
        if name in given:
            raise TwiceError(field=name[:100])
        given[name] = value
    return given


def write_table(table: Table, format: str) -> bytes:
    """Return a table in one of the formats for rows."""
    if format == "xlsx":
        out = BytesIO()
        table.to_xlsx(out)
        return out.getvalue()
    if format in ("srj", "xml"):
        found = Solutions(tuple(column.name for column in table.columns), table.rows)
        return write_results(answer_of(found), "json" if format == "srj" else "xml")
    return {"json": table.to_json, "csv": table.to_csv, "tsv": table.to_tsv}[format]().encode()


def _format(request: Request, asked: str) -> str:
    """Return the format that is asked by name, or else by Accept; raise NotAcceptableError."""
    if asked:
        media = MEDIA.get(asked)
    else:
        media = media_for(request.headers, MEDIA.values())
    found = [format for format, one in MEDIA.items() if one == media]
    if not found:
        raise NotAcceptableError(known=list(MEDIA) if asked else list(MEDIA.values()))
    return found[0]


def _attached(format: str, name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.xlsx"'} if format == "xlsx" else {}


def _told(query: "QueryFile", base: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "theme": query.theme,
        "url": f"{base}/queries/{query.theme}/{query.name}",
        "question": query.question,
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "optional": one.optional,
                "example": one.example,
                "description": one.description,
            }
            for one in query.parameters
        ],
        "columns": query.columns,
    }
