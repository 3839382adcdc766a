"""The faults of endpoints, as the manual tells them."""

import re
from pathlib import Path

from steungraaf.errors import SteungraafError
from steungraaf.store import faults

ROOT = Path(__file__).parents[2]
KINDS = [
    kind
    for kind in vars(faults).values()
    if isinstance(kind, type) and issubclass(kind, SteungraafError) and kind.__module__ == faults.__name__
]


def test_manual_tells_every_status() -> None:
    """The table of the manual has a row for each status that a fault of an endpoint can end with, and no other."""
    manual = (ROOT / "docs/endpoints.md").read_text("utf-8").partition("## When it goes wrong")[2]
    told = {int(status) for status in re.findall(r"^\| (\d+) \|", manual, re.MULTILINE)}
    assert told == {kind.exit_status for kind in KINDS}
