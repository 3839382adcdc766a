"""Hold a dataset in memory and answer at once (Oxigraph, in this process)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph

from steungraaf.errors import EngineError, QueryTooLargeError
from steungraaf.rdf import DefaultGraph, NamedNode, Quad, Triple
from steungraaf.store.base import Solutions, Sound

_UNION = DefaultGraph()
_FEW = 2_000
_MOST = 6_000_000  # terms in an answer: about what a gigabyte holds
_TOO_MANY = {"nl": "te veel rijen, zet er LIMIT bij", "en": "too many rows, add LIMIT"}
# What may ask for a graph by its name; an escape may hide any word. It begins with letters, which are looked for fast.
NAMES_GRAPHS = re.compile(r"[GgFf\\](?:(?<=\\)[Uu]|(?<![?$/:\w].)(?:(?<=[Gg])(?i:RAPH)|(?<=[Ff])(?i:ROM))\b)")
_HAS_BLANK_NODES = "ASK { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }"
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
        # Oxigraph can ask all graphs as one, but then gives a triple of two graphs twice; so its default graph holds
        # every triple once, and what was loaded without a graph is remembered apart.
        self._store = pyoxigraph.Store()
        self._graphless: set[Quad] = set()
        self._unfilled: dict[str, bytes] = {}  # graphs whose triples are in the default graph only, as Turtle

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query over the union of all graphs.

        Raises SparqlSyntaxError, EngineError and QueryRefusedError, also for an answer of more rows than memory holds.
        """
        check(sparql)
        self._fill_for(sparql)
        return answer(self._store, sparql)

    def run(self, sparql: str) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean:
        """Hand a query that was checked to the engine, and give what it gives, rows not yet found among it.

        Raises what the engine raises: SyntaxError, OSError, RuntimeError and ValueError; so may reading the rows.
        """
        self._fill_for(sparql)
        return self._store.query(sparql)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs that they name."""
        added = list(quads)
        self._graphless.update(_as_stored(quad for quad in added if quad.graph_name == _UNION))
        self._store.bulk_extend(added)
        if len(added) < _FEW:
            self._store.extend(in_graph(added, _UNION))
        else:  # Oxigraph copies within itself twice as fast as from here
            self._store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")

    def load_files(self, files: Mapping[str, Path]) -> None:
        """Load Turtle files and link sets, each as the graph it is given for: what `load` does, in a third of the time.

        Most questions are about all graphs together, so the graphs themselves are filled when one is first named.

        Raises RdfSyntaxError and UnreadableFileError.
        """
        from steungraaf.rdf.reading import parse_quads, turtle_of

        texts = {graph: turtle_of(path) for graph, path in files.items()}
        if len(self._store) or not self._load_at_once(texts):
            named = ((graph, str(path)) for graph, path in files.items())
            self.load(
                quad
                for graph, name in named
                for quad in parse_quads(texts[graph], format="turtle", name=name, graph=graph)
            )

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make these quads the whole of a graph, whatever graphs they name themselves."""
        graph = NamedNode(name)
        before, after = set(self.dump(name)), list(in_graph(quads, graph))
        self._store.remove_graph(graph)
        self.load(after)
        for quad in in_graph(before.difference(after), _UNION):
            if quad not in self._graphless and not self._is_in_a_graph(quad):
                self._store.remove(quad)

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all; the engine may have rewritten their literals."""
        if graph is None or graph in self._unfilled:
            self._fill_graphs()
        if graph is not None:
            yield from self._store.quads_for_pattern(None, None, None, NamedNode(graph))
            return
        yield from self._graphless
        for named in self._store.named_graphs():
            yield from self._store.quads_for_pattern(None, None, None, named)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted."""
        named = (graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        filled = {name for name in named if any(True for _ in self.dump(name))}
        unfilled = (name for name, text in self._unfilled.items() if any(True for _ in _triples(text)))
        return sorted(filled.union(unfilled))

    def union(self) -> Iterator[Quad]:
        """Stream every triple once, as a quad of no graph."""
        yield from self._store.quads_for_pattern(None, None, None, _UNION)

    def _load_at_once(self, texts: Mapping[str, bytes]) -> bool:
        """Load Turtle into the default graph of an empty store; False where it has faults or blank nodes.

        A fault is better explained, and blank nodes are named, by who reads the files one quad at a time.
        """
        from steungraaf.rdf.limits import find_fault

        store = pyoxigraph.Store()
        try:
            for text in texts.values():
                if find_fault(text, "turtle"):
                    return False
                store.load(text, format=pyoxigraph.RdfFormat.TURTLE)
        except (SyntaxError, ValueError):
            return False
        if store.query(_HAS_BLANK_NODES):
            return False
        self._store, self._unfilled = store, dict(texts)
        return True

    def _fill_for(self, sparql: str) -> None:
        """Fill the graphs for a query that may name one."""
        if self._unfilled and NAMES_GRAPHS.search(sparql):
            self._fill_graphs()

    def _fill_graphs(self) -> None:
        """Put what was loaded at once into its graphs as well."""
        unfilled, self._unfilled = self._unfilled, {}
        for graph, text in unfilled.items():
            self._store.load(text, format=pyoxigraph.RdfFormat.TURTLE, to_graph=NamedNode(graph))

    def _is_in_a_graph(self, quad: Quad) -> bool:
        self._fill_graphs()
        found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return any(one.graph_name != _UNION for one in found)


def check(sparql: str) -> None:
    """Refuse what is not to be run, as `check_query` does; a sound query passes at once."""
    if not isinstance(sparql, Sound):
        from steungraaf.store.guard import check_query

        check_query(sparql)


def answer(store: pyoxigraph.Store, sparql: str) -> Solutions | list[Triple] | bool:
    """Return the answer of the engine to a query that has been checked, in the types of a Store.

    Raises SparqlSyntaxError, EngineError and QueryTooLargeError.
    """
    with explained(sparql, OSError, RuntimeError, ValueError):
        found = store.query(sparql)
        if isinstance(found, pyoxigraph.QuerySolutions):
            return _solutions(found, sparql)
        return bool(found) if isinstance(found, pyoxigraph.QueryBoolean) else _limited(found, 3)


@contextmanager
def explained(sparql: str, *faults: type[Exception]) -> Iterator[None]:
    """Turn what the engine says of a query into SparqlSyntaxError, and these faults into EngineError."""
    try:
        yield
    except SyntaxError as error:
        from steungraaf.store.guard import explain_syntax

        raise explain_syntax(sparql, error.msg, probe) from error
    except faults as error:
        raise EngineError(reason=str(error).rstrip(".")) from error


def _triples(text: bytes) -> Iterable[object]:
    """Stream what stands in a text that was loaded before."""
    return pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)


