"""Run the W3C's tests of the SPARQL 1.1 Protocol and of its Service Description against a server that really runs.

Usage: sparql_protocol.py FOLDER

FOLDER is sparql/sparql11 of https://github.com/w3c/rdf-tests. The server holds the graphs that the tests name. Tests of
updates are told apart: they pass where the update is refused with 403. Exit status 1 where a test does not pass.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pyoxigraph
import rdflib
from rdflib.collection import Collection

import steungraaf
from steungraaf.dataset import Dataset
from steungraaf.store import EmbeddedStore, Store
from steungraaf.store.limited import LimitedStore
from steungraaf.store.worker import Source
from steungraaf.store.workers import WorkerPool
from steungraaf.web.limits import WEB_LIMITS
from steungraaf.web.served import Served
from steungraaf.web.serving import listen, serve_until_stopped
from steungraaf.web.site import make_site

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
GRAPHS = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORMATS = {
    "tabular": ("json", "xml", "text/csv", "text/tab-separated-values"),
    "boolean": ("json", "xml"),
    "RDF": ("application/rdf+xml", "text/turtle", "application/n-triples"),
}
Headers = dict[str, str]


@dataclass(frozen=True)
class Call:
    """One request of a test, and what is expected of its response."""

    method: str
    path: str
    headers: Headers
    body: bytes | None
    statuses: tuple[str, ...]
    format: str | None
    boolean: bool | None


@dataclass(frozen=True)
class Case:
    """A test: its name and its requests, in order."""

    name: str
    calls: tuple[Call, ...]

    @property
    def is_update(self) -> bool:
        """Tell whether it wants something to be changed."""
        return self.name.startswith("update_")


def open_graphs(folder: str) -> EmbeddedStore:
    """Return a store with the graphs that the tests name: what a worker opens."""
    store = EmbeddedStore()
    for number in (1, 2, 3):
        text = Path(folder, "protocol", f"data{number}.nt").read_bytes()
        graph = pyoxigraph.NamedNode(GRAPHS.format(number))
        triples = pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES)
        store.load(pyoxigraph.Quad(one.subject, one.predicate, one.object, graph) for one in triples)
    return store


class Graphs(Dataset):
    """The graphs of the tests in the place of a dataset's."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the tests."""
        super().__init__(steungraaf.open().folder, lang="en", limits=WEB_LIMITS)
        source = Source(f"{Path(__file__).stem}:open_graphs", {"folder": str(folder)})
        self._graphs = LimitedStore(WorkerPool(source, WEB_LIMITS))

    @property
    def store(self) -> Store:
        """Return the store of the graphs."""
        return self._graphs

    def close(self) -> None:
        """End the workers."""
        self._graphs.pool.close()


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
    text = None
    if body is not None:
        text = str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
    boolean, format = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
    return Call(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        given,
        text,
        tuple(str(one)[-3] for one in graph.objects(response, MF.expectedStatus)),
        None if format is None else str(format),
        None if boolean is None else str(boolean) == "true",
    )


def send(address: tuple[str, int], call: Call) -> tuple[int, str, bytes]:
    """Return the status, the media type and the body of a response."""
    with closing(HTTPConnection(*address, timeout=60)) as client:
        client.putrequest(call.method, call.path)
        for name, value in call.headers.items():
            client.putheader(name, value)
        if call.body is not None:
            client.putheader("content-length", str(len(call.body)))
        client.endheaders(call.body)
        response = client.getresponse()
        return response.status, response.headers.get("content-type", ""), response.read()


def fault_of(address: tuple[str, int], test: Case) -> str:
    """Return what is not as a test expects, or an empty text."""
    for call in test.calls:
        status, media, body = send(address, call)
        if test.is_update:
            return "" if status == 403 else f"status {status}"
        if str(status)[0] not in call.statuses:
            return f"status {status}"
        if call.format and not any(part in media for part in FORMATS[call.format]):
            return f"{media} for {call.format}"
        if call.boolean is not None and json.loads(body)["boolean"] is not call.boolean:
            return "the wrong boolean"
    return ""


def describe_faults(address: tuple[str, int]) -> Iterator[tuple[str, str]]:
    """Give the tests of the Service Description, which stand in prose, each with what is wrong."""
    call = Call("GET", "/sparql", {"accept": "application/rdf+xml, text/turtle"}, None, ("2",), "RDF", None)
    status, media, body = send(address, call)
    graph = rdflib.Graph()
    graph.parse(data=body, format=media.partition(";")[0])
    service = graph.value(None, rdflib.RDF.type, SD.Service)
    yield "returns-rdf", "" if status == 200 and len(graph) else f"status {status}, {len(graph)} triples"
    endpoint = rdflib.URIRef(f"http://{address[0]}:{address[1]}/sparql")
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


def run(address: tuple[str, int], folder: Path) -> bool:
    """Run all tests, print what came of them, and return whether all passed."""
    tests = list(read_tests(folder / "protocol" / "manifest.ttl"))
    queries = [(test.name, fault_of(address, test)) for test in tests if not test.is_update]
    updates = [(test.name, fault_of(address, test)) for test in tests if test.is_update]
    described = list(describe_faults(address))
    for title, results in (("queries", queries), ("updates refused", updates), ("service description", described)):
        for name, fault in results:
            if fault:
                print(f"  {name}: {fault}")
        print(f"{title}: {sum(not fault for _, fault in results)} of {len(results)}")
    return not any(fault for _, fault in [*queries, *updates, *described])


def main(arguments: list[str] | None = None) -> int:
    """Serve the graphs of the tests, run the tests, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="sparql/sparql11 of w3c/rdf-tests")
    folder = parser.parse_args(arguments).folder.resolve()
    passed: list[bool] = []
    with listen("127.0.0.1", 47_000) as listening, Served(Graphs(folder), WEB_LIMITS) as served:

        def test_and_stop() -> None:
            """Run the tests while the main thread serves, then stop it."""
            try:
                passed.append(run(listening.getsockname()[:2], folder))
            finally:
                os.kill(os.getpid(), signal.SIGTERM)

        Thread(target=test_and_stop).start()
        serve_until_stopped(make_site(served, lambda line: None), listening)
    return 0 if passed == [True] else 1


if __name__ == "__main__":
    sys.exit(main())
