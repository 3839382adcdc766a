"""Let one at a time change a draft, or the link sets of a dataset, also where two people work in one folder."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from steungraaf.errors import OutputWriteError
from steungraaf.files import lock_alone
from steungraaf.links.link_faults import BusyError
from steungraaf.reasons import reason_of

_WAIT, _STEP = 10.0, 0.05  # seconds: how long in all, and between two looks


@contextmanager
def held(path: Path, wait: float = _WAIT) -> Iterator[None]:
    """Hold a file or folder alone, by a hidden file beside it that is gone afterwards; wait for who holds it now.

    Raises BusyError where somebody still holds it after so many seconds, and OutputWriteError.
    """
    whole = path.resolve()
    beside = whole.with_name(f".{whole.name}.lock")
    lock = _taken(beside, path, time.monotonic() + wait)
    try:
        yield
    finally:
        with suppress(OSError):
            beside.unlink()  # before it is let go: who waits for it sees that it is gone
        os.close(lock)


def _taken(beside: Path, path: Path, until: float) -> int:
    while True:
        try:
            lock = lock_alone(beside, 0o666)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise BusyError(file=str(path)) from error
            time.sleep(_STEP)
            continue
        except OSError as error:
            raise OutputWriteError(file=str(path), reason=reason_of(error)) from error
        if _is_still(beside, lock):
            return lock
        os.close(lock)


def _is_still(beside: Path, lock: int) -> bool:
    """Tell whether the file that was locked is the one that others see, and was not removed in between."""
    try:
        return os.path.samestat(beside.stat(), os.fstat(lock))
    except FileNotFoundError:
        return False
