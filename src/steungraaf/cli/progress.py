"""Show how far a long task is, to a person who watches a terminal and to nobody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
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


@contextmanager
def rate(session: Session, size: int) -> Iterator["Callable[[int, int], None] | None"]:
    """Give a function that shows how many of so many bytes are read and how many statements a second, or None."""
    with _bar(session) as show:
        yield None if show is None else lambda read, statements: show(read, size, statements)


@contextmanager
def counting(session: Session) -> Iterator["Callable[[int, int], None] | None"]:
    """Give a function that shows how many statements of how many are done and how many a second, or None."""
    with _bar(session) as show:
        yield None if show is None else lambda done, of: show(done, of, done)


@contextmanager
def matching(session: Session, size: int) -> Iterator["Callable[[int, int], None] | None"]:
    """Give a function that shows how many of so many bytes are read and how many rows a second, or None."""
    with _bar(session, "rijen", "rows") as show:
        yield None if show is None else lambda read, rows: show(read, size, rows)


@contextmanager
def _bar(
    session: Session, dutch: str = "uitspraken", english: str = "statements"
) -> Iterator["Callable[[int, int, int], None] | None"]:
    """Give a function that shows how much of how much is done, and how many things of a sort that is, or None."""
    if not session.shows_progress:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    unit = session.say(dutch, english)
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.description}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task, began = bar.add_task("", total=None), monotonic()

        def show(done: int, of: int, statements: int) -> None:
            """Move the bar to so many of all bytes."""
            a_second = statements / max(monotonic() - began, 0.001)
            bar.update(task, completed=done, total=of, description=f"{statements:,} {unit}, {a_second:,.0f}/s")

        yield show
