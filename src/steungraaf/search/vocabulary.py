"""Know all words that texts are made of: those that begin so, those that hold a part, those that are nearly so.

What is not among them need not be looked for.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

_PIECE = 3  # letters
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LOOKED_AT = 40  # words, those with most pieces in common
_GIVEN = 4
_SHORTEST = 4  # letters: of shorter words everything is nearly everything
_LONG = 8  # letters from which a word may be two steps away


class Vocabulary:
    """All words that there are, and in which of them pieces of three letters occur."""

    def __init__(self, words: Iterable[str], codes: Iterable[str] = ()) -> None:
        """Take the words as often as they occur, and codes, which nobody knows a part of."""
        shown = Counter(words)
        self._known = shown + Counter(codes)
        self._words = sorted(self._known)
        self._having: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, word in enumerate(self._words):
            for piece in _pieces(word) if word in shown else ():
                self._having[piece].append(number)

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
        counts: Counter[int] = Counter()
        for piece in _pieces(word):
            counts.update(self._having.get(piece, ()))
        likely = sorted(counts, key=lambda number: (-counts[number], number))[:_LOOKED_AT]
        return sorted(self._words[each] for each in likely if distance(word, self._words[each]) <= 2)


def distance(one: str, other: str) -> int:
    """Return how many letters are to be added, left out, replaced or swapped (optimal string alignment).

    >>> distance("oostende", "ootsende"), distance("hefbom", "hefboom"), distance("gent", "genk")
    (1, 1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, peer in enumerate(other, 1):
            steps = min(line[-1] + 1, last[column] + 1, last[column - 1] + (letter != peer))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == peer:
                steps = min(steps, before[column - 2] + 1)
            line.append(steps)
        before, last = last, line
    return last[-1]


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
