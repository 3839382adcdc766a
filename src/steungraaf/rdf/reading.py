"""Read RDF: lexical forms as written, blank nodes with names that are the same each time, faults with their place."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote
from zlib import crc32

import pyoxigraph

from steungraaf.errors import InvalidTermError, NotUtf8Error, RdfSyntaxError, UnreadableFileError
from steungraaf.namespaces import GENID
from steungraaf.rdf import LINK_SET
from steungraaf.rdf.compressed import compression_of, pieces_of
from steungraaf.rdf.formats import LINKS, engine_format, format_of
from steungraaf.rdf.limits import find_fault
from steungraaf.rdf.streaming import BOM, GuardedText
from steungraaf.rdf.terms import BlankNode, DefaultGraph, NamedNode, Quad, Triple
from steungraaf.reasons import reason_of

_PLACE = re.compile(r"^Parser error (?:at line \d+ (?:column \d+|between columns .*?)|between line .*?): ")
# JSON-LD drops relative IRIs in silence where there is no base; under this one they show.
_NO_BASE = "https://no-base.invalid/"
RELATIVE = {
    "nl": "een relatieve IRI zonder basis; schrijf haar voluit of zet @base (XML: xml:base) in het bestand",
    "en": "a relative IRI and no base for it; write it in full or put @base (XML: xml:base) in the file",
}
_PLAIN_REASONS = (
    ("No scheme found", RELATIVE),
    (
        "Line jumps are not allowed in string literals",
        {
            "nl": "een tekst loopt door op een volgende regel; sluit hem af, of zet hem tussen drie aanhalingstekens",
            "en": "a text runs on to another line; close it, or put it between three quotes",
        },
    ),
    (
        "Only UTF-8 is supported",
        {
            "nl": 'het zegt bovenaan dat het geen UTF-8 is; zet daar encoding="UTF-8" en sla het op als UTF-8',
            "en": 'it says at its top that it is not UTF-8; put encoding="UTF-8" there and save it as UTF-8',
        },
    ),
    (
        "No LoadDocumentCallback",
        {
            "nl": "de context staat op een ander adres en wordt daar niet gehaald; zet hem in het bestand zelf",
            "en": "its context is at another address and is not fetched from there; put it in the file itself",
        },
    ),
)
_IRI = {"nl": "volledig adres (IRI)", "en": "whole IRI"}
_WITH_NODES = (BlankNode, Triple)
_ANONYMOUS = re.compile(r"[a-f][0-9a-f]{24,31}")  # what the parser calls a node without a label, each time otherwise
# What stands in a text where a node names a graph: N-Quads 2.3, TriG 2.2, JSON-LD 1.1 section 4.9.
_NODES_NAME_GRAPHS = {
    "nquads": re.compile(rb"_:\S+?\s*\.[ \t]*(?:#[^\r\n]*)?[\r\n]"),
    "trig": re.compile(rb"_:[^\s{]+(?:\s|#[^\r\n]*[\r\n])*\{"),
    "jsonld": re.compile(rb"@graph"),
}
_REACH = 4096  # bytes of such a place, which may begin in one piece of a text and end in the next
_WHOLE = 1 << 26  # a file of more bytes is not read at once


def read_quads(
    path: Path,
    *,
    format: str | None = None,
    base: str | None = None,
    graph: str | None = None,
    name_graphs: bool = False,
) -> Iterator[Quad]:
    """Stream the quads of a file; triples outside any graph get the name `graph` where it is given.

    Blank nodes get names by their order and by the graph (or else the file), so that those of two files never meet.
    With `name_graphs` graphs that are named by a blank node get an IRI, as a store needs one (`naming_of`).

    Raises UnknownFormatError; UnreadableFileError for a file that cannot be opened; NotUtf8Error; RdfSyntaxError.
    """
    chosen = format or format_of(path)
    if chosen == LINKS:
        yield from parse_quads(turtle_of(path), format="ntriples", name=str(path), graph=graph)
        return
    engine_format(chosen)
    naming = naming_of(path, graph, chosen, base) if name_graphs else Naming(graph, str(path))
    if is_large(path):
        text = GuardedText(pieces_of(path), chosen, str(path))
        yield from _parsed(text, chosen, str(path), base, naming.quad)
    else:
        yield from _parsed(_checked(read_bytes(path), chosen, str(path)), chosen, str(path), base, naming.quad)


def is_large(path: Path) -> bool:
    """Tell whether a file, or what it may unpack to, is too large to be read at once."""
    with suppress(OSError):  # whoever opens it says so
        return os.stat(path).st_size > (_WHOLE // 32 if compression_of(path) else _WHOLE)
    return False


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a text in UTF-8, unpacked and without the mark at its head.

    Raises UnreadableFileError, also as NotUtf8Error or BrokenArchiveError, and MissingExtraError.
    """
    return check_utf8(raw_bytes(path), str(path))


