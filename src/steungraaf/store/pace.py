"""Let a query that takes long give way to others: its thread gets a lower priority (Linux has one for each thread).

A priority cannot be raised again, so the next query is for a new thread.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import sleep

_SOON = 0.05  # seconds: what is done by then is no heavy query
_NICE = 10
_LOOK = 1.0  # seconds between looks whether anybody is left to answer


class Pace:
    """Know whether the query that was begun last is still running, and whether its thread has been slowed down."""

    def __init__(self) -> None:
        self.is_slow = False
        self._parent = os.getppid()
        self._count = self._running = 0
        self._begun = Event()

    @contextmanager
    def query(self) -> Iterator[None]:
        """Be with one query from its beginning to its end."""
        self._count += 1
        self._running = self._count
        self._begun.set()
        yield
        self._running = 0

    def watch(self, thread: Thread) -> bool:
        """Wait until a query of this thread takes long, lower its priority, and wait until the thread has ended.

        Return False as soon as the process that started this one is seen to have ended meanwhile (not on Windows).
        """
        while not self.is_slow:
            self._begun.wait()
            self._begun.clear()
            number = self._running
            sleep(_SOON)
            self.is_slow = number != 0 and number == self._running
        if sys.platform == "linux" and thread.native_id is not None:
            os.setpriority(os.PRIO_PROCESS, thread.native_id, _NICE)
        while thread.is_alive():
            thread.join(_LOOK)
            if os.getppid() != self._parent:
                return False
        return True
