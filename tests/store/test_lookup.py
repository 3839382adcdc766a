"""Check how many things are looked up together."""

import pytest

from steungraaf.rdf import Literal, parse_quads
from steungraaf.store import EmbeddedStore, Store, lookup
from tests.counting_store import CountingStore

EX = "https://example.org/id/document/sv-9/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
A, B, NOTE = f"{EX}a", f"{EX}b", "urn:note"


@pytest.fixture
def pair() -> Store:
    """Hold two things with a name and a note each."""
    store = EmbeddedStore()
    text = "\n".join(f'<{EX}{name}> <{LABEL}> "{name}" ; <urn:note> "x" .' for name in "ab")
    store.load(parse_quads(text.encode(), format="turtle"))
    return store


def test_objects_of_all_at_once(pair: Store) -> None:
    """Only the properties that are asked, of only the things that are asked, are found."""
    found = sorted(lookup.objects_of(pair, [f"{EX}a", f"{EX}b", f"{EX}c", "no iri"], [LABEL, "no iri"]), key=str)
    assert found == [(f"{EX}a", LABEL, Literal("a")), (f"{EX}b", LABEL, Literal("b"))]


@pytest.fixture
def counting(pair: Store) -> CountingStore:
    """Hold the same things, and count the queries."""
    return CountingStore(pair)


@pytest.mark.parametrize(("things", "asked"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_as_few_queries_as_can_be(
    monkeypatch: pytest.MonkeyPatch, counting: CountingStore, things: int, asked: int
) -> None:
    """A store is asked once for as many things as one query may name."""
    monkeypatch.setattr(lookup, "_AT_ONCE", 2)
    subjects = [f"{EX}{number}" for number in range(things)]
    assert list(lookup.objects_of(counting, subjects, [EX])) == []  # type: ignore[arg-type]
    assert counting.asked == asked


def test_described_things_are_read_once(counting: CountingStore) -> None:
    """Whatever is asked of a thing, and however often, it is looked up once, and so is what is not there."""
    described = lookup.Described(counting)  # type: ignore[arg-type]
    assert list(lookup.objects_of(described, [A, f"{EX}c"], [LABEL])) == [(A, LABEL, Literal("a"))]
    assert list(lookup.objects_of(described, [f"{EX}c", A, A], [NOTE])) == [(A, NOTE, Literal("x"))]
    assert counting.asked == 1
    assert lookup.find_texts(described, [A, B], [NOTE], [""]) == {A: "x", B: "x"}
    assert counting.asked == 2


def test_described_by_some_properties(counting: CountingStore) -> None:
    """Where some properties are read together, others are looked up each time."""
    described = lookup.Described(counting, [LABEL])  # type: ignore[arg-type]
    assert [list(lookup.objects_of(described, [A], [LABEL])) for _ in "12"] == [[(A, LABEL, Literal("a"))]] * 2
    assert counting.asked == 1
    assert [list(lookup.objects_of(described, [A], [NOTE])) for _ in "12"] == [[(A, NOTE, Literal("x"))]] * 2
    assert counting.asked == 3


def test_of_many_things_only_what_is_wanted(monkeypatch: pytest.MonkeyPatch, counting: CountingStore) -> None:
    """Not everything is read of many things that are new, nor is it remembered."""
    monkeypatch.setattr(lookup, "_WHOLE", 1)
    described = lookup.Described(counting)  # type: ignore[arg-type]
    for _ in "12":
        assert {iri for iri, _, _ in lookup.objects_of(described, [A, B], [LABEL])} == {A, B}
    assert counting.asked == 2
    assert not described._said


def test_nodes_as_in_values() -> None:
    """IRIs are written as they stand in a query."""
    assert lookup.nodes(["https://example.org/a", "urn:b"]) == "<https://example.org/a> <urn:b>"
