"""Test a server that really runs with requests that want to harm it: it stays alive, unharmed and honest."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlencode

import pytest
import uvicorn

import steungraaf
from steungraaf.web import bodies, prompt
from steungraaf.web.limits import WEB_LIMITS
from steungraaf.web.prompt import PromptProtocol
from steungraaf.web.served import Served
from steungraaf.web.serving import TOGETHER, listen
from steungraaf.web.site import make_site


@dataclass(frozen=True)
class Place:
    """Where the server listens."""

    host: str
    port: int

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Return status and text of the answer to a request."""
        client = HTTPConnection(self.host, self.port, timeout=60)
        try:
            client.putrequest(method, path, skip_accept_encoding=True)
            given = {"Content-Length": str(len(body))} if body is not None else {}
            for name, value in {**given, **(headers or {})}.items():
                client.putheader(name, value)
            client.endheaders(body)
            response = client.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        finally:
            client.close()

    def connect(self) -> socket.socket:
        """Return a connection on which nothing was said."""
        return socket.create_connection((self.host, self.port), timeout=60)


@pytest.fixture(scope="module")
def told() -> list[str]:
    """Give the lines that were told of requests."""
    return []


@pytest.fixture(scope="module")
def place(folder: Path, told: list[str]) -> Iterator[Place]:
    """Run a server over the small dataset that is as impatient as a test has to be."""
    patch = pytest.MonkeyPatch()
    patch.setattr(prompt, "HEAD", 1.0)
    patch.setattr(bodies, "_WAIT", 1)
    limits = replace(WEB_LIMITS, workers=1, spares=0)
    listening = listen("127.0.0.1", 45_000)
    with Served(steungraaf.open(folder, lang="en", limits=limits), limits, "state") as served:
        config = uvicorn.Config(
            make_site(served, told.append), http=PromptProtocol, lifespan="off", log_config=None,
            limit_concurrency=TOGETHER, timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield Place(*listening.getsockname())
        server.should_exit = True
        thread.join()
    listening.close()
    patch.undo()


@pytest.fixture(autouse=True)
def _alive(place: Place) -> Iterator[None]:
    """Hold that the server answers after each of these requests as it did before."""
    yield
    for _ in range(100):
        status, text = place.ask("GET", "/health")
        if status == 200:
            break
        time.sleep(0.05)  # connections of before are still being closed
    assert json.loads(text)["status"] == "ok"
    assert place.ask("GET", "/doc/municipality/oost", headers={"Accept": "text/turtle"})[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../site.py", "/static/%2e%2e/site.py", "/static/..%2fsite.py", "/static/..%5c..%5csite.py",
        "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/doc/../../../../etc/passwd", "/doc/%2e%2e%2f%2e%2e%2fetc",
        "/queries/../checks", "/queries/%2e%2e/%2e%2e", "/static/site.css%00.html", "/%00", "/id/a%0d%0aX-Evil:%201",
    ],
)  # fmt: skip
def test_traversal(place: Place, path: str) -> None:
    """No path leads out of what is served, nor into the headers of an answer."""
    status, text = place.ask("GET", path)
    assert status in (303, 400, 404) and "root:" not in text and "import " not in text


