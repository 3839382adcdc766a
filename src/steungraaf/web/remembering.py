"""Remember answers that stay the same as long as the data does, and send them again without making them anew."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from steungraaf.web.served import Served

ALL = 64 * 2**20  # bytes that are remembered
ONE = 2 * 2**20  # bytes of an answer that is
_ASKING = "/sparql"  # whose answers may take long: nobody is to wait for that of another
_ADDRESS = 2_000  # bytes of an address: who sends longer ones does not send them often
_PREFERENCE = 200
_READ = (b"host", b"accept", b"accept-language", b"accept-encoding")  # what answers are made after
_OTHERWISE = (b"authorization", b"if-none-match", b"range")  # what another answer than the whole may come of
Key = tuple[object, ...]
_Kept = tuple[Message, bytes]


class Remembered:
    """An application whose answers are remembered: those to GET and HEAD that name the state of the data (ETag)."""

    def __init__(self, app: ASGIApp, served: Served, *, most: int = ALL) -> None:
        """Take the application and what it serves; `most` bytes are remembered, the last that were asked for."""
        self._app, self._served = app, served
        self._pages, self._answers = _Shelf(most), _Shelf(most // 4)  # so that no crowd of queries drives out the pages
        self._making: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is remembered, or else let the application answer and remember that."""
        key = self._key(scope) if scope["type"] == "http" and self._served.tag else None
        if key is None:
            await self._app(scope, receive, send)
            return
        is_query = scope["query_string"] and scope["path"].endswith(_ASKING)
        shelf = self._answers if is_query else self._pages
        if not is_query and (made := self._making.get(key)) is not None:
            await made.wait()  # what many ask at once is made once
        if (kept := shelf.get(key)) is not None:
            start, body = kept
            await send({**start, "headers": list(start["headers"])})
            await send({"type": "http.response.body", "body": body})
            return
        made = self._making.setdefault(key, asyncio.Event())
        try:
            await self._answer(key, shelf, scope, receive, send)
        finally:
            made.set()
            self._making.pop(key, None)

    def _key(self, scope: Scope) -> Key | None:
        """Return what an answer is remembered by: all that it was made after, the state of the data too."""
        if scope["method"] not in ("GET", "HEAD"):
            return None
        given: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            if name in _OTHERWISE or (name in _READ and (name in given or len(value) > _PREFERENCE)):
                return None
            given[name] = value
        path, query = scope["raw_path"] or scope["path"].encode(), scope["query_string"]
        if len(path) + len(query) > _ADDRESS:
            return None
        read = [given.get(name) for name in _READ]
        return (self._served.tag, scope["method"], scope["scheme"], scope.get("root_path", ""), path, query, *read)

    async def _answer(self, key: Key, shelf: "_Shelf", scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None
        pieces: list[bytes] = []
        size = 0

        async def send_noted(message: Message) -> None:
            """Send, and note what is sent as long as it is worth it."""
            nonlocal start, size
            if message["type"] == "http.response.start":
                start = {**message, "headers": list(message["headers"])} if _is_kept(message) else None
            elif start is not None:
                size += len(message.get("body", b""))
                pieces.append(message.get("body", b""))
                start = None if size > ONE else start
            await send(message)
            if start is not None and message["type"] == "http.response.body" and not message.get("more_body"):
                if key[0] == self._served.tag:
                    shelf.put(key, (start, b"".join(pieces)))

        await self._app(scope, receive, send_noted)


class _Shelf:
    """Answers by what they were asked by: as many bytes as may be, those that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    def get(self, key: Key) -> _Kept | None:
        """Return an answer, if it is there."""
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, kept: _Kept) -> None:
        """Keep an answer, and as many of the others as there is room for."""
        if key not in self._kept:
            self._kept[key] = kept
            self._size += len(kept[1]) + _ADDRESS
        while self._size > self._most:
            self._size -= len(self._kept.popitem(last=False)[1][1]) + _ADDRESS


def _is_kept(start: Message) -> bool:
    names: Iterable[bytes] = (name.lower() for name, _ in start["headers"])
    return start["status"] == HTTPStatus.OK and b"etag" in names
