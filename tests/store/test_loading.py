"""Filling a generation: all that was read is there, and what is not is an error."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from steungraaf.errors import EngineError, RdfSyntaxError
from steungraaf.rdf import NamedNode, Quad, read_quads
from steungraaf.rdf.digest import graph_digest
from steungraaf.store import EmbeddedStore
from steungraaf.store.disk import DiskStore
from steungraaf.store.generations import new_generation
from steungraaf.store.loading import Filling
from steungraaf.store.staging import Source
from steungraaf.store.store_faults import ChangedSourceError, CountMismatchError

G, H = "https://example.org/g", "https://example.org/h"
QUADS = "".join(f"<urn:{number}> <urn:p> <urn:o> <{H if number % 3 else G}> .\n" for number in range(300))
Fill = Callable[..., DiskStore]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Load texts by the names of their files into a store."""

    def filled(texts: dict[str, str], graph: str = G, then: Callable[[Filling], object] | None = None) -> DiskStore:
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-8")
        with new_generation(tmp_path / "store") as place:
            filling = Filling(tmp_path / "store", place)
            filling.add([Source(tmp_path / name, graph) for name in texts])
            if then:
                then(filling)
            filling.finish()
        return DiskStore.open(tmp_path / "store")

    return filled


def quads_of(store: DiskStore) -> set[Quad]:
    """Return all quads of the graphs."""
    return set(store.dump())


