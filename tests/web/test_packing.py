"""Test that pages are packed for who takes them so."""

import asyncio
import gzip
from typing import Any

import pytest

from steungraaf.web.packing import Packed


def _ask(body: list[bytes], media: str = "text/html; charset=utf-8", **given: Any) -> tuple[dict[str, str], bytes]:
    """Return headers and body of an answer in these pieces."""
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", media.encode())]})
        for number, piece in enumerate(body):
            await send({"type": "http.response.body", "body": piece, "more_body": number < len(body) - 1})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"br, gzip")], **given}
    asyncio.run(Packed(app)(scope, None, send))  # type: ignore[arg-type]
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message["body"] for message in sent[1:])


def test_packed() -> None:
    """A page is packed, and says so."""
    headers, body = _ask([b"word " * 1000])
    assert gzip.decompress(body) == b"word " * 1000 and len(body) < 200
    assert headers["content-encoding"] == "gzip" and headers["content-length"] == str(len(body))
    assert "Accept-Encoding" in headers["vary"]


@pytest.mark.parametrize(
    ("body", "given"),
    [
        ([b"word " * 1000], {"headers": []}),
        ([b"word " * 1000], {"headers": [(b"accept-encoding", b"gzip;q=0")]}),
        ([b"word " * 1000], {"method": "HEAD"}),
        ([b"word " * 1000], {"media": "text/csv"}),
        ([b"short"], {}),
        ([b"word " * 1000, b"more"], {}),
    ],
)
def test_as_it_is(body: list[bytes], given: dict[str, Any]) -> None:
    """Data, a short page, one in pieces, and a page for who does not take it packed go as they are."""
    headers, sent = _ask(body, **given)
    assert sent == b"".join(body) and "content-encoding" not in headers
