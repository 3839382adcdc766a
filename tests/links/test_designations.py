"""Test the words that say what kind of thing bears a name."""

import pytest

from steungraaf.links.designations import COMMERCIAL, ELSEWHERE, HEADS, LEGAL_FORMS, LONGEST, OTHERS
from steungraaf.links.names import words_of


@pytest.mark.parametrize("phrase", [*HEADS, *OTHERS], ids=" ".join)
def test_phrases_are_in_their_normal_form(phrase: tuple[str, ...]) -> None:
    """A phrase can be found in a name that was read: reading it again changes nothing."""
    assert words_of(" ".join(phrase)) == phrase
    assert 0 < len(phrase) <= LONGEST


def test_no_phrase_says_two_kinds() -> None:
    """What says another kind is no word for a municipality, a province or a person."""
    assert not HEADS.keys() & OTHERS.keys()
    assert COMMERCIAL <= LEGAL_FORMS


def test_both_languages_are_there() -> None:
    """What is told of other kinds, and of names borne elsewhere, is told in Dutch and English."""
    assert all(set(words) == {"nl", "en"} for words in (*OTHERS.values(), *ELSEWHERE.values()))