@pytest.mark.parametrize(
    "path",
    ["/{}", "/doc/{}", "/doc/{}/{}", "/queries/{}/{}", "/search?q={}", "/sparql?query={}", "/?lang={}", "/static/{}"],
)
def test_markup(place: Place, path: str) -> None:
    """Markup in an address comes back as text, if at all."""
    evil = quote("\"'><script>alert(1)</script><img src=x onerror=alert(2)>")
    _, text = place.ask("GET", path.format(evil, evil), headers={"Accept": "text/html"})
    assert "<script>alert" not in text and "<img src=x" not in text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:{port}/secret> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:{port}/secret> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:{port}/secret> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:{port}/secret>",
    ],
)
def test_no_request_elsewhere(place: Place, query: str) -> None:
    """No query makes the server ask another address or read a file."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(0.2)
        asked = urlencode({"query": query.replace("{port}", str(other.getsockname()[1]))})
        status, text = place.ask("GET", f"/sparql?{asked}")
        with pytest.raises(TimeoutError):
            other.accept()
    assert status in (200, 400, 403) and "root:" not in text


@pytest.mark.parametrize("path", ["/sparql", "/rdf-graph-store?default"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_anonymous_update(place: Place, path: str, method: str) -> None:
    """Nobody changes the data."""
    headers = {"Content-Type": "application/sparql-update"}
    status, _ = place.ask(method, path, b"DELETE WHERE { ?s ?p ?o }", headers)
    assert status in (401, 403, 405)


def test_huge_body(place: Place) -> None:
    """A body that is too large is read no further, whatever it says of its length."""
    headers = {"Content-Type": "application/sparql-query"}
    assert place.ask("POST", "/sparql", b"#" * (5 * 2**20), headers)[0] == 413
    with place.connect() as client:
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        client.sendall(head + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 100)
        assert b" 408 " in client.recv(100)


def test_slow_body(place: Place) -> None:
    """A body that does not come is waited for no longer than a while."""
    with place.connect() as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nAS"
        )
        assert b" 408 " in client.recv(100)


@pytest.mark.parametrize("rest", [b"Content-Length: 1000\r\n\r\nASK", b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"])
def test_cut_body(place: Place, told: list[str], caplog: pytest.LogCaptureFixture, rest: bytes) -> None:
    """A client that leaves in the middle of a body, or sends what is no chunk, is no fault of ours."""
    told.clear()
    with place.connect() as client:
        client.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n" + rest)
        client.shutdown(socket.SHUT_RDWR)
    ends = time.monotonic() + 10
    while not (posts := [line for line in told if line.startswith("POST")]) and time.monotonic() < ends:
        time.sleep(0.01)  # requests of before may be told in the meantime, but those were read
    assert [line.split()[:3] for line in posts] == [["POST", "/sparql", "400"]]
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_slow_head(place: Place, said: bytes) -> None:
    """A connection on which no whole request comes is closed."""
    with place.connect() as client:
        client.sendall(said)
        assert client.recv(100) == b""


def test_second_head_is_slow(place: Place) -> None:
    """After an answer the next request must come in time as well."""
    with place.connect() as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in client.recv(4000)
        client.sendall(b"GET /hea")
        while client.recv(4000):
            pass


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: " + b"a" * 2**20 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(20_000)) + b"\r\n",
        b"GET /" + b"a" * 2**20 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 10,
        b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nzz\r\n",
    ],
)
def test_floods(place: Place, head: bytes) -> None:
    """Heads that are too long or no HTTP are refused."""
    with place.connect() as client:
        try:
            client.sendall(head)
            answer = client.recv(200)
        except ConnectionError:
            answer = b""
    assert answer == b"" or answer.split()[1] in (b"400", b"404", b"431", b"200")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE " + "{" * 5000 + "}" * 5000,
        "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "ASK { ?s " + "/".join(["<http://a>"] * 20_000) + " ?o }",
    ],
)
def test_deep_nesting(place: Place, query: str) -> None:
    """A query that nests too deep is refused or answered, and brings nothing down."""
    headers = {"Content-Type": "application/sparql-query"}
    assert place.ask("POST", "/sparql", query.encode(), headers)[0] in (200, 400, 422, 504)


def test_a_thousand_at_once(place: Place) -> None:
    """Of a thousand at once each gets a whole answer or is told to come back."""

    def ask(number: int) -> int:
        try:
            return place.ask("GET", f"/doc/municipality/oost?n={number}", headers={"Accept": "text/turtle"})[0]
        except (ConnectionError, TimeoutError):
            return 0  # the system did not even take the connection

    with ThreadPoolExecutor(250) as pool:
        statuses = list(pool.map(ask, range(1000)))
    assert set(statuses) <= {0, 200, 503} and statuses.count(200) > 100
