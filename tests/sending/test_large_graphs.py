"""Graphs that go in several requests, with and without blank nodes, and files that change meanwhile."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from steungraaf.errors import SteungraafError
from steungraaf.rdf import BlankNode, NamedNode, Quad
from steungraaf.sending import Outgoing, measured, send, transfer
from steungraaf.sending.faults import SyncSourceError
from steungraaf.sending.plan import Order
from steungraaf.store.endpoint import EndpointStore
from tests.sending.conftest import EX, triples
from tests.sending.test_run import asked

Make = Callable[..., Outgoing]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three triples be as much as goes in one request."""
    monkeypatch.setattr(transfer, "PIECE", 250)


def with_nodes(count: int) -> Iterable[Quad]:
    """Give triples of which some have blank nodes, each node in two of them."""
    nodes = [BlankNode(f"n{number}") for number in range(count)]
    pairs = [Quad(node, NamedNode(f"{EX}p"), other) for node in nodes for other in (node, NamedNode(f"{EX}o"))]
    return [*pairs, *triples("ground", 9)]


def test_large_graph(server: EndpointStore, make: Make) -> None:
    """All pieces arrive, in the graph and in the union, and go again when the graph changes."""
    send(Order([make("a", "x", 20), make("b", "x", 15)]), server)
    assert (server.sizes(), asked(server)) == ({f"{EX}a": 20, f"{EX}b": 15}, 20)
    send(Order([make("a", "y", 11)]), server)
    assert (server.sizes(), asked(server)) == ({f"{EX}a": 11, f"{EX}b": 15}, 26)


def test_blank_nodes_stay_together(server: EndpointStore) -> None:
    """A blank node of a large graph is one node, in the graph and in the union."""
    send(Order([measured(f"{EX}a", lambda: with_nodes(4))]), server)
    both = f"SELECT (COUNT(*) AS ?n) {{ ?node <{EX}p> ?node , <{EX}o> FILTER(ISBLANK(?node)) }}"
    assert server.query(both).rows[0][0].value == "4" and asked(server) == 17  # type: ignore[union-attr]


def test_union_of_the_server_itself(oxigraph: EndpointStore, make: Make) -> None:
    """A server that makes the union itself gets each piece once."""
    send(Order([make("a", "x", 20)]), EndpointStore(replace(oxigraph.profile, default_graph="union")))
    assert (oxigraph.sizes(), asked(oxigraph)) == ({f"{EX}a": 20}, 0)


@pytest.mark.parametrize("count", [2, 20])
def test_file_that_changes(oxigraph: EndpointStore, make: Make, count: int) -> None:
    """A file that says something else when it is sent than when it was looked at is told."""
    graph = replace(make("a", count=count), read=lambda: triples("other", count), source="a.ttl")
    with pytest.raises(SyncSourceError, match=f"a.ttl changed while it was being sent .graph {EX}a") as caught:
        send(Order([graph]), oxigraph)
    assert isinstance(caught.value, SteungraafError) and caught.value.exit_status == 26


def test_batches_are_bounded(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch has so many graphs and triples at most, and a graph with more is alone."""
    monkeypatch.setattr(transfer, "TRIPLES", 10)
    monkeypatch.setattr(transfer, "GRAPHS", 3)
    graphs = [make(f"g{number}", count=count) for number, count in enumerate((1, 1, 1, 1, 12, 9, 2))]
    assert [[one.triples for one in batch] for batch in transfer.batches(graphs)] == [[1, 1, 1], [1], [12], [9], [2]]
    assert list(transfer.batches([])) == []
