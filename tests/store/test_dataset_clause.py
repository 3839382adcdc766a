"""Test that the graphs and the base of a request get into its query, wherever that has a place for them."""

import pyoxigraph
import pytest

from steungraaf.errors import QueryTooLargeError
from steungraaf.store.dataset_clause import with_base, with_dataset

CLAUSES = "FROM <urn:a> FROM NAMED <urn:b>"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK {}", "ASK # {}"),
        ("SELECT * FROM <urn:x> FROM NAMED <urn:y> WHERE {?s ?p ?o}", "SELECT * #   WHERE {?s ?p ?o}"),
        ("SELECT (EXISTS {?a ?b ?c} AS ?x) {}", "SELECT (EXISTS {?a ?b ?c} AS ?x) # {}"),
        ("CONSTRUCT {?s ?p ?o} FROM <urn:x> WHERE {?s ?p ?o}", "CONSTRUCT {?s ?p ?o} #  WHERE {?s ?p ?o}"),
        ("CONSTRUCT WHERE {?s ?p ?o}", "CONSTRUCT # WHERE {?s ?p ?o}"),
        ("DESCRIBE <urn:x>", "DESCRIBE <urn:x> #"),
        ("DESCRIBE <urn:x> LIMIT 5", "DESCRIBE <urn:x> # LIMIT 5"),
        ("DESCRIBE * WHERE {?s ?p ?o}", "DESCRIBE * # WHERE {?s ?p ?o}"),
        (
            "PREFIX x: <urn:x#> SELECT ?s { ?s x:p 'FROM <urn:c>' }",
            "PREFIX x: <urn:x#> SELECT ?s # { ?s x:p 'FROM <urn:c>' }",
        ),
    ],
)
def test_graphs(query: str, expected: str) -> None:
    """The graphs of the request stand in the place of those of the query, and the engine reads it."""
    found = with_dataset(query, ["urn:a"], ["urn:b"])
    pyoxigraph.Store().query(found)
    assert " ".join(found.split()) == " ".join(
        expected.replace("#", CLAUSES, 2).replace(f"urn:x{CLAUSES}", "urn:x#").split()
    )


@pytest.mark.parametrize("query", ["", "hello", "CONSTRUCT", "CONSTRUCT {", "SELECT", "ASK FROM"])
def test_no_query(query: str) -> None:
    """What is no query is none afterwards either."""
    with pytest.raises(SyntaxError):
        pyoxigraph.Store().query(with_dataset(query, ["urn:a"], []))


def test_no_graphs() -> None:
    """Without graphs the query stays as it is, however long."""
    assert with_dataset("x" * 2_000_000, [], []) == "x" * 2_000_000


def test_no_iri() -> None:
    """A name that would end the clause is refused."""
    with pytest.raises(ValueError, match="IRI"):
        with_dataset("ASK {}", ["urn:a> {} #"], [])


@pytest.mark.parametrize(
    "change", [lambda text: with_dataset(text, ["urn:a"], []), lambda text: with_base(text, "urn:b")]
)
def test_too_long(change: "type[str]") -> None:
    """A query that is too long is not looked at."""
    with pytest.raises(QueryTooLargeError):
        change("x" * 2_000_000)


@pytest.mark.parametrize("query", ["ASK { <urn:s> ?p ?o }", "ASK { ?s ?p '<s>' }", "ASK { FILTER(1 <?a && ?b> 2) }"])
def test_no_base_needed(query: str) -> None:
    """A query without relative IRIs stays as it is."""
    assert with_base(query, "https://example.org/") == query
