"""Decide which blank nodes stand inside the block of another subject, between brackets or as a collection."""

from collections.abc import Iterable, Iterator, Mapping

from steungraaf.namespaces import expand
from steungraaf.rdf.terms import BlankNode, NamedNode, Term, Triple

_FIRST, _REST, _NIL = (NamedNode(expand(name)) for name in ("rdf:first", "rdf:rest", "rdf:nil"))
_MAX_DEPTH = 8  # deeper than this nobody sees what belongs to what: such a node gets a name and a block

Values = dict[NamedNode, dict[Term, None]]  # the objects under each predicate, both in their order


class Nesting:
    """Hold which blank nodes are nested, and the items of those that begin a collection.

    A blank node is nested when exactly one triple refers to it and a subject with a block of its own leads to it. Nodes
    that refer to each other in a ring are not: with a block each, reading what was written gives the same order again.
    """

    def __init__(self, subjects: Mapping[Term, Values]) -> None:
        self._subjects = subjects
        self._uses = _count_uses(subjects)
        self.nested: set[Term] = set()
        self.lists: dict[Term, list[Term]] = {}
        waiting = [(subject, 0) for subject in subjects if not self._is_used_once(subject)]
        while waiting:
            waiting.extend(self._step(*waiting.pop()))

    def is_unnamed(self, term: Term) -> bool:
        """Tell whether a subject is a blank node that nothing refers to."""
        return isinstance(term, BlankNode) and term not in self._uses

    def _is_used_once(self, term: Term) -> bool:
        return isinstance(term, BlankNode) and self._uses.get(term) == 1

    def _step(self, subject: Term, depth: int) -> Iterator[tuple[Term, int]]:
        """Nest what a subject or the items of a collection refer to; give what is to be looked at next."""
        for term in self.lists.get(subject) or _objects(self._subjects.get(subject, {})):
            if not self._is_used_once(term):
                continue
            if depth == _MAX_DEPTH:
                yield term, 0
                continue
            self._nest(term)
            yield term, depth + 1

    def _nest(self, term: Term) -> None:
        self.nested.add(term)
        cells = list(self._cells(term))
        if cells[-1] == _NIL:
            self.nested.update(cells[:-1])
            self.lists[term] = [next(iter(self._subjects[cell][_FIRST])) for cell in cells[:-1]]

    def _cells(self, term: Term) -> Iterator[Term]:
        """Give the cells of a collection; the last one is rdf:nil when it is well formed and used nowhere else."""
        while self._is_used_once(term):
            yield term
            values = self._subjects.get(term, {})
            if set(values) != {_FIRST, _REST} or any(len(objects) != 1 for objects in values.values()):
                return
            term = next(iter(values[_REST]))
        yield term


def _objects(values: Values) -> Iterator[Term]:
    for objects in values.values():
        yield from objects


def _count_uses(subjects: Mapping[Term, Values]) -> dict[Term, int]:
    """Count by how many triples each blank node is referred to; one inside a triple term counts as shared."""
    uses: dict[Term, int] = {}
    for values in subjects.values():
        for term in _objects(values):
            for node, count in _blank_nodes([term], 1):
                uses[node] = uses.get(node, 0) + count
    return uses


def _blank_nodes(terms: Iterable[Term], count: int) -> Iterator[tuple[BlankNode, int]]:
    for term in terms:
        if isinstance(term, BlankNode):
            yield term, count
        elif isinstance(term, Triple):
            yield from _blank_nodes((term.subject, term.object), 2)
