"""Answer reconciliation queries with candidates, the best first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from steungraaf.links.codes import read_code
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Entity, Match, Wanted
from steungraaf.spelling import fold
from steungraaf.web.asking import Asked
from steungraaf.web.descriptions import Describer
from steungraaf.web.faults import ValueFault
from steungraaf.web.identifiers import find_entity, identifier_of

_SURE = 100.0


@dataclass(frozen=True)
class Candidates:
    """Find candidates and write them as the API does."""

    matcher: Matcher
    describer: Describer
    lang: str

    @cached_property
    def codes(self) -> frozenset[tuple[str, str]]:
        """Return every code that anything has."""
        return frozenset(code for entity in self.matcher.entities.values() for code in entity.codes)

    def answer(self, asked: Asked | ValueFault) -> dict[str, Any]:
        """Return the candidates of one query; only one of them can be a `match`, where the matcher is sure of it.

        A value that could not be read gets none, and is told as `error`, beside what the API has.
        """
        if isinstance(asked, ValueFault):
            return {"result": [], "error": asked.message(self.lang)}
        matches, sure = self._found(asked)
        matches.sort(key=lambda match: (-match.score, match.entity.iri != sure))  # clients look at the first only
        return {"result": [self._shown(match, asked.wanted, sure) for match in matches[: asked.limit]]}

    def _found(self, asked: Asked) -> tuple[list[Match], str | None]:
        """Return what fits, and the IRI of what surely is meant, if anything."""
        named = find_entity(self.matcher.entities, asked.wanted.name)
        if named is not None and _bears(named, asked):
            return [Match(named, _SURE)], named.iri
        asked = self._by_code(asked)
        wanted = asked.wanted
        matches = self._bearing(asked)
        if not matches and asked.strictness == "should" and wanted.kinds:
            return self.matcher.find(replace(wanted, kinds=frozenset()), asked.limit), None
        match = self.matcher.decide(wanted).match if matches else None
        return matches, None if match is None else match.entity.iri

    def _by_code(self, asked: Asked) -> Asked:
        """Look for a code by itself where that is all that was given for a name."""
        code = read_code(asked.wanted.name)
        if code is None or asked.wanted.codes or code not in self.codes:
            return asked
        return replace(asked, wanted=replace(asked.wanted, name="", codes=frozenset({code})))

    def _bearing(self, asked: Asked) -> list[Match]:
        """Return what fits and bears the types that are asked."""
        if asked.strictness != "all" or len(asked.wanted.kinds) < 2:
            return self.matcher.find(asked.wanted, asked.limit)
        found = self.matcher.find(asked.wanted, len(self.matcher.entities))
        return [match for match in found if _bears(match.entity, asked)]

    def _shown(self, match: Match, wanted: Wanted, sure: str | None) -> dict[str, Any]:
        entity = match.entity
        return {
            "id": identifier_of(entity.iri),
            "name": self.describer.name(entity),
            "description": self.describer.describe(entity),
            "type": self.describer.types(entity),
            "score": round(match.score, 2),
            "match": entity.iri == sure,
            "features": [{"id": name, "value": value} for name, value in features(entity, wanted)],
        }


def features(entity: Entity, wanted: Wanted) -> Iterable[tuple[str, bool]]:
    """Tell what of that which is wanted an entity has; what was not asked is left out."""
    name = fold(wanted.name)
    if name:
        yield "same_name", any(fold(one.text) == name for one in entity.names)
    if wanted.kinds:
        yield "type", not wanted.kinds.isdisjoint(entity.kinds)
    if wanted.codes:
        yield "code", not wanted.codes.isdisjoint(entity.codes)
    if wanted.on:
        yield "date", (entity.start or wanted.on) <= wanted.on <= (entity.end or wanted.on)


def _bears(entity: Entity, asked: Asked) -> bool:
    kinds = asked.wanted.kinds
    if not kinds or asked.strictness == "should":
        return True
    return kinds <= entity.kinds if asked.strictness == "all" else not kinds.isdisjoint(entity.kinds)
