"""Write the answer to a query in the formats of SPARQL: results in JSON, XML, CSV and TSV, triples in those of RDF."""

import json
from collections.abc import Iterator
from io import BytesIO

import pyoxigraph

from steungraaf.rdf import Term, Triple, write_rdf
from steungraaf.store.answers import Answer, header
from steungraaf.store.base import Solutions, Store
from steungraaf.store.cutting import cut
from steungraaf.store.limited import LimitedStore
from steungraaf.store.limits import Limits

RESULTS = ("json", "xml", "csv", "tsv")
_FORMATS = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}


def ask_store(store: Store, sparql: str, limits: Limits) -> Answer:
    """Return the answer of any store to a query, cut off at the limits of rows and bytes; workers keep their own.

    Raises SparqlSyntaxError, QueryRefusedError, EngineError, EndpointError and LimitError.
    """
    if isinstance(store, LimitedStore):
        return store.pool.query(sparql, limits)
    return answer_of(cut(store.query(sparql), limits))


def answer_of(found: Solutions | list[Triple] | bool) -> Answer:
    """Return what a store found as an answer that can be written."""
    if isinstance(found, bool):
        return Answer("boolean", b"true" if found else b"false")
    truncated = getattr(found, "truncated", None)
    if isinstance(found, Solutions):
        rows = "".join("\t".join(map(_text, row)) + "\n" for row in found.rows)
        return Answer("solutions", rows.encode(), found.variables, found.variables, truncated)
    return Answer("triples", "".join(f"{triple} .\n" for triple in found).encode(), truncated=truncated)


def write_results(answer: Answer, format: str) -> bytes:
    """Return the answer to a SELECT or an ASK in one of the formats of results."""
    if answer.kind == "boolean":
        text = json.dumps({"head": {}, "boolean": answer.content == b"true"}).encode()
        if format in ("csv", "tsv"):
            return answer.content + b"\n"
        found = pyoxigraph.parse_query_results(text, pyoxigraph.QueryResultsFormat.JSON)
    else:
        text = header(answer.columns) + b"".join(_rows(answer))
        if format == "tsv":
            return text
        found = pyoxigraph.parse_query_results(text, pyoxigraph.QueryResultsFormat.TSV)
    return found.serialize(format=_FORMATS[format]) or b""


def write_triples(answer: Answer, format: str) -> bytes:
    """Return the answer to a CONSTRUCT or DESCRIBE in one of the formats of RDF.

    Raises TermLostError.
    """
    out = BytesIO()
    write_rdf(list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.N_TRIPLES)), out, format)
    return out.getvalue()


def _rows(answer: Answer) -> Iterator[bytes]:
    """Give the rows with their columns in the order of the query."""
    if answer.columns == answer.variables:
        yield answer.content
        return
    places = [answer.variables.index(column) for column in answer.columns]
    for line in answer.content.splitlines(keepends=False):
        cells = line.split(b"\t")
        yield b"\t".join(cells[place] for place in places) + b"\n"


def _text(term: Term | None) -> str:
    return "" if term is None else str(term)
