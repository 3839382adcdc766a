"""Test how positions and digests are compared with an original."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from steungraaf.store import EmbeddedStore
from steungraaf.text import digest
from steungraaf.validation import Finding
from steungraaf.validation.positions import check_originals
from steungraaf.validation.sources import Sources

DOCUMENT = "https://w3id.org/steungraaf/id/document/blad"
TEXT = "De bond helpt elke starter.\nHij telde  12\nleden.\nDat is veel.\n"
PLACES = ((0, 27), (28, 48), (49, 61))
Check = Callable[..., list[Finding]]


def turtle(text: str = TEXT) -> str:
    """Describe the document that has this text."""
    lines = [
        "document:blad",
        f"    sg:characters {len(text)} ;",
        f'    sg:sha256 "{sha256(text.encode()).hexdigest()}" ;',
        ".",
    ]
    for number, (start, end) in enumerate(PLACES, start=1):
        lines += [
            f"document:s{number} a sg:Sentence ; oa:hasSource document:blad ; oa:hasSelector document:p{number} ;",
            f'    sg:sha256 "{digest(text[start:end])}" .',
            f"document:p{number} oa:start {start} ; oa:end {end} .",
        ]
    return "\n".join(lines)


@pytest.fixture
def check(read: Callable[..., Sources], store: Callable[[Sources], EmbeddedStore]) -> Check:
    """Give what compares a description with a text."""

    def make(description: str, text: str = TEXT) -> list[Finding]:
        sources = read(description)
        return list(check_originals(store(sources), {DOCUMENT: text}, sources))

    return make


def test_what_agrees_gives_nothing(check: Check) -> None:
    """White space inside a sentence does no harm, and nothing is found."""
    assert check(turtle()) == []


def test_without_original_nothing_is_compared(
    read: Callable[..., Sources], store: Callable[..., EmbeddedStore]
) -> None:
    """A document whose text is not at hand is passed over."""
    sources = read(turtle().replace("oa:start 0", "oa:start 1"))
    assert list(check_originals(store(sources), {}, sources)) == []


def test_a_shifted_sentence_is_found(check: Check) -> None:
    """A wrong position is a finding at the sentence, with the characters that were compared."""
    (found,) = check(turtle().replace("oa:start 28", "oa:start 29"))
    assert (found.focus.rpartition("/")[2], found.sentence, found.line) == ("s2", found.focus, 10)
    assert "The characters 29 to 48 of the original have another digest" in found.message["en"]
    assert "De tekens 29 tot 48" in found.message["nl"]
    assert f": {digest(TEXT[29:48])}. Vergelijk" in found.message["nl"]


def test_the_first_difference_is_named(check: Check) -> None:
    """Of several only the first is a finding, and it says how many more there are."""
    two = turtle().replace("oa:start 28", "oa:start 29").replace("oa:end 61", "oa:end 60")
    (found,) = check(two)
    assert found.focus.endswith("s2")
    assert "than this sentence (and 1 more further on): " in found.message["en"]


def test_a_wrong_digest_of_the_file_is_found(check: Check) -> None:
    """Where the sentences fit and the file does not the digest of the document is wrong."""
    right = sha256(TEXT.encode()).hexdigest()
    (found,) = check(turtle().replace(right, "0" * 64))
    assert (found.focus, found.line, found.path) == (DOCUMENT, 4, "https://w3id.org/steungraaf/ns#sha256")
    assert right in found.message["en"]


def test_a_wrong_number_of_characters_is_found(check: Check) -> None:
    """The length of the text is counted in code points."""
    (found,) = check(turtle().replace(f"characters {len(TEXT)}", "characters 5"))
    assert (found.focus, found.line) == (DOCUMENT, 3)
    assert f"counts {len(TEXT)} characters" in found.message["en"]


def test_every_position_can_be_wrong(check: Check) -> None:
    """In the very file all sentences may be out of place: the file is known by its digest."""
    (found,) = check(turtle().replace("oa:start 0", "oa:start 1").replace("oa:start 28", "oa:start 29"))
    assert "more further on" in found.message["en"]


def test_another_text_is_compared_by_its_sentences(check: Check) -> None:
    """A text in which positions differ is good when all sentences stand in it, in order."""
    assert check(turtle(), "KOP\n\n" + " ".join(TEXT.split())) == []


def test_a_sentence_that_another_text_lacks(check: Check) -> None:
    """The first sentence that is not found there is the finding."""
    (found,) = check(turtle(), "KOP\n\n" + TEXT.replace("12", "13").replace("veel", "weinig"))
    assert found.focus.endswith("s2")
    assert "lacks this sentence" in found.message["en"]


def test_what_is_no_number_is_left_to_the_shapes(check: Check) -> None:
    """A position that is no number is passed over here."""
    assert check(turtle().replace("oa:start 28", 'oa:start "begin"')) == []
