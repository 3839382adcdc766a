"""Find the things that a name may mean, and decide which one it does mean, if it is sure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property, partial

from steungraaf.links import reasons
from steungraaf.links.candidates import Candidate, Reason, by_name
from steungraaf.links.codes import read_code
from steungraaf.links.designations import ARRONDISSEMENT, ELSEWHERE, FRENCH, IN_FRENCH, MUNICIPAL, PROVINCE, PROVINCIAL
from steungraaf.links.entities import read_entities
from steungraaf.links.index import Index
from steungraaf.links.model import Decision, Entity, Match, Wanted, Words
from steungraaf.links.names import Reading, read_name, words_of
from steungraaf.links.natures import AUTHORITY, MUNICIPALITY, is_territorial, nature_of
from steungraaf.links.scoring import ENDED, SURE
from steungraaf.store import Store

_INVALID = 40.0  # off where it was not what it is on the day asked for
_ELSEWHERE = 40.0  # off where it lies elsewhere
_UNEXPLAINED = 15.0  # off where something beside the name is not understood
_MARGIN = 5.0  # points by which a name with errors must go before the next
_SAME = 2.0  # points within which two equal names are both meant
_PAIRS = ({MUNICIPALITY, AUTHORITY}, {PROVINCE, PROVINCIAL})
_NAMED = 55.0  # from here on a name goes with a code
_BELIED = 12.0  # off where a code and a name contradict each other
_HALF = 50.0  # where a code alone says it, and that proves nothing
_PLACED = ("", MUNICIPAL, PROVINCE, ARRONDISSEMENT)  # what words before the name of a place may say
_WHERE = ("nis", "nuts")  # codes of places, which may say where a thing is


class Matcher:
    """Match names with the things of a graph; the same name always means the same thing."""

    def __init__(self, entities: Iterable[Entity], *, today: str | None = None) -> None:
        """Take the things; `today` (xsd:date) is the day on which what has ended gives way to what has not."""
        self._list = sorted(entities, key=lambda entity: entity.iri)
        self.entities: Mapping[str, Entity] = {entity.iri: entity for entity in self._list}
        self._today = today or date.today().isoformat()
        self._around: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, store: Store) -> "Matcher":
        """Return a matcher of what a store holds."""
        return cls(read_entities(store))

    @cached_property
    def _index(self) -> Index:
        return Index(self._list)

    @cached_property
    def _coded(self) -> dict[tuple[str, str], list[Entity]]:
        coded: dict[tuple[str, str], list[Entity]] = {}
        for entity in self._list:
            for code in entity.codes:
                coded.setdefault(code, []).append(entity)
        return coded

    @cached_property
    def _authorities(self) -> dict[str, list[Entity]]:
        """Return by the IRI of each place the authorities that govern it."""
        governing: dict[str, list[Entity]] = {}
        for entity in self._list:
            if nature_of(entity) in (AUTHORITY, PROVINCIAL):
                for place in entity.places:
                    governing.setdefault(place, []).append(entity)
        return governing

    def find(self, wanted: Wanted, limit: int = 5) -> list[Match]:
        """Return what fits best, the best first, by score and then by IRI."""
        found = self._candidates(*self._read(wanted), thorough=True)
        return [_match(one) for one in _ordered(found)[:limit]]

    def decide(self, wanted: Wanted, limit: int = 5) -> Decision:
        """Return the one thing that is meant, or none with the reason; so many of the best matches are told with it."""
        wanted, reading = self._read(wanted)
        if not wanted.codes and not any(form.key for form in reading.forms):
            return Decision(None, reasons.NO_NAME)
        found = _ordered(self._candidates(wanted, reading, thorough=False))
        matches = tuple(_match(one) for one in found[: max(1, limit)])
        refusal = self._refusal(found, wanted, reading)
        if refusal is not None:
            return Decision(None, refusal, matches)
        return Decision(matches[0], reasons.joined(matches[0].reasons), matches)

    def _read(self, wanted: Wanted) -> tuple[Wanted, Reading]:
        """Read the name; a day that it says counts where none is given."""
        reading = read_name(wanted.name)
        return replace(wanted, on=wanted.on or reading.on), reading

    def codes_of(self, entity: Entity) -> set[tuple[str, str]]:
        """Return the codes of a thing, and of the territory of an authority."""
        governed = entity.places if nature_of(entity) in (AUTHORITY, PROVINCIAL) else ()
        return {*entity.codes, *(code for iri in governed if iri in self.entities for code in self.entities[iri].codes)}

    # --- Gathering ------------------------------------------------------------------------------------------------

    def _candidates(self, wanted: Wanted, reading: Reading, *, thorough: bool) -> list[Candidate]:
        found = by_name(self._index, self._list, reading, wanted, thorough=thorough)
        for coded in self._by_code(wanted, reading, found):
            found[coded.entity.iri] = coded
        kept = [one for one in found.values() if not wanted.kinds or wanted.kinds & one.entity.kinds]
        beside = [(text, self._places_named(text)) for text in reading.beside]
        place = [(text, self._places_named(text)) for text in (wanted.place.strip(),) if text]
        for one in kept:
            one.before = one.score
            for text, named in () if one.whole else beside:
                self._hold_against(one, text, named, asked=False)
            for text, named in place:
                self._hold_against(one, text, named, asked=True)
            self._hold_against_homonyms(one, reading)
            self._hold_against_codes(one, wanted, reading)
            self._hold_against_time(one, wanted.on)
        self._tell_twins(kept, wanted.on)
        return kept

    def _by_code(self, wanted: Wanted, reading: Reading, found: dict[str, Candidate]) -> list[Candidate]:
        """Return what has one of the codes; where the authority of a place is meant, that has the place's."""
        coded: list[Candidate] = []
        for code in sorted(wanted.codes):
            meant = self._meant(self._coded.get(code, []), wanted, reading)
            shared = len(meant) > 1
            for entity in meant:
                known = found.get(entity.iri)
                named = known is not None and known.score >= _NAMED
                told = reasons.code_is_shared if shared else reasons.code_is_same
                why: list[Reason] = [partial(told, *code)]
                if known is not None:
                    why += known.why if named or shared else [reasons.name_is_other]
                elif reading.forms[0].key:
                    why.append(reasons.name_is_other)
                score = (known.score if known else _HALF) if shared else 100.0 if named else 95.0
                if code[0] in _WHERE and reading.forms[0].key and (not named or self._is_around(entity, found)):
                    score = known.score if known else _HALF  # perhaps the place where it is
                coded.append(Candidate(entity, score, 0, f"={code[1]}", why=why))
        return coded

    def _is_around(self, place: Entity, found: Mapping[str, Candidate]) -> bool:
        """Tell whether something that surely bears the name lies in the place."""
        sure = (one.entity.iri for one in found.values() if one.score >= SURE and one.entity.iri != place.iri)
        return any(place.iri in self._lies_in(iri) for iri in sure)

    def _meant(self, entities: list[Entity], wanted: Wanted, reading: Reading) -> list[Entity]:
        """Return the authorities of places where the name or the kind says that these are meant, else the things."""
        says = any(form.role in (MUNICIPAL, PROVINCIAL) for form in reading.forms)
        fits = not wanted.kinds or any(wanted.kinds & entity.kinds for entity in entities)
        governing = [each for entity in entities for each in self._authorities.get(entity.iri, ())]
        governing = [each for each in governing if not wanted.kinds or wanted.kinds & each.kinds]
        return governing if governing and (not fits or (says and not wanted.kinds)) else entities

    # --- Place and time -------------------------------------------------------------------------------------------

    def _places_named(self, text: str) -> list[Entity]:
        """Return what a place, or what stands beside a name, may be: by its name or its code."""
        forms = [form for form in read_name(text).forms if form.role in _PLACED]
        places = {held.place for form in forms for held in self._index.equal(form.key)}
        code = read_code(text)
        return [self._list[place] for place in sorted(places)] + (self._coded.get(code, []) if code else [])

    def _hold_against(self, one: Candidate, beside: str, named: list[Entity], *, asked: bool) -> None:
        """Hold a candidate against what stands beside its name: a place that it lies in, or another of its names."""
        if any(entity.iri == one.entity.iri for entity in named) and not asked:
            return
        around = self._lies_in(one.entity.iri)
        holding = [entity for entity in named if entity.iri in around]
        if holding:
            one.located = True
            if holding[0].iri != one.entity.iri:
                one.why.append(partial(reasons.lies_in, holding[0]))
        elif asked and not one.entity.places:
            return
        else:
            told = reasons.lies_elsewhere if named else reasons.place_unknown
            one.hold_against(_ELSEWHERE if named or asked else _UNEXPLAINED, partial(told, beside))

    def _hold_against_homonyms(self, one: Candidate, reading: Reading) -> None:
        french = any(form.role == MUNICIPAL and FRENCH.intersection(words_of(form.dropped)) for form in reading.forms)
        known = ELSEWHERE | IN_FRENCH if french else ELSEWHERE
        if one.key in known and not one.located:
            one.hold_against(_UNEXPLAINED, partial(known.__getitem__, one.key))

    def _hold_against_codes(self, one: Candidate, wanted: Wanted, reading: Reading) -> None:
        """Hold a candidate against a code that is another one's, or against a name that is."""
        belied = self._belied(one, wanted, reading) if wanted.codes and one.score >= SURE else None
        if belied is not None:
            one.belied = belied
            one.score -= _BELIED
            one.why.append(lambda: belied)

    def _lies_in(self, iri: str) -> frozenset[str]:
        """Return the thing itself and all that it lies in, at any depth."""
        if iri not in self._around:
            around = [iri]
            for each in around:  # the list grows while it is read
                if each in self.entities:
                    around += sorted(self.entities[each].places.difference(around))
            self._around[iri] = frozenset(around)
        return self._around[iri]

    def _hold_against_time(self, one: Candidate, on: str) -> None:
        entity = one.entity
        if on and entity.start > on:
            one.hold_against(_INVALID, partial(reasons.not_yet, entity))
        elif on and entity.end and entity.end < on:
            one.hold_against(_INVALID, partial(self._ended, entity))
        elif not on and self._is_past(entity):
            one.hold_against(0.0 if one.coded else ENDED, partial(self._ended, entity))

    def _is_past(self, entity: Entity) -> bool:
        return bool(entity.end) and entity.end < self._today

    def _ended(self, entity: Entity) -> Words:
        """Say when it ended, and what came after it; of an authority, after its territory."""
        places = [self.entities[iri] for iri in sorted(entity.places) if iri in self.entities]
        governed = places if nature_of(entity) == AUTHORITY else []
        after = entity.successors or tuple(iri for place in governed for iri in place.successors)
        return reasons.ended(entity, [self.entities[iri] for iri in after if iri in self.entities])

    def _tell_twins(self, found: list[Candidate], on: str) -> None:
        """Say of what has an equal name, and is of the same kind, which of them holds."""
        groups: dict[tuple[str, str], list[Candidate]] = {}
        for one in found:
            groups.setdefault((one.key, nature_of(one.entity)), []).append(one)
        for twins in (each for each in groups.values() if len(each) > 1 and each[0].key and not each[0].coded):
            best = max(twins, key=lambda one: one.score)
            former = [one.entity for one in twins if one is not best and self._is_past(one.entity)]
            if on and best.before - best.score < _INVALID:
                best.why.append(partial(reasons.valid_on, on))
            elif former and not on and not self._is_past(best.entity):
                best.why.append(partial(reasons.valid_now, former))

    # --- Deciding -------------------------------------------------------------------------------------------------

    def _refusal(self, found: list[Candidate], wanted: Wanted, reading: Reading) -> Words | None:
        """Return why none is sure, or None where the first is."""
        if not found:
            return self._elsewhere(wanted, found)
        best = found[0]
        belied = next((one for one in found if one.belied is not None), None)
        if belied is not None and best.score < SURE:
            return reasons.joined(_match(belied).reasons)
        better = next((one for one in found[1:] if self._would_be_better(one, best)), None)
        if best.score >= SURE and better is not None and better.against is not None:
            return better.against()
        if best.score >= SURE:
            rivals = [one for one in found[1:] if self._rivals(best, one)]
            return reasons.several_fit([one.entity for one in (best, *rivals)]) if rivals else None
        if reading.other is not None and is_territorial(best.entity):
            return reasons.is_other_kind(reading.other, best.entity)
        held = next((one.against for one in found if one.against and one.distance == 0 and one.before >= SURE), None)
        if wanted.on and held is not None:
            return held()
        return self._elsewhere(wanted, found) if best.score < 60 else reasons.only_like(_like(found))

    def _would_be_better(self, one: Candidate, best: Candidate) -> bool:
        """Tell whether another name fits better, of a thing that is not there on that day or in that place."""
        return one.before > best.before + _SAME and one.distance <= best.distance

    def _belied(self, best: Candidate, wanted: Wanted, reading: Reading) -> Words | None:
        """Return how the codes and the name contradict each other, or None where they do not."""
        for register, code in sorted(wanted.codes):
            held = [entity for entity in self._coded.get((register, code), ()) if not self._goes_with(entity, best)]
            own = sorted(value for name, value in self.codes_of(best.entity) if name == register)
            if own and code not in own and not self._around_of(best, register, code):
                if held:
                    return reasons.code_of_other(register, code, held[0])
                return reasons.has_other_code(best.entity, register, own[0], code)
            if held and not own and (register not in _WHERE or best.entity.places):
                return reasons.codes_disagree(held[0], best.entity)
        if not best.coded or not reading.forms[0].key:
            return None
        named = self.decide(replace(wanted, codes=frozenset())).match
        if named is None or self._goes_with(best.entity, _candidate_of(named)):
            return None
        return reasons.codes_disagree(best.entity, named.entity)

    def _goes_with(self, coded: Entity, best: Candidate) -> bool:
        """Tell whether what a code is of is the thing itself, its territory, its authority, its heir or around it."""
        entity = best.entity
        follows = entity.iri in coded.successors or coded.iri in entity.successors
        return coded.iri in self._lies_in(entity.iri) or self._are_pair(coded, entity) or follows

    def _around_of(self, best: Candidate, register: str, code: str) -> bool:
        return any(self._goes_with(entity, best) for entity in self._coded.get((register, code), ()))

    def _elsewhere(self, wanted: Wanted, found: list[Candidate]) -> Words:
        """Return what the name means among things of every kind, else what is most like it, else nothing."""
        if wanted.kinds:
            named = self.decide(replace(wanted, kinds=frozenset())).match
            if named is not None:
                return reasons.only_of_other_kind(named.entity)
        return reasons.only_like(_like(found)) if found else reasons.NOTHING

    def _rivals(self, best: Candidate, other: Candidate) -> bool:
        """Tell whether the second may be meant just as well as the first."""
        if best.coded and not other.coded:
            return False
        if best.distance == 0 or best.key == other.key:
            near = other.distance == best.distance and other.score > best.score - _SAME
        else:
            margin = _MARGIN if other.distance > best.distance else 3 * _MARGIN
            near = other.score > best.score - margin
        return near and not self._are_pair(best.entity, other.entity) and not self._gives_way(best, other)

    def _gives_way(self, best: Candidate, other: Candidate) -> bool:
        """Tell whether the second has ended, bears the name of the first, and is of its kind."""
        same = best.key == other.key and nature_of(best.entity) == nature_of(other.entity)
        return same and self._is_past(other.entity) and not self._is_past(best.entity)

    def _are_pair(self, one: Entity, other: Entity) -> bool:
        """Tell whether one is the authority of the other; which of the two is meant, the score says."""
        natures = {nature_of(one), nature_of(other)}
        return natures in _PAIRS and bool(one.places & {other.iri} or other.places & {one.iri})


def _ordered(found: Iterable[Candidate]) -> list[Candidate]:
    return sorted(found, key=_order)


def _order(one: Candidate) -> tuple[float, bool, float, int, str]:
    return -one.score, not one.coded, -one.likeness, -len(one.key), one.entity.iri


def _like(found: list[Candidate]) -> list[Match]:
    return [_match(one) for one in found if one.score >= min(60.0, found[0].score)]


def _candidate_of(match: Match) -> Candidate:
    return Candidate(match.entity, match.score, 0, "")


def _match(one: Candidate) -> Match:
    return Match(one.entity, round(max(0.0, min(100.0, one.score)), 1), tuple(each() for each in one.why))
