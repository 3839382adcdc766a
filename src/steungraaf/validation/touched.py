"""Tell which things a change touches, by walking the ways of rules backwards from the statements that changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from steungraaf.rdf import Literal, Quad, Term, Triple
from steungraaf.validation.reach import Unbounded, View, Ways, is_looked_up_by_value


@dataclass
class Touched:
    """Hold the things that rules have to look at again, by the state in which they begin, and those rules for all."""

    things: dict[int, set[Term]] = field(default_factory=dict)
    everything: set[int] = field(default_factory=set)


class Backwards:
    """Hold the steps of some ways by where they lead, to walk them against their direction."""

    def __init__(self, ways: Ways, starts: Iterable[int]) -> None:
        """Take the ways, and the states in which rules begin."""
        self._starts = frozenset(starts)
        self._by_predicate: dict[str | None, list[tuple[int, bool]]] = {}
        self._before: list[list[tuple[int, str | None, bool]]] = [[] for _ in ways.edges]
        self._free: list[list[int]] = [[] for _ in ways.edges]
        self._from_values = [any(edge.inverse for edge in edges) for edges in ways.edges]
        self._seeds: dict[tuple[Term, int], set[int]] = {}
        for state, edges in enumerate(ways.edges):
            for edge in edges:
                self._by_predicate.setdefault(edge.predicate, []).append((state, edge.inverse))
                self._before[edge.to].append((state, edge.predicate, edge.inverse))
            for to in ways.free[state]:
                self._free[to].append(state)
        for start, seeds in ways.seeds.items():
            for seed in seeds:
                self._seeds.setdefault(seed, set()).add(start)

    def touched(self, changed: Iterable[Quad], view: View) -> Touched:
        """Return from which things one of the changed statements is looked at, or was.

        `view` has the data as they are after the change: what lies between a thing and the first changed statement on
        its way did not change, so it is there still. Raises Unbounded where a way leads through a literal that may be
        written in another way.
        """
        found = Touched()
        waiting = list({place for quad in changed for place in self._looking_at(quad)})
        seen = set(waiting)
        while waiting:
            term, state = waiting.pop()
            if self._from_values[state] and is_looked_up_by_value(term):
                raise Unbounded
            if state in self._starts:
                found.things.setdefault(state, set()).add(term)
            found.everything |= self._seeds.get((term, state), set())
            for place in self._steps_before(term, state, view):
                if place not in seen:
                    seen.add(place)
                    waiting.append(place)
        return found

    def _looking_at(self, quad: Quad) -> Iterator[tuple[Term, int]]:
        """Yield where a statement is looked up: from its subject, or from its object backwards."""
        for predicate in (quad.predicate.value, None):
            for state, inverse in self._by_predicate.get(predicate, ()):
                yield quad.object if inverse else quad.subject, state

    def _steps_before(self, term: Term, state: int, view: View) -> Iterator[tuple[Term, int]]:
        for before in self._free[state]:
            yield term, before
        for before, predicate, inverse in self._before[state]:
            if not inverse:
                yield from ((quad.subject, before) for quad in view.pointing(term, predicate))
            elif not isinstance(term, Literal | Triple):
                yield from ((quad.object, before) for quad in view.about(term, predicate))
