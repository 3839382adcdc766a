"""Keep all texts in an index in memory (SQLite FTS5), in an order that needs no sorting when something is looked for.

Things are numbered by kind and, within a kind, by what comes first when all else is equal; their texts are numbered in
the same order. So the texts of a kind are a range of numbers, and the index gives the best ones first and can stop.
"""

import re
import sqlite3
from array import array
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from threading import Lock

from steungraaf.search.faults import SearchUnavailableError
from steungraaf.search.model import KINDS, How, Name, Thing
from steungraaf.search.vocabulary import Vocabulary
from steungraaf.search.words import address_key, beginnings_of, fold, number_keys, stems_of
from steungraaf.spelling import code

_TABLES = (
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE parts USING fts5(text, content='', tokenize='trigram')",
    "CREATE TABLE keys (key TEXT, name INTEGER, PRIMARY KEY (key, name)) WITHOUT ROWID",
)
_ASK = {
    "keys": "SELECT name FROM keys WHERE key = ? AND name >= ? ORDER BY name",
    "words": "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? ORDER BY rowid",
    "parts": "SELECT rowid FROM parts WHERE parts MATCH ? AND rowid >= ? ORDER BY rowid",
}
# Nothing is lost with it, and what is gathered before it is written need not be merged.
_FAST = (
    "PRAGMA journal_mode = OFF",
    "INSERT INTO words (words, rank) VALUES ('hashsize', 100000000)",
    "INSERT INTO parts (parts, rank) VALUES ('hashsize', 100000000)",
)
_LIKELY = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT 200"
_SHORTEST = 4  # letters of a word that is inflected
_LOOKED_AT = 40  # words that may be a word inflected
_LAST = re.compile(r"^.*[/#](?=.)|/$")  # what stands before the last part of an address
_CODE, _ADDRESS = How.CODE, How.ADDRESS
_KINDS = {kind: place for place, kind in enumerate(KINDS)}
_FIGURES = ("figure",)  # the kinds of things that are found by a number


class Index:
    """The texts of things, which can be asked from several threads."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Take the things.

        Raises SearchUnavailableError.
        """
        self.things = sorted(things, key=_order)
        self.names: list[Name] = []
        self.owner = array("I")  # by the number of a text, that of the thing
        self._ends: dict[str, int] = {}  # of each kind, the number behind its last text
        self._lock = Lock()
        self._base = open_base()
        self._fill()

    def kinds(self) -> list[str]:
        """Return the kinds that there are things of, in their order."""
        return list(self._ends)

    def first(
        self,
        table: str,
        what: str,
        room: Mapping[str, int],
        seen: Container[int],
        parts: Sequence[Sequence[str]] = (),
    ) -> dict[int, list[int]]:
        """Return the first things that fit and were not seen, with the numbers of their texts that do.

        `what` is a key, or an expression of FTS5; `room` says how many are wanted of each kind. What is beyond that is
        not read. Each text also has to hold one of each of the `parts`.
        """
        found: dict[int, list[int]] = {}
        left, start = dict(room), 0
        while any(left.values()):
            with self._lock, closing(self._base.execute(_ASK[table], (what, start))) as numbers:
                fitting = (one for one in numbers if self._holds(one[0], parts)) if parts else numbers
                further = self._take(fitting, left, seen, found)
            if further is None:
                break
            start = further
        return found

    def _holds(self, number: int, parts: Iterable[Iterable[str]]) -> bool:
        text = _searched(self.names[number])
        return all(any(part in text for part in each) for each in parts)

    def _take(
        self, numbers: Iterable[tuple[int]], left: dict[str, int], seen: Container[int], found: dict[int, list[int]]
    ) -> int | None:
        """Take texts in their order; return the number to go on from where a kind has no room left, None at the end."""
        for (number,) in numbers:
            thing = self.owner[number]
            if thing in seen or thing in found:
                found.get(thing, []).append(number)
                continue
            kind = self.things[thing].kind
            if not left.get(kind):
                return self._ends[kind]
            left[kind] -= 1
            found[thing] = [number]
        return None

    def likeliest(self, what: str, room: Mapping[str, int]) -> dict[int, list[int]]:
        """Return the things that fit an expression best, those with seldom words before others."""
        found: dict[int, list[int]] = {}
        left = dict(room)
        with self._lock:
            numbers = self._base.execute(_LIKELY, (what,)).fetchall()
        for one in numbers:
            self._take([one], left, (), found)
        return found

    def has_beginning(self, word: str) -> bool:
        """Tell whether a word begins so."""
        return next(self.words.beginning_with(word), None) is not None

    def inflections_of(self, word: str) -> list[str]:
        """Return the words that have a stem in common with a word, and itself."""
        if len(word) < _SHORTEST:
            return [word]
        stems, begun = stems_of(word), set[str]()
        for start, ending in beginnings_of(word).items():
            begun.update(each for each in self.words.beginning_with(start) if ending.fullmatch(each, len(start)))
        likely = sorted(begun.difference([word]), key=lambda each: (len(each), each))[:_LOOKED_AT]
        return [word, *(each for each in likely if stems & stems_of(each))]

    def _fill(self) -> None:
        """Put the texts into the tables."""
        folded: list[tuple[int, str]] = []
        keys: list[tuple[str, int]] = []
        for number, thing in enumerate(self.things):
            for name in thing.names:
                text = _searched(name)
                keys += [(key, len(self.names)) for key in _keys(thing, name, text)]
                if text:
                    folded.append((len(self.names), text))
                self.names.append(name)
                self.owner.append(number)
            self._ends[thing.kind] = len(self.names)
        self._insert(folded, keys)

    def _insert(self, folded: list[tuple[int, str]], keys: list[tuple[str, int]]) -> None:
        shown = [one for one in folded if self.names[one[0]].how != _CODE]
        codes = (text for number, text in folded if self.names[number].how == _CODE)
        self.words = Vocabulary(chain.from_iterable(text.split() for _, text in shown), codes)
        self._base.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", folded)
        self._base.executemany("INSERT INTO parts (rowid, text) VALUES (?, ?)", shown)
        self._base.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys)
        self._base.commit()


def open_base() -> sqlite3.Connection:
    """Return an empty index in memory; raise SearchUnavailableError where SQLite cannot make one."""
    base = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        for statement in (*_TABLES, *_FAST):
            base.execute(statement)
    except sqlite3.OperationalError as error:
        base.close()
        raise SearchUnavailableError(version=sqlite3.sqlite_version, reason=str(error)) from error
    return base


def _order(thing: Thing) -> tuple[int, int, int, str, str]:
    label = thing.label("nl")
    return _KINDS[thing.kind], thing.place, len(label), label, thing.iri


def _searched(name: Name) -> str:
    """Return the words of a text that can be found one by one; an address has none."""
    if name.how == _CODE:
        return code(name.text)
    return "" if name.how > _CODE else fold(name.text)


def _keys(thing: Thing, name: Name, text: str) -> tuple[str, ...]:
    """Return what somebody may type to mean just this."""
    if name.how == _ADDRESS:
        address = address_key(name.text)
        last = "" if name.text == thing.iri else code(_LAST.sub("", name.text))
        return (address, last) if last else (address,)
    numbers = number_keys(name.text) if thing.kind in _FIGURES and name.how >= How.SAID else ()
    return (text, *numbers) if text else numbers
