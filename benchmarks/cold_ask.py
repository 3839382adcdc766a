"""Measure one question from a cold start: of our files, and of our store, beside plain rdflib and the Oxigraph command.

All must give the same rows. They run in turn, and the first run of each is not counted: it warms the disk.
"""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.context import Context, disagree
from benchmarks.measuring import OURS, ROOT, Figure, Run, in_turn, median, ours, program, run, task

QUESTION = "who-supports"
SECTION = "cold"
STORE, KEPT = "from a store", "the second time"
RDFLIB: list[str | Path] = [sys.executable, ROOT / "benchmarks/rdflib_peer.py", QUESTION]


def measure(context: Context) -> Iterator[Figure]:
    """Measure on the bundled data."""
    store, place = context.scratch("cold.store"), context.scratch("cold.oxigraph")
    run(ours("load", "--store", store))
    links = context.scratch("bundled.links.nt")
    task("links", ROOT / "data/links", links)
    commands: dict[str, Sequence[str | Path]] = {
        OURS: ["env", "STEUNGRAAF_CACHE=off", *ours("ask", QUESTION, "--format", "csv")],
        KEPT: ours("ask", QUESTION, "--format", "csv"),
        STORE: ours("ask", QUESTION, "--format", "csv", "--store", store),
        "rdflib": [*RDFLIB, links],
    }
    if oxigraph := program("oxigraph"):
        union = context.scratch("bundled.nt")
        task("union", ROOT / "data", union)
        run([oxigraph, "load", "--location", place, "--file", union])
        (query,) = (ROOT / "queries").glob(f"*/{QUESTION}.rq")
        asked = ("--query-file", query, "--results-format", "csv")
        commands["oxigraph"] = [oxigraph, "query", "--location", place, *asked]
    first = {name: addresses(run(command)) for name, command in commands.items()}
    note = disagree({name: hash(tuple(rows)) for name, rows in first.items()})
    runs = max(context.runs, 11)
    taken = in_turn(runs, *((lambda command=command: run(command)) for command in commands.values()))
    medians = dict(zip(commands, map(median, taken), strict=True))
    for case, mine in (("from files", OURS), (KEPT, KEPT), (STORE, STORE)):
        for name in (mine, *(each for each in commands if each not in (OURS, KEPT, STORE))):
            seconds, memory = medians[name]
            shown = OURS if name == mine else name
            yield Figure(
                SECTION, "bundled", f"{QUESTION}, {case}", shown, seconds, memory, len(first[name]), runs, note
            )


def addresses(done: Run) -> list[tuple[str, ...]]:
    """Return the IRIs of each row of a CSV table; labels, which only we add, are left out."""
    rows = list(csv.reader(io.StringIO(done.output.decode())))[1:]
    return sorted(tuple(value for value in row if value.startswith(("http://", "https://"))) for row in rows)
