"""Test real workers: each limit ends what it must end, and the next query is answered."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from steungraaf.errors import (
    EngineError,
    QueryTooLargeError,
    ServiceRefusedError,
    SparqlSyntaxError,
    SteungraafError,
    UnknownChoiceError,
    UnreadableFileError,
)
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store.answers import Answer
from steungraaf.store.base import Cut, Solutions
from steungraaf.store.limit_faults import (
    MemoryLimitError,
    QueueFullError,
    QueueWaitError,
    ServiceFailedError,
    ServiceNotAllowedError,
    ServiceSecretError,
    TimeLimitError,
    WorkerEndedError,
    WorkersClosedError,
)
from steungraaf.store.limits import Limits
from steungraaf.store.profiles import Profile
from steungraaf.store.worker import Source, _signal_name
from steungraaf.store.workers import WorkerPool
from tests.servers import emptied

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
HUGE = "SELECT (GROUP_CONCAT(STR(?a)) AS ?all) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SEVEN = "SELECT ?s WHERE { ?s ?p 7 }"
BREAKING = "ASK " + "{" * 20_000 + "}" * 20_000
Start = Callable[..., WorkerPool]
Ask = Callable[..., Answer]


def answers(pool: WorkerPool) -> bool:
    """Tell whether workers answer as they should."""
    found = pool.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").value()
    return found == Solutions(("n",), [(Literal(300),)])


def exists(process_id: int) -> bool:
    """Tell whether there is a process of that number."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(is_so: Callable[[], Any]) -> None:
    """Wait until something holds, which may take long on a busy machine."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_time_limit_is_an_end(ask: Ask, pool: WorkerPool) -> None:
    """A query that never ends is ended, its process too, and the next one is answered."""
    before = pool.process_ids()
    with pytest.raises(TimeLimitError, match="after 0.2 seconds") as caught:
        ask(pool, ENDLESS, Limits(time=0.2))
    assert caught.value.exit_status == 14
    assert answers(pool)
    wait_until(lambda: not all(map(exists, before)))


def test_answer_is_cut_off(ask: Ask, pool: WorkerPool) -> None:
    """An answer without an end is cut off at so many rows, triples or bytes, and says so."""
    rows, triples, size = (
        ask(pool, f"{form} WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}", limits)
        for form, limits in [
            ("SELECT *", Limits(rows=1_000)),
            ("CONSTRUCT { ?a ?b ?f }", Limits(rows=50)),
            ("SELECT *", Limits(bytes=100_000)),
        ]
    )
    assert (rows.truncated, triples.truncated, size.truncated) == (
        Cut("rows", 1_000),
        Cut("rows", 50),
        Cut("bytes", 100_000),
    )
    assert (rows.content.count(b"\n"), triples.content.count(b"\n")) == (1_000, 50)
    assert 90_000 < len(size.content) <= 100_000 and size.content.endswith(b"\n")


def test_answer_that_just_fits_is_whole(pool: WorkerPool) -> None:
    """As many rows and bytes as may be are no cut."""
    answer = pool.query("SELECT ?o WHERE { ?s ?p ?o }", Limits(rows=300))
    assert answer.truncated is None
    assert pool.query("SELECT ?o WHERE { ?s ?p ?o }", Limits(bytes=len(answer.content))).truncated is None


@pytest.mark.skipif(sys.platform != "linux", reason="memory is kept by the system on Linux only")
def test_memory_limit(ask: Ask, pool: WorkerPool) -> None:
    """A query that wants all memory ends its process and no other, and is told as that."""
    with pytest.raises(MemoryLimitError, match="400 MB") as caught:
        ask(pool, HUGE, Limits(time=600))
    assert caught.value.exit_status == 16
    assert answers(pool)


def test_engine_that_breaks(own_pool: Start) -> None:
    """What ends the engine's process, with nothing in front of it, does not end ours."""
    pool = own_pool("unguarded", Limits(workers=1))
    with pytest.raises(WorkerEndedError, match="SIGSEGV|SIGBUS|SIGABRT") as caught:
        pool.query(BREAKING)
    assert caught.value.exit_status == 17
    assert answers(pool)


