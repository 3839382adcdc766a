"""Answer queries one by one as a worker: what runs in its process.

The engine cannot be told to stop, and a query may break it; so the worker does no more than that, and is ended from
outside. It ends by itself when nobody is left at the other side.
"""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from sys import maxsize
from threading import Thread
from typing import IO, Any, BinaryIO, Protocol, cast

import pyoxigraph

from steungraaf.errors import EngineError, SteungraafError
from steungraaf.store.answers import header
from steungraaf.store.embedded import probe
from steungraaf.store.frames import Frame, fault_head, read_frame, write_frame
from steungraaf.store.guard import check_query, explain_syntax
from steungraaf.store.limit_faults import MemoryLimitError
from steungraaf.store.nodes import with_plain_nodes
from steungraaf.store.results import in_order

MEGABYTE = 1_000_000
_PAGES = "/proc/self/statm"  # in pages: all, resident, shared, text, 0, data and stack

Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean
Body = list[bytes]


class Engine(Protocol):
    """Run a query that was checked, and give what the engine gives, which may not have been evaluated yet."""

    def run(self, sparql: str) -> Found:
        """Raise what the engine raises: SyntaxError, OSError, RuntimeError and ValueError."""
        ...


class _Enough(Exception):
    """Stops the engine when it has written as much as may be."""


class Sheet:
    r"""Take what the engine writes, a row a line, as far as rows and bytes go.

    >>> sheet = Sheet(b"?a\n", rows=1, size=100)
    >>> sheet.write(b"?a\n<urn:a>\n<urn:b>\n")
    Traceback (most recent call last):
    steungraaf.store.serving._Enough
    >>> sheet.body(), sheet.truncated
    ([b'<urn:a>\n'], {'what': 'rows', 'limit': 1})
    """

    def __init__(self, head: bytes, rows: int | None, size: int | None) -> None:
        """Take what stands above the rows, and how many rows and bytes may stand under it."""
        self._rows, self._size = rows, size
        self._head_left = len(head)
        self._lines_left = maxsize if rows is None else rows
        self._bytes_left = maxsize if size is None else size
        self._chunks: Body = []
        self.truncated: dict[str, Any] | None = None

    def write(self, chunk: bytes) -> int:
        """Take a piece, or as much of it as may be."""
        under = chunk[self._head_left :]
        self._head_left -= len(chunk) - len(under)
        kept = under if under.count(b"\n") < self._lines_left else _lines(under, self._lines_left)
        if len(kept) < len(under):
            self.truncated = {"what": "rows", "limit": self._rows}
        if len(kept) > self._bytes_left:
            kept = kept[: self._bytes_left]
            self.truncated = {"what": "bytes", "limit": self._size}
        self._chunks.append(kept)
        self._lines_left -= kept.count(b"\n")
        self._bytes_left -= len(kept)
        if self.truncated:
            raise _Enough
        return len(chunk)

    def flush(self) -> None:
        """Do nothing: all is in memory."""

    def body(self) -> Body:
        """Return what was taken under the head, up to the end of the last whole row."""
        chunks = list(self._chunks)
        while chunks and not chunks[-1].endswith(b"\n"):
            chunks[-1] = chunks[-1][: chunks[-1].rfind(b"\n") + 1]
            if not chunks[-1]:
                chunks.pop()
        return chunks


def _lines(chunk: bytes, count: int) -> bytes:
    """Return so many lines from the start."""
    end = 0
    for _ in range(count):
        end = chunk.index(b"\n", end) + 1
    return chunk[:end]


def answer(engine: Engine, request: Mapping[str, Any]) -> tuple[dict[str, Any], Body]:
    """Return the answer to a request as a message; a fault is one too."""
    sparql = request["sparql"]
    try:
        check_query(sparql, request["services"])
        return _written(engine.run(with_plain_nodes(sparql)), request)
    except SteungraafError as error:
        return fault_head(error), []
    except SyntaxError as error:
        return fault_head(explain_syntax(sparql, error.msg, probe)), []
    except MemoryError:
        return fault_head(MemoryLimitError(limit=request["memory"] // MEGABYTE)), []
    except (OSError, RuntimeError, ValueError) as error:
        return fault_head(EngineError(reason=str(error).rstrip("."))), []


def _written(found: Found, request: Mapping[str, Any]) -> tuple[dict[str, Any], Body]:
    """Let the engine evaluate, and write down what it finds."""
    if isinstance(found, pyoxigraph.QueryBoolean):
        return {"kind": "boolean"}, [b"true" if found else b"false"]
    head: dict[str, Any] = {"kind": "triples"}
    if isinstance(found, pyoxigraph.QuerySolutions):
        variables = [variable.value for variable in found.variables]
        head = {"kind": "solutions", "variables": variables, "columns": in_order(variables, request["sparql"])}
    sheet = Sheet(header(head.get("variables")), request["rows"], request["bytes"])
    out = cast(IO[bytes], sheet)  # of which an engine needs no more than what a sheet has
    with suppress(_Enough):
        if isinstance(found, pyoxigraph.QuerySolutions):
            found.serialize(out, pyoxigraph.QueryResultsFormat.TSV)
        else:
            found.serialize(out, pyoxigraph.RdfFormat.N_TRIPLES)
    return {**head, "truncated": sheet.truncated}, sheet.body()


def serve(receive: Callable[[], Frame | None], replies: BinaryIO) -> None:
    """Open what the first message says, then answer until no more come."""
    first = receive()
    if first is None:
        return
    head, _ = first
    try:
        engine = _opened(head)
    except SteungraafError as error:
        write_frame(replies, fault_head(error))
        return
    before = held(1)
    keep_memory(head["memory"])
    write_frame(replies, {"ready": True})
    while (request := receive()) is not None:
        reply, body = answer(engine, {**request[0], "memory": head["memory"]})
        write_frame(replies, {**reply, "grown": held(1) - before}, body)


def _opened(head: Mapping[str, Any]) -> Engine:
    module, _, name = head["opener"].partition(":")
    engine: Engine = getattr(import_module(module), name)(**head["arguments"])
    bool(engine.run("ASK { ?s ?p ?o }"))  # what the first query would wait for
    return engine


def held(kind: int) -> int:
    """Return how many bytes of memory this process holds, resident (1) or as data (5); 0 where that cannot be told."""
    try:
        with open(_PAGES, encoding="ascii") as file:
            return int(file.read().split()[kind]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def keep_memory(limit: int | None) -> None:
    """Let the system refuse memory beyond what is held now and the limit, where it can (Linux)."""
    data = held(5)
    if limit is not None and data:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (data + limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker that breaks leaves no image of its memory


def main() -> None:  # pragma: no cover - runs in the process of the worker; what it calls is tested
    """Be a worker: requests come in where others have standard input, answers go out at standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asked, who then ends us
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    inbox: SimpleQueue[Frame | None] = SimpleQueue()
    Thread(target=_receive, args=(requests, inbox), daemon=True).start()
    with suppress(BrokenPipeError):
        serve(inbox.get, replies)
    os._exit(0)


def _receive(requests: BinaryIO, inbox: "SimpleQueue[Frame | None]") -> None:  # pragma: no cover - as main
    """Take requests in, and end this process, whatever it is doing, when there is nobody left to ask."""
    while (frame := read_frame(requests)) is not None:
        inbox.put(frame)
    os._exit(0)
