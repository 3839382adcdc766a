"""Measure loading one file of N-Quads onto disk, beside the Oxigraph command, rdflib in memory and Virtuoso."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.context import Context, disagree
from benchmarks.measuring import OURS, Figure, MeasureError, Run, in_turn, median, ours, program, run, task
from benchmarks.servers import virtuoso

SECTION = "load"


def measure(context: Context) -> Iterator[Figure]:
    """Measure at each size; rdflib up to a million, because it needs gigabytes."""
    for size in context.sizes:
        file = context.data(size).quads
        yield from _on_disk(context, size, file)
        if size in context.up_to("1m"):
            done = task("rdflib_load", file)
            yield Figure(SECTION, size, "nquads", "rdflib", done.seconds, done.memory, done.told["count"])
        if program("virtuoso-t"):
            yield _virtuoso(context, size, file)


def _on_disk(context: Context, size: str, file: Path) -> Iterator[Figure]:
    """Load by our command and by that of Oxigraph, in turn."""
    store, engine = context.scratch("load.store"), context.scratch("load.oxigraph")
    oxigraph = program("oxigraph")
    if oxigraph is None:
        raise MeasureError("the Oxigraph command line is not installed: pip install oxigraph")

    def mine() -> Run:
        """Load by our command."""
        run(["rm", "-rf", store])
        return run(ours("load", file, "--store", store))

    def theirs() -> Run:
        """Load by that of Oxigraph."""
        run(["rm", "-rf", engine])
        return run([oxigraph, "load", "--location", engine, "--file", file])

    runs = min(context.runs, 3 if size in context.up_to("1m") else 1)
    taken = in_turn(runs, mine, theirs)
    counts = {OURS: _held(store), "oxigraph": task("held", engine).told["count"]}
    note = disagree(dict(counts))
    for name, each in zip(counts, taken, strict=True):
        seconds, memory = median(each)
        yield Figure(SECTION, size, "nquads", name, seconds, memory, counts[name], runs, note)


def _held(store: Path) -> int:
    """Return how many statements the graphs of our store hold."""
    generation = store / "generations" / (store / "current").read_text("utf-8").strip()
    graphs = json.loads((generation / "graphs.json").read_text("utf-8"))
    return sum(graph["triples"] for graph in graphs.values())


def _virtuoso(context: Context, size: str, file: Path) -> Figure:
    """Load by the bulk loader of Virtuoso, a server that is ready; its memory is that of the server."""
    with virtuoso(context.scratch("load.virtuoso"), file.parent) as server:
        start = time.perf_counter()
        server.load(file)
        seconds = time.perf_counter() - start
        return Figure(SECTION, size, "nquads", "virtuoso", seconds, server.memory())
