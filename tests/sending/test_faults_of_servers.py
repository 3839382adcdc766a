"""What becomes of a sync to a server that has no time, breaks off, lies or lets nobody write any more."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from steungraaf.sending import Outgoing, read_header, send
from steungraaf.sending.faults import SyncCountError, SyncLostError
from steungraaf.sending.lease import new_lease, take_lease
from steungraaf.sending.manifest import COMPLETE
from steungraaf.sending.plan import Order
from steungraaf.sending.transfer import Carrier
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import EndpointBusyError, EndpointDeniedError
from tests.sending.conftest import EX
from tests.sending.faulty import Fault, faulty

Make = Callable[..., Outgoing]


@contextmanager
def through(server: EndpointStore, fault: Fault, lie: Callable[[bytes], bytes] = bytes) -> Iterator[EndpointStore]:
    """Give the same server behind one that spoils some of what passes."""
    with faulty(server.address, fault, lie) as address:
        at = {key: f"{address}/{path}" for key, path in PATHS.items()}
        yield EndpointStore(replace(server.profile, **at))


PATHS = {"query": "query", "update": "update", "graph_store": "store"}


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let nobody really wait; give how long it would have been."""
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    return waits


@pytest.fixture
def order(make: Make) -> Order:
    """Give ten graphs that share what they say two by two."""
    return Order([make(f"g{number}", f"x{number // 2}", 4) for number in range(10)], "d", whole=True)


@pytest.mark.parametrize("wrong", ["429", "503", "drop", "half"])
def test_passing_faults(oxigraph: EndpointStore, order: Order, wrong: str, hurried: list[float]) -> None:
    """A server that has no time or breaks off now and then still gets everything, once."""
    with through(oxigraph, lambda number, method: wrong if number % 3 == 1 else "") as server:
        send(order, server)
    assert oxigraph.sizes() == {f"{EX}g{number}": 4 for number in range(10)}
    assert len(set(oxigraph.dump())) == 40 and read_header(oxigraph).state == COMPLETE
    assert hurried and (max(hurried) == 0 if wrong in ("429", "503") else max(hurried) > 0)


def test_server_without_time(oxigraph: EndpointStore, order: Order) -> None:
    """A server that never has time ends the run, and is told."""
    with through(oxigraph, lambda number, method: "503") as server, pytest.raises(EndpointBusyError):
        send(order, server)
    assert oxigraph.sizes() == {}


def test_read_only_half_way(oxigraph: EndpointStore, order: Order) -> None:
    """A server that lets nobody write any more ends the run at once and is in progress; a later run mends it."""
    puts = iter(range(100))

    def wrong(number: int, method: str) -> str:
        return "403" if method == "PUT" and next(puts) > 4 else ""

    with through(oxigraph, wrong) as server, pytest.raises(EndpointDeniedError):
        send(order, server, jobs=1)
    assert read_header(oxigraph).in_progress
    send(order, oxigraph, take_over=True)
    assert len(set(oxigraph.dump())) == 40 and read_header(oxigraph).state == COMPLETE


def test_next_run_goes_on(oxigraph: EndpointStore, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an interrupted run has brought is not sent again, and what it was sending is."""
    written: list[str] = []
    put = Carrier._put_whole
    monkeypatch.setattr(Carrier, "_put_whole", lambda self, graph: written.append(graph.name) or put(self, graph))
    fill = EndpointStore.fill
    monkeypatch.setattr(EndpointStore, "fill", stopped)
    with pytest.raises(KeyboardInterrupt):
        send(Order(order.graphs[:4], "d", whole=True), oxigraph)
    monkeypatch.setattr(EndpointStore, "fill", fill)
    seen: list[tuple[int, int]] = []
    send(order, oxigraph, progress=lambda *what: seen.append(what))
    assert sorted(written) == [f"{EX}g{number}" for number in range(10)] and seen[-1] == (40, 40)
    assert oxigraph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0].value == "20"  # type: ignore[union-attr]


def stopped(self: EndpointStore, names: object) -> None:
    """Stand for somebody who ends the program."""
    raise KeyboardInterrupt


def test_counts_that_are_lies(oxigraph: EndpointStore, order: Order) -> None:
    """A server that counts otherwise than it was sent is told, with a few of the graphs."""

    def lie(answer: bytes) -> bytes:
        return re.sub(rb'"value":"4"', b'"value":"5"', answer)

    with through(oxigraph, lambda number, method: "", lie) as server, pytest.raises(SyncCountError) as caught:
        send(order, server)
    assert re.search(rf"{EX}g0 \(5/4\), .*, \+ 5\. Run", str(caught.value)) and read_header(oxigraph).in_progress


def test_taken_over(oxigraph: EndpointStore, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that another has taken over stops before its next batch, and leaves the other's lease."""
    bring = Carrier.bring

    def bring_and_lose(self: Carrier, *what: object) -> dict[str, int]:
        take_lease(oxigraph, "", new_lease("theirs"), take_over=True)
        return bring(self, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(Carrier, "bring", bring_and_lose)
    with pytest.raises(SyncLostError, match="was taken over by "):
        send(order, oxigraph)
    assert [lease.split()[0] for lease in read_header(oxigraph).leases] == ["theirs"]
    assert read_header(oxigraph).in_progress
