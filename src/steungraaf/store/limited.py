"""Ask a pool of workers as any store is asked, by those who need the whole of an answer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from steungraaf.rdf import DefaultGraph, NamedNode, Quad, Triple
from steungraaf.store.base import GRAPHLESS, Solutions, Triples
from steungraaf.store.limit_faults import AnswerLimitError, WorkersOnlyReadError
from steungraaf.store.limits import Limits
from steungraaf.store.workers import WorkerPool

_WORDS = {"rows": {"nl": "rijen", "en": "rows"}, "bytes": {"nl": "bytes", "en": "bytes"}}
_WHOLE = Limits()


class LimitedStore:
    """Answer queries within limits; nothing can be changed.

    What is asked as of any store comes whole or not at all, and then as many rows and bytes may come as by default, if
    the limits say less: a look-up of labels takes more rows than the answer that it is for.
    """

    def __init__(self, pool: WorkerPool) -> None:
        """Take the workers, which belong to the caller."""
        self.pool = pool
        limits = pool.limits
        self._whole = replace(limits, rows=_more(limits.rows, _WHOLE.rows), bytes=_more(limits.bytes, _WHOLE.bytes))

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Return the whole answer to a query.

        Raises SparqlSyntaxError, QueryRefusedError, EngineError and LimitError; AnswerLimitError for one too long.
        """
        answer = self.pool.query(sparql, self._whole)
        if answer.truncated:
            raise AnswerLimitError(what=_WORDS[answer.truncated.what], limit=answer.truncated.limit)
        return answer.value()

    def answer(self, sparql: str, limits: Limits | None = None) -> Solutions | Triples | bool:
        """Return the answer to a query as far as the limits go; its `truncated` tells where it was cut off."""
        return self.pool.query(sparql, limits).value()

    def renew(self) -> None:
        """Answer from now on from what the source holds now; raise why that cannot be."""
        self.pool.renew()

    def load(self, quads: Iterable[Quad]) -> None:
        """Refuse to add anything; raise WorkersOnlyReadError."""
        raise WorkersOnlyReadError()

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Refuse to change a graph; raise WorkersOnlyReadError."""
        raise WorkersOnlyReadError()

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the quads of a graph, or of all; the engine may have rewritten their literals.

        Raises LimitError.
        """
        for name in [*self._names(), None] if graph is None else [graph]:
            place = DefaultGraph() if name in (None, GRAPHLESS) else NamedNode(str(name))
            where = f"GRAPH {NamedNode(name)} {{ ?s ?p ?o }}" if name else _IN_NO_GRAPH
            found = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}")
            for triple in found if isinstance(found, list) else ():
                yield Quad(triple.subject, triple.predicate, triple.object, place)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted; raise LimitError."""
        return [name for name in self._names() if name != GRAPHLESS]

    def _names(self) -> list[str]:
        found = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        rows = found.rows if isinstance(found, Solutions) else []
        return sorted(name.value for (name,) in rows if isinstance(name, NamedNode))


_IN_NO_GRAPH = "?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }"


def _more(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
