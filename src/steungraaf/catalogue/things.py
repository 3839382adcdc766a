"""Find what the graph says of things, and what is in a graph, for those who pass it on."""

from collections.abc import Iterable

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, NamedNode, Quad
from steungraaf.rdf.terms import is_iri
from steungraaf.store import Store
from steungraaf.store.answer_formats import ask_store
from steungraaf.store.answers import Answer
from steungraaf.store.limits import Limits
from steungraaf.store.lookup import parts, rows_of

_MOST = 500  # things in one query


def describe_things(store: Store, iris: Iterable[str]) -> list[Quad]:
    """Return each statement about some things with the graph that has it, sorted; what is no IRI has none.

    Raises LimitError and EndpointError.
    """
    found: list[Quad] = []
    for some in parts(filter(is_iri, iris), _MOST):
        wanted = f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?s {{ {some} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for subject, predicate, value, graph in rows_of(store, wanted):
            assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None
            assert isinstance(graph, NamedNode | BlankNode)
            found.append(Quad(subject, predicate, value, graph))
    return sorted(found, key=str)


def find_datasets(store: Store) -> list[str]:
    """Return the IRIs of the datasets that the graph describes, sorted."""
    rows = rows_of(store, f"SELECT DISTINCT ?dataset WHERE {{ ?dataset a <{expand('dcat:Dataset')}> }}")
    return sorted(dataset.value for (dataset,) in rows if isinstance(dataset, NamedNode))


def read_graph(store: Store, name: str | None, limits: Limits) -> Answer:
    """Return the triples of a graph as far as limits go; without a name of the default graph, the union of all.

    Of a graph that is not there, or has no IRI for a name, there are none.

    Raises LimitError and EndpointError.
    """
    if name is not None and not is_iri(name):
        return Answer("triples", b"")
    where = "?s ?p ?o" if name is None else f"GRAPH <{name}> {{ ?s ?p ?o }}"
    return ask_store(store, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}", limits)
