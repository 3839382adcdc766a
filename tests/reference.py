"""Do with rdflib what a store does, so that the tests hold a second engine, written by others, to the same."""

from collections.abc import Iterable, Iterator
from typing import Any

import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from steungraaf.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple
from steungraaf.store import Solutions
from tests.counting import uncounted


class ReferenceStore:
    """Do with rdflib what a store does, so that two engines are held to the same."""

    def __init__(self) -> None:
        self._data = rdflib.Dataset(default_union=True)

    @uncounted()
    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query."""
        found = self._data.query(sparql)
        if found.type == "ASK":
            return bool(found.askAnswer)
        if found.type == "SELECT":
            rows = [tuple(None if term is None else term_of(term) for term in row) for row in found]
            return Solutions(tuple(map(str, found.vars or ())), rows)
        return [Triple(*map(term_of, triple)) for triple in found.graph or ()]

    @uncounted()
    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads."""
        for quad in quads:
            in_graph = isinstance(quad.graph_name, NamedNode)
            graph = self._data.graph(rdflib.URIRef(quad.graph_name.value)) if in_graph else self._data.default_graph
            graph.add((theirs(quad.subject), theirs(quad.predicate), theirs(quad.object)))

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make quads the whole of a graph."""
        graph = NamedNode(name)
        given = [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
        self._data.remove_graph(rdflib.URIRef(name))
        self.load(given)

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream quads."""
        for subject, predicate, object_, name in self._data.quads():
            place = DefaultGraph() if name in (None, DATASET_DEFAULT_GRAPH_ID) else NamedNode(str(name))
            if graph is None or place == NamedNode(graph):
                yield Quad(term_of(subject), term_of(predicate), term_of(object_), place)

    def graphs(self) -> list[str]:
        """Return the names of graphs with something in them."""
        return sorted({quad.graph_name.value for quad in self.dump() if isinstance(quad.graph_name, NamedNode)})


def theirs(term: Term) -> rdflib.term.Node:
    """Return a term of ours as one of rdflib."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)


def term_of(term: Any) -> Term:
    """Return a term of rdflib as one of ours."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    datatype = None if term.datatype is None else NamedNode(str(term.datatype))
    return Literal(str(term), language=term.language) if term.language else Literal(str(term), datatype=datatype)
