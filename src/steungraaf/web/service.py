"""Hold all that answers: the matcher, what it knows by name, and the limits; nothing of HTTP."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import islice
from typing import Any

from steungraaf.links.describing import find_names
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Entity, Wanted
from steungraaf.rdf.terms import is_iri
from steungraaf.store import Store
from steungraaf.web.asking import Asked, BatchReader
from steungraaf.web.candidates import Candidates
from steungraaf.web.descriptions import Describer
from steungraaf.web.extension import Extension
from steungraaf.web.faults import UnknownEntityError
from steungraaf.web.identifiers import IDENTIFIER_SPACE, find_entity, identifier_of, iri_of
from steungraaf.web.kinds import Types
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.preview import write_preview
from steungraaf.web.properties import Properties
from steungraaf.web.reading import as_count, as_text
from steungraaf.web.suggesting import PAGE, Beginnings

_MOST = 1_000_000  # suggestions that can be skipped


@dataclass(frozen=True)
class Service:
    """Answer in one language what is asked of a store by way of a matcher."""

    store: Store
    matcher: Matcher
    lang: str
    limits: ServiceLimits

    def prepare(self) -> None:
        """Read all that is kept, so that the first who asks need not wait."""
        _ = self.reader, self.extension, self.beginnings, self.candidates.codes
        self.properties.suggest("")
        self.candidates.answer(Asked(Wanted("Oostende")))

    @cached_property
    def types(self) -> Types:
        """Return all types."""
        return Types(self.store, self.matcher.entities.values(), self.lang)

    @cached_property
    def properties(self) -> Properties:
        """Return all properties."""
        return Properties(self.store, self.matcher.entities, self.lang)

    @cached_property
    def describer(self) -> Describer:
        """Return what describes entities."""
        return Describer(self.store, self.matcher, self.types, self.lang)

    @cached_property
    def reader(self) -> BatchReader:
        """Return what reads batches."""
        return BatchReader(self.types, self.properties, self.limits, self.matcher.entities)

    @cached_property
    def candidates(self) -> Candidates:
        """Return what answers queries."""
        return Candidates(self.matcher, self.describer, self.lang)

    @cached_property
    def extension(self) -> Extension:
        """Return what fetches the values of properties."""
        entities = self.matcher.entities
        return Extension(self.store, entities, self.properties, self.describer, self.limits, self.lang)

    @cached_property
    def beginnings(self) -> Beginnings:
        """Return what finds entities by how their names begin."""
        return Beginnings(self.matcher.entities)

    def suggest(self, what: str, given: Mapping[str, str]) -> dict[str, Any]:
        """Return a page of entities, types or properties whose name begins with the `prefix` that is given.

        Raises FieldError and UnknownTypeError.
        """
        prefix = as_text(given.get("prefix", ""), "prefix", self.limits.name)
        cursor = as_count(given.get("cursor") or 0, "cursor", 0, _MOST)
        found, show = self._suggestions(what, prefix, given.get("type", ""))
        return {"result": [show(one) for one in islice(found, cursor, cursor + PAGE)]}

    def _suggestions(self, what: str, prefix: str, kind: str) -> tuple[Iterable[Any], Callable[[Any], dict[str, Any]]]:
        if what == "type":
            return self.types.suggest(prefix), lambda one: one.shown()
        if what == "property":
            return self.properties.suggest(prefix), lambda one: one.shown()
        return self.beginnings.find(prefix, self.types.get(kind, "type").kind if kind else None), self._suggested

    def _suggested(self, entity: Entity) -> dict[str, Any]:
        return {
            "id": identifier_of(entity.iri),
            "name": self.describer.name(entity),
            "description": self.describer.describe(entity),
            "notable": self.describer.types(entity),
        }

    def propose(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Return the properties that can be fetched for a `type`, or for all where none is given.

        Raises FieldError and UnknownTypeError.
        """
        name = given.get("type", "")
        kind = self.types.get(name, "type").kind if name else None
        limit = as_count(given.get("limit") or _MOST, "limit", 1, _MOST)
        properties = [one.shown() for one in self.properties.proposed(kind)[:limit]]
        told: dict[str, Any] = {"properties": properties, "type": name}
        return {**told, "limit": limit} if given.get("limit") else told

    def flyout(self, what: str, given: Mapping[str, str]) -> dict[str, str]:
        """Return a line of HTML about an entity, a type or a property.

        Raises UnknownEntityError, UnknownTypeError and UnknownPropertyError.
        """
        name = given.get("id", "")
        if what == "entity":
            entity = self.entity(name)
            title, text = self.describer.name(entity), self.describer.describe(entity)
        elif what == "type":
            title, text = self.types.get(name, "id").name, ""
        else:
            told = self.properties.find(name, "id")
            title, text = told.name, told.description
        return {"id": name, "html": f"<p><strong>{escape(title)}</strong> {escape(text)}</p>"}

    def preview(self, identifier: str) -> str:
        """Return a page of HTML about an entity.

        Raises UnknownEntityError.
        """
        return write_preview(self.entity(identifier), self.describer, self.lang)

    def view(self, identifier: str) -> str:
        """Return the IRI of an identifier: one of an entity, or of anything else here that has a name, as values have.

        Raises UnknownEntityError.
        """
        iri = iri_of(identifier.strip())
        inside = iri.startswith(IDENTIFIER_SPACE) and iri != IDENTIFIER_SPACE and is_iri(iri)
        return iri if inside and find_names(self.store, [iri], self.lang) else self.entity(identifier).iri

    def entity(self, identifier: str) -> Entity:
        """Return an entity.

        Raises UnknownEntityError.
        """
        found = find_entity(self.matcher.entities, identifier)
        if found is None:
            raise UnknownEntityError(id=identifier[:200])
        return found
