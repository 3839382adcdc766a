"""Measure the site over HTTP with wrk: requests a second beside others on the same machine, and what stays under load.

A bare uvicorn application gives the very bytes of our answers, headers too, whatever it is asked: what is above that is
ours. SPARQL is asked of rdflib-endpoint (installed by pip into the working folder) and of `oxigraph serve`, of the same
statements. All run in processes of their own, and are asked in turn.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

from benchmarks.context import Context
from benchmarks.measuring import OURS, ROOT, Figure, MeasureError, program, task, told
from benchmarks.servers import free_port, oxigraph

SECTION, BARE, RDFLIB, OXIGRAPH = "site", "bare uvicorn", "rdflib-endpoint", "oxigraph serve"
SECONDS, CONNECTIONS = 5, 8  # of each measurement with wrk
MANY = 100_000  # requests through which memory must stay what it is
SMALL = "SELECT ?p ?o WHERE { <https://w3id.org/steungraaf/id/organisation/vlaio> ?p ?o }"
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . FILTER(STR(?c) < STR(?f)) }"
PAGES = {
    "a stored question": ("/queries/actors/who-supports?supported=hefboom&format=json", "application/json"),
    "the page of an agency": ("/doc/organisation/vlaio.html?lang=nl", "text/html"),
}
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_TAIL = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}


def measure(context: Context) -> Iterator[Figure]:
    """Measure the bundled data, then the pages of a larger dataset."""
    yield from _bundled(context)
    for size in context.sizes:
        yield from _large(context, size)


def _bundled(context: Context) -> Iterator[Figure]:
    with ExitStack() as stack:
        ours = stack.enter_context(site()).address
        for case, (path, accept) in PAGES.items():
            with told(case):
                yield from _beside_bare(context, case, ours + path, accept)
        with told("SPARQL"):
            yield from _sparql(context, ours)
        with told("a heavy query beside"):
            yield from _beside_heavy(context, ours)
    with told("memory"):
        yield from _memory()


def _beside_bare(context: Context, case: str, address: str, accept: str) -> Iterator[Figure]:
    body, headers = fetch(address, accept)
    kept = context.scratch("bare.bin")
    kept.write_bytes(body)
    with serving_bytes(kept, headers) as bare:
        rates: dict[str, list[float]] = {OURS: [], BARE: []}
        for _ in range(context.runs):
            for name, target in ((OURS, address), (BARE, bare)):
                rates[name].append(wrk(target, accept)[0])
    for name, found in rates.items():
        yield Figure(SECTION, "bundled", case, name, 1 / median(found), None, len(body), context.runs)


def _sparql(context: Context, ours: str) -> Iterator[Figure]:
    data = context.scratch("union.nt")
    task("union", ROOT / "data", data)
    asked = urlencode({"query": SMALL})
    with ExitStack() as stack:
        targets = {
            OURS: f"{ours}/sparql?{asked}",
            RDFLIB: f"{stack.enter_context(rdflib_endpoint(context, data))}?{asked}",
            OXIGRAPH: f"{stack.enter_context(_oxigraph(context, data))}?{asked}",
        }
        for case, is_new in (("SPARQL, a small SELECT, asked again", False), ("SPARQL, small SELECTs, all new", True)):
            rates: dict[str, list[float]] = {name: [] for name in targets}
            for _ in range(context.runs):
                for name, target in targets.items():
                    rates[name].append(wrk(target, "application/sparql-results+json", is_new=is_new)[0])
            for name, found in rates.items():
                yield Figure(SECTION, "bundled", case, name, 1 / median(found), None, None, context.runs)


def _beside_heavy(context: Context, ours: str) -> Iterator[Figure]:
    """Tell the 99th percentile of small SELECTs, quiet and while a heavy query runs; below 3 it is good."""
    small = f"{ours}/sparql?{urlencode({'query': SMALL})}"
    quiet, beside = [], []
    for _ in range(context.runs):
        quiet.append(wrk(small, "*/*", connections=1, is_new=True)[1])
        heavy = subprocess.Popen(["curl", "-s", "-o", os.devnull, f"{ours}/sparql?{urlencode({'query': HEAVY})}"])
        time.sleep(0.5)
        beside.append(wrk(small, "*/*", connections=1, is_new=True)[1])
        heavy.kill()
        heavy.wait()
    case = "99 % of small SELECTs while a heavy query runs, beside a quiet server"
    yield Figure(SECTION, "bundled", case, OURS, median(beside), None, None, context.runs)
    yield Figure(SECTION, "bundled", case, "quiet", median(quiet), None, None, context.runs)


def _memory() -> Iterator[Figure]:
    """Tell what the server holds after a tenth of many requests, and after all of them."""
    with site() as ours:
        path = PAGES["the page of an agency"][0]
        asked, found = 0, []
        for most in (MANY // 10, MANY):
            start = time.perf_counter()
            while asked < most:
                asked += round(wrk(ours.address + path, "text/html")[0] * SECONDS)
                small = f"{ours.address}/sparql?{urlencode({'query': SMALL})}"
                asked += round(wrk(small, "*/*", is_new=True)[0] * SECONDS)
            found.append((asked, resident(ours.process), time.perf_counter() - start))
    for count, memory, seconds in found:
        yield Figure(SECTION, "bundled", f"memory after {count:,} requests", OURS, seconds, memory, count, 1)


def _large(context: Context, size: str) -> Iterator[Figure]:
    """Tell how long pages of things take that nobody asked for before, half of them and 19 in 20."""
    folder = context.data(size).folder
    with site("--data", str(folder)) as ours, told(f"pages at {size}"):
        client = HTTPConnection(*_address(ours.address))
        taken = []
        for path in _things(client, 200):
            start = time.perf_counter()
            client.request("GET", f"{path}.html", headers={"Accept": "text/html"})
            answer = client.getresponse()
            answer.read()
            if answer.status == 200:
                taken.append(time.perf_counter() - start)
    yield Figure(SECTION, size, "a page nobody asked for yet, median", OURS, median(taken), None, len(taken), 1)
    slow = quantiles(taken, n=20)[-1]
    note = "more than 50 ms" if slow > 0.050 else ""
    yield Figure(SECTION, size, "a page nobody asked for yet, 95 %", OURS, slow, None, len(taken), 1, note)


def _things(client: HTTPConnection, count: int) -> Sequence[str]:
    """Return paths of documents about actors, places and claims, spread over all there are."""
    query = (
        "SELECT ?thing WHERE { VALUES ?kind { <http://www.w3.org/ns/org#FormalOrganization> "
        "<https://schema.org/AdministrativeArea> <https://w3id.org/steungraaf/ns#Claim> } ?thing a ?kind } LIMIT 20000"
    )
    client.request("GET", f"/sparql?{urlencode({'query': query})}", headers={"Accept": "text/csv"})
    lines = client.getresponse().read().decode().split("\r\n")[1:-1]
    paths = [urlsplit(line).path.partition("/id/")[2] for line in lines if "/steungraaf/id/" in line]
    return [f"/doc/{path}" for path in paths[:: max(1, len(paths) // count)]]


def wrk(address: str, accept: str, *, connections: int = CONNECTIONS, is_new: bool = False) -> tuple[float, float]:
    """Return requests a second and the 99th percentile in seconds.

    Where every request is to be new, the query at the end of the address gets a comment with a number of its own.

    Raises MeasureError where answers are no answers.
    """
    tool = program("wrk")
    if tool is None:
        raise MeasureError("wrk is not installed: apt-get install wrk")
    options = ["-t1", f"-c{connections}", f"-d{SECONDS}s", "--timeout", "10s", "--latency", "-H", f"Accept: {accept}"]
    if is_new:
        options += ["-s", str(Path(__file__).with_name("numbered.lua"))]
    done = subprocess.run([tool, *options, address], capture_output=True, text=True, check=True).stdout
    rate, tail = _RATE.search(done), _TAIL.search(done)
    if "Non-2xx" in done or rate is None or tail is None:
        raise MeasureError(f"{address}\n{done}")
    return float(rate[1]), float(tail[1]) * _UNITS[tail[2]]


def fetch(address: str, accept: str) -> tuple[bytes, dict[str, str]]:
    """Return the body of an answer and its headers."""
    client = HTTPConnection(*_address(address))
    parts = urlsplit(address)
    client.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": accept})
    answer = client.getresponse()
    return answer.read(), dict(answer.getheaders())


@dataclass(frozen=True)
class Site:
    """A site that runs: its address without a slash at its end, and its process."""

    address: str
    process: int


def resident(process: int) -> float:
    """Return what a process holds in memory now, in MiB (Linux)."""
    (held,) = re.findall(r"VmRSS:\s+([0-9]+) kB", Path(f"/proc/{process}/status").read_text("utf-8"))
    return int(held) / 1024


def _address(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or 80


@contextmanager
def site(*options: str) -> Iterator[Site]:
    """Run our site."""
    command = [sys.executable, "-m", "steungraaf", "serve", "--quiet", "--port", str(free_port()), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rstrip("/")
        try:
            fetch(f"{address}/health", "*/*")
            yield Site(address, process.pid)
        finally:
            process.terminate()


@contextmanager
def serving_bytes(path: Path, headers: dict[str, str]) -> Iterator[str]:
    """Run a bare application under the same uvicorn that gives the bytes of a file, with headers."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.site", str(path), json.dumps(headers), str(port)]
    with _started(command, port) as address:
        yield address


