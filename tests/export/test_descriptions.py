"""Test looking up what is said of a thing."""

import pytest

from steungraaf.export.descriptions import Descriptions, in_language, natural_order
from steungraaf.export.parts import sort_quads
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad


@pytest.fixture
def all_(quads: list[Quad]) -> Descriptions:
    """Describe everything in the small dataset."""
    return Descriptions(sort_quads(quads))


def test_instances_are_ordered_by_number(all_: Descriptions) -> None:
    """The claim of sentence 2 comes before that of sentence 10."""
    found = [shorten(iri) for iri in all_.instances([expand("sg:Claim")])]
    assert found == ["sv77:claim-a4-s2-1", "sv77:claim-a4-s10-1"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("prov:wasQuotedFrom/oa:hasSelector/oa:start", ["10"]),
        ("rdf:object", ["P12M"]),
        ("rdf:object/skos:prefLabel", []),
        ("sg:nowhere/sg:further", []),
    ],
)
def test_follow_goes_along_a_path(all_: Descriptions, path: str, expected: list[str]) -> None:
    """A path leads from a thing over its values to theirs; it ends at a literal or where nothing is said."""
    found = all_.follow(expand("sv77:claim-a4-s2-1"), path)
    assert [term.value for term in found if isinstance(term, Literal)] == expected


def test_same_value_in_two_graphs_counts_once() -> None:
    """What two graphs say alike is one value."""
    thing, name = NamedNode("https://example.org/a"), NamedNode(expand("skos:note"))
    graphs = [NamedNode(f"https://example.org/{one}") for one in "gh"]
    twice = Descriptions(Quad(thing, name, Literal("n"), graph) for graph in graphs)
    assert twice.follow(thing.value, "skos:note") == [Literal("n")]


def test_label_is_in_the_language_or_empty(all_: Descriptions) -> None:
    """A label comes in the language that is asked; there is no other in its place."""
    sentence = NamedNode(expand("sv77:a4-s2"))
    assert [all_.label(sentence, language) for language in ("nl", "en", "fr")] == [
        "Antwoord 4, zin 2",
        "Answer 4, sentence 2",
        "",
    ]


def test_literal_is_its_own_label(all_: Descriptions) -> None:
    """A literal needs no label."""
    assert all_.label(Literal("P12M"), "nl") == "P12M"


def test_graph_of_a_thing_is_where_it_is_typed(all_: Descriptions) -> None:
    """A thing belongs to the graph that says what it is; what has no type belongs to none."""
    assert all_.graph_of(expand("sv77:share")).endswith("graph/statements")
    assert all_.graph_of(expand("sv77:a4-s2-span")) == ""


def test_texts_of_a_language() -> None:
    """Only literals in the language are texts of it."""
    terms = [Literal("ja", language="nl"), Literal("yes", language="en"), NamedNode("https://example.org/a")]
    assert list(in_language(terms, "nl")) == ["ja"]


def test_natural_order_mixes_text_and_numbers() -> None:
    """Numbers are compared by value wherever they stand."""
    assert sorted(["b1", "a10", "a9", "10", "a"], key=natural_order) == ["10", "a", "a9", "a10", "b1"]
