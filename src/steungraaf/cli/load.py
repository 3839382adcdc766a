"""Load a dataset, or any files, into a store on disk."""

from pathlib import Path
from typing import Any

import click

from steungraaf.cli.command import Command, File
from steungraaf.cli.progress import rate
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.sync import send_files, sending_options
from steungraaf.errors import InvalidTermError
from steungraaf.namespaces import is_reserved

_IRI = {"nl": "volledig adres (IRI)", "en": "whole IRI"}


def _check_graph(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Return the name of a graph; raise InvalidTermError and ReservedGraphError for what cannot be one."""
    if value is None:
        return None
    from steungraaf.rdf.terms import is_iri
    from steungraaf.store.store_faults import ReservedGraphError

    if not is_iri(value):
        raise InvalidTermError(parameter="graph", value=value, type=_IRI, example="https://example.org/graph")
    if is_reserved(value):
        raise ReservedGraphError(graph=value)
    return value


@click.command(
    cls=Command,
    examples=(
        "steungraaf load --store steun.store",
        "steungraaf load all.nq.gz more.ttl --store steun.store",
        "steungraaf load more.ttl --endpoint ours",
    ),
)
@click.argument("files", nargs=-1, type=File(), metavar="[FILES|DIR]...")
@click.option(
    "--graph",
    metavar="IRI",
    callback=_check_graph,
    help="The graph of what FILES say outside any graph; else one a file.",
)
@sending_options
@pass_session
def load(
    session: Session, files: tuple[Path, ...], graph: str | None, jobs: int, replace: bool, take_over: bool
) -> None:
    """Make the dataset, or FILES, the whole of the store that --store names, or send them to the server of --endpoint.

    Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD, also .gz and .zst. The store appears whole when all is
    loaded, and is what it was when anything fails. Of a dataset the rules are run as well.

    On a server FILES replace the graphs that they name and no others, and it tells as long as not all is there. Only
    there --jobs, --replace and --take-over mean something.
    """
    from steungraaf.filling import find_sources, load_store
    from steungraaf.store.store_faults import StoreNeededError, TwoStoresError

    if session.endpoint is not None and session.store is not None:
        raise TwoStoresError()
    if session.endpoint is not None:
        return send_files(session, files, graph, jobs=jobs, replace=replace, take_over=take_over)
    if session.store is None:
        raise StoreNeededError()
    wanted = find_sources(files, data=session.data, graph=graph)
    with rate(session, wanted.size) as report:
        loaded = load_store(session.store, wanted, report=report)
    session.note(
        f"{session.store}: {loaded.triples} uitspraken in {loaded.graphs} grafen, uit {len(wanted.sources)} bestanden.",
        f"{session.store}: {loaded.triples} statements in {loaded.graphs} graphs, from {len(wanted.sources)} files.",
    )
