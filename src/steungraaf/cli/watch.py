"""End the program when a question takes too long; the engine, which may be busy for hours, never hears of it."""

import os
import sys
from _thread import allocate_lock, start_new_thread
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from steungraaf.cli.session import Session

TIME_LIMIT = 60.0  # seconds
_end = os._exit


@contextmanager
def ended_after(session: Session, seconds: float) -> Iterator[None]:
    """Let the block take so many seconds; then tell so and end the process, before anything of an answer is written."""
    done, verdict = allocate_lock(), allocate_lock()
    done.acquire()
    start_new_thread(_watch, (done, verdict, session, seconds))
    try:
        yield
    finally:
        verdict.acquire()  # who has it decides; where time was up first, this waits for the end
        done.release()


def _watch(done: Any, verdict: Any, session: Session, seconds: float) -> None:
    if done.acquire(timeout=seconds) or not verdict.acquire(blocking=False):
        return
    from steungraaf.store.limit_faults import TimeLimitError

    error = TimeLimitError(limit=f"{seconds:g}")
    click.echo(error.message(session.lang), err=True)
    sys.stderr.flush()
    _end(error.exit_status)
    verdict.release()  # where a test has put something in place of the end
