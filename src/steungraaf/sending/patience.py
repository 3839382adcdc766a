"""Try again what a server could not do just now, after a while that grows and that the server may ask for.

Everything that is sent here can be sent twice: a graph is begun anew, and a change of the list says what is to be.
"""

import random
import re
import time
from collections.abc import Callable
from typing import TypeVar

from steungraaf.rdf import Triple
from steungraaf.sending.manifest import Server
from steungraaf.store.base import Solutions
from steungraaf.store.faults import (
    EndpointAnswerError,
    EndpointBusyError,
    EndpointError,
    EndpointFailedError,
    EndpointUnreachableError,
)

TRIES = 5
LONGEST = 30.0  # seconds between two tries
_FIRST = 0.5
_Done = TypeVar("_Done")
_PASSING = (EndpointBusyError, EndpointUnreachableError, EndpointAnswerError)
_DEADLOCK = re.compile(r"deadlock|\b40001\b", re.IGNORECASE)  # two writers wait for each other; one is sent away


def patiently(work: Callable[[], _Done], *, pause: Callable[[float], None] | None = None) -> _Done:
    """Do something, several times if need be, and return what it returns.

    Raises EndpointError: the last one, or the first that will not pass or asks for too long a wait.
    """
    for attempt in range(1, TRIES):
        try:
            return work()
        except EndpointError as error:
            wait = _wait_after(error, attempt)
            if wait is None or wait > LONGEST:
                raise
            (pause or time.sleep)(wait)
    return work()


def _wait_after(error: EndpointError, attempt: int) -> float | None:
    """Return how many seconds to wait, or None for what will not pass."""
    passing = isinstance(error, _PASSING) or (
        isinstance(error, EndpointFailedError) and _DEADLOCK.search(str(error.parts.get("message")))
    )
    if not passing:
        return None
    asked = error.parts.get("wait")
    # Those who were sent away together should not come back together.
    return float(asked) if asked is not None else _FIRST * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)


class PatientServer:
    """Ask and change a server patiently."""

    def __init__(self, server: Server) -> None:
        """Take the server."""
        self._server = server

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query.

        Raises EndpointError.
        """
        return patiently(lambda: self._server.query(sparql))

    def update(self, sparql: str) -> None:
        """Change what is held.

        Raises EndpointError.
        """
        patiently(lambda: self._server.update(sparql))
