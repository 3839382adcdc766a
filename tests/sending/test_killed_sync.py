"""A sync that is killed at any moment leaves what was, what is to be, or a mixture that is told as such."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import Queue

import pytest

import steungraaf
from steungraaf.cli.mixture import mixture_of
from steungraaf.sending import read_header
from steungraaf.sending.manifest import COMPLETE
from steungraaf.store import EmbeddedStore, Solutions
from steungraaf.store.endpoint import EndpointStore
from tests.sending.faulty import faulty
from tests.servers import ROOT, emptied, free_port

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
    (folder / "dataset.ttl").write_text("<urn:d> a <http://www.w3.org/ns/dcat#Dataset> .", "utf-8")  # one of both
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
    home, port = home_with_server(tmp_path)
    expected = [content(steungraaf.open(path).store) for path in versions]  # type: ignore[arg-type]
    chance, mixed = random.Random(77), 0
    with launching(home, tmp_path / "notes") as launcher:
        for path in versions:
            writes = run(launcher, server, port, path)
        for number in range(KILLS):
            version = int(content(server) == expected[0])  # so that there is something to be done
            last, how = chance.randrange(writes), chance.choice(("drop", "half"))
            status = killed(launcher, server, port, versions[version], nth(last), how)
            assert status in (0, -signal.SIGKILL)
            mixed += judged(server, expected)
            if number % 3 == 2:
                run(launcher, server, port, versions[version])
                assert content(server) == expected[version] and read_header(server).state == COMPLETE
    assert mixed > KILLS // 4, "too few kills hit a run at work"


def home_with_server(folder: Path) -> tuple[Path, int]:
    """Make a home in which "ours" is the server behind a port, and return both."""
    home, port = folder / "home", free_port()
    home.mkdir()
    profile = f'[ours]\nlike = "oxigraph"\naddress = "http://127.0.0.1:{port}"\n'
    (home / "endpoints.toml").write_text(profile, "utf-8")
    return home, port


@pytest.mark.parametrize(
    ("how", "status", "leases"),
    [
        (signal.SIGKILL, -signal.SIGKILL, 1),
        (signal.SIGTERM, -signal.SIGTERM, 1),
        (signal.SIGINT, 130, 0),  # it has the time to give up its lease
    ],
)
def test_ended_half_way(
    oxigraph_server: object, versions: list[Path], tmp_path: Path, how: signal.Signals, status: int, leases: int
) -> None:
    """A run that is ended while it sends says so on the server, and the next one finishes it, without --take-over."""
    server = emptied(oxigraph_server)  # type: ignore[arg-type]
    home, port = home_with_server(tmp_path)
    with launching(home, tmp_path / "notes") as launcher:
        run(launcher, server, port, versions[0])
        assert killed(launcher, server, port, versions[1], third_graph(), "drop", how) == status
        header = read_header(server)
        assert (header.in_progress, len(header.leases)) == (True, leases)
        assert mixture_of(steungraaf.open(endpoint=server.address)) is not None
        run(launcher, server, port, versions[1])
    assert content(server) == content(steungraaf.open(versions[1]).store)  # type: ignore[arg-type]
    assert (read_header(server).state, read_header(server).leases) == (COMPLETE, frozenset())


def nth(last: int) -> Callable[[int, str], bool]:
    """Tell of writes whether one has that number."""
    return lambda number, method: number == last


def third_graph() -> Callable[[int, str], bool]:
    """Tell of writes whether one is that of the third graph that is sent: some are there then, and some are not."""
    puts = count()
    return lambda number, method: method == "PUT" and next(puts) == 2


def run(launcher: Launcher, server: EndpointStore, port: int, folder: Path) -> int:
    """Let a sync end, and return how often it wrote."""
    writes: list[int] = []

    def passed(number: int, method: str) -> str:
        writes.append(number)
        return ""

    with faulty(server.address, passed, port=port):
        launcher.start("sync", str(folder), "--endpoint", "ours")
        assert launcher.status() == 0
    return len(writes)


def killed(
    launcher: Launcher,
    server: EndpointStore,
    port: int,
    folder: Path,
    last: Callable[[int, str], bool],
    how: str,
    by: signal.Signals = signal.SIGKILL,
) -> int:
    """End a sync while it writes for the last time, and return how it ended.

    The server hears of that write ("half") or does not ("drop").
    """
    process: Queue[int] = Queue()

    def kill(number: int, method: str) -> str:
        if not last(number, method):
            return ""
        os.kill(process.get(timeout=10), by)
        return how

    with faulty(server.address, kill, port=port):
        process.put(launcher.start("sync", str(folder), "--endpoint", "ours"))
        return launcher.status()


def judged(server: EndpointStore, expected: list[tuple[object, ...]]) -> bool:
    """Return whether the server may hold a mixture and tells so; where it does not, it holds one version."""
    opened = steungraaf.open(endpoint=server.address)
    if read_header(server).state != COMPLETE:
        assert "is not complete since" in (mixture_of(opened) or ("", ""))[1]
        return True
    assert mixture_of(opened) is None and content(server) in expected
    return False
