"""The command line: read what a person types, ask the dataset, print.

Each command has a module of its own, imported when that command is run, so that a question waits for nothing else.
"""

import atexit
import gc

from steungraaf import __version__
from steungraaf.cli.deferral import defer

# Looking for what refers to itself takes a seventh of a cold question. It is looked for less often, and not at the end,
# when all goes.
gc.set_threshold(100_000)
atexit.register(gc.freeze)
defer("inspect")
defer("ipaddress")

import click  # noqa: E402  # behind what it is not to load

from steungraaf.cli.command import Option  # noqa: E402
from steungraaf.cli.group import CommandLine  # noqa: E402

__all__ = ["main"]

main = CommandLine(
    name="steungraaf",
    context_settings={"max_content_width": 100},
    help=(
        "Who supports starting entrepreneurs in Flanders, and where is that said?\n\n"
        "Begin with `steungraaf answers`; `steungraaf questions` lists what can be asked."
    ),
    homes={
        name: f"steungraaf.cli.{name}:{name}"
        for name in (
            "answers questions search ask sparql check coverage export convert load sync serve reconcile link originals"
            " completion version"
        ).split()
    },
)
click.version_option(__version__, message="steungraaf %(version)s", cls=Option)(main)
