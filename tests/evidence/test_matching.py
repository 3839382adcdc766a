"""Test by what a document is recognised in a text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import SentenceNotFoundError, UnknownOriginalError
from steungraaf.evidence import Evidence
from steungraaf.evidence.extraction import read_original
from steungraaf.evidence.matching import Match, match_original


@pytest.fixture
def match(tmp_path: Path, evidence: Evidence) -> Callable[[str], Match]:
    """Give what matches a text with the document."""

    def make(text: str) -> Match:
        path = tmp_path / "given.txt"
        path.write_text(text, "utf-8")
        return match_original(path, read_original(path), evidence)

    return make


def test_the_very_file_is_known_by_its_digest(exact: Path, evidence: Evidence, document: str) -> None:
    """The positions of the data hold in the very file."""
    found = match_original(exact, read_original(exact), evidence)
    assert (found.document.iri, found.exact) == (document, True)
    assert found.spans[f"{document}/a1-s1"] == (20, 47)


def test_another_text_is_known_by_its_sentences(other: Path, evidence: Evidence, document: str) -> None:
    """In another text the sentences have positions of their own."""
    found = match_original(other, read_original(other), evidence)
    assert (found.document.iri, found.exact) == (document, False)
    start, end = found.spans[f"{document}/a1-s1"]
    assert read_original(other).text[start:end].split() == ["De", "bond", "helpt", "elke", "starter."]


def test_the_first_missing_sentence_is_named(match: Callable[[str], Match]) -> None:
    """A text with a changed sentence is refused, and the sentence is named in the language of the reader."""
    with pytest.raises(SentenceNotFoundError) as caught:
        match("Steun aan starters De bond helpt elke starter. Hij telde 13 leden in één jaar. Zie vraag 1.")
    assert "Sentence a1-s2" in caught.value.message("en")
    assert "Zin a1-s2" in caught.value.message("nl")


def test_sentences_out_of_order_are_refused(match: Callable[[str], Match]) -> None:
    """All sentences, but one before its place, are not the document."""
    with pytest.raises(SentenceNotFoundError):
        match("De bond helpt elke starter. Steun aan starters Hij telde 12 leden in één jaar. Zie vraag 1.")


def test_an_unknown_text_is_refused(match: Callable[[str], Match]) -> None:
    """A text in which nothing is found is no document's, and none is named."""
    with pytest.raises(UnknownOriginalError) as caught:
        match("Iets heel anders.")
    assert "most like" not in caught.value.message("en")


def test_a_little_alike_names_the_document(match: Callable[[str], Match]) -> None:
    """Where less than half is found the error says which document it is most like."""
    with pytest.raises(UnknownOriginalError) as caught:
        match("Iets anders. Zie vraag 1.")
    assert "most like Sheet" in caught.value.message("en")
    assert "lijkt het op Blad" in caught.value.message("nl")


def test_without_documents_nothing_is_known(load: Callable[..., Evidence], exact: Path) -> None:
    """A dataset without documents has no originals."""
    with pytest.raises(UnknownOriginalError):
        match_original(exact, read_original(exact), load("", whole=False))
