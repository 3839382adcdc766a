"""Test waiting in an event loop: for one's turn, for a file, and for workers by tasks that are given up."""

import asyncio
import os
from collections.abc import Callable
from io import BufferedReader
from threading import Thread

import pytest

from steungraaf.store.frames import AT_ONCE, is_at_once, write_frame
from steungraaf.store.limit_faults import WorkerEndedError
from steungraaf.store.limits import Limits
from steungraaf.store.turns import LoopTurn, until_readable, waits_for_files
from steungraaf.store.workers import WorkerPool
from tests.store.test_workers import ENDLESS, SEVEN, answers, exists, wait_until


@pytest.mark.parametrize("is_here", [True, False], ids=["in the loop", "in a thread"])
def test_what_is_told_before_the_wait_is_heard(is_here: bool) -> None:
    """Who is told between the look and the wait looks again, whoever tells them."""

    async def look() -> None:
        turn = LoopTurn()
        turn.begin()
        if is_here:
            turn.notify()
        else:
            thread = Thread(target=turn.notify)
            thread.start()
            thread.join()
        await asyncio.wait_for(turn.wait(None), 60)

    asyncio.run(look())


def test_wait_for_a_turn_has_an_end() -> None:
    """Who is not told looks again after a while."""

    async def look() -> None:
        turn = LoopTurn()
        turn.begin()
        await asyncio.wait_for(turn.wait(0.01), 60)

    asyncio.run(look())


@pytest.mark.parametrize("kind", ["asyncio", "uvloop"])
def test_file_is_as_it_was(kind: str) -> None:
    """A file that was waited for makes who reads it wait as before."""
    out, into = os.pipe()

    async def wait() -> None:
        asyncio.get_running_loop().call_later(0.01, os.write, into, b"x")
        await until_readable(out)

    with asyncio.Runner(loop_factory=pytest.importorskip(kind).new_event_loop) as runner:
        runner.run(wait())
    assert os.get_blocking(out) and os.read(out, 1) == b"x"
    os.close(out)
    os.close(into)


def test_loop_that_waits_for_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the loop of Windows nothing is asked without a thread, and elsewhere only what is short."""

    async def may_be(sparql: str) -> bool:
        return WorkerPool.is_awaitable(sparql)

    assert asyncio.run(may_be(SEVEN)) and not asyncio.run(may_be("#" * 5_001))
    monkeypatch.setattr(asyncio, "ProactorEventLoop", asyncio.SelectorEventLoop, raising=False)

    async def waits() -> bool:
        return waits_for_files()

    assert not asyncio.run(waits()) and not asyncio.run(may_be(SEVEN))


@pytest.mark.parametrize(("size", "is_so"), [(0, True), (1_000, True), (AT_ONCE, False)])
def test_what_is_written_at_once(size: int, is_so: bool) -> None:
    """A short message is there whole as soon as something of it is; of a long one that is known beforehand."""
    out, into = os.pipe()
    with os.fdopen(out, "rb") as source, os.fdopen(into, "wb") as target:
        assert isinstance(source, BufferedReader)
        writer = Thread(target=write_frame, args=(target, {"kind": "solutions"}, [b"x" * size]))
        writer.start()
        assert is_at_once(source) is is_so
        source.read(size)
        writer.join()


def test_half_of_lengths_is_at_once() -> None:
    """Where the other side has gone nothing more is waited for."""
    out, into = os.pipe()
    os.write(into, b"half")
    os.close(into)
    with os.fdopen(out, "rb") as source:
        assert isinstance(source, BufferedReader) and is_at_once(source)


def test_task_that_is_given_up(own_pool: Callable[..., WorkerPool]) -> None:
    """A task that is cancelled leaves the row, or ends the worker that answers it; the next is answered."""
    pool = own_pool(limits=Limits(workers=1, spares=0, time=None))
    assert answers(pool)
    (victim,) = pool.process_ids()

    async def give_up() -> None:
        tasks = [asyncio.create_task(pool.ask(ENDLESS)) for _ in range(2)]
        while not (pool._busy and pool._waiting):
            await asyncio.sleep(0.01)
        for task in reversed(tasks):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(give_up())
    assert not pool._waiting and not pool._busy
    wait_until(lambda: not exists(victim))
    assert answers(pool)


def test_worker_that_ended_before_it_was_asked(own_pool: Callable[..., WorkerPool]) -> None:
    """Who asks a worker whose process has ended meanwhile is told how, and does not wait."""
    worker = own_pool(limits=Limits(workers=1, spares=0))._take(60)
    worker.end()
    wait_until(lambda: worker._process.stdout.closed)
    with pytest.raises(WorkerEndedError, match="SIGKILL"):
        asyncio.run(worker.ask_soon({"sparql": SEVEN}, 60))


def test_threads_and_loops_wait_in_one_row(own_pool: Callable[..., WorkerPool], sent: list[str]) -> None:
    """Those who wait in a thread and those who wait in a loop are served in their order."""
    pool = own_pool(limits=Limits(workers=1, spares=0))
    worker = pool._take(60)
    asked = [f"{SEVEN} #{number}" for number in range(6)]

    async def ask_all() -> None:
        tasks = []
        for number, sparql in enumerate(asked):
            one = pool.ask(sparql) if number % 2 else asyncio.to_thread(pool.query, sparql)
            tasks.append(asyncio.create_task(one))
            while len(pool._waiting) <= number:
                await asyncio.sleep(0.001)
        pool._give_back(worker)
        await asyncio.gather(*tasks)

    asyncio.run(ask_all())
    assert sent == asked
