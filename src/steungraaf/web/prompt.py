"""Close connections that hold a place and ask nothing, or that send heads without an end: uvicorn takes both."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 10.0  # seconds in which the head of a request must have come
MOST = 64 * 2**10  # bytes of a head, and of what is no body within one: the parser keeps any number of them
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"  # RFC 6585, 5
)


class PromptProtocol(HttpToolsProtocol):
    """HTTP/1.1 that waits so many seconds for the head of a request, and takes so many bytes of it, and no more.

    One timer a connection looks now and then: to set one for each request takes as long as to read it.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        """Take what uvicorn gives."""
        super().__init__(*given, **named)
        self._timer: asyncio.TimerHandle | None = None
        self._waits_since: float | None = None
        self._unread = 0  # bytes that came since the last end of a head or piece of a body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._waits_since = self.loop.time()
        self._timer = self.loop.call_later(HEAD, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read; refuse what has no end (431), and close where it is no head either."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > MOST and not self.transport.is_closing():
            if self._waits_since is not None:
                self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """Wait no more: the head is there."""
        self._waits_since, self._unread = None, 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a piece of a body, of which the application says how much there may be."""
        self._unread = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Wait for the next request, unless it is there already."""
        self._waits_since = None if self.pipeline else self.loop.time()
        super().on_response_complete()

    def _look(self) -> None:
        """Close where the head of a request has not come in time; else look again later."""
        since, now = self._waits_since, self.loop.time()
        if since is not None and now >= since + HEAD:
            self.transport.close()
        else:
            self._timer = self.loop.call_later(HEAD if since is None else since + HEAD - now, self._look)
