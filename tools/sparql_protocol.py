"""Run the W3C's tests of the SPARQL 1.1 Protocol and of its Service Description against a server that really runs.

Usage: sparql_protocol.py FOLDER [--writable]

FOLDER is sparql/sparql11 of https://github.com/w3c/rdf-tests. The server holds the graphs that the tests name. It only
reads: a test of updates passes where the update is refused with 403. With --writable it takes updates, each test begins
with a new store, and those of the Graph Store HTTP Protocol that name graphs in a field are run as well. Exit status 1
where a test does not pass.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from tools.sparql_server import TOKEN, Server, run_against

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
HTS = "http://www.w3.org/2011/http-statusCodes#"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
GRAPHS = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORMATS = {
    "tabular": ("json", "xml", "text/csv", "text/tab-separated-values"),
    "boolean": ("json", "xml"),
    "RDF": ("application/rdf+xml", "text/turtle", "application/n-triples"),
}
CODES = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
Headers = dict[str, str]


@dataclass(frozen=True)
class Call:
    """One request of a test, and what is expected of its response: a status begins as one of `statuses` does.

    `graph` is the graph that must come, as Turtle; `location` is what the Location that comes is called later on.
    """

    method: str
    path: str
    headers: Headers
    body: bytes | None
    statuses: tuple[str, ...]
    format: str | None
    boolean: bool | None
    graph: str | None = None
    location: str | None = None


@dataclass(frozen=True)
class Case:
    """A test: its name and its requests, in order."""

    name: str
    calls: tuple[Call, ...]

    @property
    def is_update(self) -> bool:
        """Tell whether it wants something to be changed."""
        return self.name.startswith("update_")


def read_tests(manifest: Path) -> Iterator[Case]:
    """Give the tests of a manifest of the protocol."""
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID="https://example.org/manifest")
    for entries in graph.objects(None, MF.entries):
        for entry in graph.items(entries):
            requests = graph.value(graph.value(entry, MF.action), HT.requests)
            name = str(entry).rpartition("#")[2]
            assert requests is not None
            yield Case(name, tuple(_call(graph, one) for one in Collection(graph, requests)))


def _call(graph: rdflib.Graph, request: rdflib.term.Node) -> Call:
    headers = graph.value(request, HT.headers)
    fields = Collection(graph, headers) if headers is not None else ()
    given = {str(graph.value(one, HT.fieldName)): str(graph.value(one, HT.fieldValue)) for one in fields}
    body, response = graph.value(request, HT.body), graph.value(request, HT.resp)
    text = None if body is None else _chars(graph, body).encode(str(graph.value(body, CNT.characterEncoding)))
    expected, location = graph.value(response, HT.body), graph.value(response, MF.expectedLocation)
    boolean, format = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
    return Call(
        str(graph.value(request, HT.methodName)),
        _path(str(graph.value(request, HT.absolutePath))),
        given,
        text,
        tuple(_status(str(one).removeprefix(HTS)) for one in graph.objects(response, MF.expectedStatus)),
        None if format is None else str(format),
        None if boolean is None else str(boolean) == "true",
        None if expected is None else _chars(graph, expected),
        None if location is None else str(location),
    )


def _chars(graph: rdflib.Graph, body: rdflib.term.Node) -> str:
    return str(graph.value(body, CNT.chars))


def _path(path: str) -> str:
    """Return the path that a test asks for as it is here."""
    return path.replace("/sparql/", "/sparql", 1).replace("/gsp", "/rdf-graph-store", 1)


def _status(name: str) -> str:
    """Return how a status must begin: of StatusCode2xx the first digit, of Created the three of it."""
    return CODES.get(name) or name.removeprefix("StatusCode")[0]


def fault_of(server: Server, test: Case, *, writable: bool = False) -> str:
    """Return what is not as a test expects, or an empty text."""
    names: dict[str, str] = {}
    for call in test.calls:
        status, headers, body = _sent(server, call, names, writable=writable)
        if test.is_update and not writable:
            return "" if status == 403 else f"status {status}"
        if fault := _difference(call, status, headers, body):
            return f"{call.method}: {fault}"
        if call.location is not None:
            names[call.location] = headers.get("location", "")
    return ""


def _sent(
    server: Server, call: Call, names: Mapping[str, str], *, writable: bool
) -> tuple[int, Mapping[str, str], bytes]:
    path = call.path
    for name, value in names.items():
        path = path.replace(name, quote(value, safe=""))
    token = {"authorization": f"Bearer {TOKEN}"} if writable else {}
    return server.send(call.method, path, {**call.headers, **token}, call.body)


def _difference(call: Call, status: int, headers: Mapping[str, str], body: bytes) -> str:
    media = headers.get("content-type", "")
    if not str(status).startswith(call.statuses):
        return f"status {status}"
    if call.format and not any(part in media for part in FORMATS[call.format]):
        return f"{media} for {call.format}"
    if call.boolean is not None and json.loads(body)["boolean"] is not call.boolean:
        return "the wrong boolean"
    if call.graph is not None and not isomorphic(_turtle(call.graph), _turtle(body.decode())):
        return "another graph"
    return "no Location" if call.location is not None and "location" not in headers else ""


def _turtle(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def describe_faults(server: Server) -> Iterator[tuple[str, str]]:
    """Give the tests of the Service Description, which stand in prose, each with what is wrong."""
    status, headers, body = server.send("GET", "/sparql", {"accept": "application/rdf+xml, text/turtle"})
    graph = rdflib.Graph()
    graph.parse(data=body, format=headers["content-type"].partition(";")[0])
    service = graph.value(None, rdflib.RDF.type, SD.Service)
    yield "returns-rdf", "" if status == 200 and len(graph) else f"status {status}, {len(graph)} triples"
    endpoint = rdflib.URIRef(f"http://{server.address[0]}:{server.address[1]}/sparql")
    yield "has-endpoint-triple", "" if (service, SD.endpoint, endpoint) in graph else "no such triple"
    yield "conforms-to-schema", ", ".join(_outside(graph))


def _outside(graph: rdflib.Graph) -> Iterator[str]:
    """Give what does not follow the domains and ranges of the vocabulary (Service Description 3)."""
    ranges: dict[rdflib.term.Node, rdflib.URIRef] = {
        SD.defaultDataset: SD.Dataset,
        SD.defaultGraph: SD.Graph,
        SD.namedGraph: SD.NamedGraph,
    }
    domains: dict[rdflib.term.Node, rdflib.URIRef] = {
        **dict.fromkeys((SD.endpoint, SD.feature, SD.supportedLanguage, SD.resultFormat), SD.Service),
        SD.defaultDataset: SD.Service,
        SD.defaultGraph: SD.Dataset,
        SD.namedGraph: SD.Dataset,
        SD.name: SD.NamedGraph,
    }
    for subject, predicate, value in graph:
        if predicate != rdflib.RDF.type and (subject, rdflib.RDF.type, domains.get(predicate)) not in graph:
            yield f"{predicate} of {subject}"
        if predicate in ranges and (value, rdflib.RDF.type, ranges[predicate]) not in graph:
            yield f"{predicate} to {value}"
    for named in graph.subjects(rdflib.RDF.type, SD.NamedGraph):
        if len(list(graph.objects(named, SD.name))) != 1:
            yield f"{named} without one name"


def run(server: Server, folder: Path, *, writable: bool = False) -> bool:
    """Run all tests, print what came of them, and return whether all passed."""
    tests = list(read_tests(folder / "protocol" / "manifest.ttl"))

    def faults(cases: Sequence[Case], graphs: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
        """Give each test with what is wrong."""
        for case in cases:
            if writable:
                server.fill(graphs)
            yield case.name, fault_of(server, case, writable=writable)

    graphs, updates = graphs_of(folder), "updates" if writable else "updates refused"
    titled = {
        "queries": faults([test for test in tests if not test.is_update], graphs),
        updates: faults([test for test in tests if test.is_update], graphs),
        "service description": describe_faults(server),
    }
    if writable:
        stored = list(read_tests(folder / "graph-store-protocol" / "manifest-indirect.ttl"))
        titled["graph store, indirect"] = faults(stored, {})
    return all([told(title, list(results)) for title, results in titled.items()])


def told(title: str, results: Sequence[tuple[str, str]]) -> bool:
    """Print the tests that fail and how many pass, and return whether all do."""
    for name, fault in results:
        if fault:
            print(f"  {name}: {fault}")
    print(f"{title}: {sum(not fault for _, fault in results)} of {len(results)}", flush=True)
    return not any(fault for _, fault in results)


def graphs_of(folder: Path) -> dict[str, Path]:
    """Return the graphs that the tests of the protocol name, and the files that they are in."""
    return {GRAPHS.format(number): folder / "protocol" / f"data{number}.nt" for number in (1, 2, 3)}


def main(arguments: list[str] | None = None) -> int:
    """Serve the graphs of the tests, run the tests, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="sparql/sparql11 of w3c/rdf-tests")
    parser.add_argument("--writable", action="store_true", help="take updates, and change graphs")
    given = parser.parse_args(arguments)
    folder = given.folder.resolve()
    test: Callable[[Server], bool] = lambda server: run(server, folder, writable=given.writable)  # noqa: E731
    return 0 if run_against(test, graphs_of(folder), writable=given.writable) else 1


if __name__ == "__main__":
    sys.exit(main())
