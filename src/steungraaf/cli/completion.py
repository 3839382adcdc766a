"""Print what a shell needs to complete commands, questions, their parameters and values."""

import click

from steungraaf.cli.command import Choice, Command
from steungraaf.cli.session import pass_session

SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    examples=(
        "bash   echo 'eval \"$(steungraaf completion bash)\"' >> ~/.bashrc",
        "zsh    echo 'eval \"$(steungraaf completion zsh)\"' >> ~/.zshrc",
        "fish   steungraaf completion fish > ~/.config/fish/completions/steungraaf.fish",
    ),
)
@click.argument("shell", type=Choice(SHELLS))
@pass_session
def completion(_: object, shell: str) -> None:
    """Print the completion script of a shell: bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    from steungraaf.cli import main

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(main, {}, "steungraaf", "_STEUNGRAAF_COMPLETE").source())
