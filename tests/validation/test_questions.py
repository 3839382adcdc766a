"""Test asking a query of some things only."""

import pytest

from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Triple
from steungraaf.store.index import GraphIndex
from steungraaf.validation.questions import of_things, question_of, rule_of
from steungraaf.validation.reach import Unbounded, Ways

EX = "https://example.org/"
A, B, C, P, Q = (NamedNode(EX + name) for name in "abcpq")
QUADS = [Quad(A, P, B, A), Quad(B, P, C, A), Quad(C, Q, Literal("x"), A), Quad(A, Q, Literal("y"), A)]


@pytest.fixture
def index() -> GraphIndex:
    """Give an index with four statements."""
    made = GraphIndex()
    made.add(QUADS)
    return made


def test_rows_about_some_things(index: GraphIndex) -> None:
    """The rows are those about the things that were asked of, and with them comes what they rest on."""
    ways = Ways()
    question = question_of("q", f"SELECT ?a ?b {{ ?a <{P.value}> ?b }}", ways)
    ((rows, around),) = question.found([A, C, Literal("x")], ways, index)
    assert rows == [{"a": A, "b": B}]
    assert around == QUADS[:1]


def test_things_that_no_row_can_be_about(index: GraphIndex) -> None:
    """What lacks what a query asks of it is not asked of; a blank node cannot be."""
    ways = Ways()
    question = question_of("q", f"SELECT ?a {{ ?a <{P.value}> <{B.value}> }}", ways)
    assert [rows for rows, _ in question.found([A, B, C, Literal("x")], ways, index)] == [[{"a": A}]]
    with pytest.raises(Unbounded):
        list(question.found([BlankNode("x")], ways, index))


@pytest.mark.parametrize(
    "query",
    ["SELECT (1 AS ?a) { ?a ?b ?c }", "SELECT ?a { OPTIONAL { ?a ?b ?c } }", "SELECT ?a { ?a ?b ?c . ?x ?y ?z }"],
)
def test_queries_about_no_one_thing(query: str) -> None:
    """A query without a first column that is bound, or that looks elsewhere, is none about a thing."""
    with pytest.raises(Unbounded):
        question_of("q", query, Ways())


def test_the_thing_of_a_rule() -> None:
    """A rule is asked of that from which it looks at the least: forwards, not at all that leads to a thing."""
    ways = Ways()
    text = f"CONSTRUCT {{ ?b <{Q.value}> 'x' , ?a }} WHERE {{ ?a <{P.value}> ?b ; <{Q.value}> ?c }}"
    rule = rule_of("r", text, ways)
    assert rule.question.variable == "a"
    assert list(rule.triples({"a": A, "b": B})) == [Triple(B, Q, Literal("x")), Triple(B, Q, A)]
    assert list(rule.triples({"a": None, "b": Literal("b")})) == []


def test_a_rule_about_no_one_thing() -> None:
    """A rule that counts cannot be asked of a thing."""
    with pytest.raises(Unbounded):
        rule_of("r", "CONSTRUCT { ?a <urn:p> ?b } WHERE { ?a ?b ?c . ?x ?y ?z }", Ways())


def test_values_go_into_the_pattern() -> None:
    """The values stand in the outermost group, whatever is computed in a column."""
    text = "SELECT ?a (EXISTS { ?a ?b ?c } AS ?x) { ?a ?b ?c }"
    assert (
        of_things(text, "a", [A])
        == f"SELECT ?a (EXISTS {{ ?a ?b ?c }} AS ?x) {{ VALUES ?a {{ <{A.value}> }} ?a ?b ?c }}"
    )
    with pytest.raises(Unbounded):
        of_things("DESCRIBE <urn:x>", "a", [A])
