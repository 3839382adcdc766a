"""What a server holds after graphs were sent to it, wholly or in part, and who may send."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from steungraaf.namespaces import DERIVED, SYNC
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.sending import Outgoing, read_header, send
from steungraaf.sending.faults import (
    NamelessDatasetError,
    OtherDatasetError,
    SyncBusyError,
    SyncCountError,
    UnlistedGraphsError,
)
from steungraaf.sending.lease import new_lease, take_lease
from steungraaf.sending.manifest import COMPLETE, read_manifest
from steungraaf.sending.plan import Order
from steungraaf.sending.transfer import Carrier
from steungraaf.store import Solutions
from steungraaf.store.endpoint import EndpointStore
from tests.sending.conftest import EX, triples

Make = Callable[..., Outgoing]


def asked(server: EndpointStore) -> int:
    """Return how many triples a question about all graphs sees."""
    found = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(found, Solutions) and isinstance(found.rows[0][0], Literal)
    return int(found.rows[0][0].value)


def test_all_graphs_arrive(server: EndpointStore, make: Make) -> None:
    """Every graph is there, what two graphs say is asked once, and the list says that all is there."""
    done = send(Order([make("a", "x", 5), make("b", "x", 3), make("c")], "d", whole=True), server)
    assert (done.sent, done.triples) == ([f"{EX}a", f"{EX}b", f"{EX}c"], 11)
    assert (server.sizes(), asked(server)) == ({f"{EX}a": 5, f"{EX}b": 3, f"{EX}c": 3}, 8)
    assert (read_header(server).state, read_header(server).leases) == (COMPLETE, frozenset())


def test_list_is_no_part_of_what_is_asked(server: EndpointStore, make: Make) -> None:
    """The list of what was sent is neither asked nor named nor dumped."""
    send(Order([make("a")]), server)
    assert (server.graphs(), len(list(server.dump())), asked(server)) == ([f"{EX}a"], 3, 3)
    assert server.query(f"ASK {{ GRAPH <{SYNC}> {{ ?s ?p ?o }} }}") is True


def test_only_changes_are_sent(server: EndpointStore, make: Make) -> None:
    """What has not changed is not sent again, what is gone goes, and the union is as the graphs are."""
    send(Order([make("a"), make("b", "x", 3), make("c", "x", 5)], whole=True), server)
    done = send(Order([make("a"), make("b", "y", 4)], whole=True), server)
    assert (done.sent, done.removed, done.unchanged) == ([f"{EX}b"], [f"{EX}c"], [f"{EX}a"])
    assert (server.sizes(), asked(server)) == ({f"{EX}a": 3, f"{EX}b": 4}, 7)
    assert set(read_manifest(server, "").entries) == {f"{EX}a", f"{EX}b"}


def test_swapped_contents(server: EndpointStore, make: Make) -> None:
    """Graphs of which each takes what the other said leave the union as it was."""
    send(Order([make("a", "x"), make("b", "y")]), server)
    send(Order([make("a", "y"), make("b", "x")]), server)
    assert asked(server) == 6


def test_nothing_to_do(server: EndpointStore, make: Make) -> None:
    """Where nothing has changed nothing is written, not even in the list."""
    order = Order([make("a")], whole=True)
    send(order, server)
    before = read_header(server)
    assert not send(order, server).changes and read_header(server) == before


def test_dry_run(oxigraph: EndpointStore, make: Make) -> None:
    """A dry run tells what would be done and does nothing."""
    done = send(Order([make("a")]), oxigraph, dry_run=True)
    assert (done.sent, oxigraph.sizes(), read_header(oxigraph).state) == ([f"{EX}a"], {}, "")


def test_graphs_of_others_stay(server: EndpointStore, make: Make) -> None:
    """What somebody else put on the server is counted and left alone, in its graph and in the union."""
    server.load([Quad(NamedNode(f"{EX}x/0"), NamedNode(f"{EX}p"), NamedNode(f"{EX}x/0"), NamedNode(f"{EX}theirs"))])
    send(Order([make("a", "x", 3)], whole=True), server)
    done = send(Order([make("b", "y", 3)], whole=True), server)
    assert done.foreign == [f"{EX}theirs"]
    assert (server.sizes(), asked(server)) == ({f"{EX}theirs": 1, f"{EX}b": 3}, 4)


def test_names_that_others_took(oxigraph: EndpointStore, make: Make) -> None:
    """A graph of the same name that was put there otherwise is replaced only when that is asked."""
    oxigraph.load(Quad(one.subject, one.predicate, one.object, NamedNode(f"{EX}a")) for one in triples("old", 2))
    with pytest.raises(UnlistedGraphsError, match=rf"graphs by the names of ours already.*\(1\): {EX}a"):
        send(Order([make("a")]), oxigraph)
    send(Order([make("a")], replace=True), oxigraph)
    assert (oxigraph.sizes(), asked(oxigraph)) == ({f"{EX}a": 3}, 3)


def test_another_dataset(oxigraph: EndpointStore, make: Make) -> None:
    """A dataset takes the place of another one only when that is asked."""
    send(Order([make("a")], "one", whole=True), oxigraph)
    with pytest.raises(OtherDatasetError, match="holds another dataset: one, not two"):
        send(Order([make("b")], "two", whole=True), oxigraph)
    send(Order([make("b")], "two", whole=True, replace=True), oxigraph)
    assert (oxigraph.sizes(), read_header(oxigraph).dataset) == ({f"{EX}b": 3}, "two")


def nameless(*graphs: Outgoing, replace: bool = False) -> Order:
    """Return the order of a whole dataset that has no IRI, only the name of its folder."""
    return Order(graphs, "ds", whole=True, replace=replace, described=False)


def test_nameless_dataset_takes_nothing_away(oxigraph: EndpointStore, make: Make) -> None:
    """A dataset without an IRI takes away and replaces nothing that another of its name may have put there."""
    send(nameless(*(make(name) for name in "abcde")), oxigraph)
    with pytest.raises(NamelessDatasetError, match=rf"lose: {EX}b, {EX}c, {EX}d, \+ 1\. These .*replaced: {EX}a\. If"):
        send(nameless(make("a", "other")), oxigraph)
    assert oxigraph.sizes() == {f"{EX}{name}": 3 for name in "abcde"}
    assert send(nameless(make("a", "other"), replace=True), oxigraph).removed == [f"{EX}{name}" for name in "bcde"]


def test_nameless_dataset_grows(oxigraph: EndpointStore, make: Make) -> None:
    """A dataset without an IRI gets new graphs, and what follows from them; that may change or go."""
    derived = [replace(make("r", kind), name=f"{DERIVED}{name}") for kind, name in (("x", "x"), ("y", "x"), ("z", "y"))]
    send(nameless(make("a"), derived[0], derived[2]), oxigraph)
    done = send(nameless(make("a"), make("b"), derived[1]), oxigraph)
    assert (done.sent, done.removed) == ([f"{EX}b", f"{DERIVED}x"], [f"{DERIVED}y"])


def test_nameless_dataset_goes_on(oxigraph: EndpointStore, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run has begun with --replace is gone on with, and what it was taking away goes."""
    send(nameless(make("a"), make("b")), oxigraph)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Carrier, "bring", stopped)
        send(nameless(make("a", "other"), replace=True), oxigraph)
    done = send(nameless(make("a", "other")), oxigraph)
    assert (done.sent, done.removed, oxigraph.sizes()) == ([f"{EX}a"], [f"{EX}b"], {f"{EX}a": 3})


