"""Check how many things are looked up together."""

from typing import Any

import pytest

from steungraaf.rdf import Literal, parse_quads
from steungraaf.store import EmbeddedStore, Store, lookup

EX = "https://example.org/id/document/sv-9/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


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


@pytest.mark.parametrize(("things", "asked"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_as_few_queries_as_can_be(monkeypatch: pytest.MonkeyPatch, pair: Store, things: int, asked: int) -> None:
    """A store is asked once for as many things as one query may name."""
    queries: list[str] = []

    class Noting:
        def query(self, sparql: str) -> Any:
            queries.append(sparql)
            return pair.query(sparql)

    monkeypatch.setattr(lookup, "_AT_ONCE", 2)
    subjects = [f"{EX}{number}" for number in range(things)]
    assert list(lookup.objects_of(Noting(), subjects, [EX])) == []  # type: ignore[arg-type]
    assert len(queries) == asked


def test_nodes_as_in_values() -> None:
    """IRIs are written as they stand in a query."""
    assert lookup.nodes(["https://example.org/a", "urn:b"]) == "<https://example.org/a> <urn:b>"
