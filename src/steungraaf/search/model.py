"""Say what can be found, and what is told of something that was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

Words = Mapping[str, str]  # the same words in "nl" and "en"

# The kinds of things, those first that people look for.
KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "person": {"nl": "personen en ambten", "en": "persons and offices"},
        "organisation": {"nl": "agentschappen en organisaties", "en": "agencies and organisations"},
        "place": {"nl": "steden en plaatsen", "en": "cities and places"},
        "initiative": {"nl": "programma's en initiatieven", "en": "programmes and initiatives"},
        "figure": {"nl": "cijfers", "en": "figures"},
        "question": {"nl": "vragen aan de gegevens", "en": "questions to the data"},
        "document": {"nl": "documenten en zinnen", "en": "documents and sentences"},
        "concept": {"nl": "begrippen en termen", "en": "terms and concepts"},
        "claim": {"nl": "beweringen", "en": "claims"},
    }
)


class How(IntEnum):
    """What a text is of a thing: the better a name, the lower."""

    LABEL = 0
    OTHER = 1  # another name, an abbreviation
    HIDDEN = 2  # a name to find it by, which is not shown
    SAID = 3  # what a sentence says, in our words; a figure as it is written
    CODE = 4
    ADDRESS = 5  # its IRI, here or elsewhere
    NUMBER = 6  # the value of a figure


_LABEL = How.LABEL


class Name(NamedTuple):
    """One text by which a thing is found."""

    text: str
    lang: str = ""
    how: How = How.LABEL


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to be found; `place` orders the things of one kind, the lowest first.

    `document` is the IRI of the document that a sentence stands in.
    """

    iri: str
    kind: str
    names: tuple[Name, ...]
    notes: Words
    place: int = 0
    document: str = ""

    def label(self, lang: str) -> str:
        """Return the label in a language, else in another one, else the end of the IRI."""
        labels = [name for name in self.names if name.how == _LABEL]
        for wanted in (lang, "nl", "en", ""):
            for name in labels:
                if name.lang == wanted:
                    return name.text
        return labels[0].text if labels else self.iri.rpartition("#" if "#" in self.iri else "/")[2]


@dataclass(frozen=True)
class Hit:
    """Something that was found.

    `matched` is the text that fits, where it says something else than the label; `note` says in a line what it is;
    `score` goes from 100, the very name, to 10, some of the words; `document` is what a sentence stands in.
    """

    iri: str
    kind: str
    label: str
    matched: str = ""
    note: str = ""
    score: int = 0
    document: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind, the best first; `more` says whether there is more than was asked for."""

    kind: str
    label: str
    hits: tuple[Hit, ...]
    more: bool = False


def grouped(hits: Iterable[Hit], lang: str, limit: int) -> list[Group]:
    """Return hits by their kind, no more than so many of each; the kind of the best hit comes first."""
    kinds: dict[str, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind, []).append(hit)
    return [
        Group(kind, KINDS[kind][lang], tuple(found[:limit]), more=len(found) > limit) for kind, found in kinds.items()
    ]
