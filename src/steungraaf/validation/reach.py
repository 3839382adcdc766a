"""Say which statements a rule looks at from the thing that it is about, and fetch them.

A rule looks along properties: from a claim to its sentence, from there to its class. These ways make an automaton: a
state for each kind of place on them, the first one for the thing itself. Whatever data may hold, a rule gives the same
of a thing when it sees only what can be reached on its ways. So a part of the data is checked with its neighbourhood
and gives what the whole gives of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term

_XSD, _STRING = expand("xsd:"), expand("xsd:string")
_STAR_FROM = 3  # properties of one thing from which on all of them are fetched at once
_NODES = (NamedNode, BlankNode)


class Unbounded(Exception):  # noqa: N818 - no fault: the rule is to be run on the whole
    """The ways of a rule cannot be told from it, or lead through what looking up does not follow."""


def is_looked_up_by_value(term: Term) -> bool:
    """Return whether an engine may take a literal for another one that is written in another way."""
    return isinstance(term, Literal) and term.datatype.value.startswith(_XSD) and term.datatype.value != _STRING


class Edge(NamedTuple):
    """One step: along a property (any without one), forwards or backwards, to a state."""

    predicate: str | None
    inverse: bool
    to: int


class View(Protocol):
    """Look up what is said of a term and what leads to it."""

    def about(self, subject: Term, predicate: str | None = None) -> Iterable[Quad]:
        """Return the statements with this subject."""
        ...

    def pointing(self, object: Term, predicate: str | None = None) -> Iterable[Quad]:
        """Return the statements with this object."""
        ...


@dataclass
class Ways:
    """Hold the states of all rules, the steps between them, and from which constants rules start beside their thing."""

    edges: list[list[Edge]] = field(default_factory=list)
    free: list[list[int]] = field(default_factory=list)  # to which states one comes without a step
    seeds: dict[int, list[tuple[Term, int]]] = field(default_factory=dict)  # by the first state of the rule

    def state(self) -> int:
        """Return a new state."""
        self.edges.append([])
        self.free.append([])
        return len(self.edges) - 1

    def step(self, state: int, predicate: str | None, *, inverse: bool = False, to: int | None = None) -> int:
        """Add a step, unless it is there, and return where it leads."""
        if to is None:
            known = (edge.to for edge in self.edges[state] if edge[:2] == (predicate, inverse) and edge.to != state)
            to = next(known, None)
        if to is None:
            to = self.state()
        edge = Edge(predicate, inverse, to)
        if edge not in self.edges[state]:
            self.edges[state].append(edge)
        return to

    def join(self, state: int, to: int) -> None:
        """Let whatever comes to a state be at another one as well."""
        if to not in self.free[state] and to != state:
            self.free[state].append(to)


class Neighbourhood:
    """Collect the statements that rules look at; what was looked up once is not looked up again."""

    def __init__(self, ways: Ways, view: View, *, exact: bool = True) -> None:
        """Begin with nothing; not `exact` is what is for an engine to which 1 and 01 are the same."""
        self._exact = exact
        self._ways = ways
        self._view = view
        self._seen: set[tuple[Term, int]] = set()
        self._found: dict[tuple[Term, str | None, bool], list[Quad]] = {}

    def quads(self) -> Iterator[Quad]:
        """Yield what was looked up, some of it more than once."""
        for found in self._found.values():
            yield from found

    def follow(self, starts: Iterable[tuple[Term, int]]) -> None:
        """Look up what can be reached from terms in their states; raise Unbounded where that cannot be told."""
        waiting = list(starts)
        while waiting:
            place = waiting.pop()
            if place in self._seen:
                continue
            self._seen.add(place)
            term, state = place
            waiting.extend((term, to) for to in self._ways.free[state])
            waiting.extend(self._ways.seeds.get(state, ()))
            waiting.extend(self._next(term, self._ways.edges[state]))

    def _next(self, term: Term, edges: list[Edge]) -> Iterator[tuple[Term, int]]:
        forwards = sum(not edge.inverse for edge in edges)
        for edge in edges:
            further = bool(self._ways.edges[edge.to] or self._ways.free[edge.to])
            if edge.inverse:
                for quad in self.pointing(term, edge.predicate):
                    if further:
                        yield quad.subject, edge.to
            elif isinstance(term, _NODES):
                whole = edge.predicate is None or forwards >= _STAR_FROM
                for quad in self.about(term, None if whole else edge.predicate):
                    if further and edge.predicate in (None, quad.predicate.value):
                        yield quad.object, edge.to

    def about(self, term: Term, predicate: str | None = None) -> list[Quad]:
        """Return what is said of a term."""
        key = (term, predicate, False)
        if key not in self._found:
            self._found[key] = list(self._view.about(term, predicate))
        return self._found[key]

    def pointing(self, term: Term, predicate: str | None = None) -> list[Quad]:
        """Return what leads to a term; raise Unbounded for a literal that may be written in another way."""
        if not self._exact and is_looked_up_by_value(term):
            raise Unbounded
        key = (term, predicate, True)
        if key not in self._found:
            self._found[key] = list(self._view.pointing(term, predicate))
        return self._found[key]
