"""Test what is found of things and graphs for those who pass it on."""

from steungraaf.catalogue.things import describe_things, find_datasets, read_graph
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store import EmbeddedStore
from steungraaf.store.limits import Limits

A, B, G = (NamedNode(f"urn:{name}") for name in "abg")
QUADS = [Quad(A, B, Literal("x"), G), Quad(A, NamedNode(expand("rdf:type")), NamedNode(expand("dcat:Dataset")), G)]


def store() -> EmbeddedStore:
    """Return a store with two statements in a graph."""
    made = EmbeddedStore()
    made.load([*QUADS, Quad(B, B, A, B)])
    return made


def test_describe() -> None:
    """Each statement about a thing comes with its graph; other things and what is no IRI have none."""
    found = describe_things(store(), ["urn:a", "urn:a", "urn:none", "no <iri>"])
    assert found == sorted(QUADS, key=str)


def test_nothing_to_describe() -> None:
    """Of nothing there is nothing to say."""
    assert describe_things(store(), []) == []


def test_datasets() -> None:
    """Datasets are found by their class."""
    assert find_datasets(store()) == ["urn:a"]


def test_graph() -> None:
    """A graph is read by its name, the union of all without one."""
    answers = [read_graph(store(), name, Limits()) for name in ("urn:g", None, "urn:none", "no <iri>", "")]
    assert [answer.content.count(b"\n") for answer in answers] == [2, 3, 0, 0, 0]
