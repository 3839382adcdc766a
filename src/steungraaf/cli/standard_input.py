"""Take what comes in on standard input, which may be closed."""

import sys
from typing import TextIO


def standard_input() -> TextIO:
    """Return standard input; raise InputClosedError."""
    if sys.stdin is None:  # so Python has it where a shell closed it
        from steungraaf.cli.usage import InputClosedError

        raise InputClosedError()
    return sys.stdin


def read_standard_input() -> bytes:
    """Return all that comes in; raise InputClosedError."""
    return standard_input().buffer.read()
