"""Check the dataset, or any files against any shapes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.command import Choice, Command, File, output_options
from steungraaf.cli.progress import progress
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.usage import MissingArgumentError, NotTogetherError

if TYPE_CHECKING:
    from steungraaf.validation import Report

FORMATS = ("text", "json", "turtle", "html")
ENGINES = ("auto", "pyshacl", "shifty")  # as in steungraaf.validation, which takes long to import


@click.command(
    cls=Command,
    examples=(
        "steungraaf check",
        "steungraaf check --store steun.store",
        "steungraaf check --changed",
        "steungraaf check mine.ttl --shapes shapes.ttl --format turtle",
    ),
)
@click.argument("files", nargs=-1, type=File())
@click.option("--shapes", multiple=True, type=File(), metavar="FILE", help="Check FILES against these; repeatable.")
@click.option("--format", type=Choice(FORMATS), default="text", show_default=True, help="turtle is the W3C report.")
@click.option(
    "--engine",
    type=Choice(ENGINES),
    default="auto",
    show_default=True,
    help="auto takes the fast shifty for much data.",
)
@click.option("--changed", is_flag=True, help="Look only at what changed since the last check with --changed.")
@output_options
@pass_session
def check(
    session: Session,
    files: tuple[Path, ...],
    shapes: tuple[Path, ...],
    format: str,
    engine: str,
    changed: bool,
    output: Path | None,
    force: bool,
) -> int:
    """Check the dataset: shapes, positions, coverage, arithmetic. Exit status 1 where something is found.

    With --store or --endpoint, check what is there: findings then have a graph in the place of file and line.

    With --changed, the report is the same, but only what depends on what changed since is looked at again: the first
    time takes longer, every other one a moment. What was checked is kept in your cache directory.

    With FILES and --shapes, check any other data against any other shapes. Exit status 2 for a file that is not there.
    A relative IRI is a part of its file there; in a dataset, of which the folder may move, it is a fault.
    """
    from steungraaf.files import open_output

    if bool(files) != bool(shapes):
        missing = "--shapes" if files else session.say("een bestand", "a file")
        raise MissingArgumentError(command="steungraaf check", argument=missing)
    if files:
        _refuse_dataset(session, changed=changed)
    report = _report(session, files, shapes, engine, changed=changed)
    with open_output(output, force=force) as out:
        out.write(written(report, format, session).encode())
    return 0 if report.conforms else 1


def _refuse_dataset(session: Session, *, changed: bool) -> None:
    """Raise NotTogetherError for an option that says which dataset is meant, or what of it, beside files."""
    given = {"--changed": changed, "--data": session.data, "--endpoint": session.endpoint, "--store": session.store}
    for option, value in given.items():
        if value:
            raise NotTogetherError(command="steungraaf check", one=option, other="--shapes")


def _report(
    session: Session, files: tuple[Path, ...], shapes: tuple[Path, ...], engine: str, changed: bool
) -> "Report":
    if files:
        from steungraaf.validation import check_files

        return check_files(files, shapes, engine=engine)
    dataset = session.dataset()
    with progress(session) as show:
        return dataset.check(progress=show, engine=engine, changed=changed)


def written(report: "Report", format: str, session: Session) -> str:
    """Return a report in the format asked for."""
    writers: dict[str, Callable[[], str]] = {
        "text": lambda: report.to_text(session.lang),
        "json": report.to_json,
        "turtle": report.to_turtle,
        "html": lambda: report.to_html(session.lang),
    }
    text = writers[format]()
    return text if text.endswith("\n") else f"{text}\n"
