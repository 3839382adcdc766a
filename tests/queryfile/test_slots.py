"""Slots and columns: a value goes where it must, and never does anything else."""

import pytest
from hypothesis import assume, given

from steungraaf.errors import QueryHeaderError
from steungraaf.namespaces import expand
from steungraaf.queryfile import QueryFile, fill_slot, find_columns
from steungraaf.rdf import BlankNode, Literal, NamedNode, Triple, parse_quads
from steungraaf.sparql import tokens_of
from steungraaf.store import EmbeddedStore, Solutions
from tests.strategies import slot_terms

SPARQL = "SELECT ?place { VALUES ?place { UNDEF } BIND(1 AS ?one) }"
STRING, LANGUAGE = (NamedNode(expand(name)) for name in ("xsd:string", "rdf:langString"))
A = NamedNode("https://example.org/a")


@given(term=slot_terms)
def test_any_term_survives_a_slot(term: NamedNode | Literal) -> None:
    """Whatever term is put in a slot stands in it to the letter."""
    written = fill_slot(SPARQL, "place", term)[len("SELECT ?place { VALUES ?place {") : -len("} BIND(1 AS ?one) }")]
    (quad,) = parse_quads(f"<urn:s> <urn:p> {written} .".encode(), format="turtle")
    assert quad.object == term


@given(term=slot_terms)
def test_any_term_is_what_the_query_sees(term: NamedNode | Literal) -> None:
    """A query sees the term in its slot, but for numbers and dates, which engines rewrite."""
    assume(isinstance(term, NamedNode) or term.datatype in (STRING, LANGUAGE) or "XMLSchema" not in str(term))
    filled = fill_slot("SELECT ?x { VALUES ?x { UNDEF } }", "x", term)
    assert EmbeddedStore().query(filled) == Solutions(("x",), [(term,)])


@given(term=slot_terms)
def test_no_term_changes_the_query(term: NamedNode | Literal) -> None:
    """All but the content of the slot stays, token for token."""
    filled = [token.text for token in tokens_of(fill_slot(SPARQL, "place", term))]
    bare = [token.text for token in tokens_of(SPARQL)]
    assert filled[:6] == bare[:6] and filled[-len(bare[7:]) :] == bare[7:]


def test_only_the_slot_is_filled(query: QueryFile) -> None:
    """What looks like the slot in a comment, a string or a subquery stays as it is."""
    filled = fill_slot(query.sparql, "place", A)
    assert filled.count("{ <https://example.org/a> }") == 1
    assert filled.replace("<https://example.org/a>", "UNDEF") == query.sparql


def test_filled_again() -> None:
    """A slot that is filled can be filled again."""
    assert fill_slot(fill_slot(SPARQL, "place", A), "place", Literal("x")) == SPARQL.replace("UNDEF", '"x"')


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?x }",
        "SELECT * { { VALUES ?x { UNDEF } } }",
        "SELECT * { VALUES ?x { UNDEF } VALUES ?x { UNDEF } }",
        "SELECT * { VALUES (?x) { (UNDEF) } }",
        "SELECT * { VALUES ?x { UNDEF",
        "SELECT * { } VALUES ?x { UNDEF }",
    ],
)
def test_not_exactly_one_slot(sparql: str) -> None:
    """A query with no slot in its outermost group, or more than one, is refused."""
    with pytest.raises(QueryHeaderError, match="exactly one VALUES"):
        fill_slot(sparql, "x", A)


@pytest.mark.parametrize("term", [BlankNode("a"), Triple(A, A, A), "UNDEF } DROP ALL {", "1", ""])
def test_other_things_are_no_values(term: object) -> None:
    """A blank node, a triple and a bare text are no values."""
    with pytest.raises(ValueError, match="neither an IRI nor a literal"):
        fill_slot(SPARQL, "place", term)


@pytest.mark.parametrize(
    ("sparql", "columns"),
    [
        ("PREFIX select: <urn:x> SELECT DISTINCT ?a $b WHERE { ?a ?c ?b }", ["a", "b"]),
        ("SELECT (?x + 1 AS ?a) (COUNT(*) AS ?n) (IF(?b, ?c, (?d)) AS ?e) { }", ["a", "n", "e"]),
        ("SELECT (EXISTS { ?a ?c 1 } AS ?b) ?d { }", ["b", "d"]),
        ("SELECT ?a FROM <urn:g> { SELECT ?b { } }", ["a"]),
        ("select * { }", ["*"]),
        ("CONSTRUCT { ?a ?b ?c } WHERE { SELECT * { } }", None),
        ("ASK { }", None),
        ("# SELECT ?a", None),
    ],
)
def test_columns(sparql: str, columns: list[str] | None) -> None:
    """The columns are what the outermost SELECT names, in its order."""
    assert find_columns(sparql) == columns
