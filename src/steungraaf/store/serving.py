"""Answer queries one by one as a worker: what runs in its process.

The engine cannot be told to stop, and a query may break it; so the worker does no more than that, and is ended from
outside. It ends by itself when nobody is left at the other side.
"""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from sys import maxsize
from threading import Thread, stack_size
from traceback import print_exc
from typing import IO, Any, BinaryIO, Protocol, cast

import pyoxigraph

from steungraaf.errors import EngineError, SteungraafError
from steungraaf.store.answers import header
from steungraaf.store.embedded import probe
from steungraaf.store.frames import Frame, fault_head, read_frame, write_frame
from steungraaf.store.guard import check_query, explain_syntax, services_of
from steungraaf.store.limit_faults import MemoryLimitError, ServiceFailedError
from steungraaf.store.nodes import with_plain_nodes
from steungraaf.store.pace import Pace
from steungraaf.store.results import in_order

MEGABYTE = 1_000_000
_STACK = 16 * 1024 * 1024  # some systems give a thread far less than a process has, and the engine needs much
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
        if not request["sound"]:
            check_query(sparql, request["services"])
        return _written(engine.run(with_plain_nodes(sparql)), request)
    except SteungraafError as error:
        return fault_head(error), []
    except SyntaxError as error:
        return fault_head(explain_syntax(sparql, error.msg, probe)), []
    except MemoryError:
        return fault_head(MemoryLimitError(limit=request["memory"] // MEGABYTE)), []
    except (OSError, RuntimeError, ValueError) as error:
        return fault_head(_engine_fault(error, sparql)), []


def _engine_fault(error: Exception, sparql: str) -> EngineError:
    """Return what the engine could not do; another server that is asked is named: most often that one is why.

    The engine repeats what that server sent behind its own first line.
    """
    if not (services := services_of(sparql)):
        return EngineError(reason=str(error).rstrip("."))
    reason = str(error).partition("\n")[0].removesuffix(" with payload:").rstrip(".")
    return ServiceFailedError(service=services, reason=reason)


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


class Service:
    """Open what the first message says, and answer what comes after it."""

    def __init__(self, receive: Callable[[], Frame | None], replies: BinaryIO) -> None:
        """Take where messages come from, None when there are no more, and where answers go."""
        self._receive, self._replies = receive, replies
        self._memory: int | None = None
        self._engine: Engine | None = None
        self._before = 0

    def open(self) -> bool:
        """Open the store and say that it is open; or tell why it is not, and return False."""
        if (first := self._receive()) is None:
            return False
        head, _ = first
        module, _, name = head["opener"].partition(":")
        try:
            engine: Engine = getattr(import_module(module), name)(**head["arguments"])
            bool(engine.run("ASK { GRAPH ?g { ?s ?p ?o } }"))  # what the first query would wait for
        except SteungraafError as error:
            write_frame(self._replies, fault_head(error))
            return False
        self._engine, self._memory, self._before = engine, head["memory"], held(1)
        keep_memory(self._memory)
        write_frame(self._replies, {"ready": True})
        return True

    def answer_all(self, pace: Pace) -> bool:
        """Answer one query after the other; return True where one took so long that the others are for a new thread."""
        assert self._engine is not None
        while (request := self._receive()) is not None:
            with pace.query():
                reply, body = answer(self._engine, {**request[0], "memory": self._memory})
            write_frame(self._replies, {**reply, "grown": held(1) - self._before}, body)
            if pace.is_slow:
                return True
        return False


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
    service = Service(partial(read_frame, requests), replies)
    if service.open():
        stack_size(_STACK)
        while True:
            _answer(service)


def _answer(service: Service) -> None:  # pragma: no cover - as main
    """Answer in a thread until one query takes long and the thread ends after it; a fault of ours ends the process.

    So does the end of those who ask: it is seen on waiting for the next request, and while a query takes long.
    """
    pace = Pace()

    def answer_until_slow() -> None:
        """Answer, and never leave the other side without a word."""
        try:
            if not service.answer_all(pace):
                os._exit(0)
        except BaseException:
            print_exc()
            os._exit(1)

    thread = Thread(target=answer_until_slow, daemon=True)
    thread.start()
    if not pace.watch(thread):
        os._exit(0)
