"""Look up in a store what shapes look at: on disk one thing after the other, on a server many in one query.

What was looked up on a server is held for a while, up to a limit: many things lead to the same few concepts and actors.
A blank node has no name by which a server could be asked for it, so what is said with one is fetched beforehand.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from typing import Protocol, cast
from weakref import finalize

from steungraaf.namespaces import DERIVED, GRAPH
from steungraaf.rdf import BlankNode, NamedNode, Quad, Term, Triple
from steungraaf.store import Solutions, Store
from steungraaf.store.base import GRAPHLESS
from steungraaf.store.disk import DiskStore
from steungraaf.store.faults import EndpointLimitError
from steungraaf.store.index import GraphIndex
from steungraaf.validation.reach import Wanted
from steungraaf.validation.shapes import ClassView

MOST_TERMS = 250
"""As many terms are looked up by one query."""
MOST_CHARACTERS = 30_000
"""As long are these terms together."""
MOST_HELD = 150_000
"""As many statements of a server are held; each part holds its own beside them."""

_ONTOLOGY = f"{GRAPH}ontology/"
_WITH_NODES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) } }"


class StoreView(ClassView, Protocol):
    """Look up also in which graphs something is said."""

    def in_graphs(self, subjects: Iterable[Term]) -> Iterable[Quad]:
        """Return what is said of things, by each graph that says it."""
        ...


def view_of(store: Store) -> StoreView:
    """Return what looks up in a store; raise EndpointError and StoreError."""
    return store if isinstance(store, DiskStore) else QueryView(store)


def quads_in_order(store: Store) -> Iterator[Quad]:
    """Stream what a store holds graph by graph: the data, then the ontology, then what was derived.

    Raises EndpointError and StoreError.
    """
    names = sorted(store.graphs(), key=graph_order)
    return chain.from_iterable(map(store.dump, [*names, GRAPHLESS]))


def graph_order(name: str) -> tuple[bool, bool, str]:
    """Return the key that sorts graphs as the check of files reads them."""
    return name.startswith(DERIVED), name.startswith(_ONTOLOGY), name


class QueryView:
    """Look up by SPARQL."""

    def __init__(self, store: Store, *, terms: int = MOST_TERMS, held: int = MOST_HELD) -> None:
        """Take the store, how many terms one query looks up, and how many statements are held."""
        self._store = store
        self._terms = terms
        self._most = held
        self._held: OrderedDict[Wanted, list[Quad]] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._names = frozenset(store.graphs())
        self._nodes = _Nodes(store, self._names)

    def about(self, subject: Term, predicate: str | None = None) -> list[Quad]:
        """Return what is said of a thing."""
        wanted = Wanted(subject, predicate)
        return self.look_up([wanted])[wanted]

    def pointing(self, object: Term, predicate: str | None = None) -> list[Quad]:
        """Return what leads to a term."""
        wanted = Wanted(object, predicate, inverse=True)
        return self.look_up([wanted])[wanted]

    def look_up(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, list[Quad]]:
        """Return the statements for each of what is wanted; of a thing all that is said is fetched at once.

        Raises EndpointError.
        """
        whole = {each: each if each.inverse else Wanted(each.term, None) for each in wanted}
        with self._lock:
            fetched = {key: self._held[key] for key in whole.values() if key in self._held}
            for key in fetched:
                self._held.move_to_end(key)
            by_kind: dict[tuple[str | None, bool], list[Term]] = {}
            for key in dict.fromkeys(whole.values()):
                if key not in fetched:
                    by_kind.setdefault((key.predicate, key.inverse), []).append(key.term)
            for (predicate, inverse), terms in by_kind.items():
                fetched.update(self._fetched(terms, predicate, inverse=inverse))
        return {each: _by(each, fetched[key]) for each, key in whole.items()}

    def with_predicate(self, predicate: str) -> list[Quad]:
        """Return what is said by one property; raise EndpointError."""
        return [*self._triples((None, predicate, None)), *self._nodes.index.with_predicate(predicate)]

    def in_graphs(self, subjects: Iterable[Term]) -> Iterator[Quad]:
        """Yield what is said of things, by each graph that says it; raise EndpointError."""
        for some in _batches([each for each in subjects if isinstance(each, NamedNode)], self._terms):
            values = " ".join(map(str, some))
            rows = self._rows(f"SELECT ?s ?p ?o ?g {{ VALUES ?s {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            found = (Quad(*cast(tuple[NamedNode, NamedNode, Term, NamedNode], row)) for row in rows)
            yield from (quad for quad in found if str(getattr(quad.graph_name, "value", "")) in self._names)

    def _fetched(self, terms: Sequence[Term], predicate: str | None, *, inverse: bool) -> dict[Wanted, list[Quad]]:
        """Return and hold what is said of terms, or what leads to them."""
        found: dict[Wanted, dict[Quad, None]] = {Wanted(term, predicate, inverse): {} for term in terms}
        for some in _batches([term for term in terms if not isinstance(term, BlankNode | Triple)], self._terms):
            for quad in self._statements(some, predicate, inverse=inverse):
                key = Wanted(quad.object if inverse else quad.subject, predicate, inverse)
                if key in found:  # a server may take a literal for another one of the same value
                    found[key][quad] = None
        for key, quads in found.items():
            look = self._nodes.index.pointing if inverse else self._nodes.index.about
            quads.update(dict.fromkeys(look(key.term, predicate) if self._nodes else ()))
            self._hold(key, list(quads))
        return {key: list(quads) for key, quads in found.items()}

    def _statements(self, terms: Sequence[Term], predicate: str | None, *, inverse: bool) -> Iterator[Quad]:
        """Yield what one query gives of some terms; where that is more than a server gives, two of half as many."""
        try:
            yield from list(self._triples((None, predicate, terms) if inverse else (terms, predicate, None)))
        except EndpointLimitError:
            if len(terms) == 1:
                raise
            for half in (terms[: len(terms) // 2], terms[len(terms) // 2 :]):
                yield from self._statements(half, predicate, inverse=inverse)

    def _triples(self, pattern: tuple[Sequence[Term] | None, str | None, Sequence[Term] | None]) -> Iterator[Quad]:
        """Yield the statements of a pattern, without those with a blank node, which are at hand."""
        subjects, predicate, objects = pattern
        way = "?p" if predicate is None else str(NamedNode(predicate))
        values = "".join(
            f"VALUES ?{name} {{ {' '.join(map(str, terms))} }} "
            for name, terms in (("s", subjects), ("o", objects))
            if terms is not None
        )
        named = "FILTER(!ISBLANK(?s) && !ISBLANK(?o))" if self._nodes else ""
        columns = "?s ?p ?o" if predicate is None else "?s ?o"
        for row in self._rows(f"SELECT {columns} {{ {values} ?s {way} ?o {named} }}"):
            subject, object_ = cast(NamedNode, row[0]), cast(Term, row[-1])
            yield Quad(subject, cast(NamedNode, row[1]) if predicate is None else NamedNode(predicate), object_)

    def _rows(self, sparql: str) -> list[tuple[Term | None, ...]]:
        answer = self._store.query(sparql)
        assert isinstance(answer, Solutions)  # it is a SELECT
        return answer.rows

    def _hold(self, key: Wanted, quads: list[Quad]) -> None:
        """Hold statements, and let go what was not asked for the longest time."""
        self._held[key] = quads
        self._size += len(quads) + 1
        while self._size > self._most and len(self._held) > 1:
            _, gone = self._held.popitem(last=False)
            self._size -= len(gone) + 1


class _Nodes:
    """The statements with a blank node of all graphs that have some, on disk."""

    def __init__(self, store: Store, names: Iterable[str]) -> None:
        answer = store.query(_WITH_NODES)
        assert isinstance(answer, Solutions)  # it is a SELECT
        graphs = {term.value for (term,) in answer.rows if isinstance(term, NamedNode)} & {*names, GRAPHLESS}
        self._some = bool(graphs)
        place = Path(mkdtemp(prefix="steungraaf-")) if graphs else None
        self.index = GraphIndex(place)
        if place is not None:
            finalize(self, rmtree, place, ignore_errors=True)
        for graph in sorted(graphs):
            quads = store.dump(graph)
            self.index.add(quad for quad in quads if {type(quad.subject), type(quad.object)} & {BlankNode})

    def __bool__(self) -> bool:
        return self._some


def _by(wanted: Wanted, quads: list[Quad]) -> list[Quad]:
    if wanted.inverse or wanted.predicate is None:
        return quads
    return [quad for quad in quads if quad.predicate.value == wanted.predicate]


def _batches(terms: Sequence[Term], most: int) -> Iterator[list[Term]]:
    """Yield the terms, so many together as one query may hold."""
    some: list[Term] = []
    size = 0
    for term in terms:
        length = len(str(term))
        if some and (len(some) >= most or size + length > MOST_CHARACTERS):
            yield some
            some, size = [], 0
        some.append(term)
        size += length
    if some:
        yield some
