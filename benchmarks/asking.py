"""Measure every stored query: our facade, the same store without it, the servers, and rdflib on little data."""

from collections.abc import Iterator
from typing import Any

from benchmarks.context import Context, Data
from benchmarks.measuring import OURS, Figure, Run, program, run, task, told
from benchmarks.servers import oxigraph, virtuoso

SECTION = "ask"
RAW = "pyoxigraph"


def measure(context: Context) -> Iterator[Figure]:
    """Measure at each size; the rows of a peer must be ours before its time counts."""
    runs = str(context.runs)
    for size in context.sizes:
        data = context.data(size)
        with told(f"ask {size}: {OURS}, {RAW}"):
            mine = task("ask_embedded", data.folder, runs)
        yield from _ours(size, mine)
        for engine, done in _peers(context, size, data, runs):
            yield from _theirs(size, engine, done, mine.told)


def _ours(size: str, done: Run) -> Iterator[Figure]:
    for case, found in done.told.items():
        yield Figure(SECTION, size, case, OURS, found["facade"], done.memory, found["count"])
        yield Figure(SECTION, size, case, RAW, found["raw"], None, found["count"])


def _peers(context: Context, size: str, data: Data, runs: str) -> Iterator[tuple[str, Run]]:
    """Ask each peer that is wanted and is there."""
    if "oxigraph" in context.peers and (name := program("oxigraph")):
        store = context.scratch("ask.oxigraph")
        run([name, "load", "--location", store, "--file", data.union])
        with told(f"ask {size}: Oxigraph server"), oxigraph(store) as address:
            yield "oxigraph server", task("ask_server", address, runs)
    if "virtuoso" in context.peers and program("virtuoso-t"):
        with virtuoso(context.scratch("ask.virtuoso"), data.union.parent) as server:
            server.load(data.union)
            with told(f"ask {size}: Virtuoso"):
                yield "virtuoso", task("ask_server", server.address, runs)
    if "rdflib" in context.peers and size in context.up_to("100k"):
        with told(f"ask {size}: rdflib"):
            yield "rdflib", task("ask_rdflib", data.union, runs)


def _theirs(size: str, engine: str, done: Run, mine: dict[str, Any]) -> Iterator[Figure]:
    for case, found in done.told.items():
        note, seconds = found.get("note", ""), found.get("seconds")
        if not note and found["digest"] != mine[case]["digest"]:
            note, seconds = f"other rows: {found['count']}, not {mine[case]['count']}", None
        memory = done.memory if engine == "rdflib" else None
        yield Figure(SECTION, size, case, engine, seconds, memory, found.get("count"), note=note)
