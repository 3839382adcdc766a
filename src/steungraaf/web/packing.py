"""Pack pages for who takes them packed: a page is a fifth then, which counts on a slow line."""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from steungraaf.web.negotiation import listed, weights_of

_LEVEL = 5  # beyond it a page takes longer to pack than the bytes are worth
_LEAST = 1000  # bytes


class Packed:
    """An application whose pages are sent as gzip (RFC 9110, 8.4.1.3); data goes as it is, for data has its files."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and pack what is a page, whole and not empty."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _takes_gzip(scope):
            await self._app(scope, receive, send)
            return
        start: Message | None = None

        async def send_packed(message: Message) -> None:
            """Send, but hold the beginning of a page until its body is there."""
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = {**message, "headers": list(message["headers"])}
                return
            if start is not None:
                message = _pack(start, message)
                await send(start)
                start = None
            await send(message)

        await self._app(scope, receive, send_packed)


def _takes_gzip(scope: Scope) -> bool:
    return dict(weights_of(listed(Headers(scope=scope), "accept-encoding") or "")).get("gzip", 0) > 0


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _pack(start: Message, message: Message) -> Message:
    """Return the body packed, and say so in its start; one that comes in pieces, or is short, stays as it is."""
    headers, body = MutableHeaders(scope=start), message.get("body", b"")
    headers.add_vary_header("Accept-Encoding")
    if message.get("more_body") or len(body) < _LEAST:
        return message
    packed = gzip.compress(body, _LEVEL, mtime=0)
    headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(packed))})
    return {**message, "body": packed}
