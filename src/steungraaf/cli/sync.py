"""Send a dataset to a server, as far as the server does not hold it yet."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from steungraaf.cli.command import Command, File, Number
from steungraaf.cli.layout import counted
from steungraaf.cli.progress import counting
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.usage import MissingArgumentError

if TYPE_CHECKING:
    from steungraaf.folder import Folder
    from steungraaf.sending import Sent


def sending_options(function: Any) -> Any:
    """Add the options of a command that sends to a server."""
    for option in (
        click.option(
            "--jobs", type=Number(int, 4, 32), default=4, metavar="N", help="So many graphs at a time; else 4."
        ),
        click.option(
            "--replace", is_flag=True, help="Replace what was put on the server otherwise, or another dataset."
        ),
        click.option("--take-over", is_flag=True, help="Send although somebody else seems to be sending."),
    ):
        function = option(function)
    return function


@click.command(
    cls=Command,
    examples=(
        "steungraaf sync --endpoint ours --dry-run",
        "steungraaf sync my-dataset --endpoint http://127.0.0.1:7878/query",
    ),
)
@click.argument("folder", required=False, type=File(folder=True), metavar="[DIR]")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, a graph a line, and do nothing.")
@click.option(
    "--verify",
    is_flag=True,
    help="Count the statements of each graph there first; send again where the number, and no more, is another.",
)
@sending_options
@pass_session
def sync(
    session: Session,
    folder: Path | None,
    dry_run: bool,
    verify: bool,
    take_over: bool,
    replace: bool,
    jobs: int,
) -> None:
    """Make the server of --endpoint hold the dataset in DIR, and what follows from it.

    Only graphs that have changed are sent, and those that are no longer in the dataset are taken away. What others put
    on the server is not touched. An interrupted run is gone on with by the same command.
    """
    from steungraaf import dataset

    if session.endpoint is None:
        raise MissingArgumentError(command="steungraaf sync", argument="--endpoint")
    opened = dataset.open(folder or session.data, lang=session.lang)
    how = {"dry_run": dry_run, "verify": verify, "take_over": take_over, "replace": replace, "jobs": jobs}
    with counting(session) as show:
        done = opened.sync(session.endpoint, progress=show, **how)
    if dry_run:
        _list(session, done)
    tell(session, done, dry_run)


def send_files(session: Session, files: tuple[Path, ...], graph: str | None, **how: Any) -> None:
    """Send a dataset, or files of any kind, to the server of --endpoint, changed or not; `how` as for `send`."""
    from steungraaf.dataset import Dataset

    endpoint = str(session.endpoint)
    with counting(session) as show:
        if folder := _dataset_in(session, files, graph):
            done = Dataset(folder).sync(endpoint, again=True, progress=show, **how)
        else:
            done = _send_loose(endpoint, files, graph, progress=show, **how)
    tell(session, done, dry_run=False)


def _dataset_in(session: Session, files: tuple[Path, ...], graph: str | None) -> "Folder | None":
    """Return the dataset that files are, or None where they are loose ones."""
    from steungraaf.errors import NotADatasetError
    from steungraaf.folder import Folder

    if graph is not None or files and not (len(files) == 1 and files[0].is_dir()):
        return None
    try:
        return Folder.open(files[0] if files else session.data)
    except NotADatasetError:
        if files:
            return None
        raise


def _send_loose(endpoint: str, files: tuple[Path, ...], graph: str | None, **how: Any) -> "Sent":
    from steungraaf.filling import find_sources
    from steungraaf.opening import open_server
    from steungraaf.sending import send_quads

    server = open_server(endpoint)
    sources = find_sources(files, graph=graph).sources
    quads = chain.from_iterable(source.quads() for source in sources)
    return send_quads(quads, server, source=", ".join(map(str, files)), **how)


def _list(session: Session, done: "Sent") -> None:
    """Print what would be done, a graph a line."""
    words = {session.say("sturen", "send"): done.sent, session.say("weghalen", "remove"): done.removed}
    for word, names in words.items():
        for name in names:
            click.echo(f"{word}\t{name}")


def tell(session: Session, done: "Sent", dry_run: bool) -> None:
    """Tell how many graphs were sent, taken away and left alone, or would be."""
    sent, removed, same, foreign = map(len, (done.sent, done.removed, done.unchanged, done.foreign))
    dutch, english = ("te sturen", "to send") if dry_run else ("gestuurd", "sent")
    others_stay = ("", "")
    if foreign:
        others_stay = (
            f" {counted(foreign, 'graaf van anderen blijft', 'grafen van anderen blijven')} ongemoeid.",
            f" {counted(foreign, 'graph of others stays', 'graphs of others stay')}.",
        )
    graphs = counted(sent, "graaf", "grafen"), counted(sent, "graph", "graphs")
    triples = counted(done.triples, "tripel", "tripels"), counted(done.triples, "triple", "triples")
    session.note(
        f"{graphs[0]} {dutch} ({triples[0]}), {removed} weg, {same} ongewijzigd.{others_stay[0]}",
        f"{graphs[1]} {english} ({triples[1]}), {removed} removed, {same} unchanged.{others_stay[1]}",
    )
