"""Start one worker, put questions to it, and end it: what the program knows of its process."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader
from tempfile import TemporaryFile
from threading import Event, Lock, Thread
from typing import Any

from steungraaf.errors import SteungraafError
from steungraaf.store.deadlines import DEADLINES
from steungraaf.store.frames import Frame, fault_of, is_at_once, read_frame, write_frame
from steungraaf.store.limit_faults import MemoryLimitError, TimeLimitError, WorkerEndedError
from steungraaf.store.turns import until_readable

_MEGABYTE = 1_000_000
# The worker finds modules where we do, however that came about.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from steungraaf.store.serving import main; main()"
_OUT_OF_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError")
_LAST_WORDS = 20_000  # bytes


@dataclass(frozen=True)
class Source:
    """Say how a worker opens the store that it asks: a function as "module:name", and what it is called with.

    What the function returns has `run`, as a store of Oxigraph has (`steungraaf.store.serving.Engine`).
    """

    opener: str
    arguments: Mapping[str, str] = field(default_factory=dict)


class Worker:
    """Run a process that answers one question at a time; `changed` is called when it is ready and when it has ended.

    Who asks reads the answer; a thread waits for the end of the process. A process whose time is up is ended, so that
    whoever asked waits no longer.
    """

    def __init__(self, source: Source, memory: int | None, changed: Callable[["Worker"], None]) -> None:
        """Start the process.

        Raises OSError.
        """
        self.is_ready = self.has_ended = False
        self.fault: SteungraafError | None = None  # why it ended
        self.served = self.grown = 0  # how many questions were answered, and by how many bytes that made it grow
        self._is_asked = self._is_late = self._is_to_end = False
        self._memory, self._changed = memory, changed
        self._gone, self._waited_for = Event(), Lock()
        self._last_words = TemporaryFile()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._last_words,
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        except OSError:
            self._last_words.close()
            raise
        self._send({"opener": source.opener, "arguments": dict(source.arguments), "memory": memory})
        Thread(target=self._attend, name="steungraaf worker", daemon=True).start()

    @property
    def is_sound(self) -> bool:
        """Tell whether it can be asked again."""
        return not (self.has_ended or self._is_asked or self._is_to_end)

    @property
    def process_id(self) -> int:
        """Return the number of its process."""
        return self._process.pid

    def ask(self, request: Mapping[str, Any], seconds: float | None) -> Frame:
        """Return the answer to one question, which may tell a fault.

        Raises TimeLimitError after that many seconds, and the process is ended; WorkerEndedError and MemoryLimitError.
        """
        with self._asking(request, seconds):
            reply = self._next()
        if reply is None:
            self._gone.wait()
        return self._replied(reply, seconds)

    async def ask_soon(self, request: Mapping[str, Any], seconds: float | None) -> Frame:
        """Return the answer to one short question as `ask` does, and wait for it in the event loop."""
        with self._asking(request, seconds):
            reply = await self._next_soon()
        if reply is None:
            await asyncio.to_thread(self._gone.wait)
        return self._replied(reply, seconds)

    @contextmanager
    def _asking(self, request: Mapping[str, Any], seconds: float | None) -> Iterator[None]:
        """Put a question, and end the process if the answer is not there in time."""
        self._is_asked = True
        with DEADLINES.within(seconds, self._be_late):
            self._send(request)
            yield

    def _replied(self, reply: Frame | None, seconds: float | None) -> Frame:
        """Take down what an answer tells of the process; raise why there is none."""
        if reply is None:
            assert self.fault is not None
            raise TimeLimitError(limit=f"{seconds:g}") if self._is_late else self.fault
        self._is_asked = False
        self.served, self.grown = self.served + 1, reply[0].get("grown", 0)
        return reply

    def end(self) -> None:
        """End the process, whatever it is doing; its end is seen to by the thread, and nobody asks it again."""
        self._is_to_end = True
        self._process.kill()

    def wait(self) -> None:
        """Wait until the process has ended."""
        self._process.wait()

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # where it has ended, that is told by the thread
            write_frame(self._process.stdin, message)

    def _next(self) -> Frame | None:
        """Return what the process says next; None where it has ended."""
        assert self._process.stdout is not None
        frame = None
        with suppress(OSError, ValueError):  # closed by the thread, as the process has ended
            frame = read_frame(self._process.stdout)
        return frame

    async def _next_soon(self) -> Frame | None:
        """Do as `_next` in an event loop; what comes in pieces is read by a thread, for who writes it may be slow."""
        replies = self._process.stdout
        assert isinstance(replies, BufferedReader)
        with self._waited_for, suppress(OSError, ValueError):
            await until_readable(replies.fileno())
            return self._next() if is_at_once(replies) else await asyncio.to_thread(self._next)
        return None

    def _be_late(self) -> None:
        self._is_late = True
        self.end()

    def _attend(self) -> None:
        """Wait until the process is ready, then until it has ended, and tell both."""
        first = self._next()
        self.fault = None if first is None else fault_of(first[0])
        if first is not None and self.fault is None:
            self.is_ready = True
            self._changed(self)
        status = self._process.wait()
        with self._last_words:
            self.fault = self.fault or self._cause(status)
        self.has_ended = True
        self._gone.set()
        with self._waited_for:  # an event loop hears nothing of a pipe that is closed on this side
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()
        self._changed(self)

    def _cause(self, status: int) -> SteungraafError:
        """Return why the process ended by itself."""
        self._last_words.seek(0, os.SEEK_END)
        self._last_words.seek(max(0, self._last_words.tell() - _LAST_WORDS))
        words = self._last_words.read()
        if self._memory is not None and any(sign in words for sign in _OUT_OF_MEMORY):
            return MemoryLimitError(limit=self._memory // _MEGABYTE)
        return WorkerEndedError(reason=_signal_name(-status) if status < 0 else f"exit status {status}")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
