"""Know all words that texts are made of: those that begin so, those that hold a part, those that are nearly so.

What is not among them need not be looked for.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_PIECE = 3  # letters
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GIVEN = 4
_SHORTEST = 4  # letters: of shorter words everything is nearly everything
_LONG = 8  # letters from which a word may be two steps away
_TWO: Mapping[str, Any] = {"score_cutoff": 2, "limit": None}


class Vocabulary:
    """All words that there are, and in which of them pieces of three letters occur."""

    def __init__(self, words: Iterable[str], codes: Iterable[str] = ()) -> None:
        """Take the words as often as they occur, and codes, which nobody knows a part of."""
        shown = Counter(words)
        self._known = shown + Counter(codes)
        self._words = sorted(self._known)
        self._having: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._of_length: defaultdict[int, list[str]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for piece in _pieces(word) if word in shown else ():
                self._having[piece].append(number)
        for word in shown:
            if len(word) >= _LONG - 2 and not word.isdigit():
                self._of_length[len(word)].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def count(self, words: Iterable[str]) -> int:
        """Return how often words occur, all together."""
        return sum(self._known[word] for word in words)

    def beginning_with(self, start: str) -> Iterator[str]:
        """Give the words that begin so, sorted."""
        for place in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[place].startswith(start):
                return
            yield self._words[place]

    def near(self, word: str) -> list[str]:
        """Return the words that are a letter away from a word, else, of a long word, two; a number has none."""
        if len(word) < _SHORTEST or word.isdigit():
            return []
        found = sorted(self._known.keys() & set(_one_step(word)))
        return found[:_GIVEN] or (self._two_steps(word)[:_GIVEN] if len(word) >= _LONG else [])

    def holding(self, part: str) -> Iterator[str]:
        """Give the words, but no codes, that hold a part of three letters or more, sorted."""
        within = (part[start : start + _PIECE] for start in range(len(part) - _PIECE + 1))
        seldom = min((self._having.get(piece, ()) for piece in within), key=len)
        return (word for number in seldom if part in (word := self._words[number]))

    def _two_steps(self, word: str) -> list[str]:
        """Return the words two steps away (optimal string alignment), those with most pieces in common first."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        likely = (self._of_length.get(length, ()) for length in range(len(word) - 2, len(word) + 3))
        found = [each for words in likely for each, _, _ in extract(word, words, scorer=OSA.distance, **_TWO)]
        pieces = _pieces(word)
        return sorted(found, key=lambda each: (-len(pieces & _pieces(each)), each))


def _one_step(word: str) -> Iterator[str]:
    """Give what a word becomes by one letter that is left out, swapped with the next, replaced or added."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail[1:]
            yield head + letter + tail


def _pieces(word: str) -> set[str]:
    """Return each three letters in a word, its beginning and its end marked by a blank; each once."""
    framed = f" {word} "
    return {framed[start : start + _PIECE] for start in range(len(framed) - _PIECE + 1)}
