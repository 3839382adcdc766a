"""Measure one question from a cold start, beside a plain rdflib script that gives the same rows from the same files.

Usage: cold_ask.py [RUNS]     (11 runs of each, in turn; the medians and their ratio are printed)
Exit status 1 where the two do not give the same rows, or where we take a quarter of the peer's time or more.
"""

import csv
import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "who-supports"
COMMAND = [str(Path(sys.executable).with_name("steungraaf")), "ask", QUESTION, "--format", "csv"]
PEER = [sys.executable, str(ROOT / "benchmarks/rdflib_peer.py"), QUESTION]
BUDGET = 0.25  # of the peer's time


def run_cold(command: Sequence[str]) -> tuple[float, str]:
    """Run a command in a process of its own; return the seconds it took and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C.UTF-8"})
    return time.perf_counter() - start, done.stdout


def addresses(table: str) -> list[tuple[str, ...]]:
    """Return the IRIs of each row of a CSV table; labels, which only we add, are left out."""
    rows = list(csv.reader(io.StringIO(table)))[1:]
    return sorted(tuple(value for value in row if value.startswith(("http://", "https://"))) for row in rows)


def machine() -> str:
    """Describe the machine in a line."""
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {sys.platform}"


def main(arguments: Sequence[str]) -> int:
    """Measure both in turn, so that a busy machine slows both, and print the table."""
    runs = int(arguments[0]) if arguments else 11
    ours, theirs = run_cold(COMMAND)[1], run_cold(PEER)[1]  # the first run of each is not counted: it warms the disk
    if addresses(ours) != addresses(theirs):
        print("The two do not give the same rows.", file=sys.stderr)
        return 1
    pairs = [(run_cold(COMMAND)[0], run_cold(PEER)[0]) for _ in range(runs)]
    mine, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{QUESTION}: {len(addresses(ours))} rows, median of {runs} cold runs, {machine()}")
    print(f"  steungraaf ask       {1000 * mine:7.0f} ms")
    print(f"  plain rdflib script  {1000 * peer:7.0f} ms")
    print(f"  ratio                {mine / peer:7.2f}")
    return 0 if mine < BUDGET * peer else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
