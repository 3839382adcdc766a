"""Run functions in a process of its own, which is ended where one takes too long, and cannot take us along."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from steungraaf.errors import SteungraafError
from steungraaf.store.frames import fault_head, fault_of, read_frame, write_frame
from steungraaf.store.limit_faults import MemoryLimitError, WorkerEndedError
from steungraaf.store.serving import MEGABYTE, keep_memory

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from steungraaf.store.apart import main; main()"


class TimeIsUpError(Exception):
    """Tells that a process was ended as its time was up."""


class Apart:
    """Hold one process that runs functions, one at a time; where it has ended, the next one starts another."""

    def __init__(self, memory: int | None = None) -> None:
        """Start the process; `memory` is what it may take beyond what it has at first, in bytes."""
        self._memory = memory
        self._process = self._started()

    def run(self, function: str, body: bytes, arguments: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Return what a function returns; it is "module:name", and takes a body and arguments that JSON can hold.

        Raises what it raises of ours; TimeIsUpError, MemoryLimitError and WorkerEndedError.
        """
        if self._process.poll() is not None:
            self.close()
            self._process = self._started()
        requests, replies = self._process.stdin, self._process.stdout
        assert requests is not None and replies is not None
        with suppress(OSError):  # where it has ended, there is no reply
            write_frame(requests, {"function": function, "arguments": arguments, "memory": self._memory}, [body])
        if not select.select([replies], [], [], seconds)[0]:
            self.end()
            raise TimeIsUpError
        frame = read_frame(replies)
        if frame is None:
            self.end()
            raise WorkerEndedError(reason=f"exit status {self._process.returncode}")
        if (fault := fault_of(frame[0])) is not None:
            raise fault
        return frame[0]

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process and let go of it."""
        self.end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", _START, json.dumps(sys.path)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def answer(head: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Return what a function returns, or a message that tells its fault."""
    module, _, name = head["function"].partition(":")
    function: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
    try:
        return function(body, **head["arguments"])
    except SteungraafError as error:
        return fault_head(error)
    except MemoryError:
        return fault_head(MemoryLimitError(limit=head["memory"] // MEGABYTE))


def main() -> None:  # pragma: no cover - runs in the process; what it calls is tested
    """Be the process: functions and arguments come in at standard input, what they return goes to the output."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    is_limited = False
    while (frame := read_frame(requests)) is not None:
        if not is_limited:
            keep_memory(frame[0]["memory"])
            is_limited = True
        write_frame(replies, answer(*frame))
