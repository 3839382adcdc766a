"""Find for each thing of a target which of ours it is, as a matcher sees it, for a person to decide."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from steungraaf.links.decided import Decided
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Decision, Entity, Match, Wanted, Words
from steungraaf.links.names import read_name
from steungraaf.links.natures import nature_of
from steungraaf.links.reasons import name_is_other
from steungraaf.links.scoring import SURE
from steungraaf.links.things import Thing
from steungraaf.spelling import fold

LEAST = 60.0  # points under which nothing is proposed
_NAMES = 4  # names of a thing that are looked at
_OF_ACTORS = ("ovo", "kbo")  # the code of a place may be kept for what took its place, one of these is not
NO_KINDS: frozenset[str] = frozenset()
_ORGANISATION = "organisation"
_ENDED = {"nl": "een van de twee bestaat niet meer", "en": "one of the two has ended"}
_ONLY_CODE = {"nl": "alleen de code is gelijk", "en": "only the code is the same"}
_ONLY_PLACE = {
    "nl": "alleen de naam of de code van de plaats is gelijk, niet die van haar bestuur",
    "en": "only the name or the code of the place is the same, not that of its authority",
}
_RIVALS = {"nl": "{} dingen van het doel passen hierbij", "en": "{} things of the target fit this one"}
_OURS = {"nl": "{} van ons passen bij dit ding", "en": "{} of ours fit this thing"}
EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"


@dataclass(frozen=True)
class Proposal:
    """A thing of ours for one of the target, whether that is sure, and what else is to be said."""

    thing: Thing
    match: Match
    sure: bool
    runner_up: Match | None = None
    notes: tuple[Words, ...] = ()

    @property
    def predicate(self) -> str:
        """Return how the two are linked: as one where that is sure, else as near to each other."""
        return EXACT if self.sure else CLOSE

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Return the codes that both have."""
        return sorted(self.match.entity.codes & self.thing.codes)

    @property
    def justification(self) -> str:
        """Return how it came about, in the words of SSSOM: by equal texts, by like ones, or by several features."""
        fits, equal = name_is_other() not in self.match.reasons, self._has_equal_name()
        if self.codes and self.thing.names and fits:
            return "semapv:CompositeMatching"
        return "semapv:LexicalMatching" if self.codes or equal else "semapv:LexicalSimilarityThresholdMatching"

    @property
    def match_string(self) -> str:
        """Return the code that both have, else the name."""
        return self.codes[0][1] if self.codes else self.thing.label

    def comment(self, lang: str = "en") -> str:
        """Return in a language why, and what came next."""
        told = "; ".join(dict.fromkeys(words[lang] for words in (*self.match.reasons, *self.notes)))
        if self.runner_up is None:
            return told
        entity = self.runner_up.entity
        following = {"nl": "daarna komt", "en": "runner-up"}[lang]
        return f"{told}; {following}: {entity.label('nl')} <{entity.iri}> ({self.runner_up.score / 100:.2f})"

    def _has_equal_name(self) -> bool:
        ours = {form.key for name in self.match.entity.names for form in read_name(name.text).forms}
        return any(form.key in ours for name in self.thing.names[:_NAMES] for form in read_name(name.text).forms)


@dataclass
class Proposed:
    """What was proposed, and how many things were read, already decided, or like nothing of ours."""

    proposals: list[Proposal] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)  # how often each thing was read for which there is a proposal
    read: int = 0
    decided: int = 0
    without: int = 0

    @property
    def things(self) -> int:
        """Return for how many of the things that were read something is proposed."""
        return self.rows.total()

    @property
    def sure(self) -> int:
        """Return for how many of them it is sure."""
        return sum(self.rows[iri] for iri in {one.thing.iri for one in self.proposals if one.sure})


