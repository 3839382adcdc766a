"""Count what a server holds, and compare it with what was sent."""

from collections.abc import Sequence

from steungraaf.rdf import Literal, NamedNode
from steungraaf.sending.faults import SyncCountError
from steungraaf.sending.manifest import Server
from steungraaf.sending.outgoing import Outgoing
from steungraaf.store import EmbeddedStore, Solutions

_GRAPHS = 100  # as many are counted at a time
_SHOWN = 5  # and so many are told that are wrong


def counts_of(store: Server, names: Sequence[str]) -> dict[str, int]:
    """Return how many triples a server has in each graph.

    Raises EndpointError.
    """
    counts = dict.fromkeys(names, 0)
    for start in range(0, len(names), _GRAPHS):
        values = " ".join(str(NamedNode(name)) for name in names[start : start + _GRAPHS])
        found = store.query(
            f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        )
        assert isinstance(found, Solutions)
        for name, number in found.rows:
            if isinstance(name, NamedNode) and isinstance(number, Literal):
                counts[name.value] = int(number.value)
    return counts


def verify(store: Server, graphs: Sequence[Outgoing], address: str) -> dict[str, int]:
    """See that a server has as many triples in each graph as were sent, and return how many that is there.

    Where a graph writes one value in two ways, a server may have them as one: then it must have as many as our own
    engine has.

    Raises SyncCountError, and EndpointError.
    """
    counts = counts_of(store, [graph.name for graph in graphs])
    wrong = [graph for graph in graphs if not _fits(graph, counts[graph.name])]
    if wrong:
        told = [f"{graph.name} ({counts[graph.name]}/{graph.triples})" for graph in wrong]
        more = [f"+ {len(told) - _SHOWN}"] if len(told) > _SHOWN else []
        raise SyncCountError(address=address, graphs=[*told[:_SHOWN], *more])
    return counts


def _fits(graph: Outgoing, count: int) -> bool:
    return count == graph.triples or (0 < count < graph.triples and count == _as_engines_count(graph))


def _as_engines_count(graph: Outgoing) -> int:
    store = EmbeddedStore()
    store.replace_graph(graph.name, graph.read())
    found = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(found, Solutions) and isinstance(found.rows[0][0], Literal)
    return int(found.rows[0][0].value)
