"""How the answers of servers are read, in whatever dialect they come."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term, Triple
from steungraaf.store import Solutions
from steungraaf.store.results import in_order, mended, read_solutions, read_triples, read_truth, stream_triples

XSD = expand("xsd:")
A = {"type": "uri", "value": "urn:a"}
URN_A = NamedNode("urn:a")


@pytest.fixture
def columns() -> Callable[..., Solutions]:
    """Read an answer that has these columns and one row, in which the first is bound."""

    def read(sparql: str, *names: str) -> Solutions:
        body = {"head": {"vars": names}, "results": {"bindings": [{"x": A}]}}
        return read_solutions(json.dumps(body).encode(), sparql)

    return read


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
        (b'{"results": {"bindings": [{"__ASK_RETVAL": {"type": "typed-literal", "value": "1"}}]}}', True),
        (b'{"results": {"bindings": [{"__ASK_RETVAL": {"type": "typed-literal", "value": "0"}}]}}', False),
        (b'{"results": {"bindings": []}}', False),
    ],
)
def test_truth(body: bytes, truth: bool) -> None:
    """The answer to an ASK is read as the standard has it and as Virtuoso does."""
    assert read_truth(body) is truth


@pytest.mark.parametrize(
    "told",
    [
        '"boolean": "false"',
        '"boolean": 1',
        '"boolean": null',
        '"results": {"bindings": [{"x": {"type": "uri", "value": "urn:true"}}]}',
        '"results": {"bindings": [{"x": {"type": "uri", "value": "true"}}]}',
        '"results": {"bindings": [{"x": {"type": "literal", "value": "yes"}}]}',
        '"results": {"bindings": [{"x": {"value": "1"}}]}',
        '"results": {"bindings": [{"x": {"type": "literal", "value": "1"}, "y": {"type": "literal", "value": "1"}}]}',
    ],
)
def test_no_truth(told: str) -> None:
    """What is neither true nor false is no answer, rather than one of the two."""
    with pytest.raises(ValueError):
        read_truth(f'{{"head": {{}}, {told}}}'.encode())


def test_columns_of_a_server(columns: Callable[..., Solutions]) -> None:
    """Columns stand as the query names them, in whatever order they come; for an asterisk there is no telling."""
    assert columns("SELECT ?y ?x {}", "x", "y") == Solutions(("y", "x"), [(None, URN_A)])
    assert columns("SELECT (EXISTS { ?s ?p ?o } AS ?x) {}", "x") == Solutions(("x",), [(URN_A,)])
    assert columns("SELECT * { ?x ?y 1 }", "y", "x") == Solutions(("x", "y"), [(URN_A, None)])


@pytest.mark.parametrize("names", [("x",), ("x", "y", "z"), ("x", "Y"), ()])
def test_other_columns_than_asked(columns: Callable[..., Solutions], names: tuple[str, ...]) -> None:
    """A server that gives fewer columns, more or others did not answer what was asked."""
    with pytest.raises(ValueError, match="in place of x, y"):
        columns("SELECT ?x ?y {}", *names)


@pytest.mark.parametrize("depth", [600, 100_000])
def test_answers_without_a_bottom(depth: int) -> None:
    """Terms in terms, deeper than can be followed, are a fault of the answer."""
    value = '{"type": "triple", "value": {"object": ' * depth + "1" + "}}" * depth
    with pytest.raises(ValueError):
        read_solutions(f'{{"head": {{"vars": ["x"]}}, "results": {{"bindings": [{{"x": {value}}}]}}}}'.encode(), "ASK")


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
