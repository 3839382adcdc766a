"""Ask in SPARQL."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.command import Choice, Command, Number, output_options
from steungraaf.cli.results import FORMATS, deliver
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.standard_input import read_standard_input
from steungraaf.cli.watch import TIME_LIMIT, ended_after
from steungraaf.rdf.reading import check_utf8, read_bytes

if TYPE_CHECKING:
    from steungraaf.store.base import Cut

_CUT = 15  # the exit status of an answer that is not whole


@click.command(
    cls=Command,
    examples=(
        "steungraaf sparql 'SELECT * WHERE { ?s ?p ?o } LIMIT 5'",
        "steungraaf sparql query.rq --format csv --time-limit 10 --max-rows 5000",
    ),
)
@click.argument("query", metavar="QUERY|FILE|-")
@click.option("--format", type=Choice(FORMATS), help="Default: table; of CONSTRUCT and DESCRIBE turtle.")
@click.option("--time-limit", type=Number(float, 60), metavar="SECONDS", help="Stop after this time; else after 60.")
@click.option("--max-rows", type=Number(int, 1000), metavar="N", help="Cut off after so many rows; else 1,000,000.")
@click.option("--max-bytes", type=Number(int, 1_000_000), metavar="N", help="Or after so many bytes; else 100,000,000.")
@click.option("--service", multiple=True, metavar="NAME|URL", help="A server that SERVICE may ask; may be repeated.")
@output_options
@pass_session
def sparql(
    session: Session,
    query: str,
    format: str | None,
    time_limit: float | None,
    max_rows: int | None,
    max_bytes: int | None,
    service: tuple[str, ...],
    output: Path | None,
    force: bool,
) -> int:
    """Ask a SPARQL 1.1 query: a text, a file, or - for standard input.

    SELECT, ASK, CONSTRUCT and DESCRIBE; nothing can be changed. The graph that is asked is all of the data together
    with what the rules derive. An answer that was cut off is told as such, with exit status 15.
    """
    from steungraaf.store.limits import Limits

    text, standard = _text(query), Limits()
    limits = Limits(
        time=time_limit or TIME_LIMIT,
        rows=max_rows or standard.rows,
        bytes=max_bytes or standard.bytes,
        workers=1,
        spares=0,
        services=service,
    )
    with session.dataset(limits) as dataset:
        with ExitStack() as stack:
            if session.endpoint is not None and time_limit:  # else its profile says how long it may take
                stack.enter_context(ended_after(session, time_limit))
            result = dataset.sparql(text)
        deliver(session, dataset, result, format=format, output=output, force=force)
    cut = None if isinstance(result, bool) else result.truncated
    return 0 if cut is None else _tell_cut(session, cut)


def _tell_cut(session: Session, cut: "Cut") -> int:
    """Say that the answer goes on, with --quiet too; return the exit status."""
    words = {"rows": ("rijen", "rows"), "bytes": ("bytes", "bytes")}[cut.what]
    option = f"--max-{cut.what}"
    told = session.say(
        f"Het antwoord is niet volledig: het is afgebroken bij {cut.limit} {words[0]} ({option}).",
        f"The answer is not whole: it was cut off at {cut.limit} {words[1]} ({option}).",
    )
    click.echo(told, err=True)
    return _CUT


def _text(query: str) -> str:
    """Return the query itself, or what stands in the file that is named."""
    if query == "-":
        return check_utf8(read_standard_input(), "<stdin>").decode()
    if any(character in query for character in "{}<>\n") or not _is_file(query):
        return query
    return read_bytes(Path(query)).decode()


def _is_file(name: str) -> bool:
    """Tell whether there is such a file or folder, or a name that can only be meant as one."""
    return name.endswith((".rq", ".sparql")) or os.path.exists(name)
