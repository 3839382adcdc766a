"""Test looking up what is said of a thing."""

from collections.abc import Iterator

import pytest

from steungraaf.export.descriptions import Descriptions, in_language
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad


@pytest.fixture
def all_(quads: list[Quad]) -> Iterator[Descriptions]:
    """Describe everything in the small dataset."""
    with Descriptions(quads) as described:
        yield described


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
    with Descriptions(Quad(thing, name, Literal("n"), graph) for graph in graphs) as twice:
        assert twice.follow(thing.value, "skos:note") == [Literal("n")]


def test_blank_nodes_are_listed_and_followed() -> None:
    """A claim without an IRI of its own is listed by the name of its blank node."""
    claim, name = BlankNode("b1"), NamedNode(expand("skos:note"))
    quads = [Quad(claim, NamedNode(expand("rdf:type")), NamedNode(expand("sg:Claim"))), Quad(claim, name, Literal("n"))]
    with Descriptions(quads) as described:
        assert list(described.instances([expand("sg:Claim")])) == ["_:b1"]
        assert described.follow("_:b1", "skos:note") == [Literal("n")]


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
