"""Print the versions of what gives an answer: the program, the data, the engine."""

import click

from steungraaf.cli.command import Command
from steungraaf.cli.session import Session, pass_session


@click.command(cls=Command)
@pass_session
def version(session: Session) -> None:
    """Print the versions of the program, the data and the engine beneath."""
    import platform
    from importlib.metadata import version as installed

    from steungraaf import __version__

    dataset = session.dataset()
    unknown = session.say("niet gegeven", "not stated")
    rows = {
        "steungraaf": __version__,
        session.say("gegevens", "data"): f"{dataset.version or unknown}  ({dataset.folder.data})",
        "pyoxigraph": installed("pyoxigraph"),
        "Python": platform.python_version(),
    }
    for name, text in rows.items():
        click.echo(f"{name:<12}{text}")
