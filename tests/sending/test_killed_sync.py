"""A sync that is killed at any moment leaves what was, what is to be, or a mixture that is told as such."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import steungraaf
from steungraaf.cli.mixture import mixture_of
from steungraaf.sending import read_header
from steungraaf.sending.manifest import COMPLETE
from steungraaf.store import EmbeddedStore, Solutions
from steungraaf.store.endpoint import EndpointStore
from tests.servers import ROOT, emptied

KILLS = 50
DOCUMENTS = 12
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


class Launcher:
    """Start commands, each in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Take the process that starts them."""
        self._process = process

    def start(self, *arguments: str) -> int:
        """Start a command and return the number of its process."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def status(self) -> int:
        """Wait for a command to end and return how."""
        return int(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def launching(home: Path, notes: Path) -> Iterator[Launcher]:
    """Give a launcher whose commands have a home of their own."""
    settings = {**os.environ, "STEUNGRAAF_HOME": str(home)}
    command = [sys.executable, "-m", "tests.sending.launcher"]
    pipe = subprocess.PIPE
    with notes.open("w") as told:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdin=pipe, stdout=pipe, stderr=told, text=True)
        with process:
            yield Launcher(process)


def dataset(folder: Path, version: int) -> Path:
    """Write a dataset in which each version says something else in each document, and something in two of them."""
    for number in range(DOCUMENTS + version % 2):  # so that a graph comes and goes
        path = folder / f"documents/d{number}/claims.ttl"
        path.parent.mkdir(parents=True)
        said = [f"<urn:d{number}:{one}> <urn:p> {version} ." for one in range(30)]
        path.write_text("\n".join([*said, f"<urn:shared> <urn:p> {(version + number) % 5} ."]), "utf-8")
    return folder


def content(store: EndpointStore | EmbeddedStore) -> tuple[object, ...]:
    """Return what a store holds: all of each document, and how many triples there are to be asked."""
    graphs = [name for name in store.graphs() if "/documents/" in name or "/derived/" in name]
    asked = store.query(COUNT)
    assert isinstance(asked, Solutions)
    return {name: set(store.dump(name)) for name in graphs}, asked.rows, len(store.graphs())


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give two versions of one dataset, in folders of one name."""
    return [dataset(tmp_path_factory.mktemp(f"v{number}") / "data", number) for number in range(2)]


def test_killed_at_any_moment(oxigraph_server: object, versions: list[Path], tmp_path: Path) -> None:
    """After each kill the server holds one version and says so, or says that it may hold two; then a run ends whole."""
    server = emptied(oxigraph_server)  # type: ignore[arg-type]
    address = server.address.removesuffix("/query")
    home = tmp_path / "home"
    home.mkdir()
    (home / "endpoints.toml").write_text(f'[ours]\nlike = "oxigraph"\naddress = "{address}"\n', "utf-8")
    expected = [content(steungraaf.open(path).store) for path in versions]  # type: ignore[arg-type]
    chance, mixed = random.Random(77), 0
    with launching(home, tmp_path / "notes") as launcher:
        longest = [run(launcher, path) for path in versions][-1]
        for number in range(KILLS):
            version = chance.randrange(2)
            process = launcher.start("sync", str(versions[version]), "--endpoint", "ours")
            time.sleep(chance.uniform(0, longest))
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            assert launcher.status() in (0, -signal.SIGKILL)
            mixed += judged(server, expected)
            if number % 2:
                run(launcher, versions[version])
                assert content(server) == expected[version] and read_header(server).state == COMPLETE
    assert mixed > KILLS // 10, "too few kills hit a run at work"


def run(launcher: Launcher, folder: Path) -> float:
    """Let a sync end, and return how many seconds it took."""
    began = time.monotonic()
    launcher.start("sync", str(folder), "--endpoint", "ours")
    assert launcher.status() == 0
    return time.monotonic() - began


def judged(server: EndpointStore, expected: list[tuple[object, ...]]) -> bool:
    """Return whether the server may hold a mixture and tells so; where it does not, it holds one version."""
    opened = steungraaf.open(endpoint=server.address)
    if read_header(server).state != COMPLETE:
        assert "is not complete since" in (mixture_of(opened) or ("", ""))[1]
        return True
    assert mixture_of(opened) is None and content(server) in expected
    return False