def raw_bytes(path: Path) -> bytes:
    """Return the bytes of a file, unpacked, whatever they are.

    Raises UnreadableFileError, also as BrokenArchiveError, and MissingExtraError.
    """
    try:
        return b"".join(pieces_of(path)) if compression_of(path) else path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error


def turtle_of(path: Path) -> bytes:
    """Return the bytes of a Turtle file, and those of a link set as N-Triples, which are Turtle as well.

    Raises UnreadableFileError, and RdfSyntaxError for a link set with a fault.
    """
    data = read_bytes(path)
    if not path.name.endswith(LINK_SET):
        return data
    from steungraaf.rdf.link_graph import link_triples

    return link_triples(data, str(path))


def check_utf8(data: bytes, name: str) -> bytes:
    """Return a text in UTF-8 without the mark at its head; raise NotUtf8Error, which names where it is from."""
    data = data.removeprefix(BOM)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise NotUtf8Error(file=name, byte=error.start + 1) from error
    return data


def parse_quads(
    data: bytes,
    *,
    format: str,
    name: str = "<text>",
    base: str | None = None,
    graph: str | None = None,
    keep_names: bool = False,
) -> Iterator[Quad]:
    """Stream the quads of a text; `name` stands for the file in errors.

    With `keep_names` blank nodes have the names of the text, for what was written by this very process.

    Raises UnknownFormatError, RdfSyntaxError, and InvalidTermError for a base that is no IRI.
    """
    engine_format(format)
    named = _as_it_is if keep_names else Naming(graph, name).quad
    yield from _parsed(_checked(data.removeprefix(BOM), format, name), format, name, base, named)


def parse_block(data: bytes, *, format: str, name: str, naming: "Naming", line: int) -> Iterator[Quad]:
    """Stream the quads of some lines of a file, behind so many others with which they share the names of blank nodes.

    Raises RdfSyntaxError.
    """
    try:
        yield from _parsed(data, format, name, None, naming.quad)
    except RdfSyntaxError as error:
        raise RdfSyntaxError(**{**error.parts, "line": line + (error.line or 1)}) from error


def _checked(data: bytes, format: str, name: str) -> bytes:
    """Return a text that may reach the parser."""
    if (fault := find_fault(data, format)) is not None:
        line, column = _place(data, fault[0])
        raise RdfSyntaxError(file=name, line=line, column=column, reason=fault[1], format=format)
    return data


def _parsed(
    text: bytes | GuardedText, format: str, name: str, base: str | None, named: Callable[[Quad], Quad]
) -> Iterator[Quad]:
    hidden = _NO_BASE if base is None and format == "jsonld" else base
    try:
        for quad in pyoxigraph.parse(cast(IO[bytes], text), engine_format(format), base_iri=hidden):
            if hidden is _NO_BASE and _NO_BASE in str(quad):
                raise RdfSyntaxError(file=name, line=None, column=None, reason=RELATIVE, format=format)
            yield named(cast(Quad, quad))
    except SyntaxError as error:
        reason = _reason(error.msg)
        raise RdfSyntaxError(file=name, line=error.lineno, column=error.offset, reason=reason, format=format) from error
    except ValueError as error:
        raise InvalidTermError(parameter="base", value=base, type=_IRI, example="https://example.org/") from error


