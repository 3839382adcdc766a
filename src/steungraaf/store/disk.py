"""Ask a dataset that lies on disk (Oxigraph on RocksDB), as one generation of it that never changes.

Every triple stands in the default graph of the engine once, as in the embedded store, and in its own graph beside it.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from errno import EACCES
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

import pyoxigraph

from steungraaf.errors import EngineError
from steungraaf.rdf import DefaultGraph, NamedNode, Quad, Term, Triple
from steungraaf.reasons import reason_of
from steungraaf.store.base import GRAPHLESS, Solutions
from steungraaf.store.embedded import answer, check, in_graph
from steungraaf.store.generations import MISSING, Generation, Graphs, new_generation, open_generation, write_manifest
from steungraaf.store.store_faults import DamagedStoreError, NotAStoreError, StoreError, UnreadableStoreError

_UNION, _HIDDEN = DefaultGraph(), NamedNode(GRAPHLESS)
_BATCH = 100_000
_FAULTS = ("Corruption", "IO error")  # how the engine begins to tell what is wrong with its files
_One = TypeVar("_One")


class DiskStore:
    """Hold the statements of a store on disk, as they were when it was opened, until it is changed by itself."""

    def __init__(self, path: Path, generation: Generation) -> None:
        """Take the directory and its generation; `DiskStore.open` finds that one."""
        self.path = path.absolute()
        self._open(generation)

    @classmethod
    def open(cls, path: Path) -> "DiskStore":
        """Open the generation that is in use; what is published later is for who opens the store then.

        Raises NotAStoreError, StoreVersionError, UnreadableStoreError and DamagedStoreError.
        """
        return cls(path, open_generation(path))

    @classmethod
    def create(cls, path: Path) -> "DiskStore":
        """Open a store, after making an empty one where there is none.

        Raises what `open` raises, and StorePlaceError, StoreWriteError and LockedStoreError.
        """
        try:
            return cls.open(path)
        except NotAStoreError:
            with new_generation(path) as place:
                _changed(place / "data", lambda engine, graphs: None, {})
                write_manifest(place, {"triples": 0}, {})
            return cls.open(path)

    @property
    def generation(self) -> Generation:
        """Return the generation that is open, with its manifest."""
        return self._generation

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query over the union of all graphs.

        Raises SparqlSyntaxError, EngineError, QueryRefusedError and DamagedStoreError.
        """
        check(sparql)
        self._see()
        try:
            return answer(self._store, sparql)
        except EngineError as error:
            if str(error.__cause__).startswith(_FAULTS):
                raise self._damaged(error) from error
            raise

    def run(self, sparql: str) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean:
        """Hand a query that was checked to the engine, as the embedded store does."""
        self._see()
        return self._store.query(sparql)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs that they name, in a new generation.

        Raises LockedStoreError and StoreWriteError.
        """

        def add(engine: pyoxigraph.Store, graphs: Graphs) -> None:
            """Put the quads in, batch by batch, and count the graphs they change."""
            changed: set[str] = set()
            remaining = (_placed(quad) for quad in quads)
            while batch := list(islice(remaining, _BATCH)):
                changed.update(quad.graph_name.value for quad in batch if isinstance(quad.graph_name, NamedNode))
                _add(engine, batch)
            for name in changed:
                graphs[name] = {"triples": _count(engine, name), "digest": None}

        self._change(add)

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make these quads the whole of a graph, whatever graphs they name themselves, in a new generation.

        Raises LockedStoreError and StoreWriteError.
        """
        given = list(in_graph(quads, NamedNode(name)))

        def replace(engine: pyoxigraph.Store, graphs: Graphs) -> None:
            """Put the quads in the place of those of the graph."""
            from steungraaf.rdf.digest import graph_digest

            _replace(engine, NamedNode(name), given)
            graphs.pop(name, None)
            if given:
                graphs[name] = {"triples": _count(engine, name), "digest": graph_digest(given)}

        self._change(replace)

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all; the engine may have rewritten their literals.

        Raises DamagedStoreError.
        """
        for name in self._names() if graph is None else [graph]:
            found = self._quads(NamedNode(name))
            yield from in_graph(found, _UNION) if name == GRAPHLESS else found

    def about(self, subject: Term, predicate: str | None = None) -> list[Quad]:
        """Return what is said of a thing in all graphs as one, by one property or by any; raise DamagedStoreError."""
        return self._found(subject, predicate, None)

    def pointing(self, object: Term, predicate: str | None = None) -> list[Quad]:
        """Return what leads to a term in all graphs as one, by one property or by any; raise DamagedStoreError."""
        return self._found(None, predicate, object)

    def with_predicate(self, predicate: str) -> list[Quad]:
        """Return what is said by one property in all graphs as one; raise DamagedStoreError."""
        return self._found(None, predicate, None)

    def in_graphs(self, subjects: Iterable[Term]) -> Iterator[Quad]:
        """Yield what is said of things, by each graph that says it; raise DamagedStoreError."""
        for subject in subjects:
            found = self._read(partial(self._store.quads_for_pattern, cast(NamedNode, subject), None, None))
            yield from (quad for quad in found if quad.graph_name not in (_UNION, _HIDDEN))

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted; raise DamagedStoreError."""
        return [name for name in self._names() if name != GRAPHLESS]

    def _names(self) -> list[str]:
        named = self._read(self._store.named_graphs)
        return sorted(graph.value for graph in named if isinstance(graph, NamedNode) and self._holds(graph))

    def _holds(self, graph: NamedNode) -> bool:
        return any(True for _ in self._quads(graph))

    def _quads(self, graph: NamedNode) -> Iterator[Quad]:
        return self._read(lambda: self._store.quads_for_pattern(None, None, None, graph))

    def _found(self, subject: Any, predicate: str | None, object: Any) -> list[Quad]:
        """Return what matches in all graphs as one; the shapes look up so much that each step here counts."""
        named = None if predicate is None else NamedNode(predicate)
        try:
            return list(self._store.quads_for_pattern(subject, named, object, _UNION))
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def _read(self, find: Callable[[], Iterable[_One]]) -> Iterator[_One]:
        """Pass on what the engine gives; raise DamagedStoreError where it cannot read its files."""
        try:
            yield from find()
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError:
        """Return what the engine says of its files as an error of ours."""
        refusal = PermissionError(EACCES, os.strerror(EACCES))
        if str(refusal.strerror) in str(error):
            return UnreadableStoreError(store=str(self._generation.store), reason=reason_of(refusal))
        reason = str(error).partition("\n")[0].rstrip(".")
        return DamagedStoreError(store=str(self._generation.store), reason=reason)

    def _see(self) -> None:
        """Raise DamagedStoreError where the files are gone: some queries would tell of it again and again, for ever."""
        data = self._generation.data
        if not os.path.isdir(data):
            file = f"generations/{data.parent.name}/{data.name}"
            raise DamagedStoreError(store=str(self._generation.store), file=file, reason=MISSING)

    def _open(self, generation: Generation) -> None:
        self._generation = generation
        self._see()
        try:
            self._store = pyoxigraph.Store.read_only(str(generation.data))
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def _change(self, change: Callable[[pyoxigraph.Store, Graphs], None]) -> None:
        """Let a function change a copy of the generation in use, publish what comes of it, and open that."""
        import shutil

        with new_generation(self.path) as place:
            current = open_generation(self.path)
            shutil.copytree(current.data, place / "data", copy_function=copy_engine_file)
            graphs = current.graphs()
            triples = _changed(place / "data", change, graphs)
            write_manifest(place, {**current.totals, "triples": triples}, graphs)
        self._open(open_generation(self.path))


