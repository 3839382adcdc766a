"""Test that answers are remembered as long as they are the same."""

import asyncio
from dataclasses import dataclass
from typing import cast

import httpx
import pytest
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from steungraaf.web import remembering
from steungraaf.web.remembering import Remembered
from steungraaf.web.served import Served
from tests.web.conftest import TestClient


@dataclass
class State:
    """What is served, as far as it matters here."""

    tag: str = "one"


@dataclass
class Counting:
    """An application that counts how often it was asked, and answers with that."""

    headers: dict[str, str]
    status: int = 200
    size: int = 0
    asked: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in two pieces."""
        self.asked += 1
        number = self.asked
        await asyncio.sleep(0)
        body = [str(number).encode(), b"x" * self.size]

        async def pieces():  # type: ignore[no-untyped-def]
            for piece in body:
                yield piece

        await StreamingResponse(pieces(), self.status, self.headers)(scope, receive, send)


STATE = State()


def client(app: Counting, state: State = STATE, **how: int) -> TestClient:
    """Return a client of an application whose answers are remembered."""
    return TestClient(Remembered(app, cast(Served, state), **how))


def test_remembered() -> None:
    """The same request gets the same answer, which is made once; another language is another request."""
    app = Counting({"ETag": '"a"'}, size=5)
    asking = client(app)
    texts = [asking.get("/a", headers={"accept-language": lang}).text for lang in ("nl", "nl", "en", "nl")]
    assert texts == ["1xxxxx", "1xxxxx", "2xxxxx", "1xxxxx"]
    assert asking.head("/a", headers={"accept-language": "nl"}).text == "" or app.asked == 3


@pytest.mark.parametrize(
    ("method", "headers"),
    [("POST", {}), ("GET", {"if-none-match": "x"}), ("GET", {"range": "bytes=0-1"}), ("GET", {"authorization": "b"})],
)
def test_other_requests(method: str, headers: dict[str, str]) -> None:
    """What may get another answer is always asked."""
    app = Counting({"ETag": '"a"'})
    asking = client(app)
    assert [asking.request(method, "/a", headers=headers).text for _ in range(2)] == ["1", "2"]


@pytest.mark.parametrize(("headers", "status"), [({}, 200), ({"ETag": '"a"'}, 404)])
def test_other_answers(headers: dict[str, str], status: int) -> None:
    """What does not name the state of the data, or is no whole answer, is made each time."""
    asking = client(Counting(headers, status))
    assert [asking.get("/a").text for _ in range(2)] == ["1", "2"]


def test_sparql() -> None:
    """The answer to a query that was given is given again, but nobody waits for that of another."""
    asking = client(Counting({"ETag": '"a"'}))
    assert [asking.get(path).text for path in ("/sparql?query=a", "/sparql?query=a", "/sparql", "/sparql")] == list(
        "1122"
    )
    app = Counting({"ETag": '"a"'})
    assert _ask_at_once(Remembered(app, cast(Served, STATE)), "/sparql?query=a") == ["1", "2", "3"]


def test_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large answer is not remembered, nor one to a long address or a long preference."""
    monkeypatch.setattr(remembering, "ONE", 10)
    asking = client(Counting({"ETag": '"a"'}, size=20))
    assert [asking.get("/a").text[0] for _ in range(2)] == ["1", "2"]
    app = Counting({"ETag": '"a"'})
    asking = client(app)
    for _ in range(2):
        asking.get("/" + "a" * 3000)
        asking.get("/", headers={"accept": "a" * 300})
    assert app.asked == 4


def test_forgotten() -> None:
    """Where there is no more room, what was asked longest ago is forgotten."""
    app = Counting({"ETag": '"a"'})
    asking = client(app, most=5000)
    assert [asking.get(path).text for path in ("/a", "/b", "/a", "/c", "/a", "/b")] == ["1", "2", "1", "3", "1", "4"]


def test_queries_leave_room_for_pages() -> None:
    """However many queries are asked, the pages stay."""
    app = Counting({"ETag": '"a"'})
    asking = client(app, most=20_000)
    texts = [asking.get(path).text for path in ("/a", "/sparql?query=x")]
    texts += [asking.get(f"/sparql?query={number}").text for number in range(20)]
    assert [*texts[:2], asking.get("/a").text, asking.get("/sparql?query=x").text] == ["1", "2", "1", "23"]


def test_other_data() -> None:
    """When the data changes, everything is made anew; of a server's data nothing is remembered."""
    state = State()
    asking = client(Counting({"ETag": '"a"'}), state)
    texts = [asking.get("/a").text, asking.get("/a").text]
    state.tag = "two"
    texts.append(asking.get("/a").text)
    state.tag = ""
    assert [*texts, asking.get("/a").text] == ["1", "1", "2", "3"]


@pytest.mark.parametrize(("status", "made"), [(200, 1), (503, 3)])
def test_at_once(status: int, made: int) -> None:
    """What several ask at the same time is made once; where that fails, each is answered for itself."""
    app = Counting({"ETag": '"a"'}, status)
    remembered = Remembered(app, cast(Served, STATE))

    found = _ask_at_once(remembered, "/a")
    assert sorted(found) == [str(min(number, made)) for number in (1, 2, 3)] and app.asked == made


def _ask_at_once(app: Remembered, path: str) -> list[str]:
    """Return what three get who ask at the same time."""

    async def ask_all() -> list[str]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as asking:
            return [answer.text for answer in await asyncio.gather(*(asking.get(path) for _ in range(3)))]

    return asyncio.run(ask_all())
