"""Load text in bulk by several threads of the engine, while files are still being read.

The engine sorts small parts faster than large ones, because they fit into the caches of a processor, but each part
makes files of its own that lie across those of all others. The engine would merge them over and over while more come;
it is made to leave that for later, and told once to merge all of them.
"""

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyoxigraph

_LEAST, _MOST = 6 << 20, 64 << 20  # bytes of text that are sorted and stored together: a part
_PARTS = 24  # as many parts what was loaded so far would make
_UNMERGED = 5 << 30  # bytes of text whose parts may wait to be merged, unless as much is merged
_WORKERS = min(max(os.cpu_count() or 2, 2), 4) + 1  # one more than can work, for one often waits for the disk
_WAITING = _WORKERS + 2  # as many parts may wait or be loaded
_TASKS = Path("/proc/self/task")
_MERGING = b"rocksdb:low"  # the threads of the engine that merge
_LAST = 19  # the rank that leaves the processors to all others


class BulkLoader:
    """Load lines; the engine gives blank nodes names of its own."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        """Take the engine."""
        self._engine = engine
        self._workers = ThreadPoolExecutor(_WORKERS)
        self._gathered: dict[pyoxigraph.RdfFormat, list[bytes]] = {}
        self._sizes: dict[pyoxigraph.RdfFormat, int] = {}
        self._parts: deque[Future[None]] = deque()
        self._loaded = self._merged = self._number = 0
        rank_merging(_LAST)

    def __enter__(self) -> "BulkLoader":
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is being loaded, and drop what is not."""
        self._workers.shutdown(cancel_futures=True)

    def put(self, lines: bytes, format: pyoxigraph.RdfFormat) -> None:
        """Hand over some lines; raise what the engine raised on earlier ones."""
        self._gathered.setdefault(format, []).append(lines)
        self._sizes[format] = self._sizes.get(format, 0) + len(lines)
        if self._sizes[format] >= min(max(self._loaded // _PARTS, _LEAST), _MOST):
            self._submit(format)
            if self._loaded - self._merged >= max(_UNMERGED, self._merged):
                self._merge()

    def finish(self) -> None:
        """Wait until all is loaded and merged; raise what the engine raised."""
        for format in self._gathered:
            if self._sizes[format]:
                self._submit(format)
        self._merge()

    def _submit(self, format: pyoxigraph.RdfFormat) -> None:
        if len(self._parts) == _WAITING:
            self._parts.popleft().result()
        text = b"".join(self._gathered[format])
        self._parts.append(self._workers.submit(_load, self._engine, text, format))
        self._gathered[format], self._sizes[format] = [], 0
        self._loaded += len(text)
        self._number += 1

    def _merge(self) -> None:
        while self._parts:
            self._parts.popleft().result()
        if self._number > 2:  # one part of each format leaves nothing to merge
            rank_merging(os.getpriority(os.PRIO_PROCESS, 0))
            self._engine.optimize()
            rank_merging(_LAST)
        self._merged = self._loaded


def rank_merging(nice: int) -> None:
    """Rank the threads of the engine that merge files among all that want the processors, where the system can do so.

    Not everybody may rank them higher again; then they stay last, which costs nothing where nobody else is busy.
    """
    for task in _TASKS.glob("*"):
        with suppress(OSError):  # it has ended, or may not be ranked higher
            if (task / "comm").read_bytes().startswith(_MERGING):
                os.setpriority(os.PRIO_PROCESS, int(task.name), nice)


def _load(engine: pyoxigraph.Store, text: bytes, format: pyoxigraph.RdfFormat) -> None:
    # The same terms come as N-Quads and as N-Triples; that they are sound need be seen only once.
    engine.bulk_load(text, format, lenient=format == pyoxigraph.RdfFormat.N_TRIPLES)
