"""Know who asks, so that the work for one who no longer waits can be ended."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from steungraaf.store.limit_faults import LimitError


class AskerLeftError(LimitError):
    """A query for somebody who waits no longer ()."""

    nl = "Wie dit vroeg, wacht niet meer; de vraag is gestopt."
    en = "Who asked this waits no longer; the query was stopped."


class Asker:
    """One who waits for answers until they leave; any thread may tell that they did."""

    def __init__(self) -> None:
        """Begin to wait."""
        self.has_left = False
        self._lock = Lock()
        self._ends: list[Callable[[], None]] = []

    def leave(self) -> None:
        """Wait no longer: whatever is being done is ended."""
        with self._lock:
            self.has_left = True
            for end in self._ends:  # under the lock: what is no longer done for them must not be ended
                end()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Have `end` called if they leave meanwhile; raise AskerLeftError where they have left already."""
        with self._lock:
            if self.has_left:
                raise AskerLeftError()
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)


STAYING = Asker()  # who asks where nobody is known
ASKER: ContextVar[Asker] = ContextVar("asker", default=STAYING)