def stopped(*what: object) -> None:
    """Stand for somebody who ends the program."""
    raise KeyboardInterrupt


def test_loose_data_do_not_replace_a_graph_of_a_dataset(oxigraph: EndpointStore, make: Make) -> None:
    """Files replace a graph of a dataset only when that is asked; the dataset mends it, also where the number fits."""
    order = Order([make("a"), make("b")], "one", whole=True)
    loose = make("a", "other", part="loose")
    send(order, oxigraph)
    with pytest.raises(UnlistedGraphsError, match=rf"\(1\): {EX}a\. Replace"):
        send(Order([loose], again=True), oxigraph)
    assert not send(order, oxigraph).changes
    send(Order([loose], again=True, replace=True), oxigraph)
    assert send(order, oxigraph).sent == [f"{EX}a"] and set(oxigraph.dump(f"{EX}a")) == set(in_graph("a"))


def in_graph(name: str) -> list[Quad]:
    """Return the quads of a graph as `make` makes it."""
    return [Quad(one.subject, one.predicate, one.object, NamedNode(EX + name)) for one in triples(name, 3)]


def test_dataset_does_not_replace_loose_data(oxigraph: EndpointStore, make: Make) -> None:
    """A dataset replaces what files put in a graph of its name only when that is asked, and then it is its graph."""
    send(Order([make("a", part="loose")], again=True), oxigraph)
    with pytest.raises(UnlistedGraphsError, match=f"{EX}a"):
        send(Order([make("a", "other")], "one", whole=True), oxigraph)
    send(Order([make("a", "other")], "one", whole=True, replace=True), oxigraph)
    assert send(Order([], "one", whole=True), oxigraph).removed == [f"{EX}a"]


