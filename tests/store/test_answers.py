"""Test that an answer is read back as the engine gave it."""

from hypothesis import given

from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Triple
from steungraaf.store import EmbeddedStore, Solutions
from steungraaf.store.answers import Answer
from steungraaf.store.serving import answer
from tests.strategies import graphs

ALL = {"sound": False, "rows": None, "bytes": None, "services": [], "memory": 0}
THING = NamedNode("https://example.org/a")


def crossed(store: EmbeddedStore, sparql: str) -> object:
    """Return the answer to a query after it has crossed from a worker."""
    head, body = answer(store, {"sparql": sparql, **ALL})
    return Answer.read(head, b"".join(body)).value()


@given(quads=graphs())
def test_any_rows_cross(quads: list[Quad]) -> None:
    """Rows come over with the very terms that the store has, and what is unbound."""
    store = EmbeddedStore()
    store.load(quads)
    for sparql in ("SELECT ?o ?none ?s WHERE { ?s ?p ?o }", "SELECT * WHERE { ?s ?p ?o }", "ASK { ?s ?p ?o }"):
        assert crossed(store, sparql) == store.query(sparql)


@given(quads=graphs())
def test_any_triples_cross(quads: list[Quad]) -> None:
    """So do triples."""
    store = EmbeddedStore()
    store.load(quads)
    assert crossed(store, "CONSTRUCT WHERE { ?s ?p ?o }") == store.query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_triple_terms_and_directions_cross() -> None:
    """RDF 1.2 comes over too, a blank node with its name."""
    store, node = EmbeddedStore(), BlankNode("n1")
    store.load([Quad(node, THING, Triple(node, THING, Literal('a\tb\nc\r"')))])
    assert crossed(store, "SELECT ?o WHERE { ?s ?p ?o }") == store.query("SELECT ?o WHERE { ?s ?p ?o }")


def test_rows_without_columns_cross() -> None:
    """A pattern without variables has a row all the same."""
    assert crossed(EmbeddedStore(), "SELECT * WHERE { }") == Solutions((), [()])


def test_columns_of_all_are_as_the_query_has_them() -> None:
    """For an asterisk the columns are in the order in which the variables come up."""
    store = EmbeddedStore()
    store.load([Quad(THING, THING, Literal("x"))])
    assert crossed(store, "SELECT * WHERE { ?z ?y ?x }") == Solutions(("z", "y", "x"), [(THING, THING, Literal("x"))])
