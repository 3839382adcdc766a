"""See when a client has left before the answer was there, and end what was asked for it."""

import asyncio
from collections import deque
from collections.abc import Awaitable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from steungraaf.store.askers import ASKER, Asker

_AT_ONCE = 0.2  # seconds: what is answered sooner is not worth looking after
_MOST = 16  # messages that are kept for the application while it works
T = TypeVar("T")


@dataclass
class _Line:
    """What a client sends: whoever waits for its end keeps the rest for the application."""

    receive: Receive
    kept: deque[Message] = field(default_factory=deque)

    async def __call__(self) -> Message:
        """Return the next message."""
        return self.kept.popleft() if self.kept else await self.receive()

    async def until_left(self, asker: Asker) -> None:
        """Wait until the client leaves, and let that be known; one who still sends much is there."""
        while len(self.kept) < _MOST:
            self.kept.append(await self.receive())
            if self.kept[-1]["type"] == "http.disconnect":
                asker.leave()
                return


_LINE: ContextVar[_Line | None] = ContextVar("line", default=None)


class Attended:
    """An application in which the queries of a client who leaves are ended, so that others have their turn."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, for an asker of its own."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        line = _Line(receive)
        asker, former = ASKER.set(Asker()), _LINE.set(line)
        try:
            await self._app(scope, line, send)
        finally:
            ASKER.reset(asker)
            _LINE.reset(former)


async def attended(working: Awaitable[T]) -> T:
    """Wait for work that another thread does; where that takes long, see whether the client is still there."""
    line, watching = _LINE.get(), deque[asyncio.Future[None]]()
    if line is None:
        return await working
    begin = partial(_watch, line, ASKER.get(), watching)
    timer = asyncio.get_running_loop().call_later(_AT_ONCE, begin)
    try:
        return await working
    finally:
        timer.cancel()
        for one in watching:
            one.cancel()
            with suppress(asyncio.CancelledError):
                await one


def _watch(line: _Line, asker: Asker, watching: deque[asyncio.Future[None]]) -> None:
    watching.append(asyncio.ensure_future(line.until_left(asker)))
