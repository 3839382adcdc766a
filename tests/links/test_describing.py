"""Test what a store says of many things at once."""

import pytest

from steungraaf.links.describing import find_names, find_predicates
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore

HEAD = "@prefix ex: <https://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
HEAD += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
DATA = """
ex:a skos:prefLabel "A"@nl-BE , "An A"@en , "Un A"@fr ; ex:p 1 .
ex:b rdfs:label "B" ; skos:prefLabel "Le B"@fr ; ex:p ex:a .
ex:c skos:prefLabel ex:a , _:c .
"""
EX = "https://example.org/"


@pytest.fixture
def store() -> EmbeddedStore:
    """Give a store with three things."""
    store = EmbeddedStore()
    store.load(parse_quads((HEAD + DATA).encode(), format="turtle", name="data"))
    return store


@pytest.mark.parametrize(("lang", "expected"), [("nl", "A"), ("en", "An A"), ("de", "A")])
def test_names(store: EmbeddedStore, lang: str, expected: str) -> None:
    """A name is that in the language, else one without, else any; what has none is left out."""
    found = find_names(store, [EX + "a", EX + "b", EX + "c", "no iri"], lang)
    assert found == {EX + "a": expected, EX + "b": "B"}


def test_predicates(store: EmbeddedStore) -> None:
    """Each predicate comes with the things that have it."""
    assert sorted(find_predicates(store, [EX + "a", EX + "b"])[EX + "p"]) == [EX + "a", EX + "b"]


def test_many(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """More things than one query may name take several."""
    monkeypatch.setattr("steungraaf.store.lookup._AT_ONCE", 1)
    assert set(find_names(store, [EX + "a", EX + "b"], "nl")) == {EX + "a", EX + "b"}
