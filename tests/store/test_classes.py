"""Check which classes are found below others."""

import pytest

from steungraaf.namespaces import expand
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore, Store
from steungraaf.store.classes import roots_of_classes

EX = "https://example.org/"
ONTOLOGY = f"""
@prefix ex: <{EX}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:Agency rdfs:subClassOf ex:Organisation . ex:FlemishAgency rdfs:subClassOf ex:Agency , [ a owl:Class ] .
ex:Loop rdfs:subClassOf ex:Agency . ex:Agency rdfs:subClassOf ex:Loop .
ex:Body owl:equivalentClass ex:Organisation . ex:Town rdfs:subClassOf ex:Place .
"""


@pytest.fixture
def store() -> Store:
    """Hold an ontology with a chain, a loop, an equal, an anonymous class, and one of something else."""
    store = EmbeddedStore()
    store.load(parse_quads(ONTOLOGY.encode(), format="turtle"))
    return store


def test_at_any_depth(store: Store) -> None:
    """What is narrower at any depth, or equal, has the root; a loop ends; what is not below it is not there."""
    below = ["Organisation", "Agency", "FlemishAgency", "Loop", "Body"]
    assert roots_of_classes(store, [f"{EX}Organisation"]) == {f"{EX}{name}": f"{EX}Organisation" for name in below}


def test_root_below_a_root(store: Store) -> None:
    """A root stays its own, and has what is below it, though another root is above."""
    found = roots_of_classes(store, [f"{EX}Organisation", f"{EX}Agency"])
    assert found[f"{EX}Agency"] == found[f"{EX}FlemishAgency"] == f"{EX}Agency"
    assert found[f"{EX}Organisation"] == found[f"{EX}Body"] == f"{EX}Organisation"


def test_below_two_roots() -> None:
    """What is below two roots has the first."""
    store = EmbeddedStore()
    text = f"<{EX}Both> <{expand('rdfs:subClassOf')}> <{EX}One> , <{EX}Two> ."
    store.load(parse_quads(text.encode(), format="turtle"))
    assert roots_of_classes(store, [f"{EX}Two", f"{EX}One"])[f"{EX}Both"] == f"{EX}Two"


def test_foreign_classes() -> None:
    """What is known of the classes of others holds where the ontology is silent."""
    found = roots_of_classes(EmbeddedStore(), [expand("org:Organization")])
    assert found[expand("org:FormalOrganization")] == expand("org:Organization")
