"""Test that workers are asked as any store is, by those who need whole answers."""

import pytest

from steungraaf.rdf import Literal, NamedNode, Quad, Triple
from steungraaf.store import Solutions
from steungraaf.store.base import Cut
from steungraaf.store.limit_faults import AnswerLimitError, WorkersOnlyReadError
from steungraaf.store.limited import LimitedStore
from steungraaf.store.limits import Limits
from steungraaf.store.workers import WorkerPool

EX = "https://example.org/"
SEVENTH = Triple(NamedNode(f"{EX}7"), NamedNode(f"{EX}p"), Literal(7))


@pytest.fixture
def store(pool: WorkerPool) -> LimitedStore:
    """Give the store of the workers."""
    return LimitedStore(pool)


def test_answers_of_each_kind(store: LimitedStore) -> None:
    """Rows, triples and truths are as any store gives them."""
    assert store.query("SELECT ?s WHERE { ?s ?p 7 }") == Solutions(("s",), [(SEVENTH.subject,)])
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o FILTER (?o = 7) }".replace("WHERE", "{ ?s ?p ?o } WHERE")) == [
        SEVENTH
    ]
    assert store.query("ASK { ?s ?p 7 }") is True


def test_graphs_and_what_is_in_them(store: LimitedStore) -> None:
    """Graphs are listed, and dumped one by one or all together."""
    assert store.graphs() == [f"{EX}graph"]
    everything = list(store.dump())
    assert len(everything) == 300 and everything == list(store.dump(f"{EX}graph"))
    assert Quad(SEVENTH.subject, SEVENTH.predicate, SEVENTH.object, NamedNode(f"{EX}graph")) in everything


def test_whole_answer_or_none(store: LimitedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that does not come whole is an error that tells the limit."""
    monkeypatch.setattr(store, "_whole", Limits(rows=10))
    with pytest.raises(AnswerLimitError, match="rows, at most 10"):
        store.query("SELECT ?s WHERE { ?s ?p ?o }")


def test_answer_as_far_as_it_goes(store: LimitedStore) -> None:
    """Whoever can do with a part gets it, and is told that it is one."""
    found = store.answer("SELECT ?s WHERE { ?s ?p ?o }", Limits(rows=10))
    assert isinstance(found, Solutions) and (len(found.rows), found.truncated) == (10, Cut("rows", 10))


def test_few_rows_for_a_person_are_enough_for_labels(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are smaller than the usual ones are for what is asked, not for what is looked up for it."""
    monkeypatch.setattr(pool, "limits", Limits(rows=10, bytes=None))
    found = LimitedStore(pool).query("SELECT ?s WHERE { ?s ?p ?o }")
    assert isinstance(found, Solutions) and len(found.rows) == 300


def test_nothing_can_be_changed(store: LimitedStore) -> None:
    """Workers only read."""
    with pytest.raises(WorkersOnlyReadError):
        store.load([])
    with pytest.raises(WorkersOnlyReadError):
        store.replace_graph(f"{EX}graph", [])
