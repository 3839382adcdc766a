"""Hold a dataset in memory and answer at once (Oxigraph, in this process)."""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph

from steungraaf.errors import EngineError
from steungraaf.rdf import NamedNode, Quad, Triple
from steungraaf.store.base import Solutions
from steungraaf.store.guard import check_query, explain_syntax

_STOPPED = re.compile(r"error at (\d+):(\d+)")


class EmbeddedStore:
    """Hold quads in memory.

    >>> store = EmbeddedStore()
    >>> thing = NamedNode("https://example.org/a")
    >>> store.replace_graph("https://example.org/graph", [Quad(thing, thing, thing)])
    >>> store.query("ASK { ?s ?p ?o }")
    True
    """

    def __init__(self) -> None:
        self._store = pyoxigraph.Store()

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query over the union of all graphs.

        Raises SparqlSyntaxError, QueryRefusedError and EngineError.
        """
        check_query(sparql)
        try:
            found = self._store.query(sparql, use_default_graph_as_union=True)
            if isinstance(found, pyoxigraph.QuerySolutions):
                variables = tuple(variable.value for variable in found.variables)
                return Solutions(variables, [tuple(row) for row in found])
            return bool(found) if isinstance(found, pyoxigraph.QueryBoolean) else list(found)
        except SyntaxError as error:
            raise explain_syntax(sparql, error.msg, _probe) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(reason=str(error).rstrip(".")) from error

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs that they name."""
        self._store.bulk_extend(quads)

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make these quads the whole of a graph, whatever graphs they name themselves."""
        graph = NamedNode(name)
        renamed = [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
        self._store.remove_graph(graph)
        self._store.bulk_extend(renamed)

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all; the engine may have rewritten their literals."""
        return self._store.quads_for_pattern(None, None, None, NamedNode(graph) if graph else None)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted."""
        named = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return sorted(graph.value for graph in named if any(True for _ in self.dump(graph.value)))


def _probe(sparql: str) -> tuple[int, int] | None:
    """Return the line and column at which the engine stops reading a text, or nothing where it reads it all."""
    try:
        pyoxigraph.Store().query(sparql)
    except SyntaxError as error:
        stopped = _STOPPED.search(error.msg)
        return (int(stopped[1]), int(stopped[2])) if stopped else None
    return None
