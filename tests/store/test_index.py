"""Test the index: it gives back what it got, as it was written."""

from pathlib import Path

import pytest

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad
from steungraaf.store.index import GraphIndex

EX = "https://example.org/"
A, B, P, Q = (NamedNode(EX + name) for name in "abpq")
GRAPH, OTHER = NamedNode(f"{EX}graph"), NamedNode(f"{EX}other")
FORMS = [("56.0", "decimal"), ("007", "integer"), ("P12M", "duration"), ("x", "string"), ("1", "boolean")]
QUADS = [
    *(Quad(A, P, Literal(form, datatype=NamedNode(expand(f"xsd:{name}"))), GRAPH) for form, name in FORMS),
    Quad(A, Q, Literal("woord", language="nl"), GRAPH),
    Quad(A, Q, BlankNode("f1b0"), OTHER),
    Quad(BlankNode("f1b0"), Q, A, OTHER),
]


@pytest.fixture(params=["in memory", "on disk"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> GraphIndex:
    """Give an index that holds all quads."""
    made = GraphIndex(None if request.param == "in memory" else tmp_path / "index")
    made.add(QUADS)
    return made


def test_quads_come_back_as_written(index: GraphIndex) -> None:
    """No literal is rewritten and no blank node renamed, in one graph or in all."""
    assert index.graphs() == [GRAPH.value, OTHER.value]
    assert set(index.quads()) == set(QUADS)
    assert set(index.quads(OTHER.value)) == set(QUADS[-2:])


def test_looking_up(index: GraphIndex) -> None:
    """What is said of a thing, what leads to a term, and what is said by a property, are found in all graphs."""
    assert set(index.about(A, Q.value)) == {QUADS[5], QUADS[6]}
    assert set(index.about(A)) == set(QUADS[:7])
    assert index.pointing(QUADS[0].object) == [QUADS[0]]
    assert index.pointing(A, P.value) == []
    assert set(index.with_predicate(Q.value)) == set(QUADS[5:])


def test_changing_a_few(index: GraphIndex) -> None:
    """What is taken out is gone, what is put in is there, and the rest stays."""
    index.change(QUADS[6:], [Quad(B, P, QUADS[1].object, OTHER)])
    index.flush()
    assert set(index.quads(OTHER.value)) == {Quad(B, P, QUADS[1].object, OTHER)}
    assert set(index.quads(GRAPH.value)) == set(QUADS[:6])


def test_asking(index: GraphIndex) -> None:
    """All graphs are asked as one."""
    rows = index.ask(f"SELECT DISTINCT ?who {{ ?who <{Q.value}> ?any }} ORDER BY ?who")
    assert [row["who"] for row in rows] == [BlankNode("f1b0"), A]
