"""Say which statements a rule looks at from the thing that it is about, and fetch them.

A rule looks along properties: from a claim to its sentence, from there to its class. These ways make an automaton: a
state for each kind of place on them, the first one for the thing itself. Whatever data may hold, a rule gives the same
of a thing when it sees only what can be reached on its ways. So a part of the data is checked with its neighbourhood
and gives what the whole gives of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable

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


class Wanted(NamedTuple):
    """What is to be looked up: what is said of a term by one property or any, or, `inverse`, what leads to it."""

    term: Term
    predicate: str | None
    inverse: bool = False


@runtime_checkable
class DistantView(View, Protocol):
    """Look up many things at once: to ask for each of them would take too long."""

    def look_up(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, list[Quad]]:
        """Return the statements for each of what is wanted."""
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
        self._found: dict[Wanted, list[Quad]] = {}

    @property
    def size(self) -> int:
        """Return how many statements were looked up."""
        return sum(map(len, self._found.values()))

    def quads(self) -> Iterator[Quad]:
        """Yield what was looked up, some of it more than once."""
        for found in self._found.values():
            yield from found

    def follow(self, starts: Iterable[tuple[Term, int]]) -> None:
        """Look up what can be reached from terms in their states; raise Unbounded where that cannot be told.

        One step is made from all places before the next, so that all that is wanted for it can be looked up together.
        """
        waiting = list(starts)
        while places := list(self._entered(waiting)):
            self.look_up(wanted for term, state in places for _, wanted in self._wanted(term, state))
            waiting = [further for term, state in places for further in self._next(term, state)]

    def look_up(self, wanted: Iterable[Wanted]) -> None:
        """Look up at once what is wanted, where the view would take long for each."""
        if isinstance(self._view, DistantView):
            self._found.update(self._view.look_up(dict.fromkeys(each for each in wanted if each not in self._found)))

    def _entered(self, waiting: list[tuple[Term, int]]) -> Iterator[tuple[Term, int]]:
        """Yield the places where one has not been, with those to which one comes from there without a step."""
        while waiting:
            place = waiting.pop()
            if place in self._seen:
                continue
            self._seen.add(place)
            yield place
            term, state = place
            waiting.extend((term, to) for to in self._ways.free[state])
            waiting.extend(self._ways.seeds.get(state, ()))

    def _wanted(self, term: Term, state: int) -> Iterator[tuple[Edge, Wanted]]:
        """Yield for each step from a place what is to be looked up for it."""
        edges = self._ways.edges[state]
        forwards = sum(not edge.inverse for edge in edges)
        for edge in edges:
            if edge.inverse:
                yield edge, Wanted(term, edge.predicate, inverse=True)
            elif isinstance(term, _NODES):
                yield edge, Wanted(term, None if forwards >= _STAR_FROM else edge.predicate)

    def _next(self, term: Term, state: int) -> Iterator[tuple[Term, int]]:
        for edge, wanted in self._wanted(term, state):
            found = self.pointing(term, edge.predicate) if edge.inverse else self.about(term, wanted.predicate)
            if self._ways.edges[edge.to] or self._ways.free[edge.to]:
                for quad in found:
                    if edge.predicate in (None, quad.predicate.value):
                        yield quad.subject if edge.inverse else quad.object, edge.to

    def about(self, term: Term, predicate: str | None = None) -> list[Quad]:
        """Return what is said of a term."""
        key = Wanted(term, predicate)
        if key not in self._found:
            self._found[key] = list(self._view.about(term, predicate))
        return self._found[key]

    def pointing(self, term: Term, predicate: str | None = None) -> list[Quad]:
        """Return what leads to a term; raise Unbounded for a literal that may be written in another way."""
        if not self._exact and is_looked_up_by_value(term):
            raise Unbounded
        key = Wanted(term, predicate, inverse=True)
        if key not in self._found:
            self._found[key] = list(self._view.pointing(term, predicate))
        return self._found[key]
