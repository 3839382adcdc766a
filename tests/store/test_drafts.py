"""Test what a change makes of a store on disk, where the default graph is the union of all."""

from pathlib import Path

import pytest

from steungraaf.errors import EngineError, SparqlSyntaxError
from steungraaf.namespaces import DERIVED
from steungraaf.rdf import Quad, parse_quads
from steungraaf.store import drafts
from steungraaf.store.base import GRAPHLESS, Solutions
from steungraaf.store.change_faults import LargeStoreError, UpdateFailedError
from steungraaf.store.disk import DiskStore
from steungraaf.store.drafts import Draft, check_syntax, open_draft
from steungraaf.store.update_text import operations_of

BASE = "https://example.org/"
ONE, TWO = f"{BASE}one", f"{BASE}two"
HIDDEN = GRAPHLESS


@pytest.fixture
def store(tmp_path: Path, quads: list[Quad]) -> Path:
    """Give a store with the small dataset."""
    store = DiskStore.create(tmp_path / "store")
    store.load(quads)
    return store.path


def change(store: Path, sparql: str) -> DiskStore:
    """Update a store, and return it as it is then."""
    with open_draft(store) as draft:
        for operation in operations_of(sparql):
            draft.update(operation, BASE)
        draft.finish()
    return DiskStore.open(store)


def graphs_of(store: DiskStore, value: str) -> list[str]:
    """Return in which graphs something has a value of ex:p, and whether all graphs as one have it."""
    found = store.query(f"SELECT ?g {{ GRAPH ?g {{ ?s <{BASE}p> <{BASE}{value}> }} }} ORDER BY ?g")
    assert isinstance(found, Solutions)
    united = store.query(f"ASK {{ ?s <{BASE}p> <{BASE}{value}> }}")
    return [str(row[0]).strip("<>").removeprefix(BASE) for row in found.rows] + (["union"] if united else [])


@pytest.mark.parametrize(
    ("sparql", "value", "expected"),
    [
        ("INSERT DATA { <a> <p> <new> }", "new", [HIDDEN, "union"]),
        ("INSERT DATA { GRAPH <one> { <a> <p> <new> } }", "new", ["one", "union"]),
        ("INSERT DATA { <a> <p> <b> }", "b", ["one", "two", "union"]),
        ("DELETE DATA { <a> <p> <b> }", "b", []),
        ("DELETE DATA { GRAPH <one> { <a> <p> <b> } }", "b", ["two", "union"]),
        ("DELETE { <a> <p> <b> } INSERT { GRAPH <three> { <a> <p> <b> } } WHERE {}", "b", ["three", "union"]),
        ("DELETE WHERE { <a> <p> ?x }", "plain", []),
        ("CLEAR DEFAULT", "plain", []),
        ("CLEAR DEFAULT", "c", ["two", "union"]),
        ("CLEAR NAMED", "c", []),
        ("CLEAR NAMED", "plain", [HIDDEN, "union"]),
        ("DROP ALL", "plain", []),
        ("MOVE <two> TO <three>", "c", ["three", "union"]),
        ("COPY DEFAULT TO <three>", "plain", [HIDDEN, "three", "union"]),
        (
            "CLEAR ALL ; INSERT DATA { GRAPH <one> { <a> <p> <x> } } ; INSERT { <a> <p> <y> } WHERE { ?s <p> <x> }",
            "y",
            [HIDDEN, "union"],
        ),
    ],
)
def test_update(store: Path, sparql: str, value: str, expected: list[str]) -> None:
    """What names no graph goes to the one that nobody names, and is deleted from all; each operation sees the last."""
    found = graphs_of(change(store, sparql), value)
    assert sorted(found) == sorted(expected)


def test_counts(store: Path) -> None:
    """The manifest has the triples of each graph that changed, whose digest is not known, and of the union."""
    changed = change(store, "INSERT DATA { GRAPH <three> { <a> <p> <x> , <y> } } ; DROP GRAPH <one>")
    graphs = changed.generation.graphs()
    assert (graphs[f"{BASE}three"], ONE in graphs) == ({"triples": 2, "digest": None}, False)
    assert changed.generation.totals["triples"] == 5 == len(changed.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))  # type: ignore[arg-type]


