"""Read the files that are checked into an index, so that neither their number nor their size fills the memory.

What is found is placed by reading again the few files that speak of it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from steungraaf.errors import SteungraafError
from steungraaf.rdf import BlankNode, NamedNode, Quad, Term, read_quads
from steungraaf.store.index import GraphIndex
from steungraaf.validation.sources import Sources, Statements

_FILES = 32  # kept at hand when findings are placed


class IndexedSources(Sources):
    """Files with their statements, which an index holds."""

    def __init__(self, index: GraphIndex) -> None:
        """Begin with an index, empty or with the graphs that are taken in by `know`."""
        super().__init__()
        self.index = index
        self._paths: dict[str, Path] = {}
        self._read_again = lru_cache(_FILES)(self._statements_of)

    def read(self, path: Path, *, graph: str | None = None, base: str | None = None) -> None:
        """Take in one file as a graph; a fault in it is kept and the others can still be read."""
        graph = graph or path.resolve().as_uri()
        try:
            quads = list(read_quads(path, graph=graph, base=base))
        except SteungraafError as error:
            self.faults.append((path, error))
            return
        self.know(path, graph)
        self.index.add(quads)

    def know(self, path: Path, graph: str) -> None:
        """Take the graph that the index has for that of a file."""
        self._paths[graph] = path

    @property
    def files(self) -> int:
        """Return the number of files, those with a fault included."""
        return len(self._paths) + len(self.faults)

    def quads(self) -> Iterator[Quad]:
        """Yield the statements of all files."""
        for graph in self._paths:
            yield from self.index.quads(graph)

    def first(self, quad: Quad, iri: str) -> Quad:
        """Return the statement that speaks first of something in the file of another one that does."""
        found = self._read_again(self._paths[str(getattr(quad.graph_name, "value", ""))])
        return found.using(iri) or quad

    def _about(self, focus: str) -> list[tuple[Path, Quad]]:
        term = term_of(focus)
        paths = self._in_order(self.index.about(term)) if term else []
        return [(path, quad) for path in paths for quad in self._read_again(path).about.get(focus, ())]

    def _spoken_of(self, focus: str) -> tuple[Path, Quad] | None:
        term = term_of(focus)
        for path in self._in_order(self.index.pointing(term)) if term else ():
            return path, self._read_again(path).spoken_of[focus]
        return None

    def _in_order(self, quads: Iterable[Quad]) -> list[Path]:
        """Return the files of some statements, in the order in which they were read."""
        graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
        return (
            [path for graph, path in self._paths.items() if graph in graphs]
            if len(graphs) > 1
            else [self._paths[graph] for graph in graphs if graph in self._paths]
        )

    def _statements_of(self, path: Path) -> Statements:
        graph = next(graph for graph, known in self._paths.items() if known == path)
        return Statements(read_quads(path, graph=graph))


def term_of(key: str) -> Term | None:
    """Return the term of a key; literals have none, as nothing is said of them."""
    if key.startswith('"'):
        return None
    return BlankNode(key[2:]) if key.startswith("_:") else NamedNode(key)
