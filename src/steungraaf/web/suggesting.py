"""Find entities by how one of their names begins, fast enough for every key that somebody presses."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from steungraaf.links.model import Entity
from steungraaf.spelling import code, fold
from steungraaf.web.identifiers import find_entity, identifier_of

PAGE = 20  # suggestions in one answer
_WHOLE, _IDENTIFIER, _WORD = range(3)


class Beginnings:
    """The beginnings of all names and codes, of identifiers, and of the words in names, each in order."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Take the entities."""
        self._entities = entities
        ways: tuple[set[tuple[str, str]], ...] = (set(), set(), set())
        for iri, entity in entities.items():
            for text, way in _texts(entity):
                ways[way].add((text, iri))
        self._sorted = [sorted(way) for way in ways]

    def find(self, beginning: str, kind: str | None = None) -> Iterator[Entity]:
        """Give what begins so, as far as it is asked for.

        First the thing with this identifier, then by names and codes, by identifiers, and by words in names.
        """
        seen: set[str] = set()
        for iri in self._found(beginning):
            if iri not in seen and (kind is None or kind in self._entities[iri].kinds):
                seen.add(iri)
                yield self._entities[iri]

    def _found(self, beginning: str) -> Iterator[str]:
        named = find_entity(self._entities, beginning)
        if named is not None:
            yield named.iri
        start, coded = fold(beginning), code(beginning)
        yield from self._beginning_with(_WHOLE, start)
        if coded:
            yield from self._beginning_with(_WHOLE, coded)
        yield from self._beginning_with(_IDENTIFIER, start)
        yield from self._beginning_with(_WORD, start)

    def _beginning_with(self, way: int, start: str) -> Iterator[str]:
        texts = self._sorted[way]
        for index in range(bisect_left(texts, (start, "")), len(texts)):
            if not texts[index][0].startswith(start):
                return
            yield texts[index][1]


def _texts(entity: Entity) -> Iterator[tuple[str, int]]:
    """Give what an entity can be found by, and in which way."""
    yield fold(identifier_of(entity.iri)), _IDENTIFIER
    yield from ((code(value), _WHOLE) for _, value in entity.codes)
    for name in entity.names:
        words = fold(name.text).split(" ")
        yield " ".join(words), _WHOLE
        yield from ((" ".join(words[start:]), _WORD) for start in range(1, len(words)))
