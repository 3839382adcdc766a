"""Find what is said of a thing, and by which graph, in data of any size: every literal as it is written.

A store answers SPARQL, and rewrites literals for it. This one only looks up, so it keeps literals by another name.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad, Term

_XSD = expand("xsd:")
_STRING = f"{_XSD}string"
_APART = "urn:written:"


class GraphIndex:
    """Hold quads by graph, subject and object, in memory or in a directory.

    >>> index = GraphIndex()
    >>> a, p = NamedNode("https://example.org/a"), NamedNode("https://example.org/p")
    >>> index.add([Quad(a, p, Literal("56.0", datatype=NamedNode(_XSD + "decimal")), a)])
    >>> [quad.object.value for quad in index.about(a)]
    ['56.0']
    """

    def __init__(self, directory: Path | None = None) -> None:
        """Begin in memory, or open what a directory holds; OSError where another process has it open."""
        self._store = pyoxigraph.Store() if directory is None else pyoxigraph.Store(str(directory))

    def add(self, quads: Iterable[Quad]) -> None:
        """Add many quads."""
        self._store.bulk_extend(map(_kept, quads))

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take some quads out and put others in; both are few."""
        for quad in removed:
            self._store.remove(_kept(quad))
        self._store.extend(map(_kept, added))

    def close(self) -> None:
        """Let go of the directory, so that it can be opened again; nothing can be looked up afterwards."""
        del self._store

    def flush(self) -> None:
        """Write what was added to disk."""
        self._store.flush()

    def graphs(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all."""
        name = None if graph is None else NamedNode(graph)
        return map(_written, self._store.quads_for_pattern(None, None, None, name))

    def about(self, subject: Term, predicate: str | None = None) -> list[Quad]:
        """Return what is said of a thing, by one property or by any."""
        return self._found(subject, predicate, None)

    def pointing(self, object: Term, predicate: str | None = None) -> list[Quad]:
        """Return what leads to a term, by one property or by any."""
        return self._found(None, predicate, _kept_term(object))

    def with_predicate(self, predicate: str) -> list[Quad]:
        """Return what is said by one property."""
        return self._found(None, predicate, None)

    def ask(self, sparql: str) -> Iterator[dict[str, Term | None]]:
        """Yield the rows of a SELECT on all graphs as one, some more than once.

        Only for what is blind to literals: those of most types are kept by another name, and equal to no other.
        """
        found = self._store.query(sparql, use_default_graph_as_union=True)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in found.variables]
        yield from ({name: row[name] for name in names} for row in found)

    def _found(self, subject: Any, predicate: str | None, object: Any) -> list[Quad]:
        named = None if predicate is None else NamedNode(predicate)
        return list(map(_written, self._store.quads_for_pattern(subject, named, object, None)))


def _kept_term(term: Any) -> Any:
    if type(term) is Literal and (datatype := term.datatype.value).startswith(_XSD) and datatype != _STRING:
        return Literal(term.value, datatype=NamedNode(_APART + datatype))
    return term


def _kept(quad: Quad) -> Quad:
    if type(quad.object) is not Literal:
        return quad
    kept = _kept_term(quad.object)
    return quad if kept is quad.object else Quad(quad.subject, quad.predicate, kept, quad.graph_name)


def _written(quad: Quad) -> Quad:
    term = quad.object
    if type(term) is Literal and (datatype := term.datatype.value).startswith(_APART):
        written = Literal(term.value, datatype=NamedNode(datatype.removeprefix(_APART)))
        return Quad(quad.subject, quad.predicate, written, quad.graph_name)
    return quad
