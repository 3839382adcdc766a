"""Serve the reconciliation API, for OpenRefine and others that speak it."""

import click

from steungraaf.cli.command import Command, Number
from steungraaf.cli.listening import address_of, teller_of
from steungraaf.cli.session import Session, pass_session

_PORT = 3334  # the one after that of OpenRefine


@click.command(
    cls=Command,
    examples=("steungraaf reconcile serve", "steungraaf reconcile serve --port 8080 --lang en"),
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Listen on this address.")
@click.option("--port", type=Number(int, _PORT), metavar="N", help=f"Or the next free one; else {_PORT}.")
@pass_session
def serve(session: Session, host: str, port: int | None) -> int:
    """Serve the Reconciliation Service API 0.2 over the graph.

    OpenRefine is given the address that is printed. It ends on Ctrl-C. A line tells each request, not what it asks.
    """
    from steungraaf.links.matcher import Matcher
    from steungraaf.web.serving import PATH, listen, reconciliation_site, serve_until_stopped

    with session.dataset() as dataset, listen(host, wanted := port or _PORT) as listening:
        app = reconciliation_site(dataset, Matcher.of(dataset.store), teller_of(session))
        click.echo(f"{address_of(session, host, wanted, listening)}/{session.lang}{PATH}")
        session.note(
            "Geef dit adres aan OpenRefine: Reconcile > Start reconciling > Add standard service. Ctrl-C stopt.",
            "Give this address to OpenRefine: Reconcile > Start reconciling > Add standard service. Ctrl-C stops it.",
        )
        serve_until_stopped(app, listening)
    return 0
