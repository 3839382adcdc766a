"""Give a small dataset of three graphs, a server that misbehaves, workers, and the ways to ask them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import pytest

from steungraaf.rdf import Quad, parse_quads
from steungraaf.store.answers import Answer
from steungraaf.store.limits import Limits
from steungraaf.store.worker import Source, Worker
from steungraaf.store.workers import WorkerPool
from tests.store.misbehaving import misbehaving

TRIG = b"""
@prefix ex: <https://example.org/> .
ex:one { ex:a ex:p ex:b , "x"@nl ; ex:q _:n . _:n ex:p 1 . }
ex:two { ex:a ex:p ex:c , ex:b . }
ex:a ex:p ex:plain .
"""


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    """Give two named graphs and a triple in none."""
    return list(parse_quads(TRIG, format="trig"))


@pytest.fixture(scope="session")
def bad_server() -> Iterator[str]:
    """Give the address of a server that misbehaves as the path says."""
    with misbehaving() as address:
        yield address


@pytest.fixture(scope="session")
def pool() -> Iterator[WorkerPool]:
    """Give two workers and one that stands by, which ask three hundred numbers."""
    with WorkerPool(Source("tests.store.openers:numbers"), Limits(time=60, memory=400_000_000)) as workers:
        yield workers


@pytest.fixture(params=["thread", "asyncio", "uvloop"])
def ask(request: pytest.FixtureRequest) -> Callable[..., Answer]:
    """Ask workers from this thread, or from an event loop of either kind."""
    if request.param == "thread":
        return WorkerPool.query
    new_loop = pytest.importorskip(request.param).new_event_loop

    def ask_soon(pool: WorkerPool, sparql: str, limits: Limits | None = None) -> Answer:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            return runner.run(pool.ask(sparql, limits))

    return ask_soon


@pytest.fixture
def own_pool() -> Iterator[Callable[..., WorkerPool]]:
    """Start workers with an opener of the tests and limits, and end them with the test."""
    started = []

    def start(opener: str = "numbers", limits: Limits | None = None, **arguments: str) -> WorkerPool:
        started.append(WorkerPool(Source(f"tests.store.openers:{opener}", arguments), limits))
        return started[-1]

    yield start
    for workers in started:
        workers.close()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the queries that workers are asked, in their order."""
    noted, ask = list[str](), Worker._asking

    def noting(self: Worker, request: Mapping[str, Any], seconds: float | None) -> AbstractContextManager[None]:
        noted.append(request["sparql"])
        return ask(self, request, seconds)

    monkeypatch.setattr(Worker, "_asking", noting)
    return noted