def test_guard_stands_in_front_of_it(pool: WorkerPool) -> None:
    """The same query is refused by the guard, and the process lives on."""
    before = pool.process_ids()
    with pytest.raises(QueryTooLargeError):
        pool.query(BREAKING)
    with pytest.raises(QueryTooLargeError):
        pool.query("#" + "x" * 1_000_000)
    assert pool.process_ids() == before


@pytest.mark.parametrize(
    ("sparql", "kind"), [("ASK {", SparqlSyntaxError), ("SELECT (<urn:f>(1) AS ?x) { }", EngineError)]
)
def test_faults_cross(ask: Ask, pool: WorkerPool, sparql: str, kind: type[SteungraafError]) -> None:
    """A fault in a query is told as it is without workers."""
    with pytest.raises(kind):
        ask(pool, sparql)


def test_worker_that_is_killed_while_it_answers(ask: Ask, own_pool: Start) -> None:
    """Whoever asked is told, and another takes its place."""
    pool = own_pool(limits=Limits(workers=1, spares=0))
    assert answers(pool)
    (victim,) = pool.process_ids()
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(ask, pool, ENDLESS)
        wait_until(lambda: pool._busy)
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(WorkerEndedError, match="SIGKILL"):
            asked.result()
    assert answers(pool) and victim not in pool.process_ids()


def test_worker_that_is_killed_while_it_waits(own_pool: Start) -> None:
    """One that ends in between is replaced, and nobody notices."""
    pool = own_pool(limits=Limits(workers=1, spares=0))
    assert answers(pool)
    (victim,) = pool.process_ids()
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: victim not in pool.process_ids())
    assert answers(pool)


def test_workers_are_replaced_in_time(ask: Ask, own_pool: Start) -> None:
    """After so many queries a worker makes way for a new one."""
    pool = own_pool(limits=Limits(workers=1, spares=0, recycle=2))
    assert answers(pool)
    first = pool.process_ids()
    assert answers(pool) and pool.process_ids() != first
    assert answers(pool)


def test_worker_that_has_grown_is_replaced(own_pool: Start) -> None:
    """One that keeps more memory than a quarter of what a query may take makes way as well."""
    pool = own_pool(limits=Limits(workers=1, spares=0, memory=100_000_000))
    worker = pool._take(60)
    worker.grown = 25_000_001
    pool._give_back(worker)
    assert worker.process_id not in pool.process_ids()
    assert answers(pool)


def test_no_more_at_once_than_there_are_workers(ask: Ask, own_pool: Start) -> None:
    """The next waits, for no longer than may be; where the queue is full it is told at once."""
    pool = own_pool(limits=Limits(workers=1, spares=1, queue=1, wait=0.2))
    assert answers(pool)
    with ThreadPoolExecutor() as threads:
        busy = threads.submit(ask, pool, ENDLESS, Limits(time=60))
        wait_until(lambda: pool._busy)
        waiting = threads.submit(ask, pool, SEVEN, Limits(wait=60))
        wait_until(lambda: pool._waiting)
        with pytest.raises(QueueFullError, match="1 queries waiting") as full:
            ask(pool, SEVEN)
        wait_until(pool.ready_ids)  # so that none but the busy one is ended
        for process_id in set(pool.process_ids()).difference(pool.ready_ids()):
            os.kill(process_id, signal.SIGKILL)
        assert waiting.result().kind == "solutions"
        assert isinstance(busy.exception(), WorkerEndedError) and full.value.exit_status == 18


def test_wait_has_an_end(ask: Ask, own_pool: Start) -> None:
    """A query whose turn does not come in time is told so."""
    pool = own_pool(limits=Limits(workers=1, spares=1, wait=0.2))
    assert answers(pool)
    with ThreadPoolExecutor() as threads:
        busy = threads.submit(ask, pool, ENDLESS, Limits(time=60))
        wait_until(lambda: pool._busy)
        with pytest.raises(QueueWaitError, match="0.2 seconds") as caught:
            ask(pool, SEVEN)
        pool.close()
        assert isinstance(busy.exception(), WorkersClosedError) and caught.value.exit_status == 19


