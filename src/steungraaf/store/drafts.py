"""Change a copy of a store on disk, and publish it as a new generation once it is found good."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import cast

import pyoxigraph

from steungraaf.errors import EngineError
from steungraaf.namespaces import DERIVED
from steungraaf.rdf import BlankNode, DefaultGraph, NamedNode, Quad
from steungraaf.store.base import GRAPHLESS
from steungraaf.store.change_faults import LargeStoreError, UpdateFailedError
from steungraaf.store.disk import DiskStore, copy_engine_file
from steungraaf.store.embedded import explained, in_graph, stop_in
from steungraaf.store.generations import Generation, new_generation, open_generation, write_manifest
from steungraaf.store.guard import explain_syntax

Lines = frozenset[bytes]
Name = NamedNode | BlankNode

MOST = 500_000  # statements: each change compares all of them, in memory
_NOTHING: Lines = frozenset()
_UNION, _HIDDEN = DefaultGraph(), NamedNode(GRAPHLESS)
_NO_CONSTRUCT = {"nl": "het is geen CONSTRUCT", "en": "it is no CONSTRUCT"}
_NODES = {"nl": "ze maakt lege knopen", "en": "it makes blank nodes"}


class UnchangedError(Exception):
    """Leaves a draft as nothing has changed, so that nothing is published."""


@contextmanager
def open_draft(store: Path) -> Iterator["Draft"]:
    """Give a copy of the generation in use; it is published when the block ends, and gone when it fails.

    Within the block `Draft.finish` must be called once all is changed.

    Raises LargeStoreError, and what `new_generation` and `open_generation` raise.
    """
    with suppress(UnchangedError), new_generation(store) as place:
        current = open_generation(store)
        if (statements := int(current.manifest.get("quads", 0))) > MOST:
            raise LargeStoreError(statements=statements, limit=MOST)
        yield Draft(place, current)


class Draft:
    """Hold in memory what a new generation is to have, and bring to the disk in what it differs from the one in use."""

    def __init__(self, place: Path, current: Generation) -> None:
        """Take the directory of the new generation, and the one in use."""
        self._place, self._current = place, current
        self._engine = pyoxigraph.Store()
        self._engine.bulk_extend(pyoxigraph.Store.read_only(str(current.data)))
        self._first = self._state = State.of(self._engine)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something."""
        return [graph.value for graph, lines in self._state.named.items() if lines]

    def update(self, sparql: str, base: str) -> None:
        """Run one operation of an update; see `update_text.operations_of`.

        Raises UpdateFailedError; what does not parse is for `check_syntax` to tell.
        """
        self._engine.add_graph(_HIDDEN)  # it is there always, as DEFAULT is
        try:
            self._engine.update(sparql, base_iri=base)
        except (OSError, RuntimeError, ValueError) as error:
            raise UpdateFailedError(reason=str(error).rstrip(".")) from error
        self._settle()

    def replace(self, graph: str | None, quads: Iterable[Quad]) -> None:
        """Make these statements the whole of a graph, None for the one that nobody names."""
        self._engine.remove_graph(_node(graph))
        self.add(graph, quads)

    def add(self, graph: str | None, quads: Iterable[Quad]) -> None:
        """Add statements to a graph, None for the one that nobody names."""
        self._engine.extend(in_graph(quads, _node(graph)))
        self._settle()

    def forget_derived(self) -> None:
        """Take away what was derived, so that it can be derived anew."""
        for name in self.graphs():
            if name.startswith(DERIVED):
                self._engine.remove_graph(NamedNode(name))
        self._settle()

    def derive(self, graph: str, sparql: str) -> int:
        """Add what a CONSTRUCT makes to a graph; return how many triples this has now.

        Raises SparqlSyntaxError and EngineError.
        """
        with explained(sparql, OSError, RuntimeError, ValueError):
            found = self._engine.query(sparql)
            if not isinstance(found, pyoxigraph.QueryTriples):
                raise EngineError(reason=_NO_CONSTRUCT)
            made = list(found)
        if any(isinstance(term, BlankNode) for one in made for term in (one.subject, one.object)):
            raise EngineError(reason=_NODES)
        name = NamedNode(graph)
        quads = [Quad(one.subject, one.predicate, one.object, name) for one in made]
        self._engine.extend(chain(quads, in_graph(quads, _UNION)))
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, name))

    def finish(self) -> DiskStore:
        """Write down what there is, and return the store as who opens it will find it.

        Raises UnchangedError where nothing has changed.
        """
        self._settle()
        changed = self._state.differing(self._first)
        if not changed:
            raise UnchangedError
        graphs = self._current.graphs()
        for graph in changed:
            graphs.pop(graph.value, None)
            if lines := self._state.of_graph(graph):
                graphs[graph.value] = {"triples": len(lines), "digest": None}
        self._write([*changed, _UNION])
        totals = {**self._current.totals, "triples": len(self._state.union)}
        write_manifest(self._place, totals, graphs)
        return DiskStore(self._current.store, Generation(self._current.store, self._place, totals))

    def changed(self) -> list[Quad]:
        """Return what came and what went in all graphs as one."""
        return list(_quads(self._first.union ^ self._state.union, _UNION))

    def _write(self, changed: Iterable[Name | DefaultGraph]) -> None:
        """Change a copy of the files of the generation in use."""
        data = self._place / "data"
        shutil.copytree(self._current.data, data, copy_function=copy_engine_file)
        engine = pyoxigraph.Store(str(data))
        for graph in changed:
            before, after = self._first.of_graph(graph), self._state.of_graph(graph)
            for quad in _quads(before - after, graph):
                engine.remove(quad)
            engine.extend(_quads(after - before, graph))
        engine.flush()

    def _settle(self) -> None:
        """Bring the default graph and the named ones in line after a change of either.

        What is gone from the default graph was deleted without a graph, so it goes from each that had it before. What
        is new there without standing in a graph was put into none, and goes to the one that nobody names.
        """
        before, after = self._state, State.of(self._engine)
        if gone := before.union - after.union:
            for graph, lines in after.named.items():
                self._remove(lines & before.of_graph(graph) & gone, graph)
            after = State.of(self._engine)
        held = _NOTHING.union(*after.named.values())
        self._add(after.union - before.union - held, _HIDDEN)
        self._add(held - after.union, _UNION)
        self._remove((after.union & before.union) - held, _UNION)
        self._state = State.of(self._engine)

    def _add(self, lines: Lines, graph: Name | DefaultGraph) -> None:
        self._engine.extend(_quads(lines, graph))

    def _remove(self, lines: Lines, graph: Name | DefaultGraph) -> None:
        for quad in _quads(lines, graph):
            self._engine.remove(quad)


