"""Test the records that quads are sorted by and made of again."""

from hypothesis import given
from hypothesis import strategies as st

from steungraaf.export.records import natural_key, quad_of, record_of
from steungraaf.namespaces import expand
from steungraaf.rdf import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple
from tests.strategies import graphs

CLAIM = NamedNode(expand("sg:Claim"))
LABEL = NamedNode(expand("skos:prefLabel"))
THING = NamedNode("https://example.org/a")
GRAPH = NamedNode("https://example.org/g")


def in_order(quads: list[Quad]) -> list[Quad]:
    """Return the quads in the order of their records."""
    return sorted(quads, key=record_of)


@given(quads=graphs())
def test_record_is_the_quad(quads: list[Quad]) -> None:
    """Whatever the terms, the quad of a record is the quad that it was made of."""
    assert [quad_of(record_of(quad)) for quad in quads] == quads


def test_awkward_terms_come_back() -> None:
    """A triple term with a blank node in it, a base direction, control characters, and graphs of any kind come back."""
    objects: list[Term] = [
        Triple(BlankNode("b7"), LABEL, Literal('x\n"\0', language="nl")),
        Literal("x", language="ar", direction=BaseDirection.RTL),
        Literal("\0\1\2\n"),
    ]
    for graph in (GRAPH, BlankNode("g"), DefaultGraph()):
        quads = [Quad(BlankNode("b"), LABEL, one, graph) for one in objects]
        assert [quad_of(record_of(quad)) for quad in quads] == quads


def test_merged_record_forgets_the_graph() -> None:
    """The record of a quad among merged graphs is that of its triple."""
    assert quad_of(record_of(Quad(THING, LABEL, THING, GRAPH), merged=True)) == Quad(THING, LABEL, THING)


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=5))
def test_texts_are_in_the_order_of_their_characters(texts: list[str]) -> None:
    """Literals go by their characters, those that a record cannot hold as they are among them."""
    quads = [Quad(THING, LABEL, Literal(text)) for text in texts]
    assert [quad.object for quad in in_order(quads)] == [Literal(text) for text in sorted(texts)]


def test_type_and_labels_come_first() -> None:
    """Of each subject the type comes first, then the Dutch label, then the English, then the rest by IRI."""
    note = Quad(THING, NamedNode(expand("dcterms:title")), Literal("t"))
    labels = [Quad(THING, LABEL, Literal(text, language=language)) for text, language in (("z", "nl"), ("a", "en"))]
    kind = Quad(THING, NamedNode(expand("rdf:type")), CLAIM)
    assert in_order([note, *reversed(labels), kind]) == [kind, *labels, note]


def test_kinds_of_terms_have_an_order() -> None:
    """IRIs come before blank nodes, these before literals, these before quoted triples."""
    objects: list[Term] = [THING, BlankNode("b"), Literal("c"), Triple(THING, LABEL, Literal("d"))]
    ordered = in_order([Quad(THING, LABEL, one) for one in reversed(objects)])
    assert [quad.object for quad in ordered] == objects


def test_natural_key_mixes_text_and_numbers() -> None:
    """Numbers are compared by value wherever they stand; other signs for numbers are text."""
    assert sorted(["b1", "a10", "a9", "10", "a", "a²"], key=natural_key) == ["10", "a", "a9", "a10", "a²", "b1"]
