"""Hold what all parts of the site serve from: the dataset, its version, and the threads that wait for answers."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from secrets import token_hex
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.labels import find_labels
from steungraaf.store.answer_formats import ask_store
from steungraaf.store.answers import Answer
from steungraaf.store.limited import LimitedStore
from steungraaf.store.limits import Limits
from steungraaf.store.lookup import Readable
from steungraaf.web.attending import attended
from steungraaf.web.limits import WEB_LIMITS
from steungraaf.web.negotiation import choose_language, listed

if TYPE_CHECKING:
    from steungraaf.dataset import Dataset
    from steungraaf.web.writer import Writer

VARY = "Accept, Accept-Language"
_THREADS = 200  # as many as requests are held at once: where the queue is full, each is told so without a wait
_RECALLED = 20_000  # things of which something is known by one name
T = TypeVar("T")


@dataclass
class Served:
    """A dataset that is opened once; `tag` changes when its data may have, and is empty where that cannot be told.

    `writer` changes the data, where they may be changed.
    """

    dataset: "Dataset"
    limits: Limits = WEB_LIMITS
    tag: str = ""
    writer: "Writer | None" = None
    threads: ThreadPoolExecutor = field(init=False)
    _kept: dict[str, tuple[str, Any]] = field(
        init=False, default_factory=dict
    )  # of which state, and what was made of it
    _lock: Lock = field(init=False, default_factory=Lock)
    _locks: dict[str, Lock] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.threads = ThreadPoolExecutor(_THREADS, "steungraaf web")
        self.store = self.dataset.store  # now, before threads would each start workers of their own
        self.catalogue = self.dataset.catalogue

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.writer is not None:
            self.writer.close()
        self.dataset.close()  # first, so that nobody waits for an answer any more
        self.threads.shutdown(cancel_futures=True)

    async def work(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run something that waits, beside the event loop."""
        run = copy_context().run  # so that what works there knows for whom
        return await attended(asyncio.get_running_loop().run_in_executor(self.threads, run, function, *arguments))

    async def ask(self, sparql: str) -> Answer:
        """Return the answer to anybody's query, within the limits; workers are waited for in the event loop."""
        store = self.store
        if isinstance(store, LimitedStore) and store.pool.is_awaitable(sparql):
            return await attended(store.pool.ask(sparql, self.limits))
        return await self.work(ask_store, store, sparql, self.limits)

    def renew(self) -> None:
        """Answer from what the store holds now; raise why that cannot be."""
        self.dataset.renew()
        self.catalogue = self.dataset.catalogue
        self.tag = token_hex(8)  # last: nobody is to keep an old answer under it

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what is made of the data as they are now: made once, where it can be told that they are the same."""
        tag = self.tag
        if not tag:
            return make()
        with self._lock:
            lock = self._locks.setdefault(name, Lock())
        with lock:
            kept_tag, kept = self._kept.get(name, ("", None))
            if kept_tag != tag:
                kept = make()
                self._kept[name] = tag, kept
            return cast(T, kept)

    def recalled(self, name: str, iris: Iterable[str], find: Callable[[list[str]], Mapping[str, T]]) -> dict[str, T]:
        """Return what is found for each IRI in the data as they are now; what many pages tell is looked up once.

        `find` must give something for each of the IRIs that it takes.
        """
        known = cast(dict[str, T], self.once(name, dict))
        found = {iri: known.get(iri) for iri in iris}
        if new := [iri for iri, one in found.items() if one is None]:
            told = find(new)
            found.update(told)
            if len(known) + len(told) > _RECALLED:
                known.clear()
            known.update(told)
        return cast(dict[str, T], found)

    def labels(self, iris: Iterable[str], lang: str, store: Readable | None = None) -> dict[str, str]:
        """Return the label of each IRI as `find_labels` does; `store` is what a page reads things from."""
        return self.recalled(f"labels {lang}", iris, lambda new: find_labels(store or self.store, new, lang))

    def language(self, request: Request) -> str:
        """Return the language of a response: ?lang=, else that of the browser, else that of the dataset."""
        accepted = listed(request.headers, "accept-language")
        return choose_language(request.query_params.get("lang"), accepted, self.dataset.lang)

    def fresh(self, request: Request, *parts: str) -> tuple[dict[str, str], Response | None]:
        """Return the headers that name this state of the data, and a 304 where the client has it already."""
        if not self.tag:
            return {}, None
        etag = f'W/"{"-".join([self.tag, *parts])}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        given = [one.strip().removeprefix("W/") for one in (listed(request.headers, "if-none-match") or "").split(",")]
        has_it = etag.removeprefix("W/") in given
        return headers, Response(status_code=304, headers={**headers, "Vary": VARY}) if has_it else None


def tag_of(dataset: "Dataset", *, is_store: bool) -> str:
    """Return what names the state of a dataset: of files by their bytes, of a store by this start, of a server nothing.

    Another version of the program writes the same data otherwise, so it counts as well.

    Raises UnreadableFileError.
    """
    if dataset.endpoint is not None:
        return ""
    if is_store:
        return token_hex(8)
    paths = [*(file.path for file in dataset.folder.files()), *dataset.folder.query_files()]
    return _digest([version("steungraaf").encode(), *(path.read_bytes() for path in sorted(paths))])


def _digest(texts: Iterable[bytes]) -> str:
    digest = sha256()
    for text in texts:
        digest.update(sha256(text).digest())
    return digest.hexdigest()[:16]
