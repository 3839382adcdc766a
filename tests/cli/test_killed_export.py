"""Test that an export that is killed at any moment leaves the old file or the new one, whole."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.generate import generate

MOMENTS = 50
COMMAND = [sys.executable, "-m", "steungraaf", "--quiet", "export"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a dataset that takes a moment to export."""
    generate(tmp_path / "data", 5_000, faults=0)
    return tmp_path / "data"


@pytest.mark.parametrize("format", ["nquads", "turtle"])
def test_killed_export_leaves_whole_files(folder: Path, tmp_path: Path, format: str) -> None:
    """Killed at random moments, an export never leaves half a file or a mixture, and the next one cleans up."""
    target, choose = tmp_path / "out/data.rdf", random.Random(77)
    target.parent.mkdir()
    command = [*COMMAND, format, "--data", str(folder), "-o", str(target), "--force"]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    whole, length = target.read_bytes(), time.perf_counter() - start
    target.write_bytes(b"old")
    for _ in range(MOMENTS // 2):
        process = subprocess.Popen(command)
        time.sleep(choose.uniform(0, 1.1 * length))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert target.read_bytes() in (b"old", whole)
    subprocess.run(command, check=True)
    assert [path.name for path in target.parent.iterdir()] == ["data.rdf"]
    assert target.read_bytes() == whole