@contextmanager
def _started(command: Sequence[str], port: int, path: str = "/") -> Iterator[str]:
    """Run a server and give its address when something listens there."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    HTTPConnection("127.0.0.1", port).connect()
                    break
                except OSError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}{path}"
        finally:
            process.terminate()


@contextmanager
def rdflib_endpoint(context: Context, data: Path) -> Iterator[str]:
    """Run rdflib-endpoint over a file, installed beside the data of the benchmarks."""
    place, port = context.scratch("rdflib-endpoint"), free_port()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place), "rdflib-endpoint[cli]"]
    subprocess.run(pip, check=True)
    code = f"import sys; sys.path.insert(0, {str(place)!r}); from rdflib_endpoint.__main__ import cli; cli()"
    command = [sys.executable, "-c", code, "serve", "--port", str(port), "--host", "127.0.0.1", str(data)]
    with _started(command, port) as address:
        yield address


@contextmanager
def _oxigraph(context: Context, data: Path) -> Iterator[str]:
    name, store = program("oxigraph"), context.scratch("oxigraph-site")
    if name is None:
        raise MeasureError("the Oxigraph command line is not installed: pip install oxigraph")
    subprocess.run([name, "load", "--location", str(store), "--file", str(data)], check=True, capture_output=True)
    with oxigraph(store) as address:
        yield address


def _serve_bytes(path: str, told: str, port: str) -> None:
    import uvicorn
    from starlette.types import Receive, Scope, Send

    body = Path(path).read_bytes()
    headers = [(name.lower().encode(), value.encode()) for name, value in json.loads(told).items() if name != "date"]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(app, port=int(port), lifespan="off", log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    _serve_bytes(*sys.argv[1:])
