"""Test that an answer that came whole is cut off where the limits say."""

import pytest

from steungraaf.rdf import Literal, NamedNode, Triple
from steungraaf.store.base import Cut, Solutions
from steungraaf.store.cutting import cut
from steungraaf.store.limits import Limits

ROWS = [(Literal("a"), None), (Literal("b"), None), (Literal("c"), None)]  # of nine bytes each: a quoted letter, None
THING = NamedNode("urn:a")


@pytest.mark.parametrize(
    ("limits", "count", "truncated"),
    [
        (Limits(), 3, None),
        (Limits(rows=3, bytes=27), 3, None),
        (Limits(rows=2), 2, Cut("rows", 2)),
        (Limits(rows=None, bytes=26), 2, Cut("bytes", 26)),
        (Limits(rows=2, bytes=10), 1, Cut("bytes", 10)),
        (Limits(rows=1, bytes=None), 1, Cut("rows", 1)),
        (Limits(bytes=1), 0, Cut("bytes", 1)),
    ],
)
def test_rows(limits: Limits, count: int, truncated: Cut | None) -> None:
    """As many whole rows are left as may be, and what cut them off is told."""
    assert cut(Solutions(("x", "y"), list(ROWS)), limits) == Solutions(("x", "y"), ROWS[:count], truncated)


def test_triples() -> None:
    """Triples are cut off as rows are."""
    found = cut([Triple(THING, THING, THING)] * 3, Limits(rows=2))
    assert isinstance(found, list) and (len(found), found.truncated) == (2, Cut("rows", 2))


def test_truth() -> None:
    """A truth is never cut."""
    assert cut(True, Limits(rows=1)) is True
