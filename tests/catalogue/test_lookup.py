"""Check how many things are looked up together."""

from collections.abc import Callable
from typing import Any

import pytest

from steungraaf.catalogue import lookup
from steungraaf.rdf import Literal
from steungraaf.store import Store

EX = "https://example.org/id/document/sv-9/"


@pytest.fixture
def pair(make_store: Callable[..., Store]) -> Store:
    """Hold two things with a name and a note each."""
    return make_store('ex:a rdfs:label "a" ; skos:note "x" . ex:b rdfs:label "b" ; skos:note "y" .')


def test_objects_of_all_at_once(pair: Store) -> None:
    """Only the properties that are asked, of only the things that are asked, are found."""
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    found = sorted(lookup.objects_of(pair, [f"{EX}a", f"{EX}b", f"{EX}c"], [label]), key=str)
    assert found == [(f"{EX}a", label, Literal("a")), (f"{EX}b", label, Literal("b"))]


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
