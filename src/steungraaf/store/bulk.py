"""Load text in bulk by several threads of the engine, while other files are still being read.

The text goes through files: the engine then reads without asking anything of Python, which is busy with the next part.
"""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph

_PART = 1 << 25  # bytes of text that are sorted and stored together
_WAITING = 4  # as many parts may wait or be loaded


class BulkLoader:
    """Load lines of one format; the engine gives blank nodes names of its own."""

    def __init__(
        self, engine: pyoxigraph.Store, place: Path, format: pyoxigraph.RdfFormat, workers: ThreadPoolExecutor
    ) -> None:
        """Take the engine, a directory for what waits, the format, and who does the work."""
        self._engine, self._place, self._format, self._workers = engine, place, format, workers
        self._gathered: list[bytes] = []
        self._size = self._number = 0
        self._parts: deque[Future[None]] = deque()

    def put(self, lines: bytes) -> None:
        """Hand over some lines; raise what the engine raised on earlier ones."""
        self._gathered.append(lines)
        self._size += len(lines)
        if self._size >= _PART:
            self._submit()

    def finish(self) -> None:
        """Hand over what is left; raise what the engine raised on earlier lines."""
        if self._size:
            self._submit()

    def join(self) -> None:
        """Wait until all is loaded; raise what the engine raised."""
        while self._parts:
            self._parts.popleft().result()

    def _submit(self) -> None:
        if len(self._parts) == _WAITING:
            self._parts.popleft().result()
        self._number += 1
        path = self._place / f"part-{self._number}.{self._format.file_extension}"
        with path.open("wb") as file:
            file.writelines(self._gathered)
        self._gathered, self._size = [], 0
        self._parts.append(self._workers.submit(_load, self._engine, path, self._format))


def _load(engine: pyoxigraph.Store, path: Path, format: pyoxigraph.RdfFormat) -> None:
    # The same terms come as N-Quads and as N-Triples; that they are sound need be seen only once.
    engine.bulk_load(path=str(path), format=format, lenient=format == pyoxigraph.RdfFormat.N_TRIPLES)
    path.unlink()
