"""The faults of endpoints: two languages that say the same, and a tree that is drawn."""

import re
from pathlib import Path

import pytest

from steungraaf.errors import SteungraafError
from steungraaf.store import faults

ROOT = Path(__file__).parents[2]
KINDS = [
    kind
    for kind in vars(faults).values()
    if isinstance(kind, type) and issubclass(kind, SteungraafError) and kind.__module__ == faults.__name__
]


def parts_of(template: str) -> set[str]:
    """Return the names of the parts in a template."""
    return set(re.findall(r"\{(\w+)\}", template))


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_say_the_same(kind: type[SteungraafError]) -> None:
    """The Dutch and the English text name the same parts, all of which the docstring lists."""
    assert parts_of(kind.nl) == parts_of(kind.en)
    assert all(part in (kind.__doc__ or "") for part in parts_of(kind.en))


@pytest.mark.parametrize("kind", KINDS)
def test_tree_tells_the_status(kind: type[SteungraafError]) -> None:
    """Every kind stands in the tree at the head of the module, with the status that it ends the program with."""
    drawn = re.search(rf"\b{kind.__name__}(?: +(\d+)  |$)", faults.__doc__ or "", re.MULTILINE)
    assert drawn is not None and int(drawn[1] or 2) == kind.exit_status


def test_manual_tells_every_status() -> None:
    """The table of the manual has a row for each status that a fault of an endpoint can end with, and no other."""
    manual = (ROOT / "docs/endpoints.md").read_text("utf-8").partition("## When it goes wrong")[2]
    told = {int(status) for status in re.findall(r"^\| (\d+) \|", manual, re.MULTILINE)}
    assert told == {kind.exit_status for kind in KINDS}
