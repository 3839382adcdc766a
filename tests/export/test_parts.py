"""Test which statements belong to a part, and in which order they come."""

import random

from steungraaf.export.parts import graph_of, is_link, merge_graphs, select_part, sort_quads, value_of
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple

CLAIM = NamedNode(expand("sg:Claim"))
LABEL = NamedNode(expand("skos:prefLabel"))


def subjects(quads: list[Quad]) -> list[str]:
    """Return what the quads are about, each once, as prefixed names."""
    return sorted({shorten(value_of(quad.subject)) for quad in quads})


def test_all_is_everything(quads: list[Quad]) -> None:
    """The part "all" leaves nothing out."""
    assert select_part(quads, "all") == quads


def test_actors_come_with_their_offices(quads: list[Quad]) -> None:
    """The actors are the agents and the memberships, and nothing else."""
    found = subjects(select_part(quads, "actors"))
    assert found == ["organisation:hefboom", "organisation:m", "organisation:vlaio", "person:muyters"]


def test_claims_come_with_their_evidence(quads: list[Quad]) -> None:
    """Claims bring the sentences they are quoted from and the positions of these."""
    found = subjects(select_part(quads, "claims"))
    assert found == ["sv77:a4-s2", "sv77:a4-s2-span", "sv77:claim-a4-s10-1", "sv77:claim-a4-s2-1"]


def test_figures_come_without_claims(quads: list[Quad]) -> None:
    """Figures bring their sentences too, and no claim that rests on the same one."""
    assert subjects(select_part(quads, "figures")) == ["sv77:a4-s2", "sv77:a4-s2-span", "sv77:share"]


def test_links_are_matches_and_official_codes(quads: list[Quad]) -> None:
    """Links are the matches and the codes that have a type; a plain notation is none."""
    found = [value_of(quad.object) for quad in select_part(quads, "links")]
    assert found == ["OVO1", "https://example.org/hefboom"]


def test_a_thing_as_notation_is_no_link() -> None:
    """A notation that is not a literal leads nowhere."""
    node = NamedNode("https://example.org/a")
    assert not is_link(Quad(node, NamedNode(expand("skos:notation")), node))


def test_order_does_not_depend_on_input(quads: list[Quad]) -> None:
    """The same statements in any order, some of them twice, come out in one order."""
    shuffled = [*quads, *quads[:5]]
    random.Random(77).shuffle(shuffled)
    assert sort_quads(shuffled) == sort_quads(quads)


def test_type_and_labels_come_first() -> None:
    """Of each subject the type comes first, then the Dutch label, then the English, then the rest by IRI."""
    thing = NamedNode("https://example.org/a")
    note = Quad(thing, NamedNode(expand("dcterms:title")), Literal("t"))
    labels = [Quad(thing, LABEL, Literal(text, language=language)) for text, language in (("z", "nl"), ("a", "en"))]
    kind = Quad(thing, NamedNode(expand("rdf:type")), CLAIM)
    assert sort_quads([note, *reversed(labels), kind]) == [kind, *labels, note]


def test_kinds_of_terms_have_an_order() -> None:
    """IRIs come before blank nodes, these before literals, these before quoted triples."""
    thing = NamedNode("https://example.org/a")
    objects: list[Term] = [thing, BlankNode("b"), Literal("c"), Triple(thing, LABEL, Literal("d"))]
    ordered = sort_quads(Quad(thing, LABEL, one) for one in reversed(objects))
    assert [quad.object for quad in ordered] == objects


def test_merging_forgets_graphs(quads: list[Quad]) -> None:
    """One graph of all has every statement once and no name."""
    merged = merge_graphs([*quads, *quads])
    assert len(merged) == len(quads)
    assert {graph_of(quad) for quad in merged} == {""}


def test_graph_and_value_of_a_quad() -> None:
    """A graph is known by its name, the default graph has none; a quoted triple is its own text."""
    thing = NamedNode("https://example.org/a")
    assert graph_of(Quad(thing, LABEL, thing, NamedNode("https://example.org/g"))) == "https://example.org/g"
    assert graph_of(Quad(thing, LABEL, thing, DefaultGraph())) == ""
    assert "prefLabel" in value_of(Triple(thing, LABEL, thing))
