"""Test what is known of words: how they begin, what they hold, and what is nearly one."""

import pytest

from steungraaf.search.vocabulary import Vocabulary

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
    assert Vocabulary(WORDS).near(typed) == near


def test_beginning_and_holding() -> None:
    """Words are found by their beginning and by a part; codes only by their beginning."""
    words = Vocabulary(WORDS, ["k123krediet"])
    assert list(words.beginning_with("micro")) == ["microkrediet", "microkredieten"] and "gent" in words
    assert list(words.holding("krediet")) == ["microkrediet", "microkredieten"] and not list(words.holding("kreta"))
    assert list(words.beginning_with("k1")) == ["k123krediet"] and "k1" not in words


def test_likeliest_first() -> None:
    """Of the words that are two steps away those come first that have most in common with it; a code is none."""
    words = Vocabulary(["kraaietgevend", "kredietgevers", "kredietnemers"], ["kredietgeveren"])
    assert words.near("kredietgevend") == ["kredietgevers", "kraaietgevend"]
