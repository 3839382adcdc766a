"""Test the index, and what holds where there can be none."""

import sqlite3

import pytest

from steungraaf.search import index as module
from steungraaf.search.faults import SearchUnavailableError
from steungraaf.search.index import Index, open_base
from steungraaf.search.model import KINDS, Name
from tests.search.conftest import THINGS, thing

ROOM = dict.fromkeys(KINDS, 10)


def labels(index: Index, found: dict[int, list[int]]) -> list[str]:
    """Return the Dutch labels of things."""
    return [index.things[thing].label("nl") for thing in found]


def test_kinds_in_order(index: Index) -> None:
    """Things come by their kind, whatever order they were given in."""
    kinds = list(KINDS)
    assert index.kinds() == sorted({thing.kind for thing in THINGS}, key=kinds.index)
    assert [thing.iri for thing in Index(reversed(THINGS)).things] == [thing.iri for thing in index.things]


def test_what_is_seen_is_not_given_again(index: Index) -> None:
    """A thing that was seen takes no room."""
    found = index.first("words", '"avk"', ROOM, ())
    assert labels(index, found) == ["AVK vzw", "Agentschap voor Kredieten"]
    first = next(iter(found))
    assert labels(index, index.first("words", '"avk"', {"organisation": 1}, {first})) == ["Agentschap voor Kredieten"]


def test_room_of_each_kind(index: Index) -> None:
    """Where a kind is full the next one is looked at, and nothing of a kind that has no room."""
    found = index.first("words", '"starters"', {"initiative": 1, "figure": 1, "document": 0, "claim": 1}, ())
    assert [index.things[thing].kind for thing in found] == ["initiative", "figure", "claim"]


def test_likeliest(index: Index) -> None:
    """What fits best comes first, not more of a kind than there is room for."""
    found = index.likeliest('"starters" OR "oostdorp"', {**ROOM, "place": 0})
    assert labels(index, found)[0] == "Oostdorp steunt starters." and len(found) == 4


def test_inflections(index: Index) -> None:
    """A word brings along those of its stem, a short one none."""
    assert index.inflections_of("krediet") == ["krediet", "kredieten"] and index.inflections_of("stad") == ["stad"]
    assert index.inflections_of("avk") == ["avk"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("provincie", "provincial"),
        ("activiteit", "activiteiten"),
        ("brief", "brieven"),
        ("openbare", "openbaar"),
        ("innovative", "innovation"),
        ("municipality", "municipal"),
        ("assistants", "assistance"),
        ("hope", "hoping"),
        ("stad", "steden"),
    ],
)
def test_words_of_one_stem(one: str, other: str) -> None:
    """A word leads to those of its stem, and not to what only begins like it."""
    index = Index([thing("concept:x", "concept", Name(f"{one} {other} {one}xyk", "nl"))])
    assert index.inflections_of(one) == [one, other]


def test_beginning_of_a_word(index: Index) -> None:
    """It is known whether a word begins so."""
    assert index.has_beginning("micro") and not index.has_beginning("macro")


def test_without_full_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A SQLite that cannot search is told with what to do, in both languages."""
    monkeypatch.setattr(module, "_TABLES", ("CREATE VIRTUAL TABLE words USING fts99(text)",))
    with pytest.raises(SearchUnavailableError) as told:
        open_base()
    assert "fts99" in told.value.message("nl") and f"SQLite {sqlite3.sqlite_version}" in told.value.message("en")
