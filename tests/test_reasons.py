"""Test that refusals of the operating system are told in Dutch too."""

import errno
import os

import pytest

from steungraaf.reasons import reason_of


@pytest.mark.parametrize(
    ("number", "dutch"), [(errno.ENOENT, "bestand of map bestaat niet"), (errno.ENOSPC, "de schijf is vol")]
)
def test_known_refusal_is_told_in_both_languages(number: int, dutch: str) -> None:
    """A common reason has Dutch words; the English ones are those of the system."""
    english = os.strerror(number)
    assert reason_of(OSError(number, english)) == {"nl": dutch, "en": english}


def test_rare_refusal_keeps_the_words_of_the_system() -> None:
    """A reason without words of ours, or without a number, is told as it came."""
    assert reason_of(OSError(errno.ENOTTY, "odd"))["nl"] == "odd"
    assert reason_of(OSError("no number"))["nl"] == "no number"
