"""Keep a few workers at hand for anybody's SPARQL, so that no query can stall, kill or falsify the program.

The engine runs in processes of their own, each with a store that it only reads. One whose time is up is ended, and
another that stands by takes its place.
"""

import weakref
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition, RLock
from time import monotonic
from types import TracebackType
from typing import Any, Self, cast

from steungraaf.errors import SteungraafError
from steungraaf.store.answers import Answer
from steungraaf.store.askers import ASKER, STAYING, Asker, AskerLeftError
from steungraaf.store.base import Sound
from steungraaf.store.frames import Frame, fault_of
from steungraaf.store.guard import check_size
from steungraaf.store.limit_faults import (
    QueueFullError,
    QueueWaitError,
    ServiceSecretError,
    WorkerEndedError,
    WorkersClosedError,
)
from steungraaf.store.limits import Limits
from steungraaf.store.profiles import find_profile
from steungraaf.store.turns import LoopTurn, Turn, waits_for_files
from steungraaf.store.worker import Source, Worker

_SHORT = 5_000  # characters: in JSON as many bytes at most as the pipe to a worker takes at once
_GROWTH = 4  # a worker that keeps a quarter of what a query may take is replaced
_PAUSE = 5.0  # seconds before another is started where one could not begin and others can go on


class WorkerPool:
    """Answer queries by workers, as many at once as there are; any thread may ask.

    The processes start at once. They end with the pool, which a `with` closes, or with the program.
    """

    def __init__(self, source: Source, limits: Limits | None = None) -> None:
        """Take what the workers open, and the limits; those of one query may be others.

        Raises UnknownChoiceError, ProfileError and ServiceSecretError for a service that cannot be asked.
        """
        self.limits = limits or Limits()
        _addresses_of(self.limits.services)
        self._source = source
        self._lock = RLock()
        self._changed = Condition(self._lock)  # for who waits for new workers
        self._workers: set[Worker] = set()  # all that are starting, idle or busy
        self._idle: list[Worker] = []
        self._stale: set[Worker] = set()  # those that opened the source before it was changed
        self._waiting: deque[Turn] = deque()  # in a row: only the first is woken when a worker is free
        self._busy = 0
        self._has_opened = self._is_closed = False
        self._fault: SteungraafError | None = None  # why the last worker could not begin
        self._not_before = 0.0  # and when another one may be started in its place
        self._end = weakref.finalize(self, _end_all, self._workers)
        with self._lock:
            self._fill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; who waits for an answer gets WorkersClosedError."""
        with self._lock:
            self._is_closed = True
            self._wake_all()
        self._end()

    def query(self, sparql: str, limits: Limits | None = None) -> Answer:
        """Return the answer to a query, cut off at the limits of rows and bytes.

        `limits` stand in for those of the pool; only how many workers there are, how long the queue is, their memory
        and their recycling stay as they are.

        Raises SparqlSyntaxError, QueryRefusedError, EngineError and LimitError, AskerLeftError among them; also what
        the store raises on opening.
        """
        request, under = self._request(sparql, limits)
        who = ASKER.get()
        with who.ending(self._look_again):
            worker = self._take(under.wait, who)
        with self._having(worker, who):
            frame = worker.ask(request, under.time)
        return _answer_in(frame)

    async def ask(self, sparql: str, limits: Limits | None = None) -> Answer:
        """Return the answer to a query as `query` does, waiting in an event loop, with no thread in between.

        The query must be short (`is_awaitable`), and the loop one that can wait for a file, as all can but on Windows.
        """
        request, under = self._request(sparql, limits)
        who = ASKER.get()
        with who.ending(self._look_again):
            worker = await self._take_soon(under.wait, who)
        with self._having(worker, who):
            frame = await worker.ask_soon(request, under.time)
        return _answer_in(frame)

    @staticmethod
    def is_awaitable(sparql: str) -> bool:
        """Tell whether a query may be asked in the event loop that runs."""
        return len(sparql) <= _SHORT and waits_for_files()

    def _request(self, sparql: str, limits: Limits | None) -> tuple[dict[str, Any], Limits]:
        """Return what a worker is told of a query, and its limits."""
        under = limits or self.limits
        check_size(sparql)  # the worker looks further, in the time that it has
        return {
            "sparql": sparql,
            "sound": isinstance(sparql, Sound),
            "rows": under.rows,
            "bytes": under.bytes,
            "services": _addresses_of(under.services),
        }, under

    @contextmanager
    def _having(self, worker: Worker, who: Asker) -> Iterator[None]:
        """Have a worker that is free answer one question, and give it back."""
        try:
            with who.ending(worker.end):
                yield
        except WorkerEndedError:
            if self._is_closed:
                raise WorkersClosedError() from None
            raise
        finally:
            self._give_back(worker)

    def renew(self) -> None:
        """Have the source opened anew, and return when what is asked from then on is answered from what it holds now.

        Until then the workers that there are go on; one that is answering ends when it is done. Where none can be
        started anew, they stay.

        Raises WorkersClosedError, and why none could be started.
        """
        with self._lock:
            self._stale = set(self._workers)
            self._fault, self._not_before = None, 0.0
            self._fill()
            while self._has_only_stale():
                if self._is_closed:
                    raise WorkersClosedError()
                if self._fault is not None:
                    fault, self._fault, self._stale = self._fault, None, set()
                    raise fault
                self._changed.wait()

    def _has_only_stale(self) -> bool:
        """Tell whether no worker has opened the source as it is now."""
        return not any(worker.is_ready for worker in self._workers - self._stale)

    def process_ids(self) -> list[int]:
        """Return the numbers of the processes, for who watches over them."""
        with self._lock:
            return sorted(worker.process_id for worker in self._workers)

    def ready_ids(self) -> list[int]:
        """Return the numbers of those processes that could answer at once."""
        with self._lock:
            return sorted(worker.process_id for worker in self._idle)

    def _look_again(self) -> None:
        """Let all who wait see whether they still have to."""
        with self._lock:
            self._wake_all()

    def _wake_all(self) -> None:
        self._changed.notify_all()
        for turn in self._waiting:
            turn.notify()

    def _wake_first(self) -> None:
        if self._waiting:
            self._waiting[0].notify()

    def _take(self, seconds: float, who: Asker = STAYING) -> Worker:
        """Return a worker that is free, after all who came before have one."""
        with self._lock:
            turn = Condition(self._lock)
            steps = self._steps(turn, seconds, who)
            while True:
                try:
                    turn.wait(next(steps))
                except StopIteration as taken:
                    return cast(Worker, taken.value)

    async def _take_soon(self, seconds: float, who: Asker) -> Worker:
        """Do as `_take` in an event loop."""
        turn = LoopTurn()
        steps = self._steps(turn, seconds, who)
        try:
            while True:
                turn.begin()
                with self._lock:
                    left = next(steps)
                await turn.wait(left)
        except StopIteration as taken:
            return cast(Worker, taken.value)
        finally:
            with self._lock:
                steps.close()

    def _steps(self, turn: Turn, seconds: float, who: Asker) -> Generator[float | None, None, Worker]:
        """Wait for a worker under the lock, but for each wait, whose longest time is given; return the worker.

        Time counts from when the first worker has opened the store.
        """
        if self._busy + len(self._waiting) >= self.limits.workers + self.limits.queue:
            raise QueueFullError(limit=self.limits.queue)
        self._waiting.append(turn)
        end = None
        try:
            while self._needs_workers() or not (who.has_left or self._waiting[0] is turn and self._is_free()):
                if end is None and self._has_opened:
                    end = monotonic() + seconds
                left = None if end is None else end - monotonic()
                if left is not None and left <= 0:
                    raise QueueWaitError(limit=f"{seconds:g}")
                yield left
            if who.has_left:
                raise AskerLeftError()
        finally:
            self._waiting.remove(turn)
            self._wake_first()
        self._busy += 1
        return self._idle.pop()

    def _is_free(self) -> bool:
        return bool(self._idle) and self._busy < self.limits.workers

    def _needs_workers(self) -> bool:
        """Start workers where there are none to wait for, and tell whether that was so.

        Raises WorkersClosedError, and why the last one could not begin.
        """
        if self._is_closed:
            raise WorkersClosedError()
        if self._workers:
            return False
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault
        self._not_before = 0.0
        self._fill()
        return True

    def _give_back(self, worker: Worker) -> None:
        """Let the next one have a worker, or another one in its place."""
        with self._lock:
            self._busy -= 1
            if worker.is_sound and not self._is_worn(worker) and (worker not in self._stale or self._has_only_stale()):
                self._idle.append(worker)
            else:
                self._workers.discard(worker)
                worker.end()
            self._fill()
            self._changed.notify_all()
            self._wake_first()

    def _is_worn(self, worker: Worker) -> bool:
        memory = self.limits.memory
        return worker.served >= self.limits.recycle or memory is not None and worker.grown > memory // _GROWTH

    def _fill(self) -> None:
        """Start as many workers as there should be."""
        note = weakref.WeakMethod(self._note)
        wanted = 0 if self._is_closed or monotonic() < self._not_before else self.limits.workers + self.limits.spares
        while len(self._workers - self._stale) < wanted:
            try:
                self._workers.add(Worker(self._source, self.limits.memory, lambda worker: _tell(note, worker)))
            except OSError as error:
                self._fail(WorkerEndedError(reason=error.strerror or type(error).__name__))
                return

    def _drop_stale(self) -> None:
        """End those idle workers that opened the source before it was changed."""
        for worker in self._stale.intersection(self._idle):
            self._workers.discard(worker)
            worker.end()
        self._idle = [worker for worker in self._idle if worker not in self._stale]
        self._stale &= self._workers

    def _fail(self, fault: SteungraafError | None) -> None:
        self._fault, self._not_before = fault, monotonic() + _PAUSE

    def _note(self, worker: Worker) -> None:
        """Take up a worker that is ready, and see to what follows from one that has ended."""
        with self._lock:
            if not worker.has_ended:
                self._idle.append(worker)
                if not self._has_only_stale():
                    self._drop_stale()
                self._has_opened, self._fault = True, None
            elif worker in self._workers:
                self._workers.remove(worker)
                if worker.is_ready:
                    self._idle = [one for one in self._idle if one is not worker]
                    self._fill()
                else:
                    self._fail(worker.fault)
            self._wake_all()


def _answer_in(frame: Frame) -> Answer:
    """Return the answer of a worker, or raise the fault that it tells."""
    head, content = frame
    if (fault := fault_of(head)) is not None:
        raise fault
    return Answer.read(head, content)


def _addresses_of(services: Sequence[str]) -> list[str]:
    """Return the addresses of services, each an address itself or the name of a profile."""
    profiles = [find_profile(service) for service in services]
    for profile in profiles:
        if profile.auth != "none":
            raise ServiceSecretError(service=profile.name)
    return [profile.query for profile in profiles]


def _tell(note: Callable[[], Callable[[Worker], None] | None], worker: Worker) -> None:
    """Tell a pool of a worker; where there is no pool any more the worker ends."""
    method = note()
    if method is None:
        worker.end()
    else:
        method(worker)


def _end_all(workers: set[Worker]) -> None:
    ending = list(workers)
    for worker in ending:
        worker.end()
    for worker in ending:
        worker.wait()
