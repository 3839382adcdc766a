"""Start real servers on loopback for the tests, each in an empty directory, and end them again."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.profiles import Profile, find_profile

SECRET = "STEUNGRAAF_TEST_VIRTUOSO"
VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
"""


def program(name: str, how: str) -> str:
    """Return where a program is; without it the test is skipped, or fails where nothing may be lacking."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        reason = f"{name} is not installed: {how}"
        pytest.fail(reason) if os.environ.get("STEUNGRAAF_REQUIRE_ALL") == "1" else pytest.skip(reason)
    return found


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    """Run a server until it is no longer wanted; it is ready when it has printed a certain text."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        printed = []
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
    name, address = program("oxigraph", "pip install oxigraph"), f"127.0.0.1:{free_port()}"
    ready = find_profile("oxigraph", folder / "none.toml")
    with running([name, "serve", "-b", address], folder, "Listening"):
        yield moved(ready, "http://127.0.0.1:7878", f"http://{address}")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Profile]:
    """Run Virtuoso, with a new database to which anybody may write."""
    how = "apt-get install virtuoso-opensource-7-bin"
    server, client = program("virtuoso-t", how), program("isql-vt", how)
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http), "utf-8")
    ready = find_profile("virtuoso", folder / "none.toml")
    with running([server, "-f", "-c", "virtuoso.ini"], folder, "Server online at"):
        grant = 'EXEC=GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", grant], check=True, capture_output=True)
        os.environ[SECRET] = "dba"
        yield replace(moved(ready, "http://127.0.0.1:8890", f"http://127.0.0.1:{http}"), secret=f"env:{SECRET}")


def moved(profile: Profile, old: str, new: str) -> Profile:
    """Return a profile at another address."""
    places = {key: getattr(profile, key).replace(old, new) for key in ("query", "update", "graph_store")}
    return replace(profile, **places)


def emptied(profile: Profile) -> EndpointStore:
    """Return the store on a server after all that an earlier test put in is taken out."""
    store = EndpointStore(profile)
    for name in store.names():
        store.replace_graph(name, [])
    return store
