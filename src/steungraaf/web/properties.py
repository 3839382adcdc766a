"""Name the properties that things can be matched on, and those whose values can be fetched."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from steungraaf.links.describing import find_names, find_predicates
from steungraaf.links.model import Entity
from steungraaf.namespaces import expand, shorten
from steungraaf.spelling import fold, nearest
from steungraaf.store import Store
from steungraaf.web.faults import UnknownPropertyError
from steungraaf.web.kinds import begins

REGISTERS = ("nis", "ovo", "kbo", "nuts")
MATCHED = (*REGISTERS, "place", "date")
_FETCHED = (*REGISTERS, "place", "start", "end", "successor")
_TOLD = {  # what each property of ours is called, and what it is
    "nis": {"nl": ("NIS-code", "vijf cijfers, van een gebied"), "en": ("NIS code", "five digits, of a territory")},
    "ovo": {
        "nl": ("OVO-code", "van een organisatie van de Vlaamse overheid"),
        "en": ("OVO code", "of an organisation of the Flemish authority"),
    },
    "kbo": {"nl": ("KBO-nummer", "ondernemingsnummer"), "en": ("KBO number", "enterprise number")},
    "nuts": {
        "nl": ("NUTS-code", "van een gebied in de Europese lijst"),
        "en": ("NUTS code", "of a territory in the European list"),
    },
    "place": {"nl": ("plaats", "waar het in ligt of voor werkt"), "en": ("place", "what it lies in or works for")},
    "date": {
        "nl": ("datum", "een dag waarop het bestond: 2018-11-27"),
        "en": ("date", "a day on which it existed: 2018-11-27"),
    },
    "start": {"nl": ("begin", "de eerste dag"), "en": ("start", "the first day")},
    "end": {"nl": ("einde", "de laatste dag"), "en": ("end", "the last day")},
    "successor": {"nl": ("opvolger", "wat in de plaats kwam"), "en": ("successor", "what took its place")},
}
# What the properties of ours tell better, or types and names do.
_TOLD_OTHERWISE = frozenset(
    map(
        expand,
        (
            "rdf:type",
            "skos:notation",
            "dcterms:temporal",
            "dcterms:spatial",
            "schema:containedInPlace",
            "dcterms:isReplacedBy",
        ),
    )
)


class Property(NamedTuple):
    """A property: its identifier, what people call it, what it is, and the predicate where it is one of the data."""

    id: str
    name: str
    description: str = ""
    predicate: str | None = None

    def shown(self) -> dict[str, str]:
        """Return it as the API writes a property."""
        told = {"id": self.id, "name": self.name, "description": self.description}
        return {key: value for key, value in told.items() if value}


class Properties:
    """All properties of the service."""

    def __init__(self, store: Store, entities: Mapping[str, Entity], lang: str) -> None:
        """Take the store, which is asked when first needed, and the entities."""
        self._store, self._entities, self._lang = store, entities, lang
        self._proposed: dict[str | None, list[Property]] = {}
        self._ours = {name: Property(name, *texts[lang]) for name, texts in _TOLD.items()}

    def to_match(self, name: str, where: str) -> Property:
        """Return a property that can be matched on, by its identifier or its name.

        Raises UnknownPropertyError.
        """
        found = next((self._ours[one] for one in MATCHED if fold(name) in (one, fold(self._ours[one].name))), None)
        if found is None:
            raise UnknownPropertyError(where=where, property=name, near=nearest(name, MATCHED), known=list(MATCHED))
        return found

    def to_fetch(self, name: str, where: str) -> Property:
        """Return a property whose values can be fetched, by its identifier or IRI.

        Raises UnknownPropertyError.
        """
        found = self._ours[name] if name in _FETCHED else self._of_data.get(expand(name))
        if found is None:
            known = [one.id for one in self.proposed(None)]
            near = nearest(name, known)
            raise UnknownPropertyError(where=where, property=name, near=near, known=[] if near else known)
        return found

    def find(self, name: str, where: str) -> Property:
        """Return a property that can be matched on or fetched.

        Raises UnknownPropertyError.
        """
        return self._ours[name] if name in MATCHED else self.to_fetch(name, where)

    def suggest(self, beginning: str) -> list[Property]:
        """Return the properties whose name or identifier begins so, or a word in it; the ones to match on first."""
        start = fold(beginning)
        ordered = [self._ours[name] for name in MATCHED] + [one for one in self.proposed(None) if one.id not in MATCHED]
        return [one for one in ordered if begins(start, one.name, one.id, one.predicate or "")]

    def proposed(self, kind: str | None) -> list[Property]:
        """Return the properties to fetch that things of a kind have: ours, then those that most of them have."""
        if kind not in self._proposed:
            self._proposed[kind] = self._propose(kind)
        return self._proposed[kind]

    def _propose(self, kind: str | None) -> list[Property]:
        of_kind = {iri for iri, entity in self._entities.items() if kind is None or kind in entity.kinds}
        ours = [self._ours[name] for name in _FETCHED if self._has(name, of_kind)]
        counts = {predicate: len(of_kind.intersection(things)) for predicate, things in self._things_of.items()}
        offered = [one for one in self._of_data if counts[one] and one not in _TOLD_OTHERWISE]
        return ours + [self._of_data[one] for one in sorted(offered, key=lambda one: (-counts[one], one))]

    def _has(self, name: str, iris: Iterable[str]) -> bool:
        return any(own_values(name, self._entities[iri]) for iri in iris)

    @cached_property
    def _things_of(self) -> dict[str, list[str]]:
        return find_predicates(self._store, self._entities)

    @cached_property
    def _of_data(self) -> dict[str, Property]:
        names = find_names(self._store, self._things_of, self._lang)
        short = {iri: shorten(iri) for iri in self._things_of}
        return {iri: Property(short[iri], names.get(iri) or short[iri], predicate=iri) for iri in self._things_of}


def own_values(name: str, entity: Entity) -> list[str]:
    """Return what an entity has for a property of ours: codes, IRIs of places and successors, or a day."""
    if name in REGISTERS:
        return sorted(code for register, code in entity.codes if register == name)
    days = {"start": entity.start, "end": entity.end}
    if name in days:
        return [days[name]] if days[name] else []
    return sorted(entity.places) if name == "place" else list(entity.successors)
