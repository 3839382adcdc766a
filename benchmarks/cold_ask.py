"""Measure one question from a cold start: of our files, and of our store, beside plain rdflib and the Oxigraph command.

All must give the same rows. They run in turn, and the first run of each is not counted: it warms the disk, and ours keeps
what the next ones use, but where it is told to keep nothing.
"""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.context import Context, disagree
from benchmarks.measuring import OURS, ROOT, Figure, Run, in_turn, median, ours, program, run, task

Command = Sequence[str | Path]

QUESTION = "who-supports"
SECTION = "cold"
ASK = ours("ask", QUESTION, "--format", "csv")
RDFLIB: Command = [sys.executable, ROOT / "benchmarks/rdflib_peer.py", QUESTION]


def measure(context: Context) -> Iterator[Figure]:
    """Measure on the bundled data, each way of ours beside each peer."""
    mine, peers = _ours(context), _peers(context)
    commands = {**mine, **peers}
    first = {name: addresses(run(command)) for name, command in commands.items()}
    note = disagree({name: hash(tuple(rows)) for name, rows in first.items()})
    runs = max(context.runs, 11)
    taken = in_turn(runs, *((lambda command=command: run(command)) for command in commands.values()))
    medians = dict(zip(commands, map(median, taken), strict=True))
    for case in mine:
        for name in (case, *peers):
            shown = OURS if name == case else name
            yield Figure(SECTION, "bundled", case, shown, *medians[name], len(first[name]), runs, note)


def _ours(context: Context) -> dict[str, Command]:
    store = context.scratch("cold.store")
    run(ours("load", "--store", store))
    return {
        "from files": ASK,
        "from files, nothing kept": ["env", "STEUNGRAAF_CACHE=off", *ASK],
        "from a store": [*ASK, "--store", store],
    }


def _peers(context: Context) -> dict[str, Command]:
    peers = {"rdflib": RDFLIB}
    if oxigraph := program("oxigraph"):
        union, place = context.scratch("bundled.nt"), context.scratch("cold.oxigraph")
        task("union", ROOT / "data", union)
        run([oxigraph, "load", "--location", place, "--file", union])
        (query,) = (ROOT / "queries").glob(f"*/{QUESTION}.rq")
        asked = ("--query-file", query, "--results-format", "csv")
        peers["oxigraph"] = [oxigraph, "query", "--location", place, *asked]
    return peers


def addresses(done: Run) -> list[tuple[str, ...]]:
    """Return the IRIs of each row of a CSV table; labels, which only we add, are left out."""
    rows = list(csv.reader(io.StringIO(done.output.decode())))[1:]
    return sorted(tuple(value for value in row if value.startswith(("http://", "https://"))) for row in rows)
