"""Run the W3C's tests of SPARQL 1.1 queries and of the formats of results by the engine alone, and over HTTP by us.

Usage: python -m tools.sparql_suite FOLDER

FOLDER is sparql/sparql11 of https://github.com/w3c/rdf-tests. Each test is asked of pyoxigraph in this process, and of
a server that really runs, whose store on disk has the data of all tests, each file a graph: a request names those of
its test. Told is where the server is worse than the engine. Exit status 1 where it is, but for what it refuses on
purpose: what asks another server (SERVICE).
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from urllib.parse import unquote, urlencode, urlsplit

import pyoxigraph
import rdflib
from rdflib.compare import isomorphic

from tools.sparql_server import Server, run_against

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
MANIFESTS = ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl")
NOWHERE = "urn:none"
REFUSED = "no SPARQL"
ACCEPT = {
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "application/n-triples",
}
READ = {
    "srx": pyoxigraph.QueryResultsFormat.XML,
    "srj": pyoxigraph.QueryResultsFormat.JSON,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}
RDF = {"ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES, "rdf": pyoxigraph.RdfFormat.RDF_XML}
_FROM = re.compile(r"^\s*FROM\b", re.IGNORECASE | re.MULTILINE)
_GRAPH = re.compile(r"^\s*(CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)

Row = tuple[tuple[str, str], ...]  # variables and terms, sorted
Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean
Outcome = bool | str | Counter[Row]  # of an ASK; what went wrong; rows, or triples as such


@dataclass(frozen=True)
class Case:
    """A test: its kind, its query, the files that are its default and its named graphs, and what is expected."""

    name: str
    kind: str
    query: Path
    default: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None

    @property
    def text(self) -> str:
        """Return the query."""
        return self.query.read_text("utf-8")


def read_cases(manifest: Path) -> Iterator[Case]:
    """Give the tests of a manifest and of those that it includes."""
    here = rdflib.URIRef(manifest.as_uri())
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=here)
    for included in graph.objects(here, MF.include):
        for one in graph.items(included):
            yield from read_cases(_path(one))
    for entries in graph.objects(here, MF.entries):
        for entry in graph.items(entries):
            yield _case(graph, entry)


def _case(graph: rdflib.Graph, entry: rdflib.term.Node) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    assert action is not None
    query = graph.value(action, QT.query) or action
    default, named = (tuple(map(_path, graph.objects(action, part))) for part in (QT.data, QT.graphData))
    kind = str(graph.value(entry, rdflib.RDF.type)).rpartition("#")[2]
    name = f"{_path(query).parent.name}/{str(entry).rpartition('#')[2]}"
    return Case(name, kind, _path(query), default, named, None if result is None else _path(result))


def _path(iri: rdflib.term.Node) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))


def by_engine(case: Case) -> Outcome:
    """Return what the engine makes of a test by itself."""
    store = pyoxigraph.Store()
    for paths, is_named in ((case.default, False), (case.named, True)):
        for path in paths:
            graph = pyoxigraph.NamedNode(path.as_uri()) if is_named else pyoxigraph.DefaultGraph()
            store.load(path=str(path), format=RDF[path.suffix[1:]], base_iri=path.as_uri(), to_graph=graph)
    try:
        found = store.query(case.text, base_iri=case.query.as_uri())
        if _ending(case) == "csv":
            text = cast(pyoxigraph.QuerySolutions, found).serialize(format=pyoxigraph.QueryResultsFormat.CSV)
            return _csv(text or b"")
        return _outcome(found)
    except SyntaxError:
        return REFUSED
    except (OSError, RuntimeError, ValueError) as error:
        return f"failed: {error}"


def by_server(server: Server, case: Case) -> Outcome:
    """Return what comes over HTTP."""
    fields = [("default-graph-uri", path.as_uri()) for path in case.default]
    fields += [("named-graph-uri", path.as_uri()) for path in case.named]
    if not fields:
        fields = [("default-graph-uri", NOWHERE)]
    path = "/sparql" if _FROM.search(case.text) else f"/sparql?{urlencode(fields)}"  # a query that names its graphs
    headers = {"content-type": "application/sparql-query", "accept": f"{ACCEPT[_ending(case)]}, */*;q=0.1"}
    text = f"BASE <{case.query.as_uri()}> {case.text}"
    status, _, body = server.send("POST", path, headers, text.encode())
    if status != 200:
        return REFUSED if status == 400 and b"SERVICE" not in body else f"status {status}: {body.decode()}"
    return _read(body, _ending(case), is_graph=_is_graph(case))


def expected_of(case: Case) -> Outcome:
    """Return what a test expects of a query that is answered."""
    assert case.result is not None
    body = case.result.read_bytes()
    if _is_graph(case):
        return _triples(pyoxigraph.parse(body, RDF[case.result.suffix[1:]], base_iri=case.result.as_uri()))
    return _described(body) if case.result.suffix == ".ttl" else _read(body, _ending(case), is_graph=False)


def _described(body: bytes) -> Counter[Row]:
    """Return the rows that a graph describes."""
    graph = rdflib.Graph().parse(data=body, format="turtle")
    rows = [
        tuple(sorted(_binding(graph, binding) for binding in graph.objects(solution, RS.binding)))
        for solution in graph.objects(None, RS.solution)
    ]
    return Counter(rows)


def _binding(graph: rdflib.Graph, binding: rdflib.term.Node) -> tuple[str, str]:
    value = graph.value(binding, RS.value)
    assert value is not None
    text = f"<{NOWHERE}> <{NOWHERE}> {value.n3()} ."
    (quad,) = pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)
    return str(graph.value(binding, RS.variable)), _term(quad.object)


def passes(case: Case, outcome: Outcome) -> bool:
    """Tell whether an outcome is what a test expects."""
    if "Syntax" in case.kind:
        is_refused = isinstance(outcome, str) and outcome.startswith((REFUSED, "status 400"))
        return is_refused is ("Negative" in case.kind)
    expected = expected_of(case)
    if isinstance(outcome, Counter) and isinstance(expected, Counter) and outcome != expected:
        return (
            case.result is not None and case.result.suffix != ".csv" and isomorphic(_graph(outcome), _graph(expected))
        )
    return outcome == expected


def _ending(case: Case) -> str:
    """Return the format that is asked for: that of the expected result, or JSON where rows stand in a graph."""
    ending = case.result.suffix[1:] if case.result else "srj"
    return "srj" if ending == "ttl" and not _is_graph(case) else ending


def _is_graph(case: Case) -> bool:
    return _GRAPH.search(case.text) is not None


def _read(body: bytes, ending: str, *, is_graph: bool) -> Outcome:
    if is_graph:
        return _triples(pyoxigraph.parse(body, RDF["nt"]))
    if ending == "csv":
        return _csv(body)
    return _outcome(pyoxigraph.parse_query_results(body, READ.get(ending, READ["srj"])))


def _outcome(found: Found) -> Outcome:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return bool(found)
    if isinstance(found, pyoxigraph.QueryTriples):
        return _triples(found)
    names = [variable.value for variable in found.variables]
    return Counter(
        tuple(sorted((name, _term(value)) for name, value in zip(names, row, strict=True) if value is not None))
        for row in found
    )


def _triples(found: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Counter[Row]:
    return Counter(
        {(("o", _term(one.object)), ("p", _term(one.predicate)), ("s", _term(one.subject))): 1 for one in found}
    )


def _term(term: object) -> str:
    """Return a term as the engine writes it once it has stored it."""
    if isinstance(term, pyoxigraph.Literal):
        store, thing = pyoxigraph.Store(), pyoxigraph.NamedNode(NOWHERE)
        store.add(pyoxigraph.Quad(thing, thing, term))
        return str(next(iter(store)).object)
    return str(term)


def _csv(text: bytes) -> Counter[Row]:
    """Return the lines of CSV, whose columns may stand in any order, without the names of blank nodes."""
    lines = csv.DictReader(StringIO(re.sub(r"_:\w+", "_:", text.decode())))
    return Counter(tuple(sorted(line.items())) for line in lines)


def _graph(rows: Counter[Row]) -> rdflib.Graph:
    """Return rows as a graph, in which blank nodes are told apart by what is said with them."""
    graph = rdflib.Graph()
    text = "".join(
        f"_:row{number} <urn:row:{name}> {term.replace('_:', '_:n')} .\n"
        for number, row in enumerate(rows.elements())
        for name, term in row
    )
    return graph.parse(data=text, format="nt")


def run(server: Server, cases: Sequence[Case]) -> bool:
    """Run the tests both ways, print what came of them, and return whether the server is nowhere worse."""
    direct, served, worse = 0, 0, 0
    for case in cases:
        ours, engines = by_server(server, case), by_engine(case)
        good, as_good = passes(case, engines), passes(case, ours)
        direct, served = direct + good, served + as_good
        is_meant = isinstance(ours, str) and "SERVICE" in ours
        if good and not as_good:
            worse += not is_meant
            print(f"  {case.name}: {'refused on purpose' if is_meant else str(ours)[:200]}")
        if as_good and not good:
            print(f"  {case.name}: better than the engine alone")
    print(f"engine: {direct} of {len(cases)}\nserver: {served} of {len(cases)}")
    return not worse


def main(arguments: list[str] | None = None) -> int:
    """Serve the data of all tests, run them, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="sparql/sparql11 of w3c/rdf-tests")
    folder = parser.parse_args(arguments).folder.resolve()
    cases = [case for name in MANIFESTS for case in read_cases(folder / name)]
    if not cases:
        return 1
    with TemporaryDirectory() as place:
        return 0 if run_against(partial(run, cases=cases), _resolved(cases, Path(place))) else 1


def _resolved(cases: Iterable[Case], place: Path) -> dict[str, Path]:
    """Return the data of all tests as files without relative IRIs, by the names of their graphs."""
    graphs: dict[str, Path] = {}
    for path in dict.fromkeys(path for case in cases for path in (*case.default, *case.named)):
        quads = pyoxigraph.parse(path.read_bytes(), RDF[path.suffix[1:]], base_iri=path.as_uri())
        graphs[path.as_uri()] = place / f"{len(graphs)}.nt"
        pyoxigraph.serialize(quads, str(graphs[path.as_uri()]), pyoxigraph.RdfFormat.N_TRIPLES)
    return graphs


if __name__ == "__main__":
    sys.exit(main())
