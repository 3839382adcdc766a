"""Choose which claims of support a reader wants to see: by view, actor, year, how sure they are, and two ends."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from steungraaf.errors import LANGUAGES
from steungraaf.spelling import fold
from steungraaf.web.faults import FieldError
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.ties import RELATIONS, Tie, trail

VIEWS = ("money", "help", *RELATIONS, "all")
FIELDS = ("what", "actor", "year", "facts", "from", "to")
_HELP = frozenset({"funds", "supports"})
_OF_YEAR = {"nl": "een jaar van vier cijfers, zoals 2018", "en": "a year of four digits, such as 2018"}
_OF_VIEW = {lang: " | ".join(VIEWS) for lang in LANGUAGES}
_OF_FACTS = {"nl": "1, of niets", "en": "1, or nothing"}


@dataclass(frozen=True)
class Wish:
    """What a reader wants to see, from the fields of the address."""

    view: str
    year: str
    actor: str
    facts: bool
    source: str
    target: str

    @classmethod
    def of(cls, visit: Visit) -> "Wish":
        """Return the wish of a visit; raise FieldError for what is none, which would else look like what was wished."""
        given = {name: visit.field(name).strip() for name in FIELDS}
        view, year, facts = given["what"], given["year"], given["facts"]
        if view and view not in VIEWS:
            raise FieldError(where="what", expected=_OF_VIEW)
        if year and not (len(year) == 4 and year.isascii() and year.isdecimal()):
            raise FieldError(where="year", expected=_OF_YEAR)
        if facts not in ("", "1"):
            raise FieldError(where="facts", expected=_OF_FACTS)
        actor = given["actor"][:200]
        return cls(view or VIEWS[0], year, actor, bool(facts), source=given["from"], target=given["to"])

    def choose(self, ties: Sequence[Tie], called: Set[str]) -> list[Tie]:
        """Return those of a view that fit all filters; `called` are the things that the actor's name fits."""
        return [tie for tie in ties if self._fits(tie) and (not self.actor or not called.isdisjoint(tie.names()))]

    def _fits(self, tie: Tie) -> bool:
        starts, ends = zip(*tie.legs(), strict=True)
        return (
            not (self.facts and tie.planned)
            and (not self.year or tie.in_year(self.year))
            and (not self.source or self.source in starts)
            and (not self.target or self.target in ends)
        )


def views_of(ties: Sequence[Tie], money: frozenset[str]) -> dict[str, Sequence[Tie]]:
    """Return the claims of each view: the trail of money, money and support, each relation, all."""
    by_word = {word: [tie for tie in ties if tie.word == word] for word in RELATIONS}
    helped = [tie for tie in ties if tie.word in _HELP]
    return {"money": trail(ties, money), "help": helped, **by_word, "all": ties}


def called_so(name: str, names: Mapping[str, Set[str]]) -> set[str]:
    """Return what has a name or IRI, or where nothing has, what has it in one of its names."""
    sought = fold(name)
    folded = {iri: {*map(fold, each)} for iri, each in names.items()}
    exact = {iri for iri, each in folded.items() if iri == name or sought in each}
    return exact or {iri for iri, each in folded.items() if sought and any(sought in one for one in each)}


def within(ties: Sequence[Tie], most: int) -> list[Tie]:
    """Return ties of which a picture has at most so many boxes.

    Relations count in the order of the legend, and of one relation first what most claims are about.
    """
    ranks, counts = list(RELATIONS), Counter(name for tie in ties for name in tie.names())
    kept: list[Tie] = []
    boxes: set[str] = set()
    for tie in sorted(ties, key=lambda tie: (ranks.index(tie.word), -counts[tie.source] - counts[tie.target])):
        if len(boxes.union(tie.names())) <= most:
            boxes.update(tie.names())
            kept.append(tie)
    return kept


def years_of(ties: Sequence[Tie]) -> list[str]:
    """Return the years in which a claim has a first or last day, and those between; the last hundred of them."""
    years = sorted({int(day[:4]) for tie in ties for day in (tie.begin, tie.end) if day[:4].isdecimal()})
    return [str(year) for year in range(years[0], years[-1] + 1)][-100:] if years else []
