"""Show how far a long task is, to a person who watches a terminal and to nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from steungraaf.cli.session import Session

if TYPE_CHECKING:
    from steungraaf.validation import Progress


@contextmanager
def progress(session: Session) -> Iterator["Progress | None"]:
    """Give a function that shows progress on standard error, or None where nobody watches or wants quiet."""
    if not session.shows_progress:
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda step: status.update(step.get(session.lang, ""))