def test_many_ask_at_once(ask: Ask, pool: WorkerPool) -> None:
    """Each of many threads gets its own answer."""
    with ThreadPoolExecutor(20) as threads:
        asked = [f"SELECT ?o WHERE {{ <https://example.org/{number}> ?p ?o }}" for number in range(300)]
        found = [answer.value() for answer in threads.map(lambda one: ask(pool, one), asked)]
    assert found == [Solutions(("o",), [(Literal(number),)]) for number in range(300)]


def test_who_comes_first_is_served_first(ask: Ask, own_pool: Start, sent: list[str]) -> None:
    """Those who wait are served in their order."""
    pool = own_pool(limits=Limits(workers=1, spares=0))
    worker = pool._take(60)
    asked = [f"{SEVEN} #{number}" for number in range(5)]
    threads = [Thread(target=ask, args=(pool, sparql)) for sparql in asked]
    for number, thread in enumerate(threads):
        thread.start()
        wait_until(lambda number=number: len(pool._waiting) == number + 1)
    pool._give_back(worker)
    for thread in threads:
        thread.join()
    assert sent == asked


def test_store_that_does_not_open_is_told(ask: Ask, own_pool: Start) -> None:
    """Why it does not is told to each who asks; once it does, it is asked."""
    pool = own_pool("broken", Limits(workers=1, spares=0))
    for _ in range(2):
        with pytest.raises(UnreadableFileError, match="x.ttl cannot be read"):
            ask(pool, SEVEN)


def test_store_that_opens_the_second_time(own_pool: Start, tmp_path: Path) -> None:
    """A store that is mended is found so by the next who asks."""
    pool = own_pool("broken_once", Limits(workers=1, spares=0), mark=str(tmp_path / "mark"))
    with pytest.raises(UnreadableFileError):
        answers(pool)
    assert answers(pool)


def test_worker_that_cannot_be_replaced(own_pool: Start, tmp_path: Path) -> None:
    """Where no other can begin, those that are left go on, and it is not tried all the time."""
    pool = own_pool("good_once", Limits(workers=1, spares=0), mark=str(tmp_path / "mark"))
    assert answers(pool)
    pool.limits = Limits(workers=1, spares=1)
    assert answers(pool)
    wait_until(lambda: pool._fault)
    assert answers(pool) and len(pool.process_ids()) == 1


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [("", WorkerEndedError, "exit status 7"), ("memory allocation of 9 bytes failed", MemoryLimitError, "2000 MB")],
)
def test_worker_that_ends_before_it_begins(own_pool: Start, words: str, kind: type[SteungraafError], told: str) -> None:
    """It is told how it ended, with what it said about memory."""
    pool = own_pool("ending", Limits(workers=1, spares=0), words=words)
    with pytest.raises(kind, match=told):
        pool.query(SEVEN)


