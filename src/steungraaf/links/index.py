"""Find names fast: equal in their normal form, the same words in another order, or but one or two letters apart."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from steungraaf.links.designations import MUNICIPAL, PROVINCE, PROVINCIAL
from steungraaf.links.model import Entity, Name, Words
from steungraaf.links.names import forms_of, other_kind
from steungraaf.links.natures import AUTHORITY, nature_of

SHORTEST = 4  # letters of a name that may hold a typing error
_FEW_LETTERS = 8  # names shorter than this may hold one error, others two
_COMMON = 60  # a word in more names than this tells nothing


class Held(NamedTuple):
    """One way to take one name of a thing."""

    place: int  # of the thing in the list
    name: Name
    key: str
    role: str
    dropped: str
    words: tuple[str, ...]
    core: str  # the key without any words that say the kind
    other: Words | None


class Index:
    """Hold the names of things, to be found by what somebody wrote; what typing errors need is made when first used."""

    def __init__(self, entities: list[Entity]) -> None:
        """Take the things in an order of their own, by which they are told apart."""
        self._entities = entities
        self._natures = [nature_of(entity) for entity in entities]
        self._places = {entity.iri: place for place, entity in enumerate(entities)}
        self._equal: defaultdict[str, list[Held]] = defaultdict(list)
        self._bags: defaultdict[str, set[str]] = defaultdict(set)
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._keys: list[tuple[tuple[str, str], ...]] = []
        self._segments: defaultdict[str, list[str]] | None = None
        self._lengths: set[tuple[int, str]] = set()
        for place, entity in enumerate(entities):
            self._add(place, entity)

    def _add(self, place: int, entity: Entity) -> None:
        told: set[tuple[str, str]] = set()
        for held in chain(_own(place, entity), self._borrowed(place, entity)):
            if (held.key, held.role) not in told:
                told.add((held.key, held.role))
                self._equal[held.key].append(held)
        keys: dict[str, str] = {}
        for name in entity.names:
            words = forms_of(name.text)[0].words
            keys.setdefault("".join(words), name.text)
            if len(words) > 1:
                self._bags[" ".join(sorted(words))].add("".join(words))
            for word in words:
                if len(word) >= SHORTEST and (not self._words[word] or self._words[word][-1] != place):
                    self._words[word].append(place)
        self._keys.append(tuple(keys.items()))

    def _borrowed(self, place: int, entity: Entity) -> Iterator[Held]:
        """Give the names of the place that an authority governs, where they share a name: the French one, say."""
        role = {AUTHORITY: MUNICIPAL, PROVINCIAL: PROVINCIAL}.get(self._natures[place])
        if role is None:
            return
        own = {held.key for held in _own(place, entity) if held.role in (MUNICIPAL, PROVINCE, PROVINCIAL)}
        governed = [self._places[iri] for iri in sorted(entity.places) if iri in self._places]
        for other in governed:
            theirs = [held for held in _own(other, self._entities[other]) if held.role in ("", PROVINCE)]
            if own.intersection(held.key for held in theirs):
                for held in theirs:
                    yield held._replace(place=place, role=role, dropped="", name=held.name._replace(rank=2))

    def equal(self, key: str) -> list[Held]:
        """Return the names that are equal in one piece."""
        return self._equal.get(key, [])

    def shuffled(self, words: tuple[str, ...]) -> list[str]:
        """Return the keys of names of the same words in another order."""
        return sorted(self._bags.get(" ".join(sorted(words)), ())) if len(words) > 1 else []

    def near(self, key: str) -> list[tuple[str, int]]:
        """Return the keys that are one or two letters apart, with how many; a neighbour that changes place is one.

        A name cut in three has a part unharmed by two errors, and is looked up by its parts; numbers must be the same.
        """
        from rapidfuzz.distance import OSA

        if len(key) < SHORTEST:
            return []
        most = 1 if len(key) < _FEW_LETTERS else 2
        return [
            (other, distance)
            for other in sorted(self._alike(key, most))
            if other != key and (distance := OSA.distance(key, other, score_cutoff=most)) <= most
        ]

    def _alike(self, key: str, most: int) -> set[str]:
        if self._segments is None:
            self._segments = self._cut()
        length, digits, segments = len(key), _digits(key), self._segments
        found: set[str] = set()
        for other in range(max(SHORTEST, length - most), length + most + 1):
            if (other, digits) in self._lengths:
                for number, start, size in _parts(other):
                    prefix = f"{other}.{number}.{digits}."
                    for begin in range(max(0, start - most), min(length - size, start + most) + 1):
                        keys = segments.get(prefix + key[begin : begin + size])
                        if keys is not None:
                            found.update(keys)
        return found

    def _cut(self) -> defaultdict[str, list[str]]:
        segments: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._equal:
            if len(key) >= SHORTEST:
                digits = _digits(key)
                self._lengths.add((len(key), digits))
                for number, start, size in _parts(len(key)):
                    segments[f"{len(key)}.{number}.{digits}.{key[start : start + size]}"].append(key)
        return segments

    def keys_of(self, place: int) -> tuple[tuple[str, str], ...]:
        """Return the names of a thing in one piece, each with how it is written."""
        return self._keys[place]

    def sharing(self, words: tuple[str, ...]) -> list[int]:
        """Return the things that share a telling word, the rarest words first."""
        known = [self._words[word] for word in dict.fromkeys(words) if word in self._words]
        telling = sorted((places for places in known if len(places) <= _COMMON), key=len)
        return list(dict.fromkeys(chain.from_iterable(telling)))


def _own(place: int, entity: Entity) -> Iterator[Held]:
    for name in entity.names:
        forms = forms_of(name.text)
        core, other = min((form.key for form in forms), key=len), other_kind(forms[0].words)
        for form in forms:
            yield Held(place, name, form.key, form.role, form.dropped, form.words, core, other)


def _digits(key: str) -> str:
    return "" if key.isalpha() else "".join(filter(str.isdigit, key))


def _parts(length: int) -> tuple[tuple[int, int, int], ...]:
    """Return number, start and size of the three parts that a key of some length is cut in."""
    size = length // 3
    return (0, 0, size), (1, size, size), (2, 2 * size, length - 2 * size)
