"""Derive what follows: each rule is a CONSTRUCT, and what it makes is a graph of its own."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from steungraaf.errors import LANGUAGES, EngineError, QueryHeaderError, QueryRefusedError, RuleError, SparqlSyntaxError
from steungraaf.namespaces import DERIVED
from steungraaf.queryfile import read_query_file
from steungraaf.rdf import BlankNode, NamedNode, Quad, Triple
from steungraaf.store import Store

_MOST_ROUNDS = 100
_ENDLESS = {"nl": "de regels geven steeds iets nieuws", "en": "the rules give something new each time"}


def derive(store: Store, rules: Iterable[Path]) -> dict[str, int]:
    """Run the rules until none of them gives anything new; return how many triples each one made.

    What the rule ``relations.rq`` makes becomes the graph ``derived/relations``, which it replaces.

    Raises RuleError for a rule that is no CONSTRUCT, makes blank nodes, cannot be run or never ends.
    """
    texts = {path: _read(path) for path in rules}
    for path in texts:
        store.replace_graph(DERIVED + path.stem, [])
    made: dict[Path, frozenset[Triple]] = {}
    for _ in range(_MOST_ROUNDS):
        before = dict(made)
        for path, sparql in texts.items():
            made[path] = made.get(path, frozenset()) | _run(store, path, sparql)
            if made[path] != before.get(path):
                graph = NamedNode(DERIVED + path.stem)
                quads = [Quad(one.subject, one.predicate, one.object, graph) for one in made[path]]
                store.replace_graph(graph.value, quads)
        if made == before:
            return {path.stem: len(triples) for path, triples in made.items()}
    raise RuleError(file=", ".join(map(str, texts)), reason=_ENDLESS)


class Deriving(Protocol):
    """Take what a CONSTRUCT makes as a part of a graph, without holding it in memory."""

    def derive(self, graph: str, sparql: str) -> int:
        """Add what the query makes to the graph; return how many triples the graph has now."""
        ...


def derive_in_place(store: Deriving, rules: Iterable[Path]) -> dict[str, int]:
    """Do what `derive` does where there is more than memory holds; nothing may have been derived there before.

    Raises RuleError.
    """
    texts = {path: _read(path) for path in rules}
    made: dict[str, int] = {}
    for _ in range(_MOST_ROUNDS):
        before = dict(made)
        for path, sparql in texts.items():
            with _explained(path):
                made[path.stem] = store.derive(DERIVED + path.stem, sparql)
        if made == before:
            return made
    raise RuleError(file=", ".join(map(str, texts)), reason=_ENDLESS)


def _read(path: Path) -> str:
    try:
        return read_query_file(path).sparql
    except QueryHeaderError as error:
        raise RuleError(file=str(path), reason={lang: error.message(lang) for lang in LANGUAGES}) from error


def _run(store: Store, path: Path, sparql: str) -> frozenset[Triple]:
    with _explained(path):
        found = store.query(sparql)
    if not isinstance(found, list):
        raise RuleError(file=str(path), reason={"nl": "het is geen CONSTRUCT", "en": "it is no CONSTRUCT"})
    if any(isinstance(term, BlankNode) for one in found for term in (one.subject, one.object)):
        raise RuleError(file=str(path), reason={"nl": "ze maakt lege knopen", "en": "it makes blank nodes"})
    return frozenset(found)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say of which rule it is that it cannot be run."""
    try:
        yield
    except (EngineError, QueryRefusedError, SparqlSyntaxError) as error:
        raise RuleError(file=str(path), reason={lang: error.message(lang) for lang in LANGUAGES}) from error