def _as_it_is(quad: Quad) -> Quad:
    return quad


def _place(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode(errors="replace")) + 1


def _reason(message: str) -> str | Mapping[str, str]:
    for sign, reason in _PLAIN_REASONS:
        if sign in message:
            return reason
    return _PLACE.sub("", message).rstrip(".")


def naming_of(path: Path, graph: str | None, format: str, base: str | None = None) -> "Naming":
    """Return the naming of a file that goes into a store, which cannot replace a graph without an IRI.

    A graph that the file names by a blank node gets one by the place of the file, of which it shows nothing, and by the
    label (RDF 1.1 Concepts 3.5): the same each time, and another one for each file. What is said of such a node may
    come before the graph, so the file is read once for the graphs alone where it may have any.

    Raises what `read_quads` raises.
    """
    digest = sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    quads = read_quads(path, format=format, base=base, graph=graph) if _may_name_graphs(path, format) else ()
    nodes = {quad.graph_name for quad in quads if isinstance(quad.graph_name, BlankNode)}
    return Naming(graph, str(path), f"{GENID}{digest}/", nodes)


def _may_name_graphs(path: Path, format: str) -> bool:
    """Tell whether a node that names a graph may be spoken of in a file."""
    place, rest = _NODES_NAME_GRAPHS.get(format), b""
    if place is None:
        return False
    for piece in chain(pieces_of(path), (b"\n",)):
        text = rest + piece
        if place.search(text):
            return True
        rest = text[-_REACH:]
    return False


class Naming:
    """Give blank nodes the same names each time, and triples without a graph their graph."""

    def __init__(
        self, graph: str | None, name: str, below: str | None = None, graphs: Collection[BlankNode] = ()
    ) -> None:
        """Take the graph, and the name of the file by which blank nodes are told apart where there is no graph.

        Graphs that are named by a blank node get an IRI that begins with `below`, where it is given. `graphs` are the
        names that they have without, so that they get that IRI wherever they are spoken of.
        """
        self._graph = DefaultGraph() if graph is None else NamedNode(graph)
        self._named: dict[BlankNode, BlankNode | NamedNode] = {}
        self._key = f"f{crc32((graph or name).encode(errors='surrogateescape')):08x}b"
        self._below = below
        self._nodes = graphs
        self._graphs: dict[BlankNode, NamedNode] = {}

    def quad(self, quad: Quad) -> Quad:
        """Return a quad with its names; most have no blank node, and those are made without a detour."""
        subject, object_, graph = quad.subject, quad.object, quad.graph_name
        if type(subject) is BlankNode or type(object_) in _WITH_NODES or type(graph) is BlankNode:
            subject, object_, graph = self._term(subject), self._term(object_), self._place(graph)
        return Quad(subject, quad.predicate, object_, self._graph if type(graph) is DefaultGraph else graph)

    def _place(self, graph: Any) -> Any:
        """Return the name of a graph."""
        found = self._term(graph)
        return found if self._below is None or type(found) is not BlankNode else self._iri(graph)

    def _iri(self, node: BlankNode) -> NamedNode:
        """Return the IRI of a graph; one without a label is told by its order, which is the same each time."""
        if node not in self._graphs:
            has_label = not _ANONYMOUS.fullmatch(node.value)
            label = quote(node.value, safe="") if has_label else f"unnamed/{len(self._graphs)}"
            self._graphs[node] = NamedNode(f"{self._below}{label}")
        return self._graphs[node]

    def _term(self, term: Any) -> Any:
        if isinstance(term, BlankNode):
            if term not in self._named:
                name = BlankNode(f"{self._key}{len(self._named)}")
                self._named[term] = self._iri(term) if name in self._nodes else name
            return self._named[term]
        if isinstance(term, Triple):
            return Triple(self._term(term.subject), term.predicate, self._term(term.object))
        return term
