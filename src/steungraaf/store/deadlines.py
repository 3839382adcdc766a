"""End what is not done in time: one thread looks after all, and sleeps while nothing is due."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition, Thread
from time import monotonic


class Deadlines:
    """Watch over what is being done; who does it pays for two locks, and seldom for waking the thread."""

    def __init__(self) -> None:
        """Watch over nothing yet; the thread begins with the first deadline."""
        self._changed = Condition()
        self._due: dict[object, tuple[float, Callable[[], None]]] = {}
        self._looks_at = inf  # when the thread wakes by itself
        self._has_begun = False

    @contextmanager
    def within(self, seconds: float | None, end: Callable[[], None]) -> Iterator[None]:
        """Have `end` called if this is not left within so many seconds, and never after it was left."""
        if seconds is None:
            yield
            return
        key, at = object(), monotonic() + seconds
        with self._changed:
            self._due[key] = at, end
            if at < self._looks_at:
                self._wake()
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(key, None)

    def _wake(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            Thread(target=self._watch, name="steungraaf deadlines", daemon=True).start()
        self._changed.notify()

    def _watch(self) -> None:
        with self._changed:  # all along: what was done in time must not be ended
            while True:
                now = monotonic()
                for key, (at, end) in list(self._due.items()):
                    if at <= now:
                        del self._due[key]
                        end()
                self._looks_at = min((at for at, _ in self._due.values()), default=inf)
                self._changed.wait(None if self._looks_at == inf else self._looks_at - now)


DEADLINES = Deadlines()  # of the whole program
