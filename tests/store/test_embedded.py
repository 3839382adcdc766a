"""What the embedded store does beyond the contract: it explains what it cannot answer."""

import pytest

from steungraaf.errors import EngineError, SparqlSyntaxError, UpdateRefusedError
from steungraaf.rdf import Literal
from steungraaf.store import EmbeddedStore, Solutions


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    """Give an empty store."""
    return EmbeddedStore()


@pytest.mark.parametrize(
    ("sparql", "place", "reason"),
    [
        ("SELECT *\n{ ?s ?p ?o .. }", (2, 13), ". does not fit here"),
        ("SELECT * { ?s ?p ?o FILTER(ABC(?o)) }", (1, 28), "ABC does not fit here"),
        ("SELECT * { ?s <a> ?o }", (1, 15), "<a> is a relative IRI and there is no base; write it in full"),
        ("ASK {} extra", (1, 8), "extra does not fit here"),
        ("SELECT * { ?s ?p ?o } ORDER BY", (None, None), "the query ends too early"),
        ("SELECT ?x { ?s ?p ?x } GROUP BY ?s", (None, None), "SELECT names a variable that is not grouped by"),
        ("SELECT ?x ?x { ?s ?p ?x }", (None, None), "SELECT gives the same variable twice"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", (None, None), "SELECT * does not go with GROUP BY"),
        ("ASK { ?s ?p 'é' FILTER (?s === 1) }", (1, 29), "= does not fit here"),
    ],
)
def test_faults_are_explained(store: EmbeddedStore, sparql: str, place: tuple[int, int], reason: str) -> None:
    """The place of a fault is where reading on is impossible, whatever the engine calls it."""
    with pytest.raises(SparqlSyntaxError) as caught:
        store.query(sparql)
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.reason["en"].startswith(reason)


def test_columns_of_an_asterisk(store: EmbeddedStore) -> None:
    """The columns of SELECT * stand in the order in which the query names them, the values under them."""
    found = store.query("SELECT * { VALUES (?z ?a) { (1 2) } BIND(3 AS ?m) }")
    assert isinstance(found, Solutions) and found.variables == ("z", "a", "m")
    assert [[term.value for term in row if isinstance(term, Literal)] for row in found.rows] == [["1", "2", "3"]]


def test_query_that_cannot_be_answered(store: EmbeddedStore) -> None:
    """A query that parses and cannot be run is an error with the reason of the engine."""
    with pytest.raises(EngineError, match="custom function"):
        store.query("SELECT (<urn:f>(1) AS ?x) {}")


def test_query_is_checked_first(store: EmbeddedStore) -> None:
    """What is refused never reaches the engine."""
    with pytest.raises(UpdateRefusedError):
        store.query("CLEAR ALL")