@dataclass(frozen=True)
class State:
    """Hold all statements as lines of N-Triples, for the engine's own terms take a hundred times as long to compare."""

    union: Lines
    named: Mapping[Name, Lines]

    @classmethod
    def of(cls, engine: pyoxigraph.Store) -> "State":
        """Return what an engine holds."""
        return cls(_lines(engine, _UNION), {graph: _lines(engine, graph) for graph in engine.named_graphs()})

    def differing(self, other: "State") -> list[Name]:
        """Return the graphs that do not hold the same in another state."""
        return [graph for graph in {**self.named, **other.named} if self.of_graph(graph) != other.of_graph(graph)]

    def of_graph(self, graph: Name | DefaultGraph) -> Lines:
        """Return what a graph holds."""
        return self.union if isinstance(graph, DefaultGraph) else self.named.get(graph, _NOTHING)


def _lines(engine: pyoxigraph.Store, graph: Name | DefaultGraph) -> Lines:
    text = engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return frozenset(text.splitlines())


def _quads(lines: Lines, graph: Name | DefaultGraph) -> Iterator[Quad]:
    """Give lines as quads of a graph; their blank nodes keep their names."""
    parsed = cast(Iterator[Quad], pyoxigraph.parse(b"\n".join(lines), pyoxigraph.RdfFormat.N_TRIPLES))
    return (Quad(one.subject, one.predicate, one.object, graph) for one in parsed)


def check_syntax(sparql: str, base: str) -> None:
    """See whether a whole update parses, by running it where there is nothing; raise SparqlSyntaxError."""
    try:
        _run_nowhere(sparql, base)
    except SyntaxError as error:
        raise explain_syntax(sparql, error.msg, lambda start: _stop_of(start, base)) from error


def _run_nowhere(sparql: str, base: str) -> None:
    with suppress(OSError, RuntimeError, ValueError):  # a graph that is not there, for example
        pyoxigraph.Store().update(sparql, base_iri=base)


def _stop_of(sparql: str, base: str) -> tuple[int, int] | None:
    """Return the line and column at which the engine stops reading an update, or nothing where it reads it all."""
    message = ""
    try:
        _run_nowhere(sparql, base)
    except SyntaxError as error:
        message = error.msg
    return stop_in(message)


def _node(graph: str | None) -> NamedNode:
    return _HIDDEN if graph is None else NamedNode(graph)
