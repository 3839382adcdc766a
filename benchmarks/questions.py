"""Ask every stored query of one engine, each several times, in a process of its own.

What is asked are the queries as they stand, so about all of the data; one that requires a value gets one that the
generated data has.
"""

import hashlib
import json
import re
import signal
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, cast
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.queryfile import QueryFile, fill_slot, read_query_file
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term, parse_quads
from steungraaf.store import EmbeddedStore, Solutions
from steungraaf.store.results import read_solutions
from steungraaf.store.wording import without_open_slots

LIMIT = 60  # seconds for one query of a peer
_SHORT = 1.0  # seconds: what takes longer is not asked again and again
_VALUES = {"actor": "organisation:gen-gemeente-1", "initiative": "initiative:gen-initiatief-1", "date": "2020-01-01"}
_NUMBERS = {expand("xsd:integer"), expand("xsd:decimal"), expand("xsd:double")}
_DURATION = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?")

Answer = tuple[int, str]  # how many rows or triples, and their digest
Rows = Iterable[Sequence[Term | None]]


def questions() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Give each stored query that asks no second server: its name, its text with the values it requires, and these."""
    for query in map(read_query_file, Folder.open().query_files()):
        if query.is_federated:
            continue
        values = {one.name: _VALUES[one.name] for one in query.parameters if not one.optional}
        yield f"{query.theme}/{query.name}", _filled(query, values), values


def _filled(query: QueryFile, values: dict[str, str]) -> str:
    sparql = query.sparql
    for name, value in values.items():
        day = Literal(value, datatype=NamedNode(expand("xsd:date")))
        sparql = fill_slot(sparql, name, day if name == "date" else NamedNode(expand(value)))
    return sparql


def ask_embedded(folder: str, runs: str) -> dict[str, Any]:
    """Ask our facade, and the same store without anything of ours, in turn."""
    import steungraaf

    dataset = steungraaf.open(folder)
    store = dataset.store
    assert isinstance(store, EmbeddedStore)

    def plain(sparql: str) -> list[Any]:
        """Ask the engine and read its rows, the terms in them too, which it makes when they are read."""
        return list(map(tuple, cast(Iterable[Any], store.run(sparql))))

    told = {}
    for name, sparql, values in questions():
        answer = _answer_of(store.query(sparql))
        asks = (lambda: dataset.ask(name, labels=False, **values), lambda: plain(sparql))  # noqa: B023
        seconds = _in_turn(int(runs), *asks)
        told[name] = {"facade": seconds[0], "raw": seconds[1], "count": answer[0], "digest": answer[1]}
    return told


def ask_server(address: str, runs: str) -> dict[str, Any]:
    """Ask a server, in the words that our adapter sends it; the bytes of its answers are read and not looked at."""
    return _ask_peer(lambda sparql: _post(address, without_open_slots(sparql)), _read, int(runs))


def ask_rdflib(file: str, runs: str) -> dict[str, Any]:
    """Ask rdflib, which holds a file in memory."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    return _ask_peer(lambda sparql: list(graph.query(sparql)), _of_rdflib, int(runs))


def _ask_peer(ask: Callable[[str], Any], read: Callable[[Any, str], Answer], runs: int) -> dict[str, Any]:
    """Ask each query, within a limit of time; one that fails is told with its reason."""
    told: dict[str, Any] = {}
    for name, sparql, _ in questions():
        try:
            with _limited(LIMIT):
                found = ask(sparql)
            answer = read(found, sparql)
            with _limited(LIMIT * runs):
                (seconds,) = _in_turn(runs, lambda: ask(sparql))  # noqa: B023
            told[name] = {"seconds": seconds, "count": answer[0], "digest": answer[1]}
        except TimeoutError:
            told[name] = {"note": f"no answer in {LIMIT} s"}
        except Exception as error:  # whatever a peer does is told, and the next query is asked
            told[name] = {"note": f"{type(error).__name__}: {error}"[:200]}
    return told


def _in_turn(runs: int, *asks: Callable[[], object]) -> list[float]:
    """Return the medians of some runs in turn; what takes long is run less often."""
    seconds: list[list[float]] = []
    while len(seconds) < runs and not (seconds and sum(seconds[0]) > _SHORT * 3 and len(seconds) > 1):
        seconds.append([_time(ask) for ask in asks])
        if sum(seconds[0]) > 20 * _SHORT:
            break
    return [statistics.median(each) for each in zip(*seconds, strict=True)]


def _time(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Interrupt what takes longer; raise TimeoutError."""

    def stop(*_: object) -> None:
        """Interrupt."""
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _post(address: str, sparql: str) -> tuple[str, bytes]:
    body = urlencode({"query": sparql}).encode()
    accept = "application/sparql-results+json, application/n-triples"
    request = Request(address, body, {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"})
    with urlopen(request, timeout=LIMIT) as response:
        return response.headers.get_content_type(), response.read()


def _read(found: tuple[str, bytes], sparql: str) -> Answer:
    """Return how many rows or triples a server gave, and their digest."""
    media, body = found
    if "json" in media:
        solutions = read_solutions(body, sparql)
        return _digest([*solutions.rows])
    quads = parse_quads(body, format="ntriples")
    return _digest([(one.subject, one.predicate, one.object) for one in quads])


def _answer_of(found: Any) -> Answer:
    if isinstance(found, Solutions):
        return _digest(found.rows)
    return _digest([(one.subject, one.predicate, one.object) for one in found])


def _of_rdflib(rows: list[Any], _: str) -> Answer:
    return _digest([[_term(node) for node in row] for row in rows])


def _term(node: Any) -> Term | None:
    """Return a term of rdflib as one of ours."""
    import rdflib

    if node is None:
        return None
    if not isinstance(node, rdflib.Literal):
        return BlankNode("b") if isinstance(node, rdflib.BNode) else NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))


def _digest(rows: Rows) -> Answer:
    """Return the number of rows and a digest that does not depend on their order, nor on how a value is written."""
    lines = sorted("\t".join(map(_canonical, row)) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _canonical(term: Term | None) -> str:
    if isinstance(term, BlankNode):
        return "_"
    if not isinstance(term, Literal) or term.language:
        return str(term)
    if term.datatype.value in _NUMBERS:
        return f"{round(Decimal(term.value), 6).normalize():f}"
    if found := _DURATION.fullmatch(term.value):
        years, months, days = (int(part or 0) for part in found.groups())
        return f"P{years * 12 + months}M{days}D"
    return json.dumps(term.value)
