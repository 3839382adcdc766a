"""Say what every store can do, whatever engine answers."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from steungraaf.namespaces import GRAPH
from steungraaf.rdf import Quad, Term, Triple

GRAPHLESS = f"{GRAPH}graphless"  # where a server or a disk keeps what was loaded without a graph


class Cut(NamedTuple):
    """Say that an answer goes on, and was cut off at a limit: `what` is "rows" or "bytes"."""

    what: str
    limit: int


class Sound(str):
    """A query that needs no look before it is run: one of our own, or one that was looked at when it was kept."""


class Solutions(NamedTuple):
    """Hold the answer to a SELECT: the names of its columns, rows in which None is unbound, where they were cut off."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    truncated: Cut | None = None


class Triples(list[Triple]):
    """Hold the answer to a CONSTRUCT or DESCRIBE that may have been cut off."""

    def __init__(self, triples: Iterable[Triple], truncated: Cut | None = None) -> None:
        """Take the triples, and at which limit they were cut off, if at any."""
        super().__init__(triples)
        self.truncated = truncated


class Store(Protocol):
    """Hold quads and answer SPARQL 1.1 queries; the default graph of a query is the union of all graphs."""

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query: SELECT with solutions, CONSTRUCT and DESCRIBE with triples, ASK with a boolean.

        Raises SparqlSyntaxError, QueryRefusedError and EngineError.
        """
        ...

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs that they name."""
        ...

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make these quads the whole of a graph, whatever graphs they name themselves."""
        ...

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all; the engine may have rewritten their literals."""
        ...

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted."""
        ...
