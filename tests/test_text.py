"""Texts are compared by what they say, and sentences found in other texts of a document."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.namespaces import expand
from steungraaf.rdf import read_quads
from steungraaf.text import Span, Wanted, digest, find_spans, normalise

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "data/documents/sv-2018-2019-77/document.ttl"
SOURCE = ROOT.parent / "shared/source"
SENTENCES = ["Wie helpt?", "Het fonds\nhelpt élke starter.", "Wie helpt?", "Meer (zie 2) niet"]
WANTED = [Wanted(digest(sentence), len(sentence)) for sentence in SENTENCES]
TEXT = "Kop\n\n" + "  ".join(SENTENCES) + "\nSlot."

sentences = st.lists(st.text("abcé .?\n", min_size=1, max_size=30).filter(str.strip).map(normalise), max_size=6)


@pytest.mark.parametrize(
    ("text", "normal"),
    [(" a \n\t b ", "a b"), ("e\u0301", "é"), ("a\u00a0\u2003b", "a b"), ("\n", ""), ("A-b", "A-b")],
)
def test_normalise(text: str, normal: str) -> None:
    """White space becomes single blanks, characters are composed, and nothing else changes."""
    assert normalise(text) == normal


@given(text=st.text())
def test_normalise_twice(text: str) -> None:
    """What is normalised stays as it is."""
    assert normalise(normalise(text)) == normalise(text)


def test_digest() -> None:
    """The digest is the SHA-256 of the normalised text in UTF-8."""
    assert digest(" a\n") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def test_spans_in_order() -> None:
    """Sentences are found where they stand, one that comes twice at both places."""
    spans = find_spans(TEXT, WANTED)
    assert [span and normalise(TEXT[span.start : span.end]) for span in spans] == list(map(normalise, SENTENCES))
    assert spans[0] == Span(5, 15) and spans[0] != spans[2]


@pytest.mark.parametrize("space", [" ", "\n\n   ", "\u00a0"])
def test_other_spacing(space: str) -> None:
    """Line breaks and blanks in other places do no harm, nor do letters composed otherwise."""
    text = space.join(TEXT.replace("é", "e\u0301").split())
    assert None not in find_spans(text, WANTED)


def test_absent_sentence() -> None:
    """A sentence that is not there is None, and those behind it are found all the same."""
    spans = find_spans(TEXT.replace("starter", "boer"), WANTED)
    assert [span is None for span in spans] == [False, True, False, False]


def test_sentence_out_of_its_order() -> None:
    """A sentence that stands only before the one that should precede it is not found."""
    assert find_spans("twee een", [Wanted(digest("een"), 3), Wanted(digest("twee"), 4)])[1] is None


@pytest.mark.parametrize("text", ["", " \n"])
def test_empty_text(text: str) -> None:
    """In an empty text nothing is found, and of no sentences nothing is looked for."""
    assert find_spans(text, WANTED) == [None] * len(WANTED)
    assert find_spans(TEXT, []) == []


@given(parts=sentences)
def test_whatever_a_document_says_is_found(parts: list[str]) -> None:
    """The sentences of any text are found in it, each behind the one before."""
    spans = find_spans("\n".join(parts), [Wanted(digest(part), len(part)) for part in parts])
    assert None not in spans and spans == sorted(spans, key=lambda span: span.start if span else -1)


@pytest.fixture
def source(missing: Callable[[str], NoReturn]) -> str:
    """Give the text of the first document; skip without it, unless everything is required."""
    found = sorted(SOURCE.glob("*.txt"))
    if not found:
        missing(f"the text of the document is not at {SOURCE}")
    return found[0].read_text("utf-8")


def test_first_document(source: str) -> None:
    """Each sentence of the first document is found in its text at the position that the data give it."""
    values = {(quad.subject.value, quad.predicate.value): quad.object.value for quad in read_quads(DOCUMENT)}
    starts = sorted((int(start), span) for (span, name), start in values.items() if name == expand("oa:start"))
    places = [Span(start, int(values[span, expand("oa:end")])) for start, span in starts]
    digests = [values[span.removesuffix("-span"), expand("sg:sha256")] for _, span in starts]
    wanted = [Wanted(one, place.end - place.start) for one, place in zip(digests, places, strict=True)]
    assert find_spans(source, wanted) == places
