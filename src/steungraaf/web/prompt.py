"""Close connections that hold a place and ask nothing: uvicorn waits for the head of a request as long as it takes."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 10.0  # seconds in which the head of a request must have come


class PromptProtocol(H11Protocol):
    """HTTP/1.1 that waits so many seconds for the head of a request, and no longer."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Read, and wait no more where the head is there."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._rest()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        self._rest()
        if self.conn.their_state is h11.IDLE:
            self._timer = self.loop.call_later(HEAD, self.transport.close)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
