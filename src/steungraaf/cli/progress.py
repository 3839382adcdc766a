"""Show how far a long task is, to a person who watches a terminal and to nobody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from steungraaf.cli.session import Session

Counted = Callable[[int, int], None]  # how many are done, and of how many

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
def counting(session: Session) -> Iterator["Counted | None"]:
    """Give a function that shows how many triples of how many were done and how fast, or None as above."""
    if not session.shows_progress:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.completed:,.0f}/{task.total:,.0f}  {task.fields[rate]:,.0f}/s")
    with Progress(BarColumn(), rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1, rate=0)

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, rate=bar.tasks[0].speed or 0)

        yield show
