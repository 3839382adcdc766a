"""Test that the name of a blank node is never a text that somebody chose."""

import pytest

from steungraaf.rdf import BlankNode
from steungraaf.store import EmbeddedStore, Solutions
from steungraaf.store.nodes import with_plain_nodes


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT (BNODE(STR(?x)) AS ?y) {}", "SELECT (BNODE(SHA1(STR(?x))) AS ?y) {}"),
        ("SELECT (bnode ( 'x)' ) AS ?y) {}", "SELECT (bnode (SHA1( 'x)' )) AS ?y) {}"),
        (
            "SELECT (BNODE(CONCAT(BNODE('x'), 'y')) AS ?y) {}",
            "SELECT (BNODE(SHA1(CONCAT(BNODE(SHA1('x')), 'y'))) AS ?y) {}",
        ),
    ],
)
def test_text_becomes_a_digest(sparql: str, expected: str) -> None:
    """What stands between the brackets of BNODE is digested first."""
    assert with_plain_nodes(sparql) == expected


@pytest.mark.parametrize(
    "sparql",
    ["ASK { ?s ?p 'BNODE(1)' } # BNODE(2)", "SELECT (BNODE() AS ?x) {}", "ASK { ?s <urn:bnode> (1) }", "BNODE", ")"],
)
def test_the_rest_stays(sparql: str) -> None:
    """Nothing else is touched."""
    assert with_plain_nodes(sparql) == sparql


def test_same_text_is_same_node() -> None:
    """The same text names the same node within a row, as the standard says (SPARQL 1.1 Query 17.4.2.9)."""
    sparql = "SELECT (BNODE('a b') AS ?x) (BNODE('a b') AS ?y) (BNODE('c') AS ?z) {}"
    found = EmbeddedStore().query(with_plain_nodes(sparql))
    assert isinstance(found, Solutions)
    ((one, same, other),) = found.rows
    assert isinstance(one, BlankNode) and one == same != other
