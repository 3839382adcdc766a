"""Test which words are nearly a word."""

import pytest

from steungraaf.search.near import NearWords, distance

WORDS = sorted(["1232", "gent", "genk", "hefboom", "microkrediet", "microkredieten", "oostende"])


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("hefbom", ["hefboom"]),
        ("hefboomm", ["hefboom"]),
        ("ehfboom", ["hefboom"]),
        ("gemt", ["gent"]),
        ("oosetnde", ["oostende"]),
        ("mikrocrediet", ["microkrediet"]),
        ("zzzzzzzzzz", []),
        ("hfbom", []),
        ("gnt", []),
        ("1233", []),
    ],
)
def test_near(typed: str, near: list[str]) -> None:
    """A letter may be wrong, of a long word two; short words and numbers are near to nothing."""
    assert NearWords(WORDS).find(typed) == near


@pytest.mark.parametrize(("one", "other", "steps"), [("ab", "ba", 1), ("kitten", "sitting", 3), ("", "abc", 3)])
def test_distance(one: str, other: str, steps: int) -> None:
    """Swapped letters count once."""
    assert distance(one, other) == distance(other, one) == steps
