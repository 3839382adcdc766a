"""Test what is typed to measure search, and what is made of the times."""

import json

from benchmarks.measuring import OURS, Run
from benchmarks.searching import BEGINNING, ERROR, PART, PEER, SAMPLE, WORD, answer, figures, scan, typed
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store import EmbeddedStore, Solutions


def test_typed() -> None:
    """Every kind of text is made from names, and the same ones again."""
    made = typed(["Economisch Huis Oostende"])
    assert made == typed(["Economisch Huis Oostende"]) and {len(texts) for texts in made.values()} == {SAMPLE}
    assert all("economisch huis oostende".startswith(text) for text in made[BEGINNING])
    assert set(made[WORD]) == {"oostende"} and all(text in "economisch" for text in made[PART])
    assert set(made[ERROR]) == {"eonomisch huis oostende", "ecnomisch huis oostende"}


def test_scan() -> None:
    """A scan finds what holds the text, without regard to capitals."""
    store = EmbeddedStore()
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.load([Quad(NamedNode("https://example.org/a"), label, Literal("Oostende"))])
    found = [store.query(scan(text)) for text in ("stend", 'no "quotes"')]
    assert [len(one.rows) for one in found if isinstance(one, Solutions)] == [1, 0]


def test_answer() -> None:
    """Each text is looked for, and it is told how much was found."""
    told = answer(json.dumps({WORD: ["a", "bb"]}), len)
    assert told["counts"] == {WORD: [1, 2]} and len(told["seconds"][WORD]) == 2


def run(seconds: float, *counts: int) -> Run:
    """Return what a process told of texts of one kind."""
    kinds = {WORD: [seconds] * len(counts)}
    told = {"built": 1.0, "seconds": kinds, "counts": {WORD: list(counts)}}
    return Run(1.0, 50.0, json.dumps(told).encode())


def test_figures() -> None:
    """Ours and the scan have a median and a 95th percentile; it is told where ours is slow or misses something."""
    told = [(one.case, one.engine, one.count, one.note) for one in figures("100k", run(0.001, 1, 0), run(0.1, 1, 0))]
    assert told == [
        ("making the index", OURS, None, ""),
        (f"{WORD}, median", OURS, 1, ""),
        (f"{WORD}, median", PEER, None, ""),
        (f"{WORD}, 95th percentile", OURS, 1, ""),
        (f"{WORD}, 95th percentile", PEER, None, ""),
    ]
    assert {one.note for one in figures("100k", run(0.03, 1, 1), run(0.1, 1, 1))} == {"", "more than 20 ms"}
    assert {one.note for one in figures("100k", run(0.001, 0, 1), run(0.1, 1, 1))} == {"", "misses what a scan finds"}