def test_much_comes_in_parts(fill: Fill, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is loaded in many parts by several threads is all there, counted and summed up by graph."""
    monkeypatch.setattr("steungraaf.store.bulk._LEAST", 500)
    monkeypatch.setattr("steungraaf.rdf.lines.BLOCK", 200)
    monkeypatch.setattr("steungraaf.rdf.compressed._PLAIN", 100)
    store = fill({"a.nq": QUADS})
    expected = set(read_quads(tmp_path / "a.nq"))
    assert quads_of(store) == expected
    assert store.generation.graphs() == {
        name: {"triples": number, "digest": graph_digest(q for q in expected if q.graph_name == NamedNode(name))}
        for name, number in ((G, 100), (H, 200))
    }
    assert sum(1 for path in store.generation.path.iterdir()) == 4  # nothing else is left beside it


@pytest.mark.parametrize(
    "texts",
    [
        {"a.nq": QUADS + QUADS},
        {"a.nq": QUADS, "b.nq": QUADS.replace("urn:2", "urn:other")},
        {"a.ttl": "<urn:a> <urn:p> 46.0 , 46.00 , '46'^^<http://www.w3.org/2001/XMLSchema#decimal> ."},
        {"a.ttl": "<urn:a> <urn:p> 1 .", "b.ttl": "<urn:a> <urn:p> 1 . <urn:a> <urn:p> [] ."},
    ],
)
def test_what_comes_twice_counts_once(fill: Fill, texts: dict[str, str], tmp_path: Path) -> None:
    """Repetition, and literals that the engine writes alike, are no mismatch; digests are of what is written."""
    store, memory = fill(texts), EmbeddedStore()
    read = [quad for name in texts for quad in read_quads(tmp_path / name, graph=G)]
    memory.load(read)
    assert {name: each["triples"] for name, each in store.generation.graphs().items()} == {
        name: len(set(memory.dump(name))) for name in memory.graphs()
    }
    digests = {str(q.graph_name)[1:-1]: [r for r in read if r.graph_name == q.graph_name] for q in read}
    assert all(store.generation.graphs()[name]["digest"] == graph_digest(quads) for name, quads in digests.items())


def test_triple_of_two_graphs_is_asked_once(fill: Fill) -> None:
    """A triple that stands in two graphs is one in the union."""
    store = fill({"a.nq": f"<urn:a> <urn:p> <urn:b> <{G}> .\n<urn:a> <urn:p> <urn:b> <{H}> .\n"})
    assert store.generation.totals["triples"] == 1
    assert store.graphs() == [G, H] and store.query("SELECT ?s { ?s ?p ?o }").rows == [(NamedNode("urn:a"),)]  # type: ignore[union-attr]


def test_blank_nodes_are_the_same_in_graph_and_union(fill: Fill) -> None:
    """A blank node of a graph is the one that the union has."""
    store = fill({"a.ttl": "<urn:a> <urn:p> [ <urn:q> 1 ] ."})
    assert store.query("ASK { ?s <urn:p> ?n GRAPH ?g { ?n <urn:q> 1 } }") is True


@pytest.mark.parametrize("text", ["<urn:a> <urn:p> <urn:b> .\n<urn:a%zz> <urn:p> <urn:b> .\n", "<urn:a> oops .\n"])
def test_fault_is_told_and_nothing_published(fill: Fill, text: str) -> None:
    """A fault in a file, also one that only the engine sees, has its line, and the store stays as it was."""
    before = quads_of(fill({"a.nq": QUADS}))
    with pytest.raises(RdfSyntaxError, match=r"b\.nt, line"):
        fill({"b.nt": text})
    with pytest.raises(RdfSyntaxError, match=r"b\.nt, line"):
        fill({"a.nq": QUADS, "b.nt": text})
    assert quads_of(DiskStore.open(fill({"a.nq": QUADS}).path)) == before


def test_engine_that_refuses_what_can_be_read(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file explains what the engine refuses, that is said."""

    def refuse(*_: object) -> None:
        raise SyntaxError("x")

    monkeypatch.setattr("steungraaf.store.bulk._load", refuse)
    with pytest.raises(EngineError, match="refuses a file that can be read"):
        fill({"a.nq": QUADS})


def test_file_that_changes_meanwhile(fill: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not what it was when the load began is an error, and so is one that went away."""
    for change in (lambda path: path.write_text("", "utf-8"), lambda path: path.unlink()):
        monkeypatch.setattr(Filling, "_verify", lambda self: None)
        monkeypatch.setattr(Filling, "_load", lambda self, pieces, change=change: change(tmp_path / "a.nq"))
        with pytest.raises(ChangedSourceError, match=r"a\.nq changed"):
            fill({"a.nq": QUADS})


@pytest.mark.parametrize("graph", [ox.NamedNode(G), ox.DefaultGraph()])
def test_store_with_more_than_was_read(fill: Fill, graph: ox.NamedNode | ox.DefaultGraph) -> None:
    """A count that differs from what was read stops the load: in a graph, or in the union alone."""
    stray = ox.NamedNode("urn:x")

    def spoil(filling: Filling) -> None:
        filling._engine.add(ox.Quad(stray, stray, stray, graph))
        filling._verify()

    with pytest.raises(CountMismatchError, match="301|101"):
        fill({"a.nq": QUADS}, then=spoil)


def test_what_rules_make(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a CONSTRUCT makes is added to its graph and to the union, by either loader, and counted."""
    inverse = "CONSTRUCT { ?o <urn:i> ?s } WHERE { ?s <urn:p> ?o }"
    for few in (0, 1 << 20):
        monkeypatch.setattr("steungraaf.store.loading._FEW", few)
        store = fill({"a.nq": QUADS}, then=lambda filling: [filling.derive("urn:made", inverse) for _ in range(2)])
        made = list(store.dump("urn:made"))
        assert store.generation.graphs()["urn:made"] == {"triples": 300, "digest": graph_digest(made)}
        assert store.generation.totals["triples"] == 600
        assert store.query("ASK { <urn:o> <urn:i> <urn:1> }") is True


@pytest.mark.parametrize(
    ("sparql", "match"),
    [
        ("ASK {}", "it is no CONSTRUCT"),
        ("CONSTRUCT { ?o <urn:i> [] } WHERE { ?s <urn:p> ?o }", "it makes blank nodes"),
        ("CONSTRUCT { ?o <urn:i> ?x } WHERE { ?s <urn:p> ?o BIND(<urn:f>(1) AS ?x) }", "function"),
    ],
)
def test_rules_that_cannot_be_run(fill: Fill, sparql: str, match: str) -> None:
    """What is no CONSTRUCT, makes blank nodes or cannot be answered is an error."""
    with pytest.raises(EngineError, match=match):
        fill({"a.nq": QUADS}, then=lambda filling: filling.derive("urn:made", sparql))


def test_rule_that_makes_nothing(fill: Fill) -> None:
    """A graph with nothing in it is no graph."""
    store = fill(
        {"a.nq": QUADS}, then=lambda f: f.derive("urn:made", "CONSTRUCT { ?s ?s ?s } WHERE { ?s <urn:no> ?o }")
    )
    assert "urn:made" not in store.generation.graphs()
