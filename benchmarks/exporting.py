"""Measure each export, from files to one file, beside rdflib's serialisers and pyoxigraph's dump.

Ours is sorted, with every literal as the files have it, in memory that does not grow; theirs are none of that.
"""

from collections.abc import Iterator

from benchmarks.context import Context, disagree
from benchmarks.measuring import OURS, Figure, in_turn, median, ours, run, task, told
from benchmarks.tasks import FORMATS, WITH_GRAPHS

SECTION = "export"
TABLES = ("claims", "figures", "actors", "links")
_SLOW = ("jsonld",)  # compacted by a library in plain Python


def measure(context: Context) -> Iterator[Figure]:
    """Measure every format that streams at each size, rdflib and compacted JSON-LD on little data."""
    for size in context.sizes:
        for format in (*FORMATS, "jsonld"):
            if format not in _SLOW or size in context.up_to("100k"):
                with told(f"export {size}: {format}"):
                    yield from _format(context, size, format)
        for table in TABLES:
            with told(f"export {size}: csv of {table}"):
                yield _table(context, size, table)


def _format(context: Context, size: str, format: str) -> Iterator[Figure]:
    """Write one format by each engine."""
    data = context.data(size)
    file = data.exported("nquads" if format in WITH_GRAPHS else "ntriples")
    outs = {engine: context.scratch(f"export.{engine}") for engine in (OURS, "pyoxigraph", "rdflib")}
    command = ours("export", format, "--data", data.folder, "-o", outs[OURS], "--force")
    jobs = {
        OURS: lambda: run(command),
        "pyoxigraph": lambda: task("oxigraph_export", file, format, outs["pyoxigraph"]),
        "rdflib": lambda: task("rdflib_export", file, format, outs["rdflib"]),
    }
    if size not in context.up_to("100k"):
        del jobs["rdflib"]
    runs = min(context.runs, 3 if size in context.up_to("100k") else 1)
    taken = in_turn(runs, *jobs.values())
    counts = {engine: task("count", outs[engine], format).told["count"] for engine in jobs}
    note = disagree(dict(counts))
    for engine, each in zip(jobs, taken, strict=True):
        seconds, memory = median(each)
        yield Figure(SECTION, size, format, engine, seconds, memory, counts[engine], runs, note)


def _table(context: Context, size: str, table: str) -> Figure:
    """Write a table, which nobody else does."""
    out = context.scratch("export.csv")
    done = run(ours("export", "csv", "--part", table, "--data", context.data(size).folder, "-o", out))
    with out.open("rb") as lines:
        rows = sum(1 for _ in lines) - 1
    return Figure(SECTION, size, f"csv of {table}", OURS, done.seconds, done.memory, rows)