def test_blank_nodes(store: Path) -> None:
    """Blank nodes keep together what is said with them."""
    changed = change(store, "INSERT { GRAPH <three> { ?s ?p ?o } } WHERE { GRAPH <one> { ?s ?p ?o } }")
    found = changed.query(
        f"ASK {{ GRAPH <{BASE}three> {{ <{BASE}a> <{BASE}q> ?n . ?n <{BASE}p> 1 }} GRAPH <{ONE}> {{ ?n ?p 1 }} }}"
    )
    assert found is True


def test_whole_graphs(store: Path) -> None:
    """A graph is replaced, extended and removed, whatever graphs the quads name."""
    new = list(parse_quads(b"<urn:a> <urn:p> <urn:new> .", format="turtle", graph="urn:elsewhere"))
    with open_draft(store) as draft:
        draft.replace(ONE, new)
        draft.add(TWO, new)
        draft.replace(None, [])
        assert {ONE, TWO} <= set(draft.graphs())
        draft.finish()
    changed = DiskStore.open(store)
    assert [len(list(changed.dump(name))) for name in (ONE, TWO, GRAPHLESS)] == [1, 3, 0]


def test_nothing_changed(store: Path) -> None:
    """What changes nothing publishes no generation."""
    before = DiskStore.open(store).generation.path
    assert change(store, "INSERT DATA { <a> <p> <b> }").generation.path == before


def test_failure(store: Path) -> None:
    """An operation that cannot be run leaves everything as it was, also what came before it."""
    before = DiskStore.open(store).generation.path
    with pytest.raises(UpdateFailedError):
        change(store, "INSERT DATA { <a> <p> <new> } ; DROP GRAPH <nowhere>")
    assert DiskStore.open(store).generation.path == before


def test_derived(store: Path) -> None:
    """What was derived is forgotten, and derived anew from what there is."""
    graph = f"{DERIVED}x"
    with open_draft(store) as draft:
        assert draft.derive(graph, f"CONSTRUCT {{ ?o <{BASE}r> ?s }} {{ ?s <{BASE}p> ?o FILTER(ISIRI(?o)) }}") == 3
        draft.finish()
    with open_draft(store) as draft:
        draft.forget_derived()
        assert graph not in draft.graphs()
        draft.finish()
    assert graph not in DiskStore.open(store).graphs()


@pytest.mark.parametrize("sparql", ["ASK {}", "CONSTRUCT { [] <urn:p> ?s } { ?s ?p ?o }"])
def test_bad_rule(store: Path, sparql: str) -> None:
    """A rule that is no CONSTRUCT, or makes blank nodes, is refused."""

    def derive(draft: Draft) -> None:
        """Derive by the rule."""
        with pytest.raises(EngineError):
            draft.derive(f"{DERIVED}x", sparql)

    with open_draft(store) as draft:
        derive(draft)
        draft.finish()


def test_large_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of more statements than fit into memory is not changed so."""
    monkeypatch.setattr(drafts, "MOST", 2)
    with pytest.raises(LargeStoreError):
        change(store, "CLEAR ALL")


@pytest.mark.parametrize(
    ("sparql", "column"), [("CLEAR XYZ", 7), ("INSERT DATA { <a> <b> }", 23), ("DELETE DATA { _:a <b> <c> }", None)]
)
def test_syntax(sparql: str, column: int | None) -> None:
    """What does not parse is told with its place."""
    with pytest.raises(SparqlSyntaxError) as caught:
        check_syntax(sparql, BASE)
    assert column in (None, caught.value.column)


def test_syntax_only() -> None:
    """A sound update is no fault, whatever is not there to be changed."""
    assert check_syntax("DROP GRAPH <nowhere>", BASE) is None  # type: ignore[func-returns-value]
