"""Ask what was computed from files once and kept on disk (Oxigraph on RocksDB, opened to read only)."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph

from steungraaf.errors import EngineError
from steungraaf.rdf import Quad, Triple
from steungraaf.store.base import Solutions, Store
from steungraaf.store.embedded import NAMES_GRAPHS, answer, check

# What wrote the files: another version may not read them.
ENGINE = f"pyoxigraph {pyoxigraph.__version__}"


class KeptStore:
    """Answer from what `write_union` wrote; all else is asked of the whole store, which is computed only then.

    What was kept is the union of all graphs. A query that names a graph, a change, and a directory that the engine
    cannot read are for the whole store, so the answers are those of the whole store in any case.
    """

    def __init__(self, place: Path, compute: Callable[[], Store]) -> None:
        """Take the directory, and what computes the whole store."""
        self._compute = compute
        self.is_damaged = False
        self._engine: pyoxigraph.Store | None = None
        try:
            self._engine = pyoxigraph.Store.read_only(str(place))
        except (OSError, RuntimeError):
            self.is_damaged = True

    @cached_property
    def whole(self) -> Store:
        """Return the whole store; from then on it answers everything."""
        self._engine = None
        return self._compute()

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query over the union of all graphs; raises what `EmbeddedStore.query` raises."""
        check(sparql)
        if self._engine is not None and not NAMES_GRAPHS.search(sparql):
            try:
                return answer(self._engine, sparql)
            except EngineError:  # a damaged file, or a fault of the query itself, which comes again
                self.is_damaged = True
        return self.whole.query(sparql)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs that they name."""
        self.whole.load(quads)

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make these quads the whole of a graph, whatever graphs they name themselves."""
        self.whole.replace_graph(name, quads)

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all; the engine may have rewritten their literals."""
        return self.whole.dump(graph)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted."""
        return self.whole.graphs()


def write_union(quads: Iterable[Quad], place: Path) -> None:
    """Write quads to a new directory from which a KeptStore answers; raises OSError and RuntimeError."""
    engine = pyoxigraph.Store(str(place))
    engine.bulk_extend(quads)
    engine.flush()
    del engine
    for path in place.iterdir():
        if not (path.suffix == ".sst" or path.name == "CURRENT" or path.name.startswith("MANIFEST-")):
            path.unlink()  # what the engine needs only to write
