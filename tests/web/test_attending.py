"""Test that what was asked by a client who leaves is ended: over real HTTP, and message by message."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

import steungraaf
from steungraaf.store.askers import ASKER
from steungraaf.store.limited import LimitedStore
from steungraaf.store.workers import WorkerPool
from steungraaf.web import attending
from steungraaf.web.attending import Attended, attended
from steungraaf.web.limits import WEB_LIMITS
from steungraaf.web.served import Served
from steungraaf.web.serving import listen
from steungraaf.web.site import make_site

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def wait_until(is_so: Callable[[], Any]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


@pytest.fixture
def pool(folder: Path) -> Iterator[tuple[WorkerPool, tuple[str, int]]]:
    """Give the workers of a site with one worker that may work for ever, and the address where it listens."""
    limits = replace(WEB_LIMITS, workers=1, spares=0, time=None, wait=600)
    with Served(steungraaf.open(folder, limits=limits), limits, "state") as served:
        listening = listen("127.0.0.1", 44_000)
        config = uvicorn.Config(make_site(served, lambda line: None), lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        assert isinstance(served.store, LimitedStore)
        yield served.store.pool, listening.getsockname()
        server.should_exit = True
        thread.join()
        listening.close()


def ask(address: tuple[str, int], accept: str) -> socket.socket:
    """Ask what has no end, and do not wait for it."""
    client = socket.create_connection(address)
    line = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n"
    client.sendall(line.encode())
    return client


@pytest.mark.parametrize("accept", ["text/csv", "text/html"])
def test_worker_is_free_again(pool: tuple[WorkerPool, tuple[str, int]], accept: str) -> None:
    """Who leaves lets the worker go, also one who still waits for it; the next is answered."""
    workers, address = pool
    first = ask(address, accept)
    wait_until(lambda: workers._busy)
    second = ask(address, accept)
    wait_until(lambda: workers._waiting)
    second.close()
    wait_until(lambda: not workers._waiting)
    assert workers._busy
    first.close()
    wait_until(lambda: not workers._busy)
    found = httpx.get(f"http://127.0.0.1:{address[1]}/sparql?query=ASK{{}}", headers={"accept": "application/json"})
    assert found.json()["boolean"] is True


def run(app: Attended, *messages: Message) -> None:
    """Let an application answer a client who sends these messages and then nothing."""
    left = list(messages)

    async def receive() -> Message:
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    async def send(message: Message) -> None:
        return None

    asyncio.run(app({"type": "http"}, receive, send))


PART: Message = {"type": "http.request", "body": b"x", "more_body": True}
LAST: Message = {"type": "http.request", "body": b"y", "more_body": False}
LEFT: Message = {"type": "http.disconnect"}


@pytest.mark.parametrize(
    ("messages", "has_left"), [([PART, LAST, LEFT], True), ([PART, LAST], False), ([PART] * 20 + [LEFT], False)]
)
def test_what_was_not_read(monkeypatch: pytest.MonkeyPatch, messages: list[Message], has_left: bool) -> None:
    """What a client sends while something is done for it is there to be read after; much is not taken up."""
    monkeypatch.setattr(attending, "_AT_ONCE", 0)
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        done = Event()
        asker = ASKER.get()
        loop = asyncio.get_running_loop()
        with asker.ending(done.set):
            timer = loop.call_later(0.05, done.set)
            await attended(loop.run_in_executor(None, done.wait))
            timer.cancel()
        seen.extend([asker.has_left, [await receive() for _ in messages]])

    run(Attended(app), *messages)
    assert seen == [has_left, messages]


def test_outside_a_request() -> None:
    """What is done for nobody is waited for."""

    async def work() -> int:
        return await attended(asyncio.sleep(0, 7))

    assert asyncio.run(work()) == 7


def test_other_than_http() -> None:
    """What is no request passes."""
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*arguments: object) -> Any:
        return None

    asyncio.run(Attended(app)({"type": "lifespan"}, nothing, nothing))
    assert seen == ["lifespan"]
