"""Name the types of things: the word in their IRIs, what they are in their register, and their classes."""

from collections.abc import Iterable
from typing import NamedTuple

from steungraaf.links.describing import find_names
from steungraaf.links.model import Entity
from steungraaf.namespaces import ID, expand, shorten
from steungraaf.spelling import fold, nearest
from steungraaf.store import Store
from steungraaf.web.faults import UnknownTypeError

_FEW = 10  # types that an error lists
WORDS = {
    "arrondissement": {"nl": "arrondissement", "en": "arrondissement"},
    "country": {"nl": "land", "en": "country"},
    "document": {"nl": "document", "en": "document"},
    "group": {"nl": "groep", "en": "group"},
    "initiative": {"nl": "initiatief", "en": "initiative"},
    "mandate": {"nl": "mandaat", "en": "mandate"},
    "municipality": {"nl": "gemeente", "en": "municipality"},
    "office": {"nl": "ambt", "en": "office"},
    "organisation": {"nl": "organisatie", "en": "organisation"},
    "period": {"nl": "periode", "en": "period"},
    "person": {"nl": "persoon", "en": "person"},
    "place": {"nl": "plaats", "en": "place"},
    "province": {"nl": "provincie", "en": "province"},
    "region": {"nl": "gewest", "en": "region"},
}


class Type(NamedTuple):
    """A type: its identifier, what people call it, how many things have it, and the kind that entities carry."""

    id: str
    name: str
    things: int
    kind: str

    def shown(self) -> dict[str, str]:
        """Return it as the API writes a type."""
        return {"id": self.id, "name": self.name}


class Types:
    """All types that any entity has."""

    def __init__(self, store: Store, entities: Iterable[Entity], lang: str) -> None:
        """Count them, and ask the store once what they are called."""
        counts: dict[str, int] = {}
        for entity in entities:
            for kind in filter(None, entity.kinds):
                counts[kind] = counts.get(kind, 0) + 1
        names = find_names(store, [kind for kind in counts if ":" in kind], lang)
        named = {kind: WORDS.get(kind, {}).get(lang) or names.get(kind) or shorten(kind) for kind in counts}
        self._types = {kind: Type(shorten(kind), named[kind], counts[kind], kind) for kind in counts}
        self._named = {fold(one.name): one for one in reversed(self.all())}

    def all(self) -> list[Type]:
        """Return the types: words first, then concepts, then classes; within each what most things have."""
        return sorted(self._types.values(), key=lambda one: (_rank(one.kind), -one.things, one.id))

    def of(self, entity: Entity) -> list[Type]:
        """Return the types by which a person tells an entity from others: classes only where there is nothing else."""
        types = sorted(
            (self._types[kind] for kind in filter(None, entity.kinds)), key=lambda one: (_rank(one.kind), one.id)
        )
        return [one for one in types if _rank(one.kind) < 2] or types

    def get(self, name: str, where: str) -> Type:
        """Return a type by its identifier or IRI, or by its name as people type it.

        Raises UnknownTypeError.
        """
        found = self._types.get(name) or self._types.get(expand(name)) or self._named.get(fold(name))
        if found is None:
            known = [one.id for one in self.all()]
            near = nearest(name, known)
            raise UnknownTypeError(where=where, type=name, near=near, known=[] if near else known[:_FEW])
        return found

    def suggest(self, beginning: str) -> list[Type]:
        """Return the types whose name or identifier begins so, or a word in it."""
        start = fold(beginning)
        return [one for one in self.all() if begins(start, one.name, one.id, one.kind)]


def begins(start: str, *names: str) -> bool:
    """Tell whether one of some names, or a word in one of them, begins so.

    >>> begins("of", "kind of actor"), begins("url", "website", "schema:url"), begins("rl", "url")
    (True, True, False)
    """
    folded = (fold(name) for name in names)
    return any(name.startswith(start) or f" {start}" in name or f":{start}" in name for name in folded)


def _rank(kind: str) -> int:
    return 0 if ":" not in kind else 1 if kind.startswith(ID) else 2
