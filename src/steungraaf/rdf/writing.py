"""Write RDF: the same quads give the same bytes on every machine."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import BinaryIO, cast

import pyoxigraph

from steungraaf.errors import TermLostError
from steungraaf.namespaces import PREFIXES, Shortener, expand
from steungraaf.rdf.formats import engine_format
from steungraaf.rdf.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple
from steungraaf.rdf.turtle import stream_turtle, turtle_text

_WITH_GRAPHS = ("trig", "nquads", "jsonld")
_WITH_NODES = (BlankNode, Triple)
_TYPE = expand("rdf:type")
_RECENT = 10_000  # IRIs of which it is remembered that their prefix was seen
_ROOT = re.compile(rb"<rdf:RDF([^>]*)>")
_NAMESPACE = re.compile(rb" xmlns:[^ >]*")
# XML 1.0 has no way to write these (2.2, Char).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_rdf(quads: Iterable[Quad], out: BinaryIO, format: str, *, grouped: bool = False) -> None:
    """Write quads in the order given, with the prefixes of the project that are used.

    A format without graphs gets the triples alone. Blank nodes are named by their order. JSON-LD comes in expanded
    form. Quads that can be gone through again and again are streamed, in Turtle where `grouped` says that those of each
    subject stand together; an iterator is kept in memory first, but not for N-Triples and N-Quads.

    Raises UnknownFormatError, and TermLostError for what a format cannot hold, before anything is written.
    """
    chosen = engine_format(format)
    if format == "turtle":
        _write_turtle(quads, out, grouped)
    elif format in ("ntriples", "nquads"):
        pyoxigraph.serialize(cast(Iterable[Quad], _statements(quads, format)), out, chosen)
    else:
        quads = list(quads) if isinstance(quads, Iterator) else quads
        prefixes = _used_prefixes(quads, format)
        finished = cast(BinaryIO, _Finished(out, format, len(prefixes)))
        pyoxigraph.serialize(cast(list[Quad], _statements(quads, format)), finished, chosen, prefixes=prefixes)
        finished.close()


def _write_turtle(quads: Iterable[Quad], out: BinaryIO, grouped: bool) -> None:
    if grouped and not isinstance(quads, Iterator):
        stream_turtle(quads, out, PREFIXES)
    else:
        out.write(turtle_text(quads, PREFIXES).encode())


class _Finished:
    """Pass on what the engine writes, with its prefixes in their order."""

    def __init__(self, out: BinaryIO, format: str, prefixes: int) -> None:
        self._out, self._format, self._prefixes = out, format, prefixes
        self._head: bytes | None = b"" if format != "jsonld" else None  # as long as it is not whole

    def write(self, text: bytes) -> int:
        """Take what the engine writes next."""
        size = len(text)
        if self._head is not None:
            self._head, text = self._head + text, b""
            if (end := self._end(self._head)) is not None:
                head, text, self._head = self._head[:end], self._head[end:], None
                self._out.write(_HEADS[self._format](head))
        self._out.write(_kept_return(text) if self._format == "rdfxml" else text)
        return size

    def flush(self) -> None:
        """Pass on what waits to be written."""
        self._out.flush()

    def close(self) -> None:
        """Pass on a head after which nothing came."""
        self._out.write(self._head or b"")

    def _end(self, text: bytes) -> int | None:
        """Return where the head ends, or nothing where more of it is to come."""
        if self._format == "rdfxml":
            return found.end() if (found := _ROOT.search(text)) else None
        lines = text.split(b"\n", self._prefixes)
        return len(text) - len(lines[-1]) if len(lines) > self._prefixes else None


def _sort_lines(head: bytes) -> bytes:
    return b"".join(sorted(head.splitlines(keepends=True)))


def _sort_root(head: bytes) -> bytes:
    return _ROOT.sub(_sort_namespaces, head, count=1)


def _kept_return(text: bytes) -> bytes:
    """Keep a carriage return, which bare is read as a line feed (XML 1.0, 2.11)."""
    return text.replace(b"\r", b"&#xD;")


def _sort_namespaces(root: re.Match[bytes]) -> bytes:
    return b"".join([b"<rdf:RDF", *sorted(_NAMESPACE.findall(root[1])), _NAMESPACE.sub(b"", root[1]), b">"])


_HEADS: Mapping[str, Callable[[bytes], bytes]] = {"trig": _sort_lines, "rdfxml": _sort_root}


def _statements(quads: Iterable[Quad], format: str) -> Iterator[Quad | Triple]:
    names: dict[BlankNode, BlankNode] = {}
    graphs = format in _WITH_GRAPHS
    for quad in quads:
        if type(quad.subject) is NamedNode and type(quad.object) not in _WITH_NODES and not _in_unnamed(quad, graphs):
            yield quad if graphs else quad.triple  # most have no blank node, and are passed on without a detour
            continue
        subject = cast(NamedNode, _renamed(quad.subject, names))
        object_ = _renamed(quad.object, names)
        if graphs:
            yield Quad(subject, quad.predicate, object_, cast(NamedNode, _renamed(quad.graph_name, names)))
        else:
            yield Triple(subject, quad.predicate, object_)


def _in_unnamed(quad: Quad, graphs: bool) -> bool:
    return graphs and type(quad.graph_name) is BlankNode


def _check(term: Term, format: str) -> None:
    """Refuse a term that the format cannot hold."""
    if format == "jsonld" and isinstance(term, Triple):
        raise TermLostError(term=str(term), format=format)
    if format == "rdfxml" and isinstance(term, Literal) and _NOT_XML.search(term.value):
        raise TermLostError(term=str(term), format=format)
    if format == "rdfxml" and isinstance(term, Triple):
        _check(term.object, format)


def _renamed(term: Term | DefaultGraph, names: dict[BlankNode, BlankNode]) -> Term:
    if isinstance(term, BlankNode):
        return names.setdefault(term, BlankNode(f"b{len(names)}"))
    if isinstance(term, Triple):
        return Triple(cast(NamedNode, _renamed(term.subject, names)), term.predicate, _renamed(term.object, names))
    return cast(Term, term)


def _used_prefixes(quads: Iterable[Quad], format: str) -> dict[str, str]:
    """Return the prefixes that come up; in RDF/XML only predicates and classes are written by them.

    Raises TermLostError.
    """
    shorten = Shortener(PREFIXES)
    seen = lru_cache(_RECENT)(shorten)
    for quad in quads:
        _check(quad.object, format)
        for iri in _iris(quad, format):
            seen(iri)
    return {prefix: PREFIXES[prefix] for prefix in sorted(shorten.used)}


def _iris(statement: Quad | Triple, format: str) -> Iterator[str]:
    predicate, object_ = statement.predicate, statement.object
    yield predicate.value
    if format == "rdfxml" and predicate.value != _TYPE:
        return
    graph = statement.graph_name if isinstance(statement, Quad) else None
    for term in (object_,) if format == "rdfxml" else (statement.subject, object_, graph):
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value
        elif isinstance(term, Triple):
            yield from _iris(term, format)