def test_system_without_processes(own_pool: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system starts none that is told."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    pool = own_pool()
    with pytest.raises(WorkerEndedError, match="Resource temporarily unavailable"):
        pool.query(SEVEN)


def test_signal_without_a_name() -> None:
    """A worker that was ended by a signal that has no name is told by its number."""
    assert (_signal_name(9), _signal_name(200)) == ("SIGKILL", "signal 200")


def test_those_who_are_ready_are_known(own_pool: Start) -> None:
    """Whoever watches over the workers knows which are free."""
    pool = own_pool(limits=Limits(workers=1, spares=1))
    wait_until(lambda: len(pool.ready_ids()) == 2)
    assert pool.ready_ids() == pool.process_ids()


def test_closed_pool_answers_nothing(ask: Ask, own_pool: Start) -> None:
    """After the end there are no processes left and no answers."""
    pool = own_pool()
    assert answers(pool)
    before = pool.process_ids()
    pool.close()
    pool.close()
    with pytest.raises(WorkersClosedError):
        ask(pool, SEVEN)
    assert not any(map(exists, before))


def test_pool_that_is_forgotten_ends() -> None:
    """A pool that nobody has any more ends its workers."""
    pool = WorkerPool(Source("tests.store.openers:numbers"), Limits(workers=1, spares=0))
    assert answers(pool)
    (worker,) = pool.process_ids()
    del pool
    wait_until(lambda: not exists(worker))


PROGRAM = """
import os, sys
from steungraaf.store.limits import Limits
from steungraaf.store.profiles import Profile
from steungraaf.store.worker import Source
from steungraaf.store.workers import WorkerPool
from tests.servers import emptied
pool = WorkerPool(Source("tests.store.openers:numbers"), Limits(workers=1, spares=1))
pool.query("ASK { ?s ?p ?o }")
print(*pool.process_ids(), flush=True)
pool.query(sys.argv[1])
"""


def test_workers_do_not_outlive_the_program() -> None:
    """Where the program is killed, its workers end, whatever they are doing."""
    command = [sys.executable, "-c", PROGRAM, ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as program:
        assert program.stdout is not None
        workers = [int(number) for number in program.stdout.readline().split()]
        assert len(workers) == 2 and all(map(exists, workers))
        program.kill()
    wait_until(lambda: not any(map(exists, workers)))


def test_service_that_is_allowed(own_pool: Start, oxigraph_server: Profile) -> None:
    """SERVICE asks a real server that is allowed by name, and what it has joins what the worker has."""
    seven, label = NamedNode("https://example.org/7"), NamedNode("https://example.org/label")
    emptied(oxigraph_server).load([Quad(seven, label, Literal("seven"))])
    pool = own_pool(limits=Limits(workers=1, spares=0, services=(oxigraph_server.query,)))
    remote = f"SERVICE <{oxigraph_server.query}> {{ ?s <{label.value}> ?label }}"
    found = pool.query(f"SELECT ?label ?n WHERE {{ ?s <https://example.org/p> ?n {remote} }}").value()
    assert found == Solutions(("label", "n"), [(Literal("seven"), Literal(7))])


def test_service_that_is_slow(own_pool: Start, bad_server: str) -> None:
    """The time limit holds for what another server takes too."""
    address = f"{bad_server}/slow"
    pool = own_pool(limits=Limits(workers=1, spares=0))
    with pytest.raises(TimeLimitError):
        pool.query(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", Limits(time=0.3, services=(address,)))
    assert answers(pool)


@pytest.mark.parametrize("path", ["html", "500", "moved", "half"])
def test_service_that_fails(own_pool: Start, bad_server: str, path: str) -> None:
    """A server that does not answer is told; none is followed to where it sends us."""
    address = f"{bad_server}/{path}"
    pool = own_pool(limits=Limits(workers=1, spares=0, services=(address,)))
    with pytest.raises(ServiceFailedError) as caught:
        pool.query(f"SELECT * WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
    assert (caught.value.service, caught.value.exit_status) == ([address], 11)
    assert answers(pool)


def test_service_that_is_not_allowed(pool: WorkerPool, bad_server: str) -> None:
    """Without a name none is asked; with one, no other."""
    sparql = f"ASK {{ SERVICE <{bad_server}/good> {{ ?s ?p ?o }} }}"
    with pytest.raises(ServiceRefusedError):
        pool.query(sparql)
    with pytest.raises(ServiceNotAllowedError, match="Allowed: https://example.org/sparql"):
        pool.query(sparql, Limits(services=("https://example.org/sparql",)))


@pytest.mark.parametrize(("service", "kind"), [("nowhere", UnknownChoiceError), ("virtuoso", ServiceSecretError)])
def test_service_that_cannot_be_allowed(pool: WorkerPool, service: str, kind: type[SteungraafError]) -> None:
    """A name that no profile has, and a server that wants a password, cannot be asked in a query."""
    with pytest.raises(kind):
        pool.query(SEVEN, Limits(services=(service,)))
