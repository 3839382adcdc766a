"""Ask in SPARQL."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from steungraaf.cli.command import Choice, Command, output_options
from steungraaf.cli.results import FORMATS, deliver
from steungraaf.cli.session import Session, pass_session
from steungraaf.rdf.reading import check_utf8, read_bytes


@click.command(
    cls=Command,
    examples=(
        "steungraaf sparql 'SELECT * WHERE { ?s ?p ?o } LIMIT 5'",
        "steungraaf sparql query.rq --format csv",
    ),
)
@click.argument("query", metavar="QUERY|FILE|-")
@click.option("--format", type=Choice(FORMATS), help="Default: table; of CONSTRUCT and DESCRIBE turtle.")
@output_options
@pass_session
def sparql(session: Session, query: str, format: str | None, output: Path | None, force: bool) -> None:
    """Ask a SPARQL 1.1 query: a text, a file, or - for standard input.

    SELECT, ASK, CONSTRUCT and DESCRIBE; nothing can be changed. The graph that is asked is all of the data together
    with what the rules derive.
    """
    dataset, text = session.dataset(), _text(query)
    with _stopped_at_once():
        result = dataset.sparql(text)
    deliver(session, dataset, result, format=format, output=output, force=force)


@contextmanager
def _stopped_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process here and now; the engine, which may be busy for hours, never hears of it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _text(query: str) -> str:
    """Return the query itself, or what stands in the file that is named."""
    if query == "-":
        return check_utf8(sys.stdin.buffer.read(), "<stdin>").decode()
    if any(character in query for character in "{}<>\n") or not _is_file(query):
        return query
    return read_bytes(Path(query)).decode()


def _is_file(name: str) -> bool:
    """Tell whether there is such a file or folder, or a name that can only be meant as one."""
    return name.endswith((".rq", ".sparql")) or os.path.exists(name)
