"""Say in one line what a thing is, so that a person tells it from its namesakes."""

from steungraaf.links.describing import find_names
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Entity
from steungraaf.store import Store
from steungraaf.web.kinds import Types
from steungraaf.web.properties import REGISTERS, own_values


class Describer:
    """Describe entities in one language."""

    def __init__(self, store: Store, matcher: Matcher, types: Types, lang: str) -> None:
        """Ask the store once what the places are called that are no entities."""
        self._entities, self._types, self._lang = matcher.entities, types, lang
        places = {place for entity in matcher.entities.values() for place in entity.places}
        self._places = find_names(store, sorted(places.difference(matcher.entities)), lang)

    def name(self, entity: Entity) -> str:
        """Return the preferred name."""
        return entity.label(self._lang)

    def types(self, entity: Entity) -> list[dict[str, str]]:
        """Return the types as the API writes them."""
        return [one.shown() for one in self._types.of(entity)]

    def describe(self, entity: Entity) -> str:
        """Return type, places, codes and period."""
        types = [one.name for one in self._types.of(entity)]
        codes = [
            value if register == "ovo" else f"{register.upper()} {value}"
            for register in REGISTERS
            for value in own_values(register, entity)
        ]
        return "; ".join([*types, *self.places(entity), *codes, *period(entity)])

    def places(self, entity: Entity) -> list[str]:
        """Return the names of the places it lies in or works for."""
        return sorted(filter(None, map(self._place, entity.places)))

    def _place(self, iri: str) -> str:
        found = self._entities.get(iri)
        return self._places.get(iri, "") if found is None else found.label(self._lang)


def period(entity: Entity) -> list[str]:
    """Return from when to when it is what it is, if that is known."""
    return [f"{entity.start or '...'} - {entity.end or '...'}"] if entity.start or entity.end else []
