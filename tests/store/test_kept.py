"""What was written to disk answers as the store that it was written from."""

from pathlib import Path

import pytest

from steungraaf.errors import EngineError, UpdateRefusedError
from steungraaf.rdf import NamedNode, Quad, parse_quads
from steungraaf.store import EmbeddedStore, KeptStore, write_union
from tests.store.conftest import TRIG

ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
A = NamedNode("https://example.org/a")


@pytest.fixture
def whole() -> EmbeddedStore:
    """Hold three graphs."""
    store = EmbeddedStore()
    store.load(parse_quads(TRIG, format="trig"))
    return store


@pytest.fixture
def place(whole: EmbeddedStore, tmp_path: Path) -> Path:
    """Give the directory to which the union was written."""
    write_union(whole.union(), tmp_path / "kept")
    return tmp_path / "kept"


def test_the_union_is_answered_from_disk(whole: EmbeddedStore, place: Path) -> None:
    """A triple of two graphs is there once, and nothing is computed."""
    kept = KeptStore(place, lambda: pytest.fail("computed"))
    assert kept.query(ALL) == whole.query(ALL)


@pytest.mark.parametrize(
    "sparql", ["SELECT ?g { GRAPH ?g { ?s ?p 1 } }", "SELECT ?s FROM <https://example.org/two> { ?s ?p ?o }"]
)
def test_a_graph_is_asked_of_the_whole(whole: EmbeddedStore, place: Path, sparql: str) -> None:
    """A query that names a graph has the answer of the store that holds the graphs."""
    assert KeptStore(place, lambda: whole).query(sparql) == whole.query(sparql)


def test_what_needs_graphs_is_asked_of_the_whole(whole: EmbeddedStore, place: Path) -> None:
    """Graphs and their quads are those of the whole store."""
    kept = KeptStore(place, lambda: whole)
    assert kept.graphs() == whole.graphs()
    assert set(kept.dump()) == set(whole.dump())
    assert set(kept.dump("https://example.org/two")) == set(whole.dump("https://example.org/two"))


def test_a_change_is_seen_from_then_on(whole: EmbeddedStore, place: Path) -> None:
    """What is added or replaced is answered, as nothing is asked of the disk any more."""
    kept = KeptStore(place, lambda: whole)
    kept.load([Quad(A, A, A)])
    assert kept.query(f"ASK {{ {A} {A} {A} }}") is True
    kept.replace_graph("https://example.org/two", [])
    assert kept.graphs() == ["https://example.org/one"]


def test_a_query_is_guarded(place: Path) -> None:
    """What may not be run is refused as everywhere."""
    with pytest.raises(UpdateRefusedError):
        KeptStore(place, EmbeddedStore).query("INSERT DATA { <urn:a> <urn:a> <urn:a> }")


def test_what_is_not_there_is_computed(whole: EmbeddedStore, tmp_path: Path) -> None:
    """A directory that the engine cannot open is known for damaged."""
    kept = KeptStore(tmp_path / "none", lambda: whole)
    assert kept.is_damaged
    assert kept.query(ALL) == whole.query(ALL)


def test_a_fault_of_the_query_comes_again(whole: EmbeddedStore, place: Path) -> None:
    """What the engine cannot answer is told as by the whole store."""
    with pytest.raises(EngineError):
        KeptStore(place, lambda: whole).query("SELECT (<urn:no-such-function>(?s) AS ?x) { ?s ?p ?o }")
