"""Change the store that is served, one change after the other, and serve what it holds then."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from steungraaf.changing import Change
from steungraaf.store.apart import Apart, TimeIsUpError
from steungraaf.store.change_faults import ChangeTimeError
from steungraaf.store.limit_faults import QueueFullError, WorkerEndedError
from steungraaf.web.served import Served
from steungraaf.web.token import Token

BODY = 16_000_000  # bytes of an update, or of a graph
SECONDS = 120.0  # for one change; each is held against all shapes
_MEMORY = 4_000_000_000
_WAITING = 16  # changes that wait or are made
_FUNCTION = "steungraaf.changing:change_apart"


class Writer:
    """Make changes in a process of their own, so that none can stall or break the server."""

    def __init__(self, served: Served, store: Path, token: Token, seconds: float = SECONDS) -> None:
        """Take what is served, the store it is served from, who may write, and how long a change may take."""
        self.store, self.token = store, token
        self._served, self._seconds = served, seconds
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._process = Apart(_MEMORY)

    async def write(self, change: Change, body: bytes, check: Callable[[Change], None]) -> bool:
        """Make a change, and return whether the graph was there before; what is read from then on has the change.

        `check` is asked when it is its turn, so that nothing changes between, and raises why it is not to be made.

        Raises QueueFullError, ChangeTimeError, WorkerEndedError and what `check` and `change_store` raise.
        """
        if self._waiting >= _WAITING:
            raise QueueFullError(limit=_WAITING)
        self._waiting += 1
        try:
            async with self._turn:
                return await self._served.work(self._change, change, body, check)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the change that is being made, if any: the store is then as it was."""
        self._process.close()

    def _change(self, change: Change, body: bytes, check: Callable[[Change], None]) -> bool:
        check(change)
        folder = self._served.dataset.folder
        places = {"store": str(self.store), "data": str(folder.data), "ontology": str(folder.ontology)}
        try:
            told = self._process.run(_FUNCTION, body, {**places, "change": asdict(change)}, self._seconds)
        except TimeIsUpError:
            self._served.renew()  # it may have been published in the last moment
            raise ChangeTimeError(limit=f"{self._seconds:g}") from None
        except WorkerEndedError:
            self._served.renew()
            raise
        self._served.renew()
        return bool(told["existed"])