def test_loose_graphs_stay(oxigraph: EndpointStore, make: Make) -> None:
    """Graphs that were sent by themselves stay when a dataset is sent, and its graphs when they are."""
    send(Order([make("a")], "one", whole=True), oxigraph)
    send(Order([make("loose", part="loose")], again=True), oxigraph)
    done = send(Order([make("b")], "one", whole=True), oxigraph)
    assert done.removed == [f"{EX}a"] and set(oxigraph.sizes()) == {f"{EX}b", f"{EX}loose"}


def test_sent_again(oxigraph: EndpointStore, make: Make) -> None:
    """With `again` graphs are sent that have not changed."""
    order = Order([make("a")], again=True)
    assert [send(order, oxigraph).sent for _ in range(2)] == [[f"{EX}a"]] * 2


def test_graph_that_was_changed_there(server: EndpointStore, make: Make) -> None:
    """A graph that somebody changed on the server is noticed by counting, and mended; by the number alone."""
    order = Order([make("a"), make("b")], whole=True)
    send(order, server)
    server.replace_graph(f"{EX}a", triples("other", 3))
    server.replace_graph(f"{EX}b", triples("b", 2))
    assert send(order, server, verify=True).sent == [f"{EX}b"] and server.sizes()[f"{EX}b"] == 3
    assert send(replace(order, again=True), server).sent == [f"{EX}a", f"{EX}b"] and asked(server) == 6


def test_values_that_engines_write_as_one(server: EndpointStore, make: Make) -> None:
    """A value that a file writes in two ways is one on a server, and no fault; nor is it sent again."""
    two = [Quad(NamedNode(f"{EX}s"), NamedNode(f"{EX}p"), literal) for literal in (Literal(1), NUMBER)]
    order = Order([replace(make("a"), read=lambda: two, **vars_of(two))])
    send(order, server)
    assert server.sizes() == {f"{EX}a": 1} and not send(order, server, verify=True).changes


NUMBER = Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))


def vars_of(quads: list[Quad]) -> dict[str, object]:
    """Return digest and count of a graph."""
    from steungraaf.sending import measured

    found = measured("", lambda: quads)
    return {"digest": found.digest, "triples": found.triples, "size": found.size}


def test_empty_graph(server: EndpointStore, make: Make) -> None:
    """A file that says nothing is no graph on the server, and is not sent each time."""
    order = Order([make("a", count=0), make("b")], whole=True)
    send(order, server)
    assert server.sizes() == {f"{EX}b": 3} and not send(order, server).changes


def test_one_at_a_time(server: EndpointStore, make: Make) -> None:
    """While one sends another is refused, told who it is, and may take over."""
    take_lease(server, server.address, new_lease("theirs"))
    with pytest.raises(SyncBusyError, match=r"sent to http.* already, by \S+:\d+ since 20"):
        send(Order([make("a")]), server)
    assert send(Order([make("a")]), server, take_over=True).sent == [f"{EX}a"]


def test_server_that_lies(oxigraph: EndpointStore, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not hold what it took is told, the list stays in progress, and the next run mends it."""
    write = EndpointStore.write
    monkeypatch.setattr(EndpointStore, "write", lambda self, *what: write(self, what[0], cut(what[1]), what[2]))
    with pytest.raises(SyncCountError, match=rf"{EX}a \(2/3\)"):
        send(Order([make("a")]), oxigraph)
    assert read_header(oxigraph).in_progress
    monkeypatch.undo()
    assert send(Order([make("a")]), oxigraph).sent == [f"{EX}a"] and oxigraph.sizes() == {f"{EX}a": 3}


def cut(body: bytes) -> bytes:
    """Return all lines but the last."""
    return b"".join(body.splitlines(keepends=True)[:-1])
