"""Test which things a change touches."""

import pytest

from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store.index import GraphIndex
from steungraaf.validation.patterns import follow_query
from steungraaf.validation.reach import Unbounded, Ways
from steungraaf.validation.touched import Backwards

EX = "https://example.org/"
A, B, C, D, P, Q, R = (NamedNode(EX + name) for name in "abcdpqr")
QUADS = [Quad(A, P, B, A), Quad(D, P, B, A), Quad(B, Q, C, A), Quad(C, R, Literal("x"), A)]


def touched(where: str, changed: Quad, *, before: bool = False) -> set[NamedNode] | None:
    """Return which things a query looks at again where a statement came, or went; None where it is all of them."""
    ways, index = Ways(), GraphIndex()
    start = ways.state()
    prologue = f"PREFIX : <{EX}>"
    follow_query(ways, start, f"{prologue} SELECT ?a {{ {where} }}", "a")
    index.add(quad for quad in QUADS if quad != changed or not before)
    found = Backwards(ways, [start]).touched([changed], index)
    return None if found.everything else {thing for thing in found.things.get(start, ()) if thing in (A, B, C, D)}


@pytest.mark.parametrize(
    ("where", "changed", "things"),
    [
        ("?a :p ?b", QUADS[0], {A}),
        ("?a :p ?b", QUADS[2], set()),
        ("?a :p ?b . ?b :q ?c", QUADS[2], {A, D}),
        ("?a :p/:q/:r ?x", QUADS[3], {A, D}),
        ("?a ^:q ?b . ?b ^:p ?c", QUADS[0], {C}),
        ("?a :p ?b . ?other :p ?b", QUADS[1], {A, D}),
        ("?a :p ?b FILTER NOT EXISTS { ?b ?any ?c }", QUADS[2], {A, D}),
        ("?a (:p|:q)+ ?c", QUADS[2], {A, B, D}),
        ("?a :p ?b . :c :r ?x . ?x ?y ?z", QUADS[3], None),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_things_that_a_change_touches(where: str, changed: Quad, things: set[NamedNode] | None, before: bool) -> None:
    """A thing is touched where a statement on its ways came or went, and no other."""
    assert touched(where, changed, before=before) == things


def test_a_literal_that_may_be_written_otherwise() -> None:
    """From a number nothing is walked backwards, as an engine takes 1 and 01 for the same."""
    one = Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    with pytest.raises(Unbounded):
        touched("?a :p ?n . ?other :p ?n", Quad(A, P, one, A))
