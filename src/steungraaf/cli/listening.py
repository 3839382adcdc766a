"""Say where a service listens, and what it was asked: what every command that serves has in common."""

import socket
from collections.abc import Callable

import click

from steungraaf.cli.session import Session


def address_of(session: Session, host: str, wanted: int, listening: socket.socket) -> str:
    """Return the address of a socket, after a word where it is not on the port that was wanted."""
    bound = listening.getsockname()[1]
    if bound != wanted:
        session.note(f"Poort {wanted} is in gebruik; dit is {bound}.", f"Port {wanted} is taken; this is {bound}.")
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{bound}"


def teller_of(session: Session) -> Callable[[str], None]:
    """Return what a line about a request is told to: standard error, or nobody with --quiet."""
    return keep_quiet if session.quiet else tell


def keep_quiet(line: str) -> None:
    """Tell nothing of a request."""


def tell(line: str) -> None:
    """Tell a request beside the result."""
    click.echo(line, err=True)
