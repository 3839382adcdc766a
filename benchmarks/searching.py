"""Measure how long it takes to find a thing by what somebody has typed so far, beside a scan of all labels in SPARQL.

What is typed is made from names: the beginning of one, a later word, letters from within a word, and a name with a
letter too few. Both look in memory, in a process of their own: among the bundled data, and among 100,000 made-up
actors. The scan is what one does without an index; it cannot forgive errors, so it has no figure there.
"""

import json
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.context import Context
from benchmarks.measuring import OURS, Figure, Run, task, told
from benchmarks.reconciling import actors, bundled_names, read_names
from steungraaf.spelling import fold
from steungraaf.store import EmbeddedStore, Store

SECTION, PEER = "search", "pyoxigraph, CONTAINS"
BUDGET = 0.020  # seconds for a search, of 95 in 100
SAMPLE, PEER_SAMPLE = 300, 30  # texts of each kind
BEGINNING, WORD, PART, ERROR = "beginning of a name", "word in a name", "part of a word", "name with an error"
_LABELS = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


def measure(context: Context) -> Iterator[Figure]:
    """Measure the making of the index, and every kind of text, at both sizes."""
    bundled = context.scratch("names-to-find.csv")
    bundled_names(bundled)
    store, names = actors(context)
    for size, turtle, known in (("bundled", "", bundled), ("100k", str(store.with_name("actors.ttl")), names)):
        with told(f"search: {size}"):
            texts = typed([name for name, _ in read_names(known)])
            ours = task("find_by_name", turtle, json.dumps(texts))
            few = {kind: some[:PEER_SAMPLE] for kind, some in texts.items() if kind != ERROR}
            peer = task("find_by_scan", turtle, json.dumps(few))
        yield from figures(size, ours, peer)


def typed(names: Sequence[str]) -> dict[str, list[str]]:
    """Return what somebody may type, by its kind, always the same of the same names."""
    choose = random.Random(11)
    made: dict[str, list[str]] = {BEGINNING: [], WORD: [], PART: [], ERROR: []}
    for name in (fold(choose.choice(names)) for _ in range(SAMPLE)):
        word = max(re.findall(r"\w+", name), key=len)
        start, end = choose.randint(1, 2), choose.randint(5, 7)
        made[BEGINNING].append(name[: choose.randint(1, len(name))])
        made[WORD].append(name.split()[-1])
        made[PART].append(word[start:end] if len(word) > start + 3 else word)
        made[ERROR].append(name.replace(word, word[:start] + word[start + 1 :]))
    return made


def figures(size: str, ours: Run, peer: Run) -> Iterator[Figure]:
    """Give the making of the index, and the median and the 95th percentile of each kind; ours keep to a budget."""
    yield Figure(SECTION, size, "making the index", OURS, ours.told["built"], ours.memory)
    for kind, taken in ours.told["seconds"].items():
        theirs = peer.told["seconds"].get(kind)
        counts = ours.told["counts"][kind]
        same = theirs is None or _agree(counts[: len(theirs)], peer.told["counts"][kind])
        for case, of in (("median", statistics.median), ("95th percentile", _most)):
            slow = of(taken) > BUDGET
            note = (
                "" if same and not slow else f"more than {BUDGET * 1000:.0f} ms" if same else "misses what a scan finds"
            )
            what = f"{kind}, {case}"
            yield Figure(SECTION, size, what, OURS, of(taken), None, sum(map(bool, counts)), len(taken), note)
            if theirs is not None:
                yield Figure(SECTION, size, what, PEER, of(theirs), None, None, len(theirs))


def answer(asked: str, find: Callable[[str], int]) -> dict[str, Any]:
    """Look for every text; return the seconds and how many things each found, by the kind of text."""
    seconds: dict[str, list[float]] = {}
    counts: dict[str, list[int]] = {}
    for kind, texts in json.loads(asked).items():
        find(texts[0])  # what is loaded when it is first needed
        for text in texts:
            start = time.perf_counter()
            counts.setdefault(kind, []).append(find(text))
            seconds.setdefault(kind, []).append(time.perf_counter() - start)
    return {"seconds": seconds, "counts": counts}


def open_store(turtle: str) -> Store:
    """Return the store of a Turtle file, or that of the bundled data."""
    import steungraaf

    if not turtle:
        return steungraaf.open().store
    store = EmbeddedStore()
    store.load_files({"https://w3id.org/steungraaf/graph/made-up": Path(turtle)})
    return store


def scan(text: str) -> str:
    """Return the query that looks for a text in every label, for the first ten that hold it."""
    return (
        f"SELECT DISTINCT ?thing WHERE {{ ?thing {_LABELS} ?label "
        f"FILTER (CONTAINS(LCASE(STR(?label)), {json.dumps(text)})) }} LIMIT 10"
    )


def _agree(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Tell whether ours finds something wherever a scan does; it finds more, for accents and points do not matter."""
    return all(one or not other for one, other in zip(ours, theirs, strict=True))


def _most(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
