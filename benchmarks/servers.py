"""Start the servers that we are measured beside, on loopback, with room in memory for much data."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import MeasureError, program

GRAPH = "urn:benchmark"
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
DirsAllowed = ., {allowed}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
"""
_MUCH = {"buffers": 340_000, "dirty": 250_000}
_ASKED = f"DefaultGraph = {GRAPH}\nResultSetMaxRows = 10000000\n"


@dataclass(frozen=True)
class Virtuoso:
    """A Virtuoso that runs: where it is asked, and where its console is."""

    address: str
    console: str
    client: str
    lock: Path

    def run(self, sql: str) -> None:
        """Run a statement in its console; raise MeasureError."""
        done = subprocess.run(
            [self.client, self.console, "dba", "dba", f"EXEC={sql}"], capture_output=True, text=True, check=False
        )
        if done.returncode or "*** Error" in done.stdout + done.stderr:
            raise MeasureError(f"isql: {sql}\n{done.stdout}{done.stderr}")

    def memory(self) -> float:
        """Return the most memory that the server had so far, in MiB (Linux)."""
        (process,) = re.findall(r"VIRT_PID=([0-9]+)", self.lock.read_text("utf-8"))
        (peak,) = re.findall(r"VmHWM:\s+([0-9]+) kB", Path(f"/proc/{process}/status").read_text("utf-8"))
        return int(peak) / 1024

    def load(self, file: Path) -> None:
        """Load a file by its bulk loader, as its documentation says, and keep it (checkpoint)."""
        self.run(f"ld_add('{file}', '{GRAPH}'); rdf_loader_run(); checkpoint;")


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    """Run a server in a folder as long as it is wanted; it is ready when it has printed a certain text."""
    with (folder / "server.log").open("w+") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            while ready not in (told := Path(log.name).read_text("utf-8", "replace")):
                if process.poll() is not None:
                    raise MeasureError(f"{command[0]} did not start: {told[-2000:]}")
                time.sleep(0.05)
            yield
        finally:
            process.kill()
            process.wait()


@contextmanager
def virtuoso(folder: Path, allowed: Path) -> Iterator[Virtuoso]:
    """Run Virtuoso with a new database; `allowed` is a folder that it may load from."""
    server, client = program("virtuoso-t"), program("isql-vt")
    if server is None or client is None:
        raise MeasureError("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    sql, http = free_port(), free_port()
    folder.mkdir(parents=True)
    text = VIRTUOSO_INI.format(sql=sql, http=http, allowed=allowed.resolve(), **_MUCH)
    (folder / "virtuoso.ini").write_text(text + _ASKED, "utf-8")
    with running([server, "-f", "-c", "virtuoso.ini"], folder, "Server online at"):
        yield Virtuoso(f"http://127.0.0.1:{http}/sparql", f"127.0.0.1:{sql}", client, folder / "virtuoso.lck")


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """Serve a store that `oxigraph load` made; give the address at which it is asked."""
    name = program("oxigraph")
    if name is None:
        raise MeasureError("the Oxigraph command line is not installed: pip install oxigraph")
    address = f"127.0.0.1:{free_port()}"
    with running([name, "serve-read-only", "--location", str(store), "-b", address], store.parent, "Listening"):
        yield f"http://{address}/query"
