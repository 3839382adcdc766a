"""Gather the things that a name may mean, each with how it came to be one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from steungraaf.links import reasons
from steungraaf.links.designations import COMMERCIAL, LEGAL
from steungraaf.links.index import Held, Index
from steungraaf.links.model import Entity, Wanted, Words
from steungraaf.links.names import Form, Reading, words_of
from steungraaf.links.natures import is_territorial, may_be_company, nature_of
from steungraaf.links.near_places import place_called
from steungraaf.links.scoring import SURE, fit, penalty

_OTHER_KIND = 40.0  # at most, where the name says a kind that the thing is not
_EQUAL = 70.0  # where the name is equal, but for words that say its kind
_PART = 45.0  # where only a part of the name is equal
_SHARING = 40  # things with a word in common that are looked at
_FAR = 9  # letters that differ where these are not counted
_NO_COMPANY = 15.0  # off where the name is that of a company, which the thing is not
_ALIKE = 60.0  # of a hundred, from which on a name is like another
_PLACE = 15.0  # off where a place that is not ours is called so
_SHUFFLED = 5.0  # off for words in another order

Reason = Callable[[], Words]  # told only where somebody reads it


@dataclass
class Candidate:
    """A thing that a name may mean: how well it fits, how many letters differ, and why."""

    entity: Entity
    score: float
    distance: int
    key: str
    whole: bool = False  # what stands beside the name was taken for a part of it
    before: float = 0.0  # how well it fits whatever the place and the day
    located: bool = False  # it lies in a place that was named
    why: list[Reason] = field(default_factory=list)
    likeness: float = 0.0  # how well the names go together, whatever kind the name says
    belied: Words | None = None  # how its codes and its name contradict each other
    against: Reason | None = None  # what of the place or the day speaks against it

    def hold_against(self, off: float, reason: Reason) -> None:
        """Take points off for what of the place or the day speaks against it."""
        self.score -= off
        self.why.append(reason)
        self.against = reason

    @property
    def coded(self) -> bool:
        """Tell whether a code says that it is meant."""
        return self.key.startswith("=")


def by_name(
    index: Index, entities: list[Entity], reading: Reading, wanted: Wanted, *, thorough: bool
) -> dict[str, Candidate]:
    """Return by its IRI each thing that fits the name in some way; where it fits exactly, no more unless thorough."""
    found: dict[str, Candidate] = {}
    for one in _exact(index, entities, reading, wanted):
        _keep(found, one)
    if thorough or not any(one.score >= SURE for one in found.values()):
        for one in _inexact(index, entities, reading, wanted):
            _keep(found, one)
    if thorough or not any(one.score > _PART for one in found.values()):
        for one in _partial(index, entities, reading):
            _keep(found, one)
    return found


def _keep(found: dict[str, Candidate], one: Candidate) -> None:
    """Keep what fits best; letters that differ are no better reason where a name is equal but for its kind."""
    known = found.get(one.entity.iri)
    if known is None or (one.score > known.score and (known.score < _EQUAL or one.distance <= known.distance)):
        found[one.entity.iri] = one


def _exact(index: Index, entities: list[Entity], reading: Reading, wanted: Wanted) -> Iterator[Candidate]:
    for form in reading.forms:
        for held in index.equal(form.key):
            yield _candidate(entities[held.place], form, held, reading, wanted)


def _inexact(index: Index, entities: list[Entity], reading: Reading, wanted: Wanted) -> Iterator[Candidate]:
    for form in reading.forms:
        for key, distance in index.near(form.key):
            for held in index.equal(key):
                yield _candidate(entities[held.place], form, held, reading, wanted, distance)
        for key in index.shuffled(form.words):
            for held in index.equal(key):
                if held.key != form.key:
                    yield _candidate(entities[held.place], form, held, reading, wanted, shuffled=True)


def _candidate(
    entity: Entity,
    form: Form,
    held: Held,
    reading: Reading,
    wanted: Wanted,
    distance: int = 0,
    *,
    shuffled: bool = False,
) -> Candidate:
    score = fit(form, held, nature_of(entity), asked=bool(wanted.kinds))
    if form.role == LEGAL and COMMERCIAL.intersection(words_of(form.dropped)) and not may_be_company(entity):
        score -= _NO_COMPANY
    core = min(reading.forms, key=lambda each: len(each.key))
    why: list[Reason] = [_telling(form, held, distance, shuffled=shuffled)]
    if score < SURE - 1:
        why.append(partial(reasons.of_kind, entity))
    if distance:
        score -= penalty(form, held, core, distance)
        if (place := place_called(core.key)) and is_territorial(entity):
            score -= _PLACE
            why.append(partial(reasons.is_place, place))
    if shuffled:
        score -= _SHUFFLED
    likeness = score
    if reading.other is not None and held.other != reading.other:
        score = min(score, _OTHER_KIND)
        why.append(partial(reasons.says_other_kind, reading.other))
    return Candidate(entity, score, distance, held.key, form.whole, likeness=likeness, why=why)


def _telling(form: Form, held: Held, distance: int, *, shuffled: bool) -> Reason:
    """Return how it is told that two names go together; a word more or less is no letter that differs."""
    if distance and set(held.words) < set(form.words):
        return partial(reasons.contains, held.name.text)
    if distance and set(form.words) < set(held.words):
        return partial(reasons.shares_words, held.name.text)
    return partial(reasons.names_fit, form, held, distance, shuffled=shuffled)


def _partial(index: Index, entities: list[Entity], reading: Reading) -> Iterator[Candidate]:
    """Give things of which a name is a part of what was read, and things that share a telling word."""
    words = max((form.words for form in reading.forms), key=len, default=())
    for key in _runs(words):
        for held in index.equal(key):
            why = partial(reasons.contains, held.name.text)
            off = 0.0 if not held.role else 5.0
            score = _OTHER_KIND if reading.other else _PART
            yield Candidate(entities[held.place], score - off, _FAR, held.key, why=[why])
    yield from _sharing(index, entities, words, _OTHER_KIND if reading.other else SURE)


def _sharing(index: Index, entities: list[Entity], words: tuple[str, ...], most: float) -> Iterator[Candidate]:
    """Give things that share a telling word, as far as their names are alike, with so many points at most."""
    from rapidfuzz.fuzz import ratio

    key = "".join(words)
    for place in index.sharing(words)[:_SHARING]:
        alike, name = max((ratio(key, other, score_cutoff=_ALIKE), name) for other, name in index.keys_of(place))
        if alike:
            yield Candidate(entities[place], min(most, alike / 2), _FAR, "", why=[partial(reasons.shares_words, name)])


def _runs(words: tuple[str, ...]) -> Iterable[str]:
    """Give the words that stand side by side, but not all of them, in one piece."""
    longest = min(4, len(words) - 1)
    for size in range(longest, 0, -1):
        for start in range(len(words) - size + 1):
            yield "".join(words[start : start + size])
