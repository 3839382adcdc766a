"""Measure the check: the shapes by the fast engine and by the reference, the whole command, and of changes only."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.context import Context, disagree
from benchmarks.measuring import OURS, SIZES, Figure, MeasureError, Run, median, ours, run, task, told

SECTION, CHANGED = "check", "changed"
FAST = "shifty"  # what the command takes for much data


def measure(context: Context) -> Iterator[Figure]:
    """Measure the shapes with each engine, and the whole command with its check queries."""
    for size in sorted({*context.sizes, *context.reference}, key=SIZES.__getitem__):
        folder = context.data(size).folder
        planted = sorted(f"{focus} {shape}" for focus, shape in _planted(folder))
        if engines := _engines(context, size):
            yield from _shapes(size, folder, engines, [one for one in planted if "/shapes#" in one])
        if size in context.sizes:
            yield _whole(size, folder, planted)


def _engines(context: Context, size: str) -> tuple[str, ...]:
    """Return what can be asked by itself: an engine holds all data in memory, which the command does not."""
    if size in context.reference:
        return (FAST, "pyshacl")
    return (FAST,) if size in context.up_to("1m") else ()


def _shapes(size: str, folder: Path, engines: Sequence[str], expected: list[str]) -> Iterator[Figure]:
    """Hold all data against the shapes at once by each engine, ours with shifty; they must find what is expected."""
    found = {}
    for engine in engines:
        with told(f"check {size}: {engine}"):
            found[engine] = task("shapes", folder, engine)
    note = disagree({"planted": len(expected), **{each: len(done.told["findings"]) for each, done in found.items()}})
    if not note and any(done.told["findings"] != expected for done in found.values()):
        note = "other findings than the faults that were planted"
    for engine, done in found.items():
        of = OURS if engine == FAST else engine
        yield Figure(SECTION, size, "shapes", of, done.seconds, done.memory, len(expected), note=note)


def _planted(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as rows:
        yield from ((row["focus"], row["shape"]) for row in csv.DictReader(rows))


def _whole(size: str, folder: Path, planted: list[str]) -> Figure:
    """Run the command as a person does."""
    with told(f"check {size}: the whole command"):
        done = run(ours("check", "--format", "json", "--data", folder), allowed=(0, 1))
    found = sorted(f"{one['focus']} {one['shape']}" for one in json.loads(done.output)["findings"])
    note = "" if found == planted else f"{len(found)} findings, {len(planted)} planted"
    return Figure(SECTION, size, "all checks", OURS, done.seconds, done.memory, len(found), note=note)


def measure_changed(context: Context) -> Iterator[Figure]:
    """Measure the check of what has changed after one document did, beside the check of everything."""
    for size in context.up_to("1m"):
        folder = context.data(size, faults=0).folder
        claims = folder / "documents/gen-2/claims.ttl"
        before = claims.read_text("utf-8")
        try:
            whole = run(ours("check", "--changed", "--data", folder))
            runs = [_change(folder, claims, before, number) for number in range(context.runs)]
        except MeasureError as error:
            yield Figure(CHANGED, size, "one document", OURS, None, note=str(error).splitlines()[-1][:200])
            continue
        finally:
            claims.write_text(before, "utf-8")
        seconds, memory = median(runs)
        yield Figure(CHANGED, size, "everything", OURS, whole.seconds, whole.memory)
        yield Figure(CHANGED, size, "one document", OURS, seconds, memory, runs=len(runs))


def _change(folder: Path, claims: Path, before: str, number: int) -> Run:
    """Let a document say something else, and check what that touches."""
    claims.write_text(before.replace('"Bewering 0"@nl', f'"Bewering {number} anders"@nl', 1), "utf-8")
    return run(ours("check", "--changed", "--data", folder))
