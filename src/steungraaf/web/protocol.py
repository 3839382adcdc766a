"""Read a request of the SPARQL 1.1 Protocol, and answer it (SPARQL 1.1 Protocol 2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.rdf import NamedNode
from steungraaf.sparql import repeats
from steungraaf.store.answer_formats import write_results, write_triples
from steungraaf.store.answers import Answer
from steungraaf.store.dataset_clause import with_base, with_dataset
from steungraaf.web.bodies import FORM, fields_of, media_type_of, read_body, read_form
from steungraaf.web.faults import FieldError
from steungraaf.web.negotiation import choose_media, listed, media_for
from steungraaf.web.served import Served
from steungraaf.web.service_description import describe_service
from steungraaf.web.site_faults import (
    CutAnswerError,
    EncodingError,
    NoQueryError,
    NotAcceptableError,
    NotTogetherError,
    QueryTypeError,
    TwiceError,
)
from steungraaf.web.updates import Update, make_update
from steungraaf.web.writer import BODY
from steungraaf.web.writing import RDF, write_quads

_BODY = 4 * 2**20  # bytes: the longest query that is read, with every letter of it escaped
_SHORT = 10_000  # characters or bytes that are read or written at once: longer ones would keep others waiting
_FIELDS = 200  # many graphs may be named
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_UTF8 = ("", "utf-8", "utf8", "us-ascii")
_GRAPHS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
_IRI = {"nl": "een volledige IRI", "en": "a whole IRI"}
_WORDS = {"rows": {"nl": "rijen", "en": "rows"}, "bytes": {"nl": "bytes", "en": "bytes"}}
ROWS: Mapping[str, str] = {  # the first is sent where the client takes anything
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}


@dataclass(frozen=True)
class Operation:
    """A query, and the graphs that it is to ask if they are named beside it."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def text(self, base: str) -> str:
        """Return the query with its graphs in it, relative IRIs resolved against a base; raise QueryTooLargeError."""
        return with_base(with_dataset(self.query, self.default, self.named), base)


class Protocol:
    """Answer at one address what is asked in SPARQL."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served

    async def __call__(self, request: Request) -> Response:
        """Answer a query, or describe the service where none is asked."""
        if request.method != "POST" and not request.scope["query_string"]:
            return await self._describe(request)
        operation = await read_operation(request, self._most(request))
        base = _address(request)
        if isinstance(operation, Update):
            return await make_update(self._served, request, operation, base)
        accept = listed(request.headers, "accept")
        named, unchanged = self._fresh(request, operation.query, accept)
        if unchanged is not None:
            return unchanged
        media, body = await self._answer(operation, base, accept)
        return Response(body, headers={"Vary": "Accept", **named}, media_type=media)

    def _fresh(self, request: Request, query: str, accept: str | None) -> tuple[dict[str, str], Response | None]:
        """Return what names the state of the data, where the answer follows from that alone."""
        if request.method == "POST" or not repeats(query):
            return {}, None
        return self._served.fresh(request, sha256((accept or "").encode()).hexdigest()[:8])

    def _most(self, request: Request) -> int:
        """Return how many bytes are read of a body: many only from who may write."""
        writer = self._served.writer
        return BODY if writer is not None and writer.token.admits(request) else _BODY

    async def _answer(self, operation: Operation, base: str, accept: str | None) -> tuple[str, bytes]:
        """Return the media type and the text of an answer; what takes long is done beside the event loop."""
        work = self._served.work
        is_long = len(operation.query) > _SHORT
        sparql = await work(operation.text, base) if is_long else operation.text(base)
        answer = whole(await self._served.ask(sparql))
        return await work(written, answer, accept) if len(answer.content) > _SHORT else written(answer, accept)

    async def _describe(self, request: Request) -> Response:
        """Answer a GET without anything: what the service is (SPARQL 1.1 Service Description 2)."""
        media = media_for(request.headers, RDF)
        if media is None:
            raise NoQueryError()
        address = _address(request)
        return await self._served.work(self._description, address, media)

    def _description(self, address: str, media: str) -> Response:
        is_writable = self._served.writer is not None
        quads = describe_service(address, self._served.store.graphs(), is_writable=is_writable)
        return write_quads(quads, media, self._served.dataset.folder.ontology)


async def read_operation(request: Request, most: int = _BODY) -> Operation | Update:
    """Return the query or update of a request: by GET, in a form, or as the body itself, of so many bytes at most.

    Raises NoQueryError, TwiceError, NotTogetherError, FieldError, EncodingError, QueryTypeError and BodyError.
    """
    fields = fields_of(request)
    if request.method == "POST":
        kind = media_type_of(request)
        if kind not in (FORM, _QUERY, _UPDATE) or kind != FORM and _charset(request) not in _UTF8:
            raise QueryTypeError(type=request.headers.get("content-type", "")[:100])
        body = await read_body(request, most)
        if kind == FORM:
            fields += read_form(body, _FIELDS)
        else:
            fields.append(("query" if kind == _QUERY else "update", _text(body)))
    return operation_of(fields)


def operation_of(fields: Iterable[tuple[str, str]]) -> Operation | Update:
    """Return the query or update that fields make together; others than those of the protocol are passed over.

    Raises NoQueryError, TwiceError, NotTogetherError and FieldError.
    """
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    for name in _GRAPHS:
        if len(found.get(name, ())) > 1:
            raise TwiceError(field=name)
    if "update" not in found:
        return Operation(*_operands(found, "query", "update"))
    if "query" in found:
        raise NotTogetherError(field="query", other="update")
    return Update(*_operands(found, "update", "query"))


def _operands(found: Mapping[str, list[str]], kind: str, other: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return a text of some kind and its graphs; raise NoQueryError, NotTogetherError and FieldError."""
    if kind not in found:
        raise NoQueryError()
    for name in _GRAPHS[other]:
        if name in found:
            raise NotTogetherError(field=kind, other=name)
    default, named = (_iris(found, name) for name in _GRAPHS[kind])
    return found[kind][0], default, named


def whole(answer: Answer) -> Answer:
    """Return an answer that was not cut off; raise CutAnswerError for another."""
    if answer.truncated:
        raise CutAnswerError(what=_WORDS[answer.truncated.what], limit=answer.truncated.limit)
    return answer


def written(answer: Answer, accept: str | None) -> tuple[str, bytes]:
    """Return the media type and the text of an answer, as the client likes it best.

    Raises NotAcceptableError, and TermLostError for what no such format can hold.
    """
    offered = RDF if answer.kind == "triples" else ROWS
    media = choose_media(accept, offered)
    if media is None:
        raise NotAcceptableError(known=list(offered))
    write = write_triples if answer.kind == "triples" else write_results
    return media, write(answer, offered[media])


def _iris(found: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    for iri in found.get(name, ()):
        try:
            NamedNode(iri)
        except ValueError:
            raise FieldError(where=name, expected=_IRI) from None
    return tuple(found.get(name, ()))


def _address(request: Request) -> str:
    """Return the address that was asked, without the query."""
    return str(request.url).partition("?")[0]


def _charset(request: Request) -> str:
    for parameter in request.headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise EncodingError() from None
