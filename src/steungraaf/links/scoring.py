"""Say how well a name that was read fits a name that is held, in points of a hundred."""

from collections.abc import Mapping

from steungraaf.links.designations import (
    AGENCY,
    ARRONDISSEMENT,
    ARTICLE,
    BRACKETED,
    LEGAL,
    MUNICIPAL,
    PROVINCE,
    PROVINCIAL,
    TITLE,
)
from steungraaf.links.index import Held
from steungraaf.links.names import Form
from steungraaf.links.natures import AUTHORITY, MUNICIPALITY, ORGANISATION, OTHER, PERSON

SURE = 90.0  # from here on a match is taken without asking
_CROSS = 76.0  # the place where its authority is named, or the other way round
_CONFLICT = 50.0  # the name is equal and the kind is not
_SAID: Mapping[str, Mapping[str, float]] = {  # how well what the words before a name say goes with what bears it
    MUNICIPAL: {AUTHORITY: 98, MUNICIPALITY: _CROSS},
    BRACKETED: {MUNICIPALITY: 98, AUTHORITY: _CROSS},
    PROVINCE: {PROVINCE: 98, PROVINCIAL: _CROSS},
    PROVINCIAL: {PROVINCIAL: 98, PROVINCE: _CROSS},
    ARRONDISSEMENT: {ARRONDISSEMENT: 98},
    LEGAL: {ORGANISATION: 96},
    TITLE: {PERSON: 97},
    ARTICLE: {ORGANISATION: 95, OTHER: 95, AGENCY: 95},
    AGENCY: {AGENCY: 95},
}
_BARE: Mapping[str, float] = {  # how well a bare name goes with a name that has such words before it
    MUNICIPAL: _CROSS,
    PROVINCE: _CROSS - 2,
    PROVINCIAL: _CROSS - 4,
    ARRONDISSEMENT: _CROSS - 5,
    LEGAL: 95,
    TITLE: 95,
    ARTICLE: 95,
    AGENCY: 80,
}
_RANKS = (0.0, 0.5, 1.0)  # off for another name, and for one that is not shown
_LONG = 7  # letters of a name from which on it has few neighbours
_TWO_LETTERS = 13  # letters of a name of one word from which on two may differ
_FIRST = 8.0  # off for another first letter, which people seldom mistype
_WORD = 10.0  # off where a whole word is one too many: "Zone 2" is not "Zone"
ENDED = 3.0  # off for what has ended, where no day is named


def fit(read: Form, held: Held, nature: str, *, asked: bool) -> float:
    """Return how well two names go together that are equal without the words that they dropped.

    `asked` says that the reader named the kind, which leaves no doubt between a place and its authority.
    """
    if not read.role:
        score = _BARE.get(held.role, _CONFLICT) if held.role else 100.0
    elif read.role == held.role == LEGAL and read.dropped.casefold() != held.dropped.casefold():
        score = _CROSS
    else:
        score = _SAID[read.role].get(nature, _CONFLICT)
    if asked and _CONFLICT < score <= _CROSS:
        score += 20.0
    return score - _RANKS[held.name.rank]


def penalty(read: Form, held: Held, core: Form, distance: int) -> float:
    """Return how much is taken off for letters that differ: the shorter the name itself, the more.

    `core` is what was read without any words that say the kind.
    """
    if held.key != held.core and _bears(read.words, held.core):  # the error is in the words that say the kind
        said = len(held.key) - len(held.core)
        return _letters(said, distance) + _other_first(read.key, held.key) + _odd_word(read, held, distance)
    length = min(len(held.core), len(core.key) + distance)
    off = _letters(length, distance)
    if distance == 1 and length < _LONG and _makes_names(core.key, held.core):
        off = max(off, 11.0)
    if distance > 1 and min(length, len(core.key)) < _TWO_LETTERS and _is_one_word(core, held):
        off = max(off, 12.0)
    return off + _other_first(core.key, held.core) + _odd_word(read, held, distance)


def _letters(length: int, distance: int) -> float:
    """Return what is taken off for so many letters that differ in a name of some length."""
    if distance == 1:
        return 15.0 if length < 5 else 11.0 if length < 6 else 6.0 if length < 9 else 4.0
    return 20.0 if length < 8 else 12.0 if length < 12 else 8.0


def _bears(words: tuple[str, ...], core: str) -> bool:
    """Tell whether some of the words, at the end or the begin but not all of them, are the name itself."""
    return any(core in ("".join(words[cut:]), "".join(words[:cut])) for cut in range(1, len(words)))


def _is_one_word(core: Form, held: Held) -> bool:
    return len(core.words) == 1 or held.core in held.words


def _other_first(read: str, held: str) -> float:
    return _FIRST if read[:1] != held[:1] else 0.0


def _odd_word(read: Form, held: Held, distance: int) -> float:
    return _WORD if len(read.words) != len(held.words) and _has_odd_word(read, held, distance) else 0.0


def _makes_names(read: str, held: str) -> bool:
    """Tell whether the error is of the sort that makes one real name another: Lierde and Lierre, Beerse and Beersel.

    A letter doubled, dropped within, or in the place of its neighbour is a slip of the fingers.
    """
    return len(read) == len(held) and sorted(read) != sorted(held) or read.startswith(held) or held.startswith(read)


def _has_odd_word(read: Form, held: Held, distance: int) -> bool:
    """Tell whether the letters that differ may be a word of their own."""
    return any(len(word) <= distance for word in {*read.words}.symmetric_difference(held.words))
