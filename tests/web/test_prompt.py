"""Test which connections are closed: those whose requests do not come, or have no end."""

import asyncio
from collections.abc import Iterator
from typing import Any, cast

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from steungraaf.web import prompt
from steungraaf.web.prompt import MOST, PromptProtocol

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


class Line(asyncio.Transport):
    """A connection that keeps what is sent on it."""

    def __init__(self) -> None:
        super().__init__()
        self.sent, self.is_shut = b"", False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Tell nothing of who is at the other side."""
        return default

    def write(self, data: Any) -> None:
        """Keep what is sent."""
        self.sent += bytes(data)

    def close(self) -> None:
        """Be closed."""
        self.is_shut = True

    def is_closing(self) -> bool:
        """Tell whether it was closed."""
        return self.is_shut

    def pause_reading(self) -> None:
        """Go on: who sends here waits for nobody."""

    def resume_reading(self) -> None:
        """Go on."""


async def _answering(scope: Scope, receive: Receive, send: Send) -> None:
    """Read all that is sent, then answer."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Give a loop that runs when it is told to."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield loop
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture
def line() -> Line:
    """Give a connection."""
    return Line()


@pytest.fixture
def connection(loop: asyncio.AbstractEventLoop, line: Line) -> PromptProtocol:
    """Give what speaks HTTP on the connection."""
    config = uvicorn.Config(cast(Any, _answering), lifespan="off", log_config=None)
    made = PromptProtocol(config, ServerState(), {}, loop)
    made.connection_made(line)
    return made


def _run(loop: asyncio.AbstractEventLoop) -> None:
    for _ in range(10):
        loop.run_until_complete(asyncio.sleep(0))


def test_head_without_an_end(connection: PromptProtocol, line: Line) -> None:
    """A head that goes on is refused as soon as it is too large (RFC 6585, 5)."""
    connection.data_received(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
    for _ in range(MOST // 1024 - 1):
        connection.data_received(b"a" * 1024)
    assert (line.sent, line.is_shut) == (b"", False)
    connection.data_received(b"a" * 1024)
    assert line.sent.startswith(b"HTTP/1.1 431 ") and line.is_shut


@pytest.mark.parametrize("behind", [b"3\r\nASK\r\n0\r\nX-A: ", b"3;a=", b"3\r\nASK\r\n0\r\nX-A: a\r\nX-B: "])
def test_body_without_an_end(connection: PromptProtocol, line: Line, behind: bytes) -> None:
    """What is no body is bounded within one as well: fields behind it, and what stands behind the size of a piece."""
    connection.data_received(HEAD + behind)
    for _ in range(MOST // 1024 + 1):
        connection.data_received(b"a" * 1024)
    assert line.is_shut and line.sent == b""


def test_long_body(loop: asyncio.AbstractEventLoop, connection: PromptProtocol, line: Line) -> None:
    """A body is as long as the application takes it, in pieces of any size."""
    connection.data_received(HEAD)
    for _ in range(MOST // 1024 * 3):
        connection.data_received(b"400\r\n" + b"a" * 1024 + b"\r\n")
        _run(loop)
    connection.data_received(b"0\r\n\r\n")
    _run(loop)
    assert line.sent.startswith(b"HTTP/1.1 204 ") and not line.is_shut


def test_waiting(loop: asyncio.AbstractEventLoop, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head is waited for no longer than a while; an answer as long as it takes; then for the next head again."""
    monkeypatch.setattr(prompt, "HEAD", 0.02)
    may_answer = asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await may_answer.wait()
        await _answering(scope, receive, send)

    config = uvicorn.Config(cast(Any, slow), lifespan="off", log_config=None)
    connection = PromptProtocol(config, ServerState(), {}, loop)
    connection.connection_made(line)
    connection.data_received(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
    loop.run_until_complete(asyncio.sleep(0.1))
    assert not line.is_shut
    may_answer.set()
    _run(loop)
    assert line.sent.count(b"HTTP/1.1 204 ") == 2 and not line.is_shut
    connection.data_received(b"GET / HT")
    loop.run_until_complete(asyncio.sleep(0.1))
    assert line.is_shut
    connection.connection_lost(None)
    assert connection._timer is not None and connection._timer.cancelled()
