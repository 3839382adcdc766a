"""Ask in SPARQL."""

import sys
from pathlib import Path

import click

from steungraaf.cli.command import Choice, Command, output_options
from steungraaf.cli.results import FORMATS, deliver
from steungraaf.cli.session import Session, pass_session
from steungraaf.errors import UnreadableFileError


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
    dataset = session.dataset()
    deliver(session, dataset, dataset.sparql(_text(query)), format=format, output=output, force=force)


def _text(query: str) -> str:
    """Return the query itself, or what stands in the file that is named."""
    if query == "-":
        return sys.stdin.read()
    path = Path(query)
    if any(character in query for character in "{}\n") or not _is_file(path):
        return query
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(file=query, reason=getattr(error, "strerror", None) or str(error)) from None


def _is_file(path: Path) -> bool:
    """Tell whether there is such a file, or a name that can only be meant as one."""
    return path.suffix in (".rq", ".sparql") or path.is_file()
