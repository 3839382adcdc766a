"""Fill a new generation of a store from files, in bulk and in bounded memory, and see that all of it arrived."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph

from steungraaf.errors import EngineError
from steungraaf.rdf import DefaultGraph, NamedNode
from steungraaf.rdf.digest import digest_of, triple_number, triples_of
from steungraaf.store.bulk import BulkLoader
from steungraaf.store.embedded import explained, in_graph
from steungraaf.store.generations import Graphs, write_manifest
from steungraaf.store.recounting import count_graphs, recount
from steungraaf.store.staging import Piece, Source, Tally, explain, staged
from steungraaf.store.store_faults import ChangedSourceError, CountMismatchError

Report = Callable[[int, int], None]  # takes how many bytes of files have been read, and how many statements

_FEW = 1 << 20  # bytes that are loaded at once, for which the bulk loader would make too much ado
_NO_FAULT = {"nl": "ze weigert een bestand dat te lezen is", "en": "it refuses a file that can be read"}
_NODES = {"nl": "ze maakt lege knopen", "en": "it makes blank nodes"}
_NO_CONSTRUCT = {"nl": "het is geen CONSTRUCT", "en": "it is no CONSTRUCT"}


class Filling:
    """Hold the engine of a generation that is being built, and count what goes into it."""

    def __init__(self, store: Path, place: Path) -> None:
        """Take the store, and the directory of its new generation."""
        self._store, self._place = store, place
        self._engine = pyoxigraph.Store(str(place / "data"))
        self._tallies: dict[str, Tally] = {}
        self._sources: list[Source] = []
        self._derived: dict[str, int] = {}
        self._held: int | None = None  # how much the engine held when it was last counted, unless more came since

    def add(self, sources: Sequence[Source], report: Report | None = None) -> None:
        """Load files, each triple into its graph and into the union of all.

        Raises what `staged` raises, ChangedSourceError for a file that changed meanwhile, and CountMismatchError.
        """
        before = {source.path: _state(source.path) for source in sources}
        self._sources += sources
        try:
            self._load(self._counted(sources, report))
        except SyntaxError as error:
            explain(sources)
            raise EngineError(reason=_NO_FAULT) from error
        for path, state in before.items():
            if _state(path) != state:
                raise ChangedSourceError(file=str(path))
        self._verify()

    def derive(self, graph: str, sparql: str) -> int:
        """Add what a CONSTRUCT makes to a graph; return how many triples this has now.

        Raises SparqlSyntaxError and EngineError.
        """
        path, self._held = self._place / "derived.nt", None
        with explained(sparql, RuntimeError, ValueError):
            found = self._engine.query(sparql)
            if not isinstance(found, pyoxigraph.QueryTriples):
                raise EngineError(reason=_NO_CONSTRUCT)
            found.serialize(output=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
        if _has_nodes(path):
            raise EngineError(reason=_NODES)
        load = self._engine.load if path.stat().st_size < _FEW else self._engine.bulk_load
        for to in (NamedNode(graph), DefaultGraph()):
            load(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=to)
        path.unlink()
        self._derived[graph] = sum(1 for _ in self._engine.quads_for_pattern(None, None, None, NamedNode(graph)))
        return self._derived[graph]

    def finish(self) -> dict[str, Any]:
        """Write the manifest and close the engine; return the totals."""
        graphs: Graphs = {
            graph.strip("<>"): {"triples": tally.triples, "digest": digest_of(tally.total)}
            for graph, tally in self._tallies.items()
            if tally.triples
        }
        for graph, number in self._derived.items():
            if number:
                graphs[graph] = {"triples": number, "digest": digest_of(self._total(graph))}
        self._engine.flush()
        quads = sum(int(each["triples"]) for each in graphs.values())
        held = len(self._engine) if self._held is None else self._held
        totals = {"triples": held - quads, "sources": [str(source.path) for source in self._sources]}
        del self._engine
        write_manifest(self._place, totals, graphs)
        return {"graphs": len(graphs), "quads": quads, **totals}

    def _load(self, pieces: Iterator[Piece]) -> None:
        with BulkLoader(self._engine) as loader:
            for piece in pieces:
                loader.put(piece.named(), pyoxigraph.RdfFormat.N_QUADS)
                loader.put(piece.plain(), pyoxigraph.RdfFormat.N_TRIPLES)
                if piece.with_nodes:
                    self._engine.extend(piece.with_nodes)
                    self._engine.extend(in_graph(piece.with_nodes, DefaultGraph()))
            loader.finish()

    def _counted(self, sources: Sequence[Source], report: Report | None) -> Iterator[Piece]:
        """Pass on what files say, and count it by graph."""
        read = statements = 0
        for source in sources:
            for piece in staged(source):
                for graph, triples in piece.all_runs():
                    statements += len(triples)
                    tally = self._tallies.setdefault(graph, Tally())
                    tally.add(triples)
                    tally.sources.add(source)
                yield piece
                if report:
                    report(read, statements)
            read += source.path.stat().st_size
            if report:
                report(read, statements)

    def _verify(self) -> None:
        """Compare what the engine holds with what was read.

        Neither the graphs nor the union can have more than was put there: where they have twice as much together, each
        has all of it. Where they have less, some triple was read twice, stands in two graphs, or is written by the
        engine like another one; then each graph is counted, and the files of those with less are read again.
        """
        expected = sum(tally.triples for tally in self._tallies.values())
        self._held = len(self._engine)
        if self._held == 2 * expected:
            return
        found = count_graphs(self._engine)
        odd = {graph for graph, tally in self._tallies.items() if found.get(graph, 0) != tally.triples}
        if odd:
            within = {source for graph in odd for source in self._tallies[graph].sources}
            self._tallies.update(recount([one for one in self._sources if one in within], odd, self._place))
        for graph, tally in self._tallies.items():
            if found.get(graph, 0) != tally.triples:
                counts = {"expected": tally.triples, "found": found.get(graph, 0)}
                raise CountMismatchError(store=str(self._store), graph=graph, **counts)
        quads, union = sum(found.values()), self._held - sum(found.values())
        if not (quads if len(found) == 1 else max(found.values(), default=0)) <= union <= quads:
            raise CountMismatchError(store=str(self._store), expected=quads, found=union)

    def _total(self, graph: str) -> int:
        quads = self._engine.quads_for_pattern(None, None, None, NamedNode(graph))
        return sum(sum(map(triple_number, triples)) for triples in triples_of(quads))


def _state(path: Path) -> tuple[int, ...] | None:
    """Return what changes when a file does; None for one that cannot be looked at, which who reads it will say."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _has_nodes(path: Path) -> bool:
    """Tell whether a file of N-Triples has a blank node as subject or object."""
    with path.open("rb") as lines:
        return any(b"_:" in line.partition(b'"')[0] for line in lines if b"_:" in line)
