"""Wait in an event loop: for one's turn, which in a thread a condition tells, and for what a file holds."""

import asyncio
import os
from threading import get_ident
from typing import Protocol


class Turn(Protocol):
    """Somebody who waits, and looks again when told to."""

    def notify(self) -> None:
        """Have them look again; any thread may."""
        ...


class LoopTurn:
    """Wait in the event loop that runs; what is told from `begin` on is not missed."""

    def __init__(self) -> None:
        """Take the loop."""
        self._loop, self._thread = asyncio.get_running_loop(), get_ident()
        self._is_told = asyncio.Event()

    def begin(self) -> None:
        """Forget what was told before."""
        self._is_told.clear()

    def notify(self) -> None:
        """Have who waits look again."""
        if get_ident() == self._thread:
            self._is_told.set()
        else:
            self._loop.call_soon_threadsafe(self._is_told.set)

    async def wait(self, seconds: float | None) -> None:
        """Wait until told, so many seconds at most."""
        timer = None if seconds is None else self._loop.call_later(seconds, self._is_told.set)
        try:
            await self._is_told.wait()
        finally:
            if timer is not None:
                timer.cancel()


async def until_readable(file: int) -> None:
    """Wait until a file, by its number, has something to read, or has ended; nobody else may wait for it."""
    loop = asyncio.get_running_loop()
    readable = loop.create_future()
    loop.add_reader(file, _once, readable)
    try:
        await readable
    finally:
        loop.remove_reader(file)
        os.set_blocking(file, True)  # uvloop makes it one that does not wait, and leaves it so


def waits_for_files() -> bool:
    """Tell whether the event loop that runs can wait for a file (asyncio: not that of Windows)."""
    return not isinstance(asyncio.get_running_loop(), getattr(asyncio, "ProactorEventLoop", ()))


def _once(readable: "asyncio.Future[None]") -> None:
    if not readable.done():
        readable.set_result(None)
