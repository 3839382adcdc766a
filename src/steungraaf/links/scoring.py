"""Say how well a name that was read fits a name that is held, in points of a hundred."""

from collections.abc import Mapping

from steungraaf.links.designations import (
    AGENCY,
    ARRONDISSEMENT,
    ARTICLE,
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
BRACKETED = "bracketed"  # "Aalter (gemeente)" tells the place from others of its name
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


def penalty(read: Form, held: Held, distance: int) -> float:
    """Return how much is taken off for letters that differ: the shorter the name, the more."""
    length = min(len(read.key), len(held.key))
    if distance == 1:
        off = 15.0 if length < 5 else 11.0 if length < 6 else 6.0 if length < 9 else 4.0
    else:
        off = 12.0 if length < 12 else 8.0
    return off + (3.0 if read.key[:1] != held.key[:1] else 0.0)
