"""Lay text out for the width of a terminal."""

import os
import sys
from collections.abc import Iterator

import click

PROSE = 92  # longer lines are hard to read, however wide the terminal


def width() -> int:
    """Return the width of the terminal, or what COLUMNS says; 100 where there is neither."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def wrap(text: str, *, first: str = "", rest: str = "") -> Iterator[str]:
    """Give a paragraph in lines that are easy to read, the first indented by one text and the others by another."""
    import textwrap

    room = max(min(width(), PROSE), len(rest) + 24)
    yield from textwrap.wrap(
        text, room, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def counted(number: int, one: str, many: str) -> str:
    """Return a number and what it counts.

    >>> counted(1, "graph", "graphs"), counted(0, "graph", "graphs")
    ('1 graph', '0 graphs')
    """
    return f"{number} {one if number == 1 else many}"


def heading(text: str) -> str:
    """Set a heading: bold on a terminal, plain where it is piped or where NO_COLOR asks for no style."""
    return click.style(text, bold=True) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text
