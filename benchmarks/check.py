"""Measure how long generated data takes to be held against the shapes, by the fast engine and by the reference.

Usage: python -m benchmarks.check [--million] [--reference-million]

At 100,000 statements both engines are run, each in a process of its own, and must find the same; at a million the fast
one with --million, and the reference with --reference-million, which takes many minutes. Reading the files counts.
Exit status 1 where the findings differ, or are not the faults that were planted.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.generate import generate
from steungraaf.folder import Folder
from steungraaf.validation.dataset_check import read_folder
from steungraaf.validation.shapes import Shapes

SIZES = {"100k": 100_000, "1M": 1_000_000}


def measure(folder: Path, engine: str) -> dict[str, Any]:
    """Hold a folder against the shapes; return seconds, peak memory in MiB, statements and findings."""
    start = time.perf_counter()
    opened = Folder.open(folder)
    sources = read_folder(opened)
    found = Shapes(opened.shape_files()).check(sources.quads(), sources, engine)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "statements": sum(1 for _ in sources.quads()),
        "findings": sorted(
            f"{each.focus},{each.shape},{each.path},{each.value},{each.severity.value}" for each in found
        ),
    }


def run(folder: Path, engine: str) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.check", "--folder", str(folder), engine]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    print(
        f"  {engine:8} {result['seconds']:8.1f} s  {result['memory']:6.0f} MiB  {len(result['findings'])} findings"
        f" in {result['statements']:,} statements",
        flush=True,
    )
    return result


def compare(size: str, engines: Sequence[str]) -> bool:
    """Measure the engines on one size; return whether each finds just what was planted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, SIZES[size])
        planted = sum(1 for _ in (folder / "planted.csv").open(encoding="utf-8")) - 1
        print(f"check of {size} generated statements, {planted} faults planted:", flush=True)
        results = [run(folder, engine) for engine in engines]
    if len(results) > 1:
        print(f"  ratio    {results[1]['seconds'] / results[0]['seconds']:8.1f}")
    same = all(result["findings"] == results[0]["findings"] for result in results)
    return same and len(results[0]["findings"]) == planted


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for."""
    if arguments[:1] == ["--folder"]:
        print(json.dumps(measure(Path(arguments[1]), arguments[2])))
        return 0
    right = compare("100k", ("shifty", "pyshacl"))
    if "--million" in arguments or "--reference-million" in arguments:
        right &= compare("1M", ("shifty", "pyshacl") if "--reference-million" in arguments else ("shifty",))
    return 0 if right else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
