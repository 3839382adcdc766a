"""Test finding names by their normal form and by names that are like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.links import Entity, Name
from steungraaf.links.index import Index
from steungraaf.namespaces import expand

MUNICIPALITY, AUTHORITY = frozenset({"municipality"}), frozenset({expand("actor-kind:municipality")})
ENTITIES = [
    Entity("ex:gent", (Name("Gent"), Name("Gand", "fr", 1)), kinds=MUNICIPALITY),
    Entity("ex:bestuur", (Name("Gemeentebestuur Gent"),), kinds=AUTHORITY, places=frozenset({"ex:gent", "ex:none"})),
    Entity("ex:ander", (Name("Gemeentebestuur Zele"),), kinds=AUTHORITY, places=frozenset({"ex:gent"})),
    Entity("ex:zone", (Name("Zone 12 Noord"),)),
]


@pytest.fixture(scope="module")
def index() -> Index:
    """Hold four things."""
    return Index(ENTITIES)


def test_names_are_found_by_their_key(index: Index) -> None:
    """A name is found whole and without what says its kind."""
    assert {(held.place, held.role) for held in index.equal("gent")} == {(0, ""), (1, "municipal")}
    assert index.equal("brugge") == []


def test_an_authority_bears_the_names_of_its_place(index: Index) -> None:
    """The French name of a place is that of its authority as well, but not of one that is called otherwise."""
    assert {held.place for held in index.equal("gand")} == {0, 1}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("gemeentbestuurgent", [("gemeentebestuurgent", 1)]),
        ("gmeeentebestuurgnet", [("gemeentebestuurgent", 2)]),
        ("zone12noort", [("zone12noord", 1)]),
        ("zone13noord", []),
        ("gnt", []),
        ("gentt", [("gent", 1)]),
    ],
)
def test_names_that_are_near(index: Index, key: str, expected: list[tuple[str, int]]) -> None:
    """One letter may differ, in a long name two; numbers must be the same, and short names whole."""
    assert index.near(key) == expected


@given(st.text("abcde", min_size=8, max_size=14), st.integers(0, 12), st.sampled_from("abcde"))
def test_any_error_is_seen_through(name: str, place: int, letter: str) -> None:
    """A name with a letter added, lost, changed or exchanged is found, wherever that is."""
    index, at = Index([Entity("ex:a", (Name(name),))]), place % (len(name) - 1)
    for wrong in (
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ):
        assert wrong == name or len(wrong) < 8 or index.near(wrong) == [(name, 1)]


def test_words_in_another_order(index: Index) -> None:
    """The same words are found in any order."""
    assert index.shuffled(("noord", "zone", "12")) == ["zone12noord"]
    assert index.shuffled(("gent",)) == []


def test_things_that_share_a_word(index: Index) -> None:
    """A word that few names have leads to them, the rarest first."""
    assert index.sharing(("noord", "gent", "x")) == [3, 0, 1] or index.sharing(("noord", "gent", "x"))[0] == 3
    assert index.keys_of(0) == (("gent", "Gent"), ("gand", "Gand"))
