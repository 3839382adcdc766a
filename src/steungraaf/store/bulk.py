"""Feed the engine's bulk loader from memory, in a thread of its own, while other files are still being read."""

from queue import Empty, Full, Queue
from threading import Thread
from typing import IO, cast

import pyoxigraph

_WAITING = 4  # pieces between who reads files and the loader
_WAIT = 0.1  # seconds after which either looks whether the other is still there


class _StoppedError(Exception):
    """What is raised in the loader when nobody wants its work any more."""


class BulkLoader:
    """Load what is put into it, as one text of one format; the engine takes the names of blank nodes as they are."""

    def __init__(self, engine: pyoxigraph.Store, format: pyoxigraph.RdfFormat, *, lenient: bool = False) -> None:
        """Take the engine, the format, and whether the terms are known to be sound."""
        self._pieces: Queue[bytes] = Queue(_WAITING)
        self._piece = memoryview(b"")
        self._stopped = self._ended = False
        self._error: BaseException | None = None
        self._thread = Thread(target=self._load, args=(engine, format, lenient), daemon=True)
        self._thread.start()

    def put(self, piece: bytes) -> None:
        """Hand over some of the text; raise what the engine raised, if it has stopped."""
        while True:
            if not self._thread.is_alive():
                self._raise()
            try:
                return self._pieces.put(piece, timeout=_WAIT)
            except Full:
                continue

    def finish(self) -> None:
        """Wait until all is loaded; raise what the engine raised."""
        self.put(b"")
        self._thread.join()
        self._raise()

    def stop(self) -> None:
        """Make an end of it, whatever has been loaded."""
        self._stopped = True
        self._thread.join()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes: what the engine calls, as of a file."""
        if not self._piece and not self._ended:
            self._piece = memoryview(self._next())
            self._ended = not self._piece
        size = len(self._piece) if size < 0 else size
        given, self._piece = bytes(self._piece[:size]), self._piece[size:]
        return given

    def _next(self) -> bytes:
        while not self._stopped:
            try:
                return self._pieces.get(timeout=_WAIT)
            except Empty:
                continue
        raise _StoppedError()

    def _load(self, engine: pyoxigraph.Store, format: pyoxigraph.RdfFormat, lenient: bool) -> None:
        try:
            engine.bulk_load(cast(IO[bytes], self), format, lenient=lenient)
        except BaseException as error:
            self._error = error

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error