def _as_stored(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Give quads with their literals as the engine gives them back, so that they are known again."""
    if some := list(quads):
        store = pyoxigraph.Store()
        store.bulk_extend(some)
        yield from store


def in_graph(quads: Iterable[Quad], graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Give quads as quads of one graph."""
    return (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def _solutions(found: pyoxigraph.QuerySolutions, sparql: str) -> Solutions:
    """Return rows with their columns in the order of the SELECT; for an asterisk in which the variables come up."""
    variables = [variable.value for variable in found.variables]
    rows = _limited(map(tuple, found), len(variables))
    if "*" in sparql and _asks_for_all(sparql):
        from steungraaf.sparql import tokens_of

        order = list(dict.fromkeys(token.text[1:] for token in tokens_of(sparql) if token.kind == "var"))
        columns = sorted(range(len(variables)), key=lambda column: order.index(variables[column]))
        return Solutions(
            tuple(variables[column] for column in columns), [tuple(row[column] for column in columns) for row in rows]
        )
    return Solutions(tuple(variables), rows)


def _asks_for_all(sparql: str) -> bool:
    from steungraaf.queryfile import find_columns

    return find_columns(sparql) == ["*"]


def _limited(found: Iterable[Any], width: int) -> list[Any]:
    """Return all rows or triples of so many terms; raise QueryTooLargeError for more than memory should hold."""
    most = _MOST // max(width, 1)
    rows = list(islice(found, most + 1))
    if len(rows) > most:
        raise QueryTooLargeError(what=_TOO_MANY, limit=most)
    return rows


def probe(sparql: str) -> tuple[int, int] | None:
    """Return the line and column at which the engine stops reading a text, or nothing where it reads it all."""
    message = ""
    try:
        pyoxigraph.Store().query(sparql)
    except SyntaxError as error:
        message = error.msg
    return stop_in(message)


def stop_in(message: str) -> tuple[int, int] | None:
    """Return the line and column that the engine tells in a message, if any."""
    stopped = _STOPPED.search(message)
    return (int(stopped[1]), int(stopped[2])) if stopped else None
