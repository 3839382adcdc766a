"""Measure one question from a cold start: of our files, and of our store, beside plain rdflib and the Oxigraph command.

All must give the same rows. They run in turn, and the first run of each is not counted: it warms the disk, and ours keeps
what the next ones use, but where it is told to keep nothing.
"""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.context import Context, disagree
from benchmarks.measuring import OURS, ROOT, Figure, Run, in_turn, median, ours, program, run, task

QUESTION = "who-supports"
SECTION = "cold"
RDFLIB: list[str | Path] = [sys.executable, ROOT / "benchmarks/rdflib_peer.py", QUESTION]


def measure(context: Context) -> Iterator[Figure]:
    """Measure on the bundled data."""
    store, engine = context.scratch("cold.store"), context.scratch("cold.oxigraph")
    run(ours("load", "--store", store))
    commands = {
        OURS: ours("ask", QUESTION, "--format", "csv"),
        f"{OURS}, nothing kept": ["env", "STEUNGRAAF_CACHE=off", *ours("ask", QUESTION, "--format", "csv")],
        f"{OURS} --store": ours("ask", QUESTION, "--format", "csv", "--store", store),
        "rdflib": RDFLIB,
    }
    if oxigraph := program("oxigraph"):
        union = context.scratch("bundled.nt")
        task("union", ROOT / "data", union)
        run([oxigraph, "load", "--location", engine, "--file", union])
        (query,) = (ROOT / "queries").glob(f"*/{QUESTION}.rq")
        asked = ("--query-file", query, "--results-format", "csv")
        commands["oxigraph"] = [oxigraph, "query", "--location", engine, *asked]
    first = {engine: addresses(run(command)) for engine, command in commands.items()}
    note = disagree({engine: hash(tuple(rows)) for engine, rows in first.items()})
    runs = max(context.runs, 11)
    taken = in_turn(runs, *((lambda command=command: run(command)) for command in commands.values()))
    for name, each in zip(commands, taken, strict=True):
        seconds, memory = median(each)
        yield Figure(SECTION, "bundled", QUESTION, name, seconds, memory, len(first[name]), runs, note)


def addresses(done: Run) -> list[tuple[str, ...]]:
    """Return the IRIs of each row of a CSV table; labels, which only we add, are left out."""
    rows = list(csv.reader(io.StringIO(done.output.decode())))[1:]
    return sorted(tuple(value for value in row if value.startswith(("http://", "https://"))) for row in rows)
