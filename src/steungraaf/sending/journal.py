"""Remember on this machine which graphs a run has brought to a server, so that the next run need not bring them again.

The journal of a server is a file of lines of JSON: first the name of the run, then each graph as the server has taken
it. A line that was cut off is none. Whoever sends holds the lock of the file, so a lease of the same run that stands on
the server without a holder of the lock is one of a process that has died.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import BinaryIO
from uuid import uuid4

from steungraaf.errors import OutputWriteError
from steungraaf.reasons import reason_of
from steungraaf.sending.faults import SyncBusyError
from steungraaf.store.profiles import HOME


class Journal:
    """Write down what a run has done, and tell what an earlier one had."""

    def __init__(self, file: BinaryIO) -> None:
        """Take the file, opened to be read and added to."""
        self._file = file
        self._writing = Lock()
        self.run, self.done = _read(file)
        if not self.run:  # it stays until the end, so that a lease of it is known as our own
            self.run = uuid4().hex
            self._add({"run": self.run})

    def begin(self, run: str) -> None:
        """Go on with the run that the server's own list is of; what was done in another one is forgotten."""
        if run != self.run:
            self.done = {}
            self._add({"run": self.run})

    def add(self, graph: str, digest: str) -> None:
        """Write down that the server has taken a graph; several threads may do so."""
        with self._writing:
            self.done[graph] = digest
            self._add({"graph": graph, "digest": digest})

    def forget(self, graph: str) -> None:
        """Write down that a graph is being changed, where it was written down as taken."""
        if graph in self.done:
            self.add(graph, "")

    def end(self) -> None:
        """Forget everything: the server's own list says it all."""
        self.run, self.done = "", {}
        self._file.truncate(0)

    def _add(self, line: dict[str, str]) -> None:
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()


@contextmanager
def open_journal(address: str) -> Iterator[Journal]:
    """Open the journal of a server, and hold it as long as the block runs.

    Raises SyncBusyError where another process on this machine holds it, and OutputWriteError.
    """
    path = journal_folder() / f"{sha256(address.encode()).hexdigest()[:16]}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise OutputWriteError(file=str(path), reason=reason_of(error)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SyncBusyError(address=address, holder=_HERE) from error
        yield Journal(file)


_HERE = {"nl": "een ander proces op deze machine", "en": "another process on this machine"}


def journal_folder() -> Path:
    """Return where the journals are, which need not exist."""
    if home := os.environ.get(HOME):
        return Path(home) / "sync"
    from platformdirs import user_state_path

    return user_state_path("steungraaf", appauthor=False) / "sync"


def _read(file: BinaryIO) -> tuple[str, dict[str, str]]:
    """Return the name of the run and the digests of the graphs that it had brought; lines that are no JSON are none."""
    run = ""
    done: dict[str, str] = {}
    file.seek(0)
    for text in file:
        try:
            line = json.loads(text)
            if "run" in line:
                run, done = line["run"], {}
            else:
                done[line["graph"]] = line["digest"]
        except (ValueError, KeyError, TypeError):
            continue
    return run, done