class Proposer:
    """Propose links to a target's things."""

    def __init__(
        self, matcher: Matcher, decided: Decided, *, kinds: Iterable[str] = (), limit: int = 1, least: float = LEAST
    ) -> None:
        """Take what was decided, the kinds of ours to look among, and how many of ours to give for each thing."""
        self._matcher, self._decided = matcher, decided
        self._kinds, self._limit, self._least = frozenset(kinds), limit, least

    def propose(self, things: Iterable[Thing]) -> Proposed:
        """Return what fits the things, in the order of the things."""
        done = Proposed()
        for thing in things:
            done.read += 1
            if self._decided.settles(thing.iri):
                done.decided += 1
                continue
            found, refused = self._fitting(thing)
            done.proposals += found
            done.rows.update([thing.iri] if found else [])
            done.decided += refused and not found
            done.without += not refused and not found
        done.proposals = list(_without_twins(_once(done.proposals)))
        return done

    def _fitting(self, thing: Thing) -> tuple[list[Proposal], bool]:
        """Return what fits a thing, the best first, and whether the best was decided about before."""
        wanted, decision = self._decision(thing)
        best = decision.match or next(iter(decision.candidates), None)
        if best is None or best.score < self._least:
            return [], False
        matches = [best, *(one for one in self._matcher.find(wanted, self._limit + 2) if one.entity != best.entity)]
        open_ones = [one for one in matches if not self._decided.knows(one.entity.iri, thing.iri)]
        refused = open_ones[:1] != [best]
        kept = [one for one in open_ones if one.score >= (SURE if refused else self._least)][: self._limit]
        following = {one.entity.iri: after for one, after in pairwise([*open_ones, None]) if one is not None}
        sure = decision.match is not None and not refused
        return [
            self._proposal(thing, one, sure=sure and one is best, runner_up=following[one.entity.iri]) for one in kept
        ], refused

    def _decision(self, thing: Thing) -> tuple[Wanted, Decision]:
        """Return what was looked for and what was found: by the first name that is sure, else by the one most like."""
        names = list(dict.fromkeys(name.text for name in thing.names))[:_NAMES] or [""]
        kinds = self._kinds or thing.kinds
        tried = [Wanted(name, kinds, thing.codes, _day_in(thing), thing.place) for name in names]
        found = [(wanted, self._matcher.decide(wanted)) for wanted in tried]
        if not self._kinds and thing.kinds and not any(decision.candidates for _, decision in found):
            found = [(wanted, _unsure(self._matcher.decide(wanted))) for wanted in (replace(tried[0], kinds=NO_KINDS),)]
        sure = next(((wanted, decision) for wanted, decision in found if decision.match is not None), None)
        wanted, decision = sure or max(found, key=lambda each: _best_score(each[1]))
        proven = decision.match is not None and self._matcher.codes_of(decision.match.entity) & thing.codes
        return wanted, decision if proven else self._by_code(wanted, decision)

    def _by_code(self, wanted: Wanted, decision: Decision) -> Decision:
        """Return what the codes alone decide, where the name fits it too but says more, or the period is another one.

        Periods in lists of codes are often those of the list.
        """
        coded = self._matcher.decide(replace(wanted, name="", place="", on="")).match if wanted.codes else None
        if coded is None:
            return decision
        named = next((one for one in decision.candidates if one.entity == coded.entity), None)
        if named is None or name_is_other() in named.reasons:
            return decision
        if decision.match is not None and _is_better_kind(decision.match, named):
            return decision
        match = Match(coded.entity, coded.score, named.reasons)
        return Decision(match, decision.reason, (match, *(one for one in decision.candidates if one is not named)))

    def _proposal(self, thing: Thing, match: Match, *, sure: bool, runner_up: Match | None) -> Proposal:
        """Return a proposal; what only a bare number or a name says of what has ended is not sure."""
        told = Proposal(thing, match, sure, runner_up)
        notes: list[Words] = []
        proven = any(thing.names or register in _OF_ACTORS for register, _ in told.codes)
        if bool(match.entity.end) != bool(thing.end) and not proven:
            notes.append(_ENDED)
        if thing.names and name_is_other() in match.reasons:
            notes.append(_ONLY_CODE)
        if sure and self._is_only_place(thing, match.entity, told.codes):
            notes.append(_ONLY_PLACE)
        return replace(told, sure=sure and not notes, notes=tuple(notes))

    def _is_only_place(self, thing: Thing, entity: Entity, codes: list[tuple[str, str]]) -> bool:
        """Tell whether all that points to an authority is the name or code of the place that it governs."""
        told_otherwise = _ORGANISATION in thing.kinds or any(register in _OF_ACTORS for register, _ in codes)
        if _ORGANISATION not in entity.kinds or told_otherwise:
            return False
        places = [self._matcher.entities[iri] for iri in entity.places if iri in self._matcher.entities]
        known = {fold(name.text) for place in places for name in place.names}
        return bool(places) and all(fold(name.text) in known for name in thing.names)


def _is_better_kind(match: Match, named: Match) -> bool:
    """Tell whether what a name means is of the kind that it says, and what has the code is of another."""
    return match.score > named.score and nature_of(match.entity) != nature_of(named.entity)


def _unsure(decision: Decision) -> Decision:
    return replace(decision, match=None)


def _best_score(decision: Decision) -> float:
    return decision.candidates[0].score if decision.candidates else 0.0


def _day_in(thing: Thing) -> str:
    """Return a day on which a thing that has ended was there, whether its end is its last day or the day after it."""
    if not thing.end:
        return ""
    return max((date.fromisoformat(thing.end) - timedelta(1)).isoformat(), thing.start)


def _once(proposals: list[Proposal]) -> list[Proposal]:
    """Return the best proposal of each two things; a table may tell of one thing in several rows, by several names."""
    best: dict[tuple[str, str], Proposal] = {}
    for one in proposals:
        known = best.setdefault((one.match.entity.iri, one.thing.iri), one)
        if (one.sure, one.match.score) > (known.sure, known.match.score):
            best[one.match.entity.iri, one.thing.iri] = one
    return list(best.values())


def _without_twins(proposals: list[Proposal]) -> Iterator[Proposal]:
    """Give proposals, none of them sure where several things are equally surely one of ours, or one thing several."""
    rivals: dict[tuple[str, bool], list[Proposal]] = {}
    ours: dict[str, set[str]] = {}
    for one in proposals:
        if one.sure:
            rivals.setdefault((one.match.entity.iri, bool(one.codes)), []).append(one)
            ours.setdefault(one.thing.iri, set()).add(one.match.entity.iri)
    for one in proposals:
        iri = one.match.entity.iri
        coded, named = rivals.get((iri, True), []), rivals.get((iri, False), [])
        several = coded if one.codes else [*coded, *named]
        counts = (len(several), _RIVALS), (len(ours.get(one.thing.iri, ())), _OURS)
        notes = [{lang: text.format(count) for lang, text in words.items()} for count, words in counts if count > 1]
        yield replace(one, sure=False, notes=(*one.notes, *notes)) if one.sure and notes else one
