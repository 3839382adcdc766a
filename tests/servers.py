"""Start real servers on loopback for the tests, each in an empty directory, and end them again.

All workers of a test run share one server of a kind. Each holds a shared lock on the file `lease` in its directory as
long as it needs it, and a keeper, a process of its own (`python -m tests.servers KIND DIR`), ends the server as soon as
it is given that lock alone: nobody is left then, also where a worker was killed.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path

import pytest

from benchmarks.servers import VIRTUOSO_INI, free_port
from steungraaf.namespaces import SYNC
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.profiles import Profile, find_profile

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {  # by kind: what it is called, and where it comes from
    "oxigraph": ("oxigraph", "pip install oxigraph"),
    "virtuoso": ("virtuoso-t", "apt-get install virtuoso-opensource-7-bin"),
}
SECRET = "STEUNGRAAF_TEST_VIRTUOSO"
os.environ[SECRET] = "dba"  # the password of every new Virtuoso


def program(name: str, how: str) -> str:
    """Return where a program is; without it the test is skipped, or fails where nothing may be lacking."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        reason = f"{name} is not installed: {how}"
        (pytest.fail if os.environ.get("STEUNGRAAF_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    return found


@contextmanager
def running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    """Run a server until it is no longer wanted; it is ready when it has printed a certain text."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        printed: list[str] = []
        while not any(ready in line for line in printed):
            printed.append(process.stdout.readline())
            assert printed[-1], f"{command[0]} did not start: {''.join(printed)}"
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Profile]:
    """Run the Oxigraph server, in memory."""
    name, address = program(*PROGRAMS["oxigraph"]), f"127.0.0.1:{free_port()}"
    ready = find_profile("oxigraph", folder / "none.toml")
    with running([name, "serve", "-b", address], folder, "Listening"):
        yield moved(ready, "http://127.0.0.1:7878", f"http://{address}")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Profile]:
    """Run Virtuoso, with a new database to which anybody may write."""
    server, client = program(*PROGRAMS["virtuoso"]), program("isql-vt", PROGRAMS["virtuoso"][1])
    sql, http = free_port(), free_port()
    text = VIRTUOSO_INI.format(sql=sql, http=http, allowed=folder, buffers=10_000, dirty=6_000)
    (folder / "virtuoso.ini").write_text(text, "utf-8")
    ready = find_profile("virtuoso", folder / "none.toml")
    with running([server, "-f", "-c", "virtuoso.ini"], folder, "Server online at"):
        grant = 'EXEC=GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", grant], check=True, capture_output=True)
        yield replace(moved(ready, "http://127.0.0.1:8890", f"http://127.0.0.1:{http}"), secret=f"env:{SECRET}")


KINDS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def keep(kind: str, folder: Path) -> None:
    """Run a server, tell where it is, and end it when nobody holds its lease any more."""
    with (folder / "lease").open("a") as lease, KINDS[kind](folder) as profile:
        (folder / "profile.json").write_text(json.dumps(asdict(profile)), "utf-8")
        print("ready", flush=True)
        flock(lease, LOCK_EX)
        for told in ("profile.json", "filled"):
            (folder / told).unlink(missing_ok=True)


@contextmanager
def shared(kind: str, folder: Path) -> Iterator[Profile]:
    """Give the profile of the server of a directory, which is started where nobody has done so yet."""
    folder.mkdir(parents=True, exist_ok=True)
    keeper = None
    with (folder / "lease").open("a") as lease:
        flock(lease, LOCK_SH)
        with locked(folder / "starting"):
            if not (folder / "profile.json").exists():
                keeper = _start(kind, folder)
        yield Profile(**json.loads((folder / "profile.json").read_text("utf-8")))
    if keeper is not None:
        keeper.wait()  # until the last worker has gone, so that nothing outlives the tests


def _start(kind: str, folder: Path) -> "subprocess.Popen[str]":
    """Start a keeper out of reach of Ctrl-C, and wait until its server is ready."""
    program(*PROGRAMS[kind])  # or skip
    command = [sys.executable, "-m", "tests.servers", kind, str(folder)]
    keeper = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert keeper.stdout is not None
    with keeper.stdout as printed:
        assert printed.readline() == "ready\n", f"{kind} did not start"
    return keeper


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep all other workers of the test run out of what is done meanwhile."""
    with file.open("a") as lock:
        flock(lock, LOCK_EX)
        yield


def moved(profile: Profile, old: str, new: str) -> Profile:
    """Return a profile at another address."""
    places = {key: getattr(profile, key).replace(old, new) for key in ("query", "update", "graph_store")}
    return replace(profile, **places)


def emptied(profile: Profile) -> EndpointStore:
    """Return the store on a server after all that an earlier test put in is taken out."""
    store = EndpointStore(profile)
    for name in store.names():
        store.replace_graph(name, [])
    store.write(SYNC, b"", "PUT")
    return store


if __name__ == "__main__":
    keep(sys.argv[1], Path(sys.argv[2]))
