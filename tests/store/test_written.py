"""Test how literals are given back as the files have them."""

import pytest

from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store import EmbeddedStore, as_written

NAME = NamedNode("https://example.org/a")
GRAPH = NamedNode("https://example.org/graph")
XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(value: str, datatype: str) -> Literal:
    """Make a literal of a type of XML Schema."""
    return Literal(value, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    "written",
    [
        literal("P12M", "duration"),
        literal("56.0", "decimal"),
        literal("+007", "integer"),
        literal("2018-11-27T00:00:00+00:00", "dateTime"),
        literal("veel", "integer"),
        Literal("x"),
        Literal("x", language="nl"),
    ],
)
def test_what_a_store_rewrote_is_written_as_before(written: Literal) -> None:
    """A literal that went through a store comes back in the form of the files."""
    quads = [Quad(NAME, NAME, written, GRAPH)]
    store = EmbeddedStore()
    store.load(quads)
    assert list(as_written(store.dump(GRAPH.value), quads)) == quads


def test_the_first_form_counts() -> None:
    """Where the files write a value in two ways a quad gets the first."""
    files = [Quad(NAME, NAME, literal(form, "duration")) for form in ("P12M", "P1Y")]
    (found,) = as_written([Quad(NAME, NAME, literal("P1Y", "duration"))], files)
    assert found.object == literal("P12M", "duration")


def test_what_the_files_do_not_have_stays() -> None:
    """A name, and a value that stands in no file, are left alone."""
    quads = [Quad(NAME, NAME, NAME), Quad(NAME, NAME, literal("5", "integer"))]
    assert list(as_written(quads, [])) == quads
