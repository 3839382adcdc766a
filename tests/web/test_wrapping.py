"""Test what is told of each request, and what is no request."""

import asyncio
import json
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from steungraaf.dataset import Dataset
from steungraaf.web.serving import reconciliation_site
from steungraaf.web.wrapping import Based, Shared, Told
from tests.web.conftest import PlainMatcher, TestClient


@pytest.fixture
def lines() -> list[str]:
    """Give the lines that were told."""
    return []


@pytest.fixture
def site(dataset: Dataset, matcher: PlainMatcher, lines: list[str]) -> TestClient:
    """Give a client of the whole site."""
    return TestClient(reconciliation_site(dataset, matcher, lines.append), raise_server_exceptions=False)


def test_told(site: TestClient, lines: list[str]) -> None:
    """One line tells a request, without what was asked."""
    site.post("/nl/reconcile", data={"queries": json.dumps({"a": {"query": "Jan Peeters"}})})
    site.get("/en/reconcile/suggest/entity?prefix=Jan")
    site.get("/a%0Ab")
    assert [line.rpartition(" B ")[0] for line in lines] == [
        "POST /nl/reconcile 200 19",
        "GET /en/reconcile/suggest/entity 200 13",
        "GET /a?b 404 153",
    ]
    assert all(line.endswith(" ms") for line in lines)


def test_languages(site: TestClient) -> None:
    """Each language has its address; the one without a language, and that of the site, has that of the dataset."""
    names = {
        path: site.get(path).json()["name"][12:15] for path in ("/", "/reconcile", "/nl/reconcile", "/en/reconcile")
    }
    assert names == {"/": "wie", "/reconcile": "wie", "/nl/reconcile": "wie", "/en/reconcile": "who"}


def test_no_request() -> None:
    """What is no request over HTTP goes on to the application as it is."""
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((scope["type"], send))

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        seen.append(message)

    asyncio.run(Told(Shared(app), seen.append)({"type": "websocket"}, receive, send))
    assert seen == [("websocket", send)]


def test_nobody_waits(dataset: Dataset, matcher: PlainMatcher) -> None:
    """A batch whose client has gone is not worked off to its end."""
    from steungraaf.web.reconciliation import reconciliation_app

    app, asked = reconciliation_app(dataset, matcher), json.dumps({f"q{n}": {"query": "x"} for n in range(25)})
    messages = [{"type": "http.request", "body": f"queries={asked}".encode()}, {"type": "http.disconnect"}]
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/x-www-form-urlencoded"), (b"host", b"localhost")]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    asyncio.run(app({**scope, "http_version": "1.1", "scheme": "http"}, receive, send))
    assert len(json.loads(sent[-1]["body"])) == 10


def test_a_page_that_is_not_there_is_a_problem(site: TestClient) -> None:
    """Outside the service too, an unknown path or method is told as a problem, which any page may read."""
    for given, status in ((site.get("/nothing"), 404), (site.post("/"), 405)):
        assert (given.status_code, given.headers["content-type"]) == (status, "application/problem+json")
        assert given.headers["access-control-allow-origin"] == "*"
    assert "/reconcile" in site.get("/nothing").json()["detail"]


def test_json() -> None:
    """A program gets the same as JSON, with the time."""
    told: list[str] = []
    client = TestClient(Told(_echo, told.append, as_json=True))
    client.get("/a?b=secret")
    line = json.loads(told[0])
    assert (line["method"], line["path"], line["status"]) == ("GET", "/a", 200) and "secret" not in told[0]
    assert line["time"].endswith("+00:00") and line["milliseconds"] >= 0


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the address at which it was asked."""
    request = Request(scope)
    await Response(f"{request.base_url} {scope['path']}")(scope, receive, send)


@pytest.mark.parametrize(
    ("address", "base", "path"),
    [
        ("https://steun.example/graaf/", "https://steun.example/graaf/", "/graaf/doc/a"),
        ("https://steun.example", "https://steun.example/", "/doc/a"),
        ("https://steun.example/doc", "https://steun.example/doc/", "/doc/a"),
        ("http://bücher.example:8080", "http://xn--bcher-kva.example:8080/", "/doc/a"),
    ],
)
def test_based(address: str, base: str, path: str) -> None:
    """Behind a proxy the application stands at the address that readers see; a path that has its root keeps it."""
    assert TestClient(Based(_echo, address), "http://localhost").get("/doc/a").text == f"{base} {path}"