def _changed(data: Path, change: Callable[[pyoxigraph.Store, Graphs], None], graphs: Graphs) -> int:
    """Open the engine, change what it holds and close it; return how many triples the union of all graphs has."""
    engine = pyoxigraph.Store(str(data))
    change(engine, graphs)
    engine.flush()
    return len(engine) - sum(int(each["triples"]) for each in graphs.values())


def _replace(engine: pyoxigraph.Store, graph: NamedNode, given: list[Quad]) -> None:
    before = set(engine.quads_for_pattern(None, None, None, graph))
    engine.remove_graph(graph)
    _add(engine, given)
    for quad in before.difference(engine.quads_for_pattern(None, None, None, graph)):
        if not _is_in_a_graph(engine, quad):
            engine.remove(Quad(quad.subject, quad.predicate, quad.object, _UNION))


def copy_engine_file(source: str, target: str) -> None:
    """Copy a file of the engine; the large ones never change, so that a second name for them is enough."""
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        import shutil

        shutil.copyfile(source, target)


def _placed(quad: Quad) -> Quad:
    """Return a quad in a graph: one that names none goes to the hidden graph."""
    return next(in_graph([quad], _HIDDEN)) if quad.graph_name == _UNION else quad


def _add(engine: pyoxigraph.Store, quads: list[Quad]) -> None:
    """Put quads into their graphs and into the union."""
    engine.extend(quads)
    engine.extend(in_graph(quads, _UNION))


def _count(engine: pyoxigraph.Store, name: str) -> int:
    return sum(1 for _ in engine.quads_for_pattern(None, None, None, NamedNode(name)))


def _is_in_a_graph(engine: pyoxigraph.Store, quad: Quad) -> bool:
    found = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(one.graph_name != _UNION for one in found)
