"""Compare texts by what they say and not by their spacing, and find sentences in any text of a document."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

_WORD = re.compile(r"\S+")
# A sentence is this much shorter at most once its white space is single blanks; the length we know is that before.
_SHRINKS_BY = 24


@dataclass(frozen=True)
class Span:
    """Hold where something starts and ends in a text, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Wanted:
    """Hold what is known of a sentence: the digest of its normalised characters, and its length as it stood."""

    digest: str
    length: int


def normalise(text: str) -> str:
    r"""Return the text in NFC, each run of white space made one blank, none at its ends.

    >>> normalise(" elke  zin\nop een regel ")
    'elke zin op een regel'
    """
    return " ".join(normalize("NFC", text).split())


def digest(text: str) -> str:
    """Return the SHA-256 of the normalised text, in hexadecimal."""
    return sha256(normalise(text).encode()).hexdigest()


def find_spans(text: str, wanted: Sequence[Wanted]) -> list[Span | None]:
    """Find sentences in their order in a text whose line breaks and positions may differ; None where one is absent.

    A sentence starts and ends at white space.
    """
    places = _find_all(text, wanted)
    spans: list[Span | None] = []
    position = 0
    for each in wanted:
        later = (span for span in places.get(each.digest, ()) if span.start >= position)
        span = next(later, None)
        spans.append(span)
        position = span.end if span else position
    return spans


def _find_all(text: str, wanted: Sequence[Wanted]) -> dict[str, list[Span]]:
    """Return every place of each wanted digest, in the order of the text."""
    digests = {each.digest for each in wanted}
    lengths = {each.length - less for each in wanted for less in range(_SHRINKS_BY)}
    places: dict[str, list[Span]] = {}
    for span, candidate in _candidates(text, lengths):
        found = sha256(candidate.encode(errors="replace")).hexdigest()
        if found in digests:
            places.setdefault(found, []).append(span)
    return places


def _candidates(text: str, lengths: Collection[int]) -> Iterator[tuple[Span, str]]:
    """Give each run of words whose normalised length is one of these, with where it stands."""
    words = [(found.start(), found.end(), normalize("NFC", found[0])) for found in _WORD.finditer(text)]
    longest = max(lengths, default=0)
    starts = [0]
    for _, _, word in words:
        starts.append(starts[-1] + len(word) + 1)
    joined = " ".join(word for _, _, word in words)
    for first, (start, _, _) in enumerate(words):
        for last in range(first, len(words)):
            length = starts[last + 1] - 1 - starts[first]
            if length > longest:
                break
            if length in lengths:
                yield Span(start, words[last][1]), joined[starts[first] : starts[last + 1] - 1]
