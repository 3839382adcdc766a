"""Test what a name may mean, before anything is decided."""

import pytest

from steungraaf.links import Entity, Name, Wanted
from steungraaf.links.candidates import Candidate, by_name
from steungraaf.links.index import Index
from steungraaf.links.names import read_name
from steungraaf.namespaces import expand

ENTITIES = [
    Entity("ex:bond", (Name("Bond van Bakkers"),), kinds=frozenset({"organisation", expand("actor-kind:association")})),
    Entity("ex:gent", (Name("Gent"),), kinds=frozenset({"municipality"})),
    Entity("ex:molen", (Name("Molenaars van Vlaanderen"),), kinds=frozenset({"organisation"})),
    Entity("ex:politie", (Name("Politiezone Gent"),), kinds=frozenset({"organisation"})),
]


@pytest.fixture(scope="module")
def index() -> Index:
    """Hold four things."""
    return Index(ENTITIES)


def candidates(index: Index, name: str, *, thorough: bool = False) -> dict[str, Candidate]:
    """Return the candidates for a name."""
    return by_name(index, ENTITIES, read_name(name), Wanted(name), thorough=thorough)


def test_an_exact_name_is_enough(index: Index) -> None:
    """Where a name fits exactly, nothing else is looked for unless it is asked."""
    assert set(candidates(index, "Politiezone Gent")) == {"ex:politie"}
    assert set(candidates(index, "Politiezone Gent", thorough=True)) == {"ex:gent", "ex:politie"}


@pytest.mark.parametrize(
    ("name", "iri", "score", "reason"),
    [
        ("Bond vn Bakkers", "ex:bond", 96.0, "one letter differs from 'Bond van Bakkers'"),
        ("Bakkers van Bond", "ex:bond", 95.0, "the same words as 'Bond van Bakkers'"),
        ("Bond van Bakkers nv", "ex:bond", 81.0, "label equal after dropping 'nv'"),
        ("Molenaars van Vlaanderen nv", "ex:molen", 96.0, "label equal after dropping 'nv'"),
        ("Winkel Gent", "ex:gent", 45.0, "contains 'Gent'"),
        ("Molenaars uit Vlaanderen", "ex:molen", 43.2, "words in common with 'Molenaars van Vlaanderen'"),
        ("OCMW Gent", "ex:gent", 40.0, "contains 'Gent'"),
    ],
)
def test_likenesses(index: Index, name: str, iri: str, score: float, reason: str) -> None:
    """A name with an error, in another order, with a legal form, or of which a part is known, has its candidate."""
    found = candidates(index, name)[iri]
    assert (round(found.score, 1), found.why[0]()["en"]) == (score, reason)


def test_a_kind_that_both_say(index: Index) -> None:
    """What says another kind of thing fits what says so too, and nothing else."""
    found = candidates(index, "Politiezone Gnet")
    assert found["ex:politie"].score > 80
    assert all(one.score <= 50 for iri, one in found.items() if iri != "ex:politie")


def test_a_kind_that_only_one_says() -> None:
    """A name that is like another but for the word that says its kind is that of something else."""
    entities = [Entity("ex:bob", (Name("Bob Oostende"),))]
    found = by_name(Index(entities), entities, read_name("Bib Oostende"), Wanted("Bib Oostende"), thorough=False)
    assert (found["ex:bob"].score, found["ex:bob"].why[-1]()["en"]) == (40.0, "the name says library")


@pytest.mark.parametrize(
    ("read", "held", "told"),
    [
        ("Huis Gent", "Huis op Gent", "words in common with 'Huis op Gent'"),
        ("Huis op Gent", "Huis Gent", "contains 'Huis Gent'"),
    ],
)
def test_a_word_more_is_no_letter_that_differs(read: str, held: str, told: str) -> None:
    """A short word that one of the names has more is told as a word."""
    entities = [Entity("ex:1", (Name(held),))]
    found = by_name(Index(entities), entities, read_name(read), Wanted(read), thorough=False)
    assert found["ex:1"].why[0]()["en"] == told
    assert found["ex:1"].score < 90
