"""Let what tests do on much data not count for coverage.

To count lines costs two thirds of the time of rdflib and pyshacl, whose lines nobody wants to have counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage


@contextmanager
def uncounted() -> Iterator[None]:
    """Count no lines meanwhile, where lines are counted."""
    counting = Coverage.current()
    if counting is None:
        yield
        return
    counting.stop()
    try:
        yield
    finally:
        counting.start()
