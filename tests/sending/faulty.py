"""Stand between a client and a real server, and spoil some of what passes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Fault = Callable[[int, str], str]  # by the number of a write and its method: "" or what goes wrong with it
STATUS = {"429": 429, "503": 503, "403": 403}


@contextmanager
def faulty(address: str, fault: Fault, lie: Callable[[bytes], bytes] = bytes) -> Iterator[str]:
    """Give the address of a server that passes on what is asked, with faults; `lie` changes the answers to queries."""
    host = urlsplit(address).netloc
    writes, counting = iter(range(10**6)), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        """Pass a request on, unless it is to be spoilt."""

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            """Answer any request."""
            wrong = ""
            if not self.path.startswith("/query"):
                with counting:
                    wrong = fault(next(writes), self.command)
            if wrong == "drop":
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if wrong in STATUS:
                return self.reply(STATUS[wrong], "text/plain", b"", {"Retry-After": "0"})
            status, kind, answer = passed_on(host, self.command, self.path, body, dict(self.headers))
            if wrong == "half":  # done, and nobody is told
                self.close_connection = True
                return
            self.reply(status, kind, lie(answer) if self.path.startswith("/query") else answer, {})

        do_GET = do_PUT = do_DELETE = do_POST

        def reply(self, status: int, kind: str, body: bytes, headers: dict[str, str]) -> None:
            """Send an answer."""
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def passed_on(host: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
    """Send a request on, and return the status, the kind and the text of its answer."""
    connection = HTTPConnection(host)
    kept = {name: value for name, value in headers.items() if name.lower() not in ("host", "connection")}
    try:
        connection.request(method, path, body, kept)
        answer = connection.getresponse()
        return answer.status, answer.headers.get_content_type(), answer.read()
    finally:
        connection.close()
