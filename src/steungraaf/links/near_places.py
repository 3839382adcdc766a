"""Know the places that are no municipality of ours, but whose names are a slip of the fingers away from one."""

from functools import cache
from pathlib import Path

from steungraaf.links.names import words_of

FILE = Path(__file__).with_name("near_places.txt")  # written by tools/near_places.py


def near_places() -> tuple[str, ...]:
    """Return the names of these places."""
    return tuple(line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))


@cache
def _by_key() -> dict[str, str]:
    return {"".join(words_of(name)): name for name in near_places()}


def place_called(key: str) -> str:
    """Return the name of such a place by its normal form in one piece, or nothing.

    >>> place_called("lembeke"), place_called("lebbeke")
    ('Lembeke', '')
    """
    return _by_key().get(key, "")
