"""Test that answers are written in every format of SPARQL."""

import json

import pytest

from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Triple
from steungraaf.store import Cut, EmbeddedStore, Solutions
from steungraaf.store.answer_formats import RESULTS, answer_of, ask_store, write_results, write_triples
from steungraaf.store.answers import Answer
from steungraaf.store.base import Triples
from steungraaf.store.limits import Limits

A = NamedNode("urn:a")
ROWS = Solutions(("x", "y"), [(A, Literal("tab\tand\nline", language="nl")), (None, BlankNode("b"))])


def test_solutions_in_json() -> None:
    """Rows keep their terms, and an unbound variable is left out."""
    told = json.loads(write_results(answer_of(ROWS), "json"))
    first, second = told["results"]["bindings"]
    assert (told["head"]["vars"], first["y"]["value"], list(second)) == (["x", "y"], "tab\tand\nline", ["y"])


@pytest.mark.parametrize(
    ("format", "part"),
    [
        ("xml", b'<variable name="x"/>'),
        ("csv", b'x,y\r\nurn:a,"tab\tand\nline"'),
        ("tsv", b'?x\t?y\n<urn:a>\t"tab\\tand'),
    ],
)
def test_solutions(format: str, part: bytes) -> None:
    """Rows are written in the other formats as well."""
    assert part in write_results(answer_of(ROWS), format)


def test_order_of_columns() -> None:
    """Columns stand in the order of the query, not in that of the engine."""
    answer = Answer("solutions", b"1\t2\n3\t4\n", ("b", "a"), ("a", "b"))
    assert write_results(answer, "csv") == b"a,b\r\n2,1\r\n4,3\r\n"


def test_csv_changes_no_text() -> None:
    """Other programs read this CSV as SPARQL says: what a spreadsheet would run stands in it as it is."""
    answer = Answer("solutions", b'"=1+1"\n', ("a",), ("a",))
    assert write_results(answer, "csv") == b"a\r\n=1+1\r\n"


@pytest.mark.parametrize("format", RESULTS)
def test_boolean(format: str) -> None:
    """The answer to an ASK is written in each format."""
    assert b"true" in write_results(answer_of(True), format) and b"false" in write_results(answer_of(False), format)


@pytest.mark.parametrize(
    ("format", "part"),
    [("turtle", b"<urn:a>"), ("ntriples", b"<urn:a> <urn:a> <urn:a> ."), ("jsonld", b'"@id"'), ("rdfxml", b"rdf:RDF")],
)
def test_triples(format: str, part: bytes) -> None:
    """Triples are written in the formats of RDF."""
    assert part in write_triples(answer_of([Triple(A, A, A)]), format)


def test_cut() -> None:
    """An answer that was cut off says so."""
    answer = answer_of(Triples([Triple(A, A, A)], Cut("rows", 1)))
    assert answer.truncated == Cut("rows", 1)


def test_any_store() -> None:
    """A store without workers is asked as well, and cut off at the limits."""
    store = EmbeddedStore()
    store.load(Quad(A, A, Literal(number), A) for number in range(3))
    answer = ask_store(store, "SELECT ?o { ?s ?p ?o }", Limits(rows=2))
    assert (answer.content.count(b"\n"), answer.truncated) == (2, Cut("rows", 2))
