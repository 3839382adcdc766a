"""Run one function in a process of its own, which is ended where it takes too long, and cannot take us along."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from io import BytesIO
from typing import Any

from steungraaf.errors import SteungraafError
from steungraaf.store.frames import fault_head, fault_of, read_frame, write_frame
from steungraaf.store.limit_faults import MemoryLimitError, WorkerEndedError
from steungraaf.store.serving import MEGABYTE, keep_memory

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from steungraaf.store.apart import main; main()"


class TimeIsUpError(Exception):
    """Tells that a process was ended as its time was up."""


class Apart:
    """Hold one process that runs a function, so that it can be ended from elsewhere."""

    def __init__(self, function: str, memory: int | None = None) -> None:
        """Start the process; the function is "module:name", and takes a body of bytes and arguments that JSON can hold.

        `memory` is what it may take beyond what it has at its start, in bytes.
        """
        self._function, self._memory = function, memory
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, body: bytes, arguments: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Return what the function returns.

        Raises what it raises of ours; TimeIsUpError, MemoryLimitError and WorkerEndedError.
        """
        message = BytesIO()
        write_frame(message, {"function": self._function, "memory": self._memory, "arguments": arguments}, [body])
        with self._process:
            try:
                reply, _ = self._process.communicate(message.getvalue(), timeout=seconds)
            except subprocess.TimeoutExpired:
                self.end()
                raise TimeIsUpError from None
        frame = read_frame(BytesIO(reply))
        if frame is None:
            raise WorkerEndedError(reason=f"exit status {self._process.returncode}")
        if (fault := fault_of(frame[0])) is not None:
            raise fault
        return frame[0]

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()


def answer(head: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Return what a function returns, or a message that tells its fault."""
    keep_memory(head["memory"])
    module, _, name = head["function"].partition(":")
    function: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
    try:
        return function(body, **head["arguments"])
    except SteungraafError as error:
        return fault_head(error)
    except MemoryError:
        return fault_head(MemoryLimitError(limit=head["memory"] // MEGABYTE))


def main() -> None:  # pragma: no cover - runs in the process; what it calls is tested
    """Be the process: the function and its arguments come in at standard input, what it returns goes to the output."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    if (frame := read_frame(requests)) is not None:
        write_frame(replies, answer(*frame))
