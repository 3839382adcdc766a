"""Run a server on loopback that answers as no server should; the path says in which way."""

import gzip
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROWS = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": "x"}}]}}'
JSON = {"Content-Type": "application/sparql-results+json"}
PACKED = {**JSON, "Content-Encoding": "gzip"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/good": (200, JSON, ROWS),
    "/html": (200, HTML, b"<html><body>Welcome</body></html>"),
    "/half": (200, JSON, ROWS[:40]),
    "/short": (200, {**JSON, "Content-Length": "500"}, ROWS),
    "/list": (200, JSON, b"[]"),
    "/no-rows": (200, JSON, b'{"head": {}, "results": []}'),
    "/no-truth": (200, JSON, b'{"head": {}}'),
    "/truth-as-text": (200, JSON, b'{"head": {}, "boolean": "false"}'),
    "/other-columns": (200, JSON, ROWS.replace(b'"s"', b'"x"')),
    "/deep": (200, JSON, b"[" * 100_000),
    "/gzip": (200, PACKED, gzip.compress(ROWS)),
    "/gzip-turtle": (200, {**PACKED, "Content-Type": "text/turtle"}, gzip.compress(b"<urn:a> <urn:b> 1 .")),
    "/gzip-half": (200, PACKED, gzip.compress(ROWS)[:-9]),
    "/gzip-none": (200, PACKED, ROWS),
    "/gzip-bomb": (200, PACKED, gzip.compress(b" " * 50_000_000)),
    "/gzip-error": (500, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"<p>Tafel is stuk" + b" " * 200_000)),
    "/brotli": (200, {**JSON, "Content-Encoding": "br"}, ROWS),
    "/bad-iri": (200, JSON, ROWS.replace(b"literal", b"uri")),
    "/half-turtle": (200, {"Content-Type": "text/turtle"}, b"<urn:a> <urn:b> "),
    "/turtle": (200, {"Content-Type": "text/turtle"}, b"<urn:a> <urn:b> 1 ."),
    "/400": (400, {"Content-Type": "text/plain"}, b"Virtuoso 37000 Error: no such thing\n\nSPARQL query:\nASK {}"),
    "/401": (401, {"WWW-Authenticate": "Basic"}, b""),
    "/403": (403, {}, b"go away"),
    "/404": (404, HTML, b"<html><style>x</style><h1>Not\n found</h1></html>"),
    "/429": (429, {"Retry-After": "7"}, b""),
    "/503": (503, {"Retry-After": "soon"}, b""),
    "/500": (500, {"Content-Type": "text/plain; charset=latin-1"}, "Tafel is défect.".encode("latin-1")),
    "/500-charset": (500, {"Content-Type": "text/plain; charset=nonsense"}, "Tafel is défect.".encode()),
    "/500-punycode": (500, {"Content-Type": "text/plain; charset=idna"}, "Tafel is défect.".encode()),
    "/cut-error": (500, {"Transfer-Encoding": "chunked"}, b"nonsense"),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/away": (301, {"Location": "http://other.invalid/sparql?key=hidden"}, b""),
    "/no-address": (302, {"Location": "http://[bad/"}, b""),
    "/no-port": (302, {"Location": "http://127.0.0.1:99999/"}, b""),
    "/moved": (307, {"Location": "/echo"}, b""),
    "/nowhere": (304, {}, b""),
    "/rows-left-out": (200, {**JSON, "X-SPARQL-MaxRows": "10000"}, ROWS),
    "/time-left-out": (200, {**JSON, "X-SQL-State": "S1TAT"}, ROWS),
}


@contextmanager
def misbehaving() -> Iterator[str]:
    """Give the address of the server, which runs until it is no longer wanted."""
    end = threading.Event()
    counts: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        """Answer by the path."""

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            """Answer a query."""
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.path = self.path.partition("?")[0]
            if self.path == "/hang-up" or self.path == "/twice-broken" and self.count() <= 2:
                return
            if self.path == "/twice-busy":
                self.path = "/503" if self.count() <= 2 else "/good"
            if self.path == "/twice-broken":
                self.path = "/good"
            if self.path == "/slow":
                end.wait()
            if self.path == "/drip":
                self.send_response(200)
                self.end_headers()
                while not end.wait(0.05):
                    self.wfile.write(b" ")
            elif self.path == "/echo":
                self.reply(500, {}, f"{self.command} {self.headers['Authorization']} {body.decode()}".encode())
            else:
                self.reply(*ANSWERS.get(self.path, ANSWERS["/404"]))

        def count(self) -> int:
            """Count how often this path was asked."""
            counts[self.path] += 1
            return counts[self.path]

        do_GET = do_PUT = do_DELETE = do_POST

        def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
            """Send an answer."""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    class Server(ThreadingHTTPServer):
        """Let a reader who has gone be."""

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        end.set()
        server.shutdown()
        server.server_close()
        thread.join()
