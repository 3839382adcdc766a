"""Measure one question from a cold start, beside a plain rdflib script and the command line of Oxigraph.

Usage: cold_ask.py [RUNS]     (11 runs of each, in turn; the medians and their ratios are printed)

The peers are a script that reads the same files with rdflib, and `oxigraph query` on a store that was built before from
the same statements. Ours runs twice: from the files, with nothing kept, and as the second question, from what the first
one kept. Exit status 1 where they do not all give the same rows, or where the second question takes more than a sixth
of the script's time or more than four times that of Oxigraph.
"""

import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
QUESTION = "who-supports"
COMMAND = [str(BIN / "steungraaf"), "ask", QUESTION, "--format", "csv"]
PEER = [sys.executable, str(ROOT / "benchmarks/rdflib_peer.py"), QUESTION]
SETTLE = 2.5  # seconds; files that were changed a moment ago are not kept
BUDGETS = {"plain rdflib script": 1 / 6, "oxigraph query": 4.0}  # of the peer's time, for the second question

Runs = Mapping[str, tuple[Sequence[str], Mapping[str, str]]]  # a command and its settings, by what it is called


def run_cold(command: Sequence[str], settings: Mapping[str, str] | None = None) -> tuple[float, str]:
    """Run a command in a process of its own; return the seconds it took and what it printed.

    The bytecode of the program may be kept, as it is wherever a program is installed.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**surroundings, "LANG": "C.UTF-8", **(settings or {})}
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return time.perf_counter() - start, done.stdout


def addresses(table: str) -> list[tuple[str, ...]]:
    """Return the IRIs of each row of a CSV table; labels, which only we add, are left out."""
    rows = list(csv.reader(io.StringIO(table)))[1:]
    return sorted(tuple(value for value in row if value.startswith(("http://", "https://"))) for row in rows)


def machine() -> str:
    """Describe the machine in a line."""
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {sys.platform}"


def build_store(place: Path) -> None:
    """Build the store that Oxigraph is asked: the union of all graphs, with what the rules derive."""
    triples = place.with_suffix(".nt")
    run_cold([str(BIN / "steungraaf"), "export", "ntriples", "--derived", "-o", str(triples)])
    run_cold([str(BIN / "oxigraph"), "load", "-l", str(place), "-f", str(triples)])


def contenders(place: Path) -> Runs:
    """Return what is run, after what it needs has been built in a directory."""
    build_store(place / "oxigraph")
    (query,) = (ROOT / "queries").glob(f"*/{QUESTION}.rq")
    oxigraph = [str(BIN / "oxigraph"), "query", "-l", str(place / "oxigraph"), "--query-file", str(query)]
    return {
        "steungraaf ask, from the files": (COMMAND, {"STEUNGRAAF_CACHE": "off"}),
        "steungraaf ask, the second time": (COMMAND, {"STEUNGRAAF_CACHE": "", "STEUNGRAAF_HOME": str(place / "home")}),
        "plain rdflib script": (PEER, {}),
        "oxigraph query": ([*oxigraph, "--results-format", "csv"], {}),
    }


def measure(all_: Runs, runs: int) -> dict[str, float]:
    """Return the median of each, run in turn, so that a busy machine slows them all."""
    times: dict[str, list[float]] = {name: [] for name in all_}
    for _ in range(runs):
        for name, (command, settings) in all_.items():
            times[name].append(run_cold(command, settings)[0])
    return {name: statistics.median(found) for name, found in times.items()}


def main(arguments: Sequence[str]) -> int:
    """Compare the rows, measure, and print the table."""
    runs = int(arguments[0]) if arguments else 11
    with tempfile.TemporaryDirectory() as place:
        all_ = contenders(Path(place))
        time.sleep(SETTLE)
        # The first run of each is not counted: it warms the disk, and after it there is something kept.
        rows = {name: addresses(run_cold(*how)[1]) for name, how in all_.items()}
        if len(set(map(str, rows.values()))) != 1:
            print("They do not all give the same rows.", file=sys.stderr)
            return 1
        medians = measure(all_, runs)
    print(f"{QUESTION}: {len(rows['oxigraph query'])} rows, median of {runs} cold runs, {machine()}")
    for name, seconds in medians.items():
        print(f"  {name:34} {1000 * seconds:6.0f} ms")
    return _verdict(medians)


def _verdict(medians: Mapping[str, float]) -> int:
    """Print the ratios; return 1 where one is over its budget."""
    files, second, *_ = medians.values()
    for peer, most in BUDGETS.items():
        ratio = second / medians[peer]
        print(f"  of {peer:31} {ratio:6.2f} (at most {most:.2f}); from the files {files / medians[peer]:.2f}")
    return 0 if all(second <= most * medians[peer] for peer, most in BUDGETS.items()) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
