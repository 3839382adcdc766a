"""Let people take the data home: the whole, its parts, tables of answers, link sets, with sizes and digests."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from steungraaf.catalogue.labels import languages_for
from steungraaf.export import PARTS
from steungraaf.folder import GraphFile
from steungraaf.queryfile import QueryFile
from steungraaf.store.lookup import NAMES, find_texts
from steungraaf.web.pages.dataset_card import dataset_card
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.served import Served
from steungraaf.web.shelf import WHOLE, Item, Made, Shelf, items, measured
from steungraaf.web.site_faults import NothingHereError
from steungraaf.web.writing import SUFFIXES

_NAMES = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF/XML", "jsonld": "JSON-LD", "trig": "TriG", "nq": "N-Quads"}
_TABULAR = "text/tab-separated-values"
_MEASURED = 2**20 * 20  # bytes of a link set up to which its digest is on the page


@dataclass(frozen=True)
class Offered:
    """A file on the page; `made` is empty as long as nobody asked for it."""

    name: str
    label: str
    href: str
    made: Made | None


class Downloads:
    """Answer the page of downloads, and the files."""

    def __init__(self, pages: Pages) -> None:
        """Take what makes the pages."""
        self._pages, self._served, self._shelf = pages, pages.served, Shelf(pages.served)

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the page and of the files."""
        return [
            Route("/downloads", self.page),
            Route("/downloads/SHA256SUMS", self.digests),
            Route("/downloads/links/{name}", self.links),
            Route("/downloads/{name}", self.file),
        ]

    async def page(self, request: Request) -> Response:
        """Answer what can be taken; to programs the description of the dataset says that."""
        await self._served.work(self._shelf.prepare)
        make = partial(_context, shelf=self._shelf)
        return await self._pages.tell(
            request, "downloads.html", make, status=200, headers={"Cache-Control": "no-cache"}
        )

    async def file(self, request: Request) -> Response:
        """Answer a file, made the first time; raise NothingHereError."""
        name = request.path_params["name"]
        item = next((each for each in items() if each.name == name), None)
        if item is None:
            raise NothingHereError(what=request.url.path[:200], start=f"{str(request.base_url).rstrip('/')}/downloads")
        headers, unchanged = self._served.fresh(request, name)
        if unchanged is not None:
            return unchanged
        made = await self._served.work(self._shelf.get, item)
        passing = None if self._served.tag else BackgroundTask(made.path.unlink)
        return _sent(made, name, item.media, headers, passing)

    async def links(self, request: Request) -> Response:
        """Answer a link set as it is written; raise NothingHereError."""
        name = request.path_params["name"]
        found = next((each.path for each in _link_sets(self._served) if each.path.name == name), None)
        if found is None:
            raise NothingHereError(what=request.url.path[:200], start=f"{str(request.base_url).rstrip('/')}/downloads")
        headers, unchanged = self._served.fresh(request, name)
        if unchanged is not None:
            return unchanged
        return _sent(await self._served.work(measured, found), name, _TABULAR, headers)

    async def digests(self, request: Request) -> Response:
        """Answer the SHA-256 of every file, as `sha256sum --check` reads them; makes what is not there yet."""
        headers, unchanged = self._served.fresh(request, "digests")
        if unchanged is not None:
            return unchanged
        return PlainTextResponse(await self._served.work(self._sums), headers=headers)

    def _sums(self) -> str:
        return "".join(f"{self._shelf.get(item).digest}  {item.name}\n" for item in items())


def _sent(
    made: Made, name: str, media: str, headers: Mapping[str, str], passing: BackgroundTask | None = None
) -> FileResponse:
    """Return a file with its digest (RFC 9530)."""
    digest = b64encode(bytes.fromhex(made.digest)).decode()
    told = {"Repr-Digest": f"sha-256=:{digest}:", **headers}
    return FileResponse(made.path, headers=told, media_type=media, filename=name, background=passing)


def _context(visit: Visit, shelf: Shelf) -> dict[str, Any]:
    offered = [_offered(visit, shelf, item) for item in items()]
    by_name = {each.name: each for each in offered}
    dataset = visit.served.dataset
    return {
        "card": dataset_card(visit),
        "version": dataset.version,
        "statements": shelf.statements,
        "ready": sum(each.made is not None for each in offered),
        "count": len(offered),
        "size": partial(size_text, visit),
        "whole": [
            (_NAMES[suffix], by_name[f"{WHOLE}.{suffix}"], by_name[f"{WHOLE}.{suffix}.gz"]) for suffix in SUFFIXES
        ],
        "parts_of_data": [
            (part, [by_name[name] for suffix in ("csv", "ttl") if (name := f"{part}.{suffix}") in by_name])
            for part in PARTS
            if part != "all"
        ],
        "tables": list(filter(_is_offered, visit.served.catalogue.queries())),
        "link_sets": list(_link_rows(visit)),
    }


def size_text(visit: Visit, size: int) -> str:
    """Return a number of bytes as people say it, by thousands."""
    for unit in ("byte", "kB", "MB"):
        if size < 1000:
            return f"{visit.number(size)} {unit}"
        size = round(size / 1000)
    return f"{visit.number(size)} GB"


def _offered(visit: Visit, shelf: Shelf, item: Item) -> Offered:
    return Offered(item.name, item.suffix, f"{visit.root}/downloads/{item.name}", shelf.ready(item.name))


def _link_sets(served: Served) -> list[GraphFile]:
    return served.dataset.folder.link_sets()


def _link_rows(visit: Visit) -> Iterator[Offered]:
    """Give each link set by its name."""
    found = _link_sets(visit.served)
    labels = find_texts(visit.served.store, [each.graph for each in found], NAMES, languages_for(visit.lang))
    for each in found:
        href = f"{visit.root}/downloads/links/{each.path.name}"
        yield Offered(each.path.name, labels.get(each.graph, each.path.name), href, _small(each.path))


def _small(path: Path) -> Made | None:
    return measured(path) if path.stat().st_size <= _MEASURED else None


def _is_offered(query: QueryFile) -> bool:
    """Tell whether a stored question gives a table without a value of the reader, and without another server."""
    return not query.is_federated and bool(query.columns) and all(parameter.optional for parameter in query.parameters)
