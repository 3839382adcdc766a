"""Serve the graph on the web, for people and programs."""

import os
import sys
import webbrowser
from threading import Thread
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
@click.option("--base-url", metavar="URL", help="The address that readers see, where a proxy stands before this.")
@click.option(
    "--log", type=click.Choice(["line", "json"]), default="line", show_default=True, help="How requests are told."
)
@click.option("--open", "opens", is_flag=True, help="Open the browser, where this is a terminal.")
@click.option("--writable", is_flag=True, help="Let who has the secret STEUNGRAAF_TOKEN change the store of --store.")
@pass_session
def serve(
    session: Session,
    host: str,
    port: int | None,
    workers: int | None,
    time_limit: float | None,
    base_url: str | None,
    log: str,
    opens: bool,
    writable: bool,
) -> int:
    """Serve the explorer: pages for people, and linked data, SPARQL, stored questions and reconciliation for programs.

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
    address = site_address(base_url)
    with listen(host, wanted := port or _PORT) as listening:
        dataset = session.dataset(limits)
        tag = tag_of(dataset, is_store=session.store is not None)
        with Served(dataset, limits, tag) as served:
            if token is not None and session.store is not None:
                served.writer = Writer(served, session.store, token)
            click.echo(told := f"{address_of(session, host, wanted, listening)}/")
            if opens and sys.stdout.isatty():
                Thread(target=webbrowser.open, args=(told,), daemon=True).start()  # a browser may take its time
            app = make_site(served, teller_of(session), address=address, as_json=log == "json")
            serve_until_stopped(app, listening)
    return 0


def site_address(text: str | None) -> str:
    """Return the address of a site, empty where none is given; raise SiteAddressError."""
    from urllib.parse import urlsplit

    from steungraaf.web.faults import SiteAddressError

    if text is None:
        return ""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        sound = False
    if not sound:
        raise SiteAddressError(address=text)
    return text


def token_of(session: Session) -> "Token":
    """Return who may write; raise WritableStoreError where nothing can be written to, and TokenError."""
    from steungraaf.web.token import Token
    from steungraaf.web.writing_faults import WritableStoreError

    if session.store is None or session.endpoint is not None:
        raise WritableStoreError(what=_FILES if session.endpoint is None else _SERVER)
    return Token.of(os.environ)
