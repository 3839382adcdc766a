"""Wrap an application: let pages of other sites read its answers, and tell each request in one line."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After",
    "X-Content-Type-Options": "nosniff",
}
READING = "GET, HEAD, POST, OPTIONS"
WRITING = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
_ALLOWED = {
    "Access-Control-Allow-Headers": "*, Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class Shared:
    """An application that any page may use (CORS): on every answer, errors too, and on every OPTIONS."""

    def __init__(self, app: ASGIApp, methods: str = READING) -> None:
        """Take the application, and the methods that a page may use."""
        self._app = app
        self._allowed = {"Access-Control-Allow-Methods": methods, **_ALLOWED}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS at once, and add the headers to every other answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_open(message: Message) -> None:
            """Send with the headers added."""
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_OPEN)
            await send(message)

        if scope["method"] == "OPTIONS":
            headers = [(name.lower().encode(), value.encode()) for name, value in self._allowed.items()]
            await send_open({"type": "http.response.start", "status": HTTPStatus.NO_CONTENT, "headers": headers})
            await send_open({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_open)


class Based:
    """An application that stands at an address of its own: behind a proxy, or under a path of another site."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        """Take the application and its address, as readers see it."""
        self._app = app
        parts = urlsplit(address)
        self._root = parts.path.rstrip("/")
        self._given = {"scheme": parts.scheme, "root_path": self._root}
        self._host = (b"host", parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer as if it had been asked at its address."""
        if scope["type"] == "http":
            others = [header for header in scope["headers"] if header[0] != b"host"]
            scope = {**scope, **self._given, **self._paths(scope), "headers": [self._host, *others]}
        await self._app(scope, receive, send)

    def _paths(self, scope: Scope) -> dict[str, object]:
        """Return the path below the root: a proxy takes that off, but in ASGI `path` has what `root_path` has."""
        path, raw = scope["path"], scope.get("raw_path")
        if path == self._root or path.startswith(f"{self._root}/"):
            return {}
        return {"path": self._root + path, "raw_path": raw and quote(self._root, safe="/%").encode() + raw}


class Told:
    """An application whose requests are told: method, path, status, bytes and time; never what was asked or by whom."""

    def __init__(self, app: ASGIApp, tell: Callable[[str], None], *, as_json: bool = False) -> None:
        """Take the application, and what a line is told to: for people, or as JSON for programs."""
        self._app, self._tell, self._write = app, tell, _json if as_json else _line

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and tell the line when it is done, however that ends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size = time.perf_counter(), 0, 0

        async def send_counted(message: Message) -> None:
            """Send and remember what was sent."""
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            spent = (time.perf_counter() - start) * 1000
            self._tell(self._write(scope["method"], _printable(scope["path"][:80]), status, size, round(spent)))


def _printable(path: str) -> str:
    """Return a path with nothing in it that moves the cursor of who reads the log."""
    return path if path.isprintable() else "".join(one if one.isprintable() else "?" for one in path)


def _line(method: str, path: str, status: int, size: int, milliseconds: int) -> str:
    return f"{method} {path} {status or '-'} {size} B {milliseconds} ms"


def _json(method: str, path: str, status: int, size: int, milliseconds: int) -> str:
    told = {"method": method, "path": path, "status": status, "bytes": size, "milliseconds": milliseconds}
    return json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **told})
