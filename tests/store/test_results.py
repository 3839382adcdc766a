"""How the answers of servers are read, in whatever dialect they come."""

import json
from pathlib import Path

import pytest

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term, Triple
from steungraaf.store.results import in_order, mended, read_solutions, read_triples, read_truth, stream_triples

XSD = expand("xsd:")
A = {"type": "uri", "value": "urn:a"}
URN_A = NamedNode("urn:a")


def literal(value: str, datatype: str) -> Literal:
    """Make a literal of a type of XML Schema."""
    return Literal(value, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("binding", "term"),
    [
        (A, URN_A),
        ({"type": "bnode", "value": "nodeID://b1"}, BlankNode("bnodeID___b1")),
        ({"type": "literal", "value": "x"}, Literal("x")),
        ({"type": "literal", "value": "x", "xml:lang": "nl"}, Literal("x", language="nl")),
        ({"type": "typed-literal", "value": "1", "datatype": f"{XSD}integer"}, literal("1", "integer")),
        ({"type": "typed-literal", "value": "12", "datatype": f"{XSD}duration"}, literal("P12M", "duration")),
        ({"type": "triple", "value": {"subject": A, "predicate": A, "object": A}}, Triple(URN_A, URN_A, URN_A)),
    ],
)
def test_terms(binding: dict[str, object], term: Term) -> None:
    """Every kind of term is read, the older names for them too; what is absent is unbound."""
    body = json.dumps({"head": {"vars": ["x", "y"]}, "results": {"bindings": [{"x": binding}]}}).encode()
    assert read_solutions(body, "SELECT ?x ?y {}").rows == [(term, None)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (literal("14", "duration"), literal("P14M", "duration")),
        (literal("-3", "duration"), literal("-P3M", "duration")),
        (literal("864000.0", "duration"), literal("P10D", "duration")),
        (literal("90061.0", "duration"), literal("P1DT3661S", "duration")),
        (literal("30.0", "duration"), literal("P0DT30S", "duration")),
        (literal("P1Y", "duration"), literal("P1Y", "duration")),
        (literal("1", "boolean"), Literal(True)),
        (literal("0", "boolean"), Literal(False)),
        (literal("0", "integer"), literal("0", "integer")),
        (URN_A, URN_A),
    ],
)
def test_forms_that_no_datatype_has_are_mended(written: Term, meant: Term) -> None:
    """A duration that is a bare number, and a boolean that is a digit, come back as they are meant."""
    assert mended(written) == meant


@pytest.mark.parametrize(
    ("sparql", "columns"),
    [
        ("SELECT * { ?b ?a ?c }", ["b", "a", "c"]),
        ("SELECT DISTINCT * { ?c ?a ?b }", ["c", "a", "b"]),
        ("SELECT ?a (2*3 AS ?b) ?c {}", ["a", "b", "c"]),
    ],
)
def test_columns(sparql: str, columns: list[str]) -> None:
    """The columns of an asterisk stand in the order of the query, others as they are."""
    assert in_order(["a", "b", "c"], sparql) == columns


@pytest.mark.parametrize(("word", "rows"), [("SELECT", 2), ("SELECT DISTINCT", 1), ("SELECT reduced", 2)])
def test_repeated_rows(word: str, rows: int) -> None:
    """A row that a server repeats is given once where the query wants each once, and else as often as it comes."""
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": A}, {"x": A}]}}).encode()
    assert read_solutions(body, f"{word} ?x {{ {{ SELECT DISTINCT ?x {{}} }} }}").rows == [(URN_A,)] * rows


@pytest.mark.parametrize(
    ("body", "truth"),
    [
        (b'{"boolean": true}', True),
        (b'{"boolean": false}', False),
        (b'{"results": {"bindings": [{"__ASK_RETVAL": {"value": "1"}}]}}', True),
        (b'{"results": {"bindings": [{"__ASK_RETVAL": {"value": "0"}}]}}', False),
        (b'{"results": {"bindings": []}}', False),
    ],
)
def test_truth(body: bytes, truth: bool) -> None:
    """The answer to an ASK is read as the standard has it and as Virtuoso does."""
    assert read_truth(body) is truth


def test_triples_are_mended_too() -> None:
    """A duration in RDF comes back as it is meant."""
    (quad,) = read_triples(f'<urn:a> <urn:a> "12"^^<{XSD}duration> .'.encode(), "application/n-triples")
    assert quad.object == literal("P12M", "duration")


@pytest.mark.parametrize("body", [b"<urn:a> <urn:b> .", b"\xff"])
def test_a_stream_that_breaks(tmp_path: Path, body: bytes) -> None:
    """An answer on disk that does not parse, or is no text, is a fault of the answer."""
    (tmp_path / "answer.nt").write_bytes(body)
    with pytest.raises(ValueError):
        list(stream_triples(tmp_path / "answer.nt", "application/n-triples", "urn:g"))
