"""A load that is killed at any moment leaves the store as it was, or as it was to be, and nothing between."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from steungraaf.filling import find_sources, load_store
from steungraaf.rdf import Quad
from steungraaf.store.disk import DiskStore

TIMES = 50
SEED = 3


def write_files(folder: Path, name: str) -> Path:
    """Write two files that say something of a name in every triple, some of it in both."""
    folder.mkdir()
    for number in range(2):
        lines = [f"<urn:{name}> <urn:p> <urn:{number * one}> .\n" for one in range(2_000)]
        (folder / f"{number}.nt").write_text("".join(lines), "utf-8")
    return folder


def command(files: Path, store: Path) -> list[str]:
    """Return the command line of a load."""
    return [sys.executable, "-m", "steungraaf", "load", str(files), "--store", str(store), "--quiet"]


def held(store: Path) -> tuple[frozenset[Quad], object]:
    """Return what a store holds, and what it answers about all graphs."""
    opened = DiskStore.open(store)
    return frozenset(opened.dump()), opened.query("SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the files of two stores."""
    place = tmp_path_factory.mktemp("files")
    return {name: write_files(place / name, name) for name in ("one", "two")}


def test_killed_at_any_moment(files: dict[str, Path], tmp_path: Path) -> None:
    """Real loads of the one and the other are killed at random moments; each time the store is either, whole."""
    store, random_ = tmp_path / "store", random.Random(SEED)
    whole = {}
    for name, folder in files.items():
        began = time.monotonic()
        subprocess.run(command(folder, store), check=True)
        takes, whole[name] = time.monotonic() - began, held(store)
    ended = []
    for number in range(TIMES):
        process = subprocess.Popen(command(list(files.values())[number % 2], store))
        time.sleep(random_.uniform(0.3, 1.1) * takes)
        process.send_signal(random_.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        ended.append(process.wait())
        assert held(store) in whole.values(), f"after {number} loads, seed {SEED}"
    assert any(ended) and len(os.listdir(store / "generations")) <= TIMES + 1
    load_store(store, find_sources([files["one"]]))
    assert held(store) == whole["one"] and len(os.listdir(store / "generations")) == 1
