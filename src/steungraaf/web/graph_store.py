"""Answer and change whole graphs (SPARQL 1.1 Graph Store HTTP Protocol)."""

from functools import partial
from http import HTTPStatus
from secrets import token_hex

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.things import read_graph
from steungraaf.changing import Change
from steungraaf.rdf.terms import is_iri
from steungraaf.store.answer_formats import write_triples
from steungraaf.web.bodies import fields_of, read_body
from steungraaf.web.conditions import check_conditions
from steungraaf.web.faults import FieldError, MethodError
from steungraaf.web.negotiation import media_for
from steungraaf.web.payloads import format_of, one_text
from steungraaf.web.protocol import whole
from steungraaf.web.served import Served
from steungraaf.web.site_faults import (
    NoGraphNamedError,
    NotAcceptableError,
    NothingHereError,
    TwiceError,
    UpdateForbiddenError,
)
from steungraaf.web.writer import BODY, Writer
from steungraaf.web.writing import RDF

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]  # which others are not for us to refuse
_GRAPH = {"nl": "graaf met die naam", "en": "graph of that name"}
_IRI = {"nl": "een volledige IRI", "en": "a whole IRI"}


class GraphStore:
    """Answer graphs by GET and HEAD, and change them by PUT, POST and DELETE where they may be changed."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served

    async def __call__(self, request: Request) -> Response:
        """Answer a request; raise RequestError, and what reading and writing raise."""
        if request.method in ("GET", "HEAD"):
            return await self._read(request, _graph_of(request))
        writer = self._served.writer
        if writer is None:
            raise UpdateForbiddenError()
        writer.token.check(request)
        if request.method == "PATCH":
            raise MethodError(method=request.method, known="GET, HEAD, PUT, POST, DELETE")
        if request.method == "POST" and _names_none(request):
            return await self._create(request, writer)
        return await self._write(request, writer, _graph_of(request))

    async def _read(self, request: Request, name: str | None) -> Response:
        media = media_for(request.headers, RDF)
        if media is None:
            raise NotAcceptableError(known=list(RDF))
        headers, unchanged = self._served.fresh(request, RDF[media])
        if unchanged is not None:
            return unchanged
        body = await self._served.work(self._graph, name, RDF[media])
        return Response(body, headers={"Vary": "Accept", **headers}, media_type=media)

    def _graph(self, name: str | None, format: str) -> bytes:
        answer = whole(read_graph(self._served.store, name, self._served.limits))
        if name is not None and not answer.content:
            raise NothingHereError(what=_GRAPH)
        return write_triples(answer, format)

    async def _create(self, request: Request, writer: Writer) -> Response:
        """Make a graph with a name of our own of what is sent (5.5)."""
        name = f"{_address(request)}/{token_hex(16)}"
        await self._write(request, writer, name)
        return Response(status_code=HTTPStatus.CREATED, headers={"Location": name})

    async def _write(self, request: Request, writer: Writer, name: str | None) -> Response:
        """Replace, extend or remove a graph; the default graph is always there."""
        kind = request.method.lower()
        body, format = b"", ""
        if kind != "delete":
            format = format_of(request)
            body, format = one_text(await read_body(request, BODY), format, request.headers.get("content-type", ""))
        change = Change(kind, name, format, name or _address(request))
        existed = await writer.write(change, body, partial(check_conditions, self._served, request)) or name is None
        if kind == "delete" and not existed:
            raise NothingHereError(what=_GRAPH)
        return Response(status_code=HTTPStatus.NO_CONTENT if existed else HTTPStatus.CREATED)


def _graph_of(request: Request) -> str | None:
    """Return the graph that is named, by the path (4.1) or by a field (4.2); None for the default graph."""
    fields = fields_of(request)
    named = [value for name, value in fields if name == "graph"]
    if request.path_params.get("name"):
        named.append(_address(request))
    default = [value for name, value in fields if name == "default"]
    if len(named) > 1:
        raise TwiceError(field="graph")
    if bool(named) == bool(default):
        raise NoGraphNamedError()
    if named and not is_iri(named[0]):
        raise FieldError(where="graph", expected=_IRI)
    return named[0] if named else None


def _names_none(request: Request) -> bool:
    """Tell whether a request names no graph at all, so that a new one is meant."""
    names = {name for name, _ in fields_of(request)}
    return not (names & {"graph", "default"} or request.path_params.get("name"))


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))
