"""Digest authentication: a long body is sent once, to a server that would not read it before it knows who sends it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import Request

import pytest

from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import EndpointUnreachableError
from steungraaf.store.profiles import Profile
from steungraaf.store.transport import Transport
from tests.servers import SECRET, emptied, free_port

Seen = list[tuple[str, bool, int]]  # of each request its method, whether it came with an answer, the bytes of its body
LONG = b"x" * 3_000_000


@pytest.fixture
def asking() -> Iterator[tuple[Profile, Seen]]:
    """Give the profile of a server that wants digest authentication, and what it sees."""
    seen: Seen = []

    class Handler(BaseHTTPRequestHandler):
        """Refuse who does not say who they are, and break off without reading what they send."""

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_PUT(self) -> None:
            """Take or refuse."""
            known = (self.headers["Authorization"] or "").startswith('Digest username="dba"')
            size = len(self.rfile.read(int(self.headers.get("Content-Length", 0)))) if known else 0
            seen.append((self.command, known, size))
            self.send_response(200 if known else 401)
            self.send_header("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"')
            self.end_headers()

        do_GET = do_PUT

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield at(f"http://127.0.0.1:{server.server_port}/"), seen
        server.shutdown()
        thread.join()


def at(address: str) -> Profile:
    """Return a profile with digest authentication."""
    return Profile("p", address, auth="digest", user="dba", secret=f"env:{SECRET}")


def test_long_body_is_sent_once(asking: tuple[Profile, Seen]) -> None:
    """Before a long body the server is asked for its challenge; after that each request answers it at once."""
    profile, seen = asking
    transport = Transport(profile)
    for body in (LONG, b"short"):
        transport.send(Request(profile.query, data=body, method="PUT"))
    assert seen == [("GET", False, 0), ("PUT", True, len(LONG)), ("PUT", True, 5)]


def test_challenge_is_remembered(asking: tuple[Profile, Seen]) -> None:
    """A short request finds the challenge by being refused; the next one knows it."""
    profile, seen = asking
    transport = Transport(profile)
    for _ in range(2):
        transport.send(Request(profile.query, method="GET"))
    assert [known for _, known, _ in seen] == [False, True, True]


def test_server_without_challenge(bad_server: str) -> None:
    """A server that asks for nothing gets the long body as it is."""
    profile = at(f"{bad_server}/good")
    assert Transport(profile).send(Request(profile.query, data=LONG, method="PUT")).body


def test_nobody_to_ask() -> None:
    """Where nobody answers, the request itself tells so."""
    profile = at(f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(EndpointUnreachableError):
        Transport(profile).send(Request(profile.query, data=LONG, method="PUT"))


def test_long_graph_on_virtuoso(virtuoso_server: Profile) -> None:
    """Virtuoso, which breaks off a long body of somebody it does not know, takes a graph of two megabytes at once."""
    emptied(virtuoso_server)
    store = EndpointStore(virtuoso_server)
    line = '<urn:s{0}> <urn:p> "{1}" .\n'
    store.write("urn:g", "".join(line.format(number, "x" * 980) for number in range(2000)).encode(), "PUT")
    assert store.sizes() == {"urn:g": 2000}
