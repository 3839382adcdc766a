"""Describe the SPARQL service in RDF (SPARQL 1.1 Service Description)."""

from collections.abc import Iterable

from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode, Quad

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples RDF_XML JSON-LD TriG"
    " N-Quads"
).split()
_TYPE = NamedNode(expand("rdf:type"))


def describe_service(address: str, graphs: Iterable[str], *, is_writable: bool = False) -> list[Quad]:
    """Return what the service at an address is, and which graphs its default dataset has.

    No query can ask another server, so there is no feature for federation; nor are graphs fetched from elsewhere.
    """
    service, dataset, union = (NamedNode(f"{address}#{part}") for part in ("service", "dataset", "default-graph"))
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if is_writable else [])]
    told = [
        (service, _TYPE, _sd("Service")),
        (service, _sd("endpoint"), NamedNode(address)),
        *((service, _sd("supportedLanguage"), _sd(name)) for name in languages),
        (service, _sd("feature"), _sd("UnionDefaultGraph")),
        *((service, _sd("resultFormat"), NamedNode(_FORMATS + name)) for name in _RESULTS),
        (service, _sd("defaultDataset"), dataset),
        (dataset, _TYPE, _sd("Dataset")),
        (dataset, _sd("defaultGraph"), union),
        (union, _TYPE, _sd("Graph")),
    ]
    for number, name in enumerate(graphs, 1):
        graph = NamedNode(f"{address}#graph-{number}")
        told += [(dataset, _sd("namedGraph"), graph), (graph, _TYPE, _sd("NamedGraph"))]
        told.append((graph, _sd("name"), NamedNode(name)))
    return [Quad(*triple) for triple in told]


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
