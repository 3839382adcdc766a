"""Read the statements that a request brings: in one format, or as the files of a form."""

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from secrets import token_hex

from starlette.requests import Request

from steungraaf.rdf import parse_quads
from steungraaf.web.bodies import media_type_of
from steungraaf.web.writing import SUFFIXES
from steungraaf.web.writing_faults import GraphTypeError

FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
}
_FILES = "multipart/form-data"
_UNKNOWN = "application/octet-stream"
_UTF8 = ("utf-8", "utf8", "us-ascii")
_ASSUMED = "application/rdf+xml"  # where nothing is said (SPARQL 1.1 Graph Store HTTP Protocol 5.2)


def format_of(request: Request) -> str:
    """Return the format of a body, or the media type of a form with files; raise GraphTypeError."""
    media = media_type_of(request) or _ASSUMED
    if media == _FILES:
        return media
    return _format(request.headers.get("content-type", _ASSUMED))


def one_text(body: bytes, format: str, header: str) -> tuple[bytes, str]:
    """Return a body and its format; of a form the files in it as one text of N-Triples.

    Raises GraphTypeError, and RdfSyntaxError for a file that does not parse.
    """
    if format != _FILES:
        return body, format
    head = f"content-type: {header}\r\n\r\n".encode("latin-1")
    form = BytesParser(policy=HTTP).parsebytes(head + body)
    if not form.is_multipart():
        raise GraphTypeError(type=_FILES, known=list(FORMATS))
    return b"".join(line for part in form.iter_parts() for line in _lines(part)), "ntriples"


def _lines(part: Message) -> Iterator[bytes]:
    """Give the statements of a file; its blank nodes are others than those of the next."""
    text = part.get_payload(decode=True)
    format, apart = _format(_type_of(part)), f"urn:uuid:{token_hex(16)}"
    assert isinstance(text, bytes)  # it is no form or message itself: those have no such format
    for quad in parse_quads(text, format=format, name=part.get_filename() or "<body>", graph=apart):
        yield f"{quad.triple} .\n".encode()


def _type_of(part: Message) -> str:
    """Return the type of a file; curl and others know none for RDF, and then its suffix tells."""
    given = str(part.get("content-type", ""))
    if given.partition(";")[0].strip().lower() != _UNKNOWN:
        return given
    return SUFFIXES.get((part.get_filename() or "").rpartition(".")[2].lower(), given)


def _format(header: str) -> str:
    """Return the format that a Content-Type names; raise GraphTypeError."""
    described = Message()
    described["content-type"] = header
    charset = str(described.get_param("charset", "utf-8")).lower()
    media = header.partition(";")[0].strip().lower()
    if media not in FORMATS or charset not in _UTF8:
        raise GraphTypeError(type=header[:100], known=list(FORMATS))
    return FORMATS[media]
