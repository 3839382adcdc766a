"""Say what is matched with what: things of the graph, what others ask for, and how well the two fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Words = Mapping[str, str]  # the same words in "nl" and "en"


class Name(NamedTuple):
    """One name of a thing: 0 is the preferred one, 1 another one, 2 one that is not shown."""

    text: str
    language: str | None = None
    rank: int = 0


@dataclass(frozen=True)
class Entity:
    """A thing that can be matched, with all that speaks for or against it."""

    iri: str
    names: tuple[Name, ...]
    codes: frozenset[tuple[str, str]] = frozenset()  # (register, code): ("nis", "35013"), ("ovo", ...), ("kbo", ...)
    kinds: frozenset[str] = frozenset()  # the word in its IRI ("municipality"), and the IRIs of its classes and kinds
    places: frozenset[str] = frozenset()  # the IRIs of what it lies in or works for
    start: str = ""  # the first day on which it is what it is (xsd:date), if known
    end: str = ""  # the last day
    successors: tuple[str, ...] = ()  # the IRIs of what took its place

    def label(self, lang: str) -> str:
        """Return the preferred name in a language, else in any, else the IRI."""
        preferred = [name for name in self.names if name.rank == 0]
        return next((name.text for name in preferred if name.language == lang), (preferred or [Name(self.iri)])[0].text)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: a name, and whatever else is known of it."""

    name: str
    kinds: frozenset[str] = frozenset()  # as in an Entity; nothing allows every kind
    codes: frozenset[tuple[str, str]] = frozenset()
    on: str = ""  # the day (xsd:date) on which it must have been what it is; nothing allows every day
    place: str = ""  # the name of a place that it lies in


@dataclass(frozen=True)
class Match:
    """A thing that fits, how well (0 to 100), and why, in words."""

    entity: Entity
    score: float
    reasons: tuple[Words, ...] = field(default=())


@dataclass(frozen=True)
class Decision:
    """What a name means: one thing, or none for the reason given; the best matches either way, best first."""

    match: Match | None
    reason: Words
    candidates: tuple[Match, ...] = ()
