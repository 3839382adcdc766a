"""Serve the graph on the web, for programs."""

import os
from typing import TYPE_CHECKING

import click

from steungraaf.cli.command import Command, Number
from steungraaf.cli.listening import address_of, teller_of
from steungraaf.cli.session import Session, pass_session

if TYPE_CHECKING:
    from steungraaf.web.token import Token

_FILES = {"nl": "de bestanden van een dataset", "en": "the files of a dataset"}
_SERVER = {"nl": "een andere server", "en": "another server"}
_PORT, _WORKERS, _SECONDS = 8080, 2, 30


@click.command(
    cls=Command,
    examples=(
        "steungraaf serve",
        "steungraaf serve --port 8000 --workers 4 --time-limit 10",
        "steungraaf serve --store steun.store --writable",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Listen on this address.")
@click.option("--port", type=Number(int, _PORT), metavar="N", help=f"Or the next free one; else {_PORT}.")
@click.option("--workers", type=Number(int, _WORKERS), metavar="N", help=f"Queries answered at once; else {_WORKERS}.")
@click.option(
    "--time-limit",
    type=Number(float, _SECONDS),
    metavar="SECONDS",
    help=f"Stop a query after this time; else {_SECONDS}.",
)
@click.option("--writable", is_flag=True, help="Let who has the secret STEUNGRAAF_TOKEN change the store of --store.")
@pass_session
def serve(
    session: Session, host: str, port: int | None, workers: int | None, time_limit: float | None, writable: bool
) -> int:
    """Serve the graph as linked data: SPARQL, documents of things, the stored questions and reconciliation.

    The address is printed. It ends on Ctrl-C. A line tells each request, not what it asks nor who.
    """
    from dataclasses import replace

    from steungraaf.web.limits import WEB_LIMITS
    from steungraaf.web.served import Served, tag_of
    from steungraaf.web.serving import listen, serve_until_stopped
    from steungraaf.web.site import make_site
    from steungraaf.web.writer import Writer

    limits = replace(WEB_LIMITS, workers=workers or _WORKERS, time=time_limit or _SECONDS)
    token = token_of(session) if writable else None
    with listen(host, wanted := port or _PORT) as listening:
        dataset = session.dataset(limits)
        tag = tag_of(dataset, is_store=session.store is not None)
        with Served(dataset, limits, tag) as served:
            if token is not None and session.store is not None:
                served.writer = Writer(served, session.store, token)
            click.echo(f"{address_of(session, host, wanted, listening)}/")
            serve_until_stopped(make_site(served, teller_of(session)), listening)
    return 0


def token_of(session: Session) -> "Token":
    """Return who may write; raise WritableStoreError where nothing can be written to, and TokenError."""
    from steungraaf.web.token import Token
    from steungraaf.web.writing_faults import WritableStoreError

    if session.store is None or session.endpoint is not None:
        raise WritableStoreError(what=_FILES if session.endpoint is None else _SERVER)
    return Token.of(os.environ)
