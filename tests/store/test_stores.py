"""What every store must do: ours in memory and on disk, one on rdflib, and two servers that really run."""

import pytest

from steungraaf.rdf import Literal, NamedNode, Quad, Triple
from steungraaf.store import Solutions, Store

EX = "https://example.org/"
A, B, C, P, PLAIN, ONE = (NamedNode(EX + name) for name in ("a", "b", "c", "p", "plain", "one"))
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


class TestEveryStore:
    """The tests that any store passes, so that the contract is not what one engine happens to do."""

    @pytest.fixture
    def store(self, empty_store: Store, quads: list[Quad]) -> Store:
        """Give a store with the small dataset."""
        empty_store.load(quads)
        return empty_store

    def test_select_asks_the_union(self, store: Store) -> None:
        """A SELECT sees all graphs as one, a triple of two graphs once, in the order that is asked."""
        found = store.query(f"SELECT ?o {{ <{EX}a> <{EX}p> ?o FILTER(ISIRI(?o)) }} ORDER BY ?o")
        assert found == Solutions(("o",), [(B,), (C,), (PLAIN,)])

    def test_unbound_is_none(self, store: Store) -> None:
        """What is unbound in a row is None, and every variable is a column in its place."""
        found = store.query(f"SELECT ?o ?none {{ <{EX}a> <{EX}p> ?o FILTER(LANG(?o) = 'nl') }}")
        assert found == Solutions(("o", "none"), [(Literal("x", language="nl"), None)])

    def test_ask(self, store: Store) -> None:
        """An ASK gives a boolean."""
        assert store.query(f"ASK {{ <{EX}a> ?p <{EX}c> }}") is True
        assert store.query(f"ASK {{ <{EX}c> ?p ?o }}") is False

    def test_construct(self, store: Store) -> None:
        """A CONSTRUCT gives triples."""
        found = store.query(f"CONSTRUCT {{ ?o <{EX}p> ?s }} WHERE {{ ?s <{EX}p> ?o FILTER(?o = <{EX}c>) }}")
        assert found == [Triple(C, P, A)]

    def test_describe(self, store: Store) -> None:
        """A DESCRIBE gives the triples of a subject."""
        found = store.query(f"DESCRIBE <{EX}a>")
        assert isinstance(found, list) and Triple(A, P, C) in found

    def test_graph_is_asked_by_name(self, store: Store) -> None:
        """A named graph can still be asked alone."""
        found = store.query(f"SELECT ?o {{ GRAPH <{EX}two> {{ <{EX}a> <{EX}p> ?o }} }} ORDER BY ?o")
        assert found == Solutions(("o",), [(B,), (C,)])

    def test_graphs(self, store: Store) -> None:
        """The graphs with a name are listed, sorted."""
        assert store.graphs() == [f"{EX}one", f"{EX}two"]

    def test_dump(self, store: Store, quads: list[Quad]) -> None:
        """What was loaded comes out, all of it or one graph."""
        assert len(list(store.dump())) == len(quads)
        assert {quad.object for quad in store.dump(f"{EX}two")} == {B, C}

    def test_loading_adds(self, store: Store, quads: list[Quad]) -> None:
        """Loading adds, and what is there already changes nothing."""
        store.load([Quad(A, P, B, ONE), Quad(C, P, C, ONE)])
        assert len(list(store.dump())) == len(quads) + 1

    def test_loading_much(self, empty_store: Store) -> None:
        """Thousands of quads in several graphs are each asked once."""
        things = [NamedNode(f"{EX}{number}") for number in range(1500)]
        empty_store.load(Quad(thing, P, thing, graph) for thing in things for graph in (ONE, B))
        assert empty_store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == Solutions(("n",), [(Literal(1500),)])

    def test_replacing_a_graph(self, store: Store) -> None:
        """The quads given are all of the graph, whatever graph they name; others stay."""
        store.replace_graph(f"{EX}two", [Quad(C, P, C, ONE)])
        assert list(store.dump(f"{EX}two")) == [Quad(C, P, C, NamedNode(f"{EX}two"))]
        assert store.graphs() == [f"{EX}one", f"{EX}two"]

    def test_replacing_takes_out_of_the_union(self, store: Store) -> None:
        """What only the replaced graph said is gone from what is asked, and what others say too is not."""
        store.replace_graph(f"{EX}two", [])
        found = store.query(f"SELECT ?o {{ <{EX}a> <{EX}p> ?o FILTER(ISIRI(?o)) }} ORDER BY ?o")
        assert found == Solutions(("o",), [(B,), (PLAIN,)])

    def test_graphless_stays(self, store: Store) -> None:
        """What was loaded without a graph stays when a graph that said it too is replaced."""
        store.load([Quad(A, P, PLAIN, ONE)])
        store.replace_graph(f"{EX}one", [])
        assert store.query(f"ASK {{ <{EX}a> <{EX}p> <{EX}plain> }}") is True

    def test_graphless_number_stays(self, store: Store) -> None:
        """So does one with a literal that the engine writes otherwise."""
        seven = Literal("007", datatype=INTEGER)
        store.load([Quad(A, P, seven), Quad(A, P, seven, ONE)])
        store.replace_graph(f"{EX}one", [])
        assert store.query(f"ASK {{ <{EX}a> <{EX}p> ?o FILTER(?o = 7) }}") is True

    def test_replacing_by_nothing(self, store: Store) -> None:
        """A graph without quads is no graph."""
        store.replace_graph(f"{EX}two", [])
        assert store.graphs() == [f"{EX}one"]

    def test_replacing_by_itself(self, store: Store) -> None:
        """A graph can be made of what it holds itself."""
        store.replace_graph(f"{EX}two", store.dump(f"{EX}two"))
        assert len(list(store.dump(f"{EX}two"))) == 2

    def test_empty_store(self, empty_store: Store) -> None:
        """A store with nothing in it answers too."""
        assert empty_store.query("SELECT ?s ?p { ?s ?p ?o }") == Solutions(("s", "p"), [])
        assert (empty_store.graphs(), list(empty_store.dump())) == ([], [])
