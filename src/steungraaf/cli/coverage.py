"""Show how every sentence of the documents is accounted for."""

import click

from steungraaf.cli.command import Choice, Command
from steungraaf.cli.session import Session, pass_session


@click.command(cls=Command)
@click.option("--format", type=Choice(("text", "json")), default="text", show_default=True)
@pass_session
def coverage(session: Session, format: str) -> None:
    """Show each sentence with its state, and a percentage for each item of a document."""
    found = session.dataset().coverage()
    click.echo(found.to_json() if format == "json" else found.to_text(session.lang), nl=False)
