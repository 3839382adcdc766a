"""Write RDF: the same quads give the same bytes on every machine."""

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import BinaryIO, cast

import pyoxigraph

from steungraaf.errors import TermLostError
from steungraaf.namespaces import PREFIXES, Shortener, expand
from steungraaf.rdf.formats import engine_format
from steungraaf.rdf.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple
from steungraaf.rdf.turtle import turtle_text

_WITH_GRAPHS = ("trig", "nquads", "jsonld")
_TYPE = expand("rdf:type")
_ROOT = re.compile(rb"<rdf:RDF([^>]*)>")
_NAMESPACE = re.compile(rb" xmlns:[^ >]*")
# XML 1.0 has no way to write these (2.2, Char).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_rdf(quads: Iterable[Quad], out: BinaryIO, format: str) -> None:
    """Write quads in the order given, with the prefixes of the project that are used.

    A format without graphs gets the triples alone. Blank nodes are named by their order. N-Triples and N-Quads are
    streamed; JSON-LD comes in expanded form.

    Raises UnknownFormatError, and TermLostError for what a format cannot hold.
    """
    chosen = engine_format(format)
    if format == "turtle":
        out.write(turtle_text(quads, PREFIXES).encode())
    elif format in ("ntriples", "nquads"):
        pyoxigraph.serialize(cast(Iterable[Quad], _statements(quads, format)), out, chosen)
    else:
        statements = list(_statements(quads, format))
        text = io.BytesIO()
        pyoxigraph.serialize(cast(list[Quad], statements), text, chosen, prefixes=_used_prefixes(statements, format))
        out.write(_FINISH[format](text.getvalue()))


def _finish_trig(text: bytes) -> bytes:
    """Put the prefixes in their order."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join([*sorted(head), *lines[len(head) :]])


def _finish_xml(text: bytes) -> bytes:
    """Put the prefixes in their order; keep a carriage return, which bare is read as a line feed (XML 1.0, 2.11)."""
    return _ROOT.sub(_sort_namespaces, text, count=1).replace(b"\r", b"&#xD;")


def _sort_namespaces(root: re.Match[bytes]) -> bytes:
    return b"".join([b"<rdf:RDF", *sorted(_NAMESPACE.findall(root[1])), _NAMESPACE.sub(b"", root[1]), b">"])


def _as_it_is(text: bytes) -> bytes:
    return text


_FINISH: Mapping[str, Callable[[bytes], bytes]] = {"trig": _finish_trig, "rdfxml": _finish_xml, "jsonld": _as_it_is}


def _statements(quads: Iterable[Quad], format: str) -> Iterator[Quad | Triple]:
    names: dict[BlankNode, BlankNode] = {}
    for quad in quads:
        _check(quad.object, format)
        subject = cast(NamedNode, _renamed(quad.subject, names))
        object_ = _renamed(quad.object, names)
        if format in _WITH_GRAPHS:
            yield Quad(subject, quad.predicate, object_, cast(NamedNode, _renamed(quad.graph_name, names)))
        else:
            yield Triple(subject, quad.predicate, object_)


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


def _used_prefixes(statements: Collection[Quad | Triple], format: str) -> dict[str, str]:
    """Return the prefixes that come up; in RDF/XML only predicates and classes are written by them."""
    shorten = Shortener(PREFIXES)
    for iri in {iri for one in statements for iri in _iris(one, format)}:
        shorten(iri)
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
