"""Test which statements belong to a part."""

from steungraaf.export.parts import chooses, graph_of, is_link, value_of
from steungraaf.namespaces import expand
from steungraaf.rdf import DefaultGraph, Literal, NamedNode, Quad, Triple

THING = NamedNode("https://example.org/a")
LABEL = NamedNode(expand("skos:prefLabel"))
TYPE = NamedNode(expand("rdf:type"))


def test_class_decides_the_part() -> None:
    """A thing belongs to a part by its class; anything else that is said of it decides nothing."""
    claim = Quad(THING, TYPE, NamedNode(expand("sg:Claim")))
    assert [part for part in ("actors", "claims", "figures") if chooses(claim, part)] == ["claims"]
    assert not chooses(Quad(THING, LABEL, claim.object), "claims")
    assert not chooses(Quad(THING, TYPE, Literal("sg:Claim")), "claims")


def test_a_thing_as_notation_is_no_link() -> None:
    """A notation that is not a literal leads nowhere."""
    assert not is_link(Quad(THING, NamedNode(expand("skos:notation")), THING))


def test_graph_and_value_of_a_quad() -> None:
    """A graph is known by its name, the default graph has none; a quoted triple is its own text."""
    assert graph_of(Quad(THING, LABEL, THING, NamedNode("https://example.org/g"))) == "https://example.org/g"
    assert graph_of(Quad(THING, LABEL, THING, DefaultGraph())) == ""
    assert "prefLabel" in value_of(Triple(THING, LABEL, THING))
