"""Run something in a process of its own and measure how long it takes and how much memory it needs at most."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OURS = "steungraaf"
SIZES = {"10k": 10_000, "30k": 30_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000, "100m": 100_000_000}


class MeasureError(Exception):
    """Something that was to be measured and failed; the text says what it printed."""


@dataclass(frozen=True)
class Run:
    """Hold what one process took, in seconds and MiB, and what it printed."""

    seconds: float
    memory: float
    output: bytes

    @property
    def told(self) -> Any:
        """Return what a task printed."""
        return json.loads(self.output)


@dataclass(frozen=True)
class Figure:
    """Hold one figure: the median of some runs of one engine at one case of one section.

    `seconds` is None where there is none to compare, for the reason in `note`; `count` is what the answer or the result
    holds, rows or statements.
    """

    section: str
    size: str
    case: str
    engine: str
    seconds: float | None
    memory: float | None = None
    count: int | None = None
    runs: int = 1
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the figure for the file of results."""
        return asdict(self)


def run(command: Sequence[str | Path], *, folder: Path = ROOT, allowed: Sequence[int] = (0,)) -> Run:
    """Run a command and wait for it; raise MeasureError where it ends with another status than is allowed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=out, stderr=err, env=_environment())
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode not in allowed:
            told = err.read().decode(errors="replace")[-2000:]
            raise MeasureError(f"{' '.join(map(str, command))}: status {process.returncode}\n{told}")
        return Run(seconds, usage.ru_maxrss / 1024, out.read())


def _environment() -> dict[str, str]:
    """Return what a user's processes have: compiled modules are kept, which a machine for tests may forbid."""
    return {**{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}, "LANG": "C.UTF-8"}


def task(name: str, *arguments: str | Path) -> Run:
    """Run one of `benchmarks.tasks`."""
    return run([sys.executable, "-m", "benchmarks.tasks", name, *arguments])


def program(name: str) -> str | None:
    """Return where a program is: beside this Python, or on the path."""
    from shutil import which

    return which(name, path=str(Path(sys.executable).parent)) or which(name)


def ours(*arguments: str | Path) -> list[str | Path]:
    """Return a command line of ours that prints nothing but its result."""
    return [Path(sys.executable).with_name("steungraaf"), "--quiet", *arguments]


def in_turn(runs: int, *measured: Callable[[], Run]) -> list[list[Run]]:
    """Run each so many times, one after the other, so that a busy machine slows all; return the runs of each."""
    rounds = [[one() for one in measured] for _ in range(runs)]
    return [list(each) for each in zip(*rounds, strict=True)]


def median(runs: Sequence[Run]) -> tuple[float, float]:
    """Return the median of the seconds, and of the memory in MiB."""
    return statistics.median(one.seconds for one in runs), statistics.median(one.memory for one in runs)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Tell on standard error what is measured, and how long that takes."""
    print(f"  {what} ...", end="", file=sys.stderr, flush=True)
    start = time.perf_counter()
    try:
        yield
    finally:
        print(f" {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
