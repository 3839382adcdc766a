"""Find entities by how one of their names begins, fast enough for every key that somebody presses."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from steungraaf.catalogue.spelling import code, fold
from steungraaf.links.model import Entity
from steungraaf.web.identifiers import find_entity, identifier_of

PAGE = 20  # suggestions in one answer


class Beginnings:
    """The beginnings of all names and codes, and of all words in names, in order."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Take the entities."""
        self._entities = entities
        self._sorted = sorted({(text, rank, iri) for iri, one in entities.items() for text, rank in _texts(one)})

    def find(self, beginning: str, kind: str | None = None) -> list[Entity]:
        """Return what begins so: first the thing with this identifier, then by whole names, then by words in them."""
        named = find_entity(self._entities, beginning)
        best: dict[str, tuple[int, str]] = {} if named is None else {named.iri: (-1, "")}
        for text, rank, iri in self._beginning_with(fold(beginning)):
            best[iri] = min(best.get(iri, (9, "")), (rank, text))
        for text, rank, iri in self._beginning_with(code(beginning) or "\0"):
            best[iri] = min(best.get(iri, (9, "")), (rank, text))
        found = (self._entities[iri] for iri in sorted(best, key=lambda iri: (best[iri], iri)))
        return [entity for entity in found if kind is None or kind in entity.kinds]

    def _beginning_with(self, start: str) -> Iterator[tuple[str, int, str]]:
        for index in range(bisect_left(self._sorted, (start, -1, "")), len(self._sorted)):
            if not self._sorted[index][0].startswith(start):
                return
            yield self._sorted[index]


def _texts(entity: Entity) -> Iterator[tuple[str, int]]:
    """Give what an entity can be found by: names and codes (0), its identifier (1), the words in its names (2)."""
    yield fold(identifier_of(entity.iri)), 1
    yield from ((code(value), 0) for _, value in entity.codes)
    for name in entity.names:
        words = fold(name.text).split(" ")
        yield " ".join(words), 0
        yield from ((" ".join(words[start:]), 2) for start in range(1, len(words)))
