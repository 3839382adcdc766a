"""Show what is found by a name, by its kind, and what to try where nothing is."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.search import Group, Hit
from steungraaf.web.identifiers import place_of
from steungraaf.web.pages.examples import examples_of
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.searching import MOST, Found, Searching

_GUESSED = 30  # the score of what is only near, or has some of the words


class SearchPage:
    """The page of search results."""

    def __init__(self, pages: Pages, searching: Searching) -> None:
        """Take what makes the pages, and what finds."""
        self._pages, self._searching = pages, searching

    async def answer(self, request: Request) -> Response:
        """Answer what is found; raise what `Searching.find` raises."""
        found = await self._searching.find(request)
        return await self._pages.answer(request, "search.html", partial(_context, found=found))


def _context(visit: Visit, found: Found) -> dict[str, Any]:
    return {
        "found": found,
        "guessed": all(hit.score <= _GUESSED for group in found.groups for hit in group.hits),
        "groups": [_shown(visit, found, group) for group in found.groups],
        "examples": [] if found.query else examples_of(visit),
    }


def _shown(visit: Visit, found: Found, group: Group) -> tuple[Group, list[tuple[Hit, str]], str]:
    return group, [(hit, _href(visit, hit)) for hit in group.hits], _more(visit, found, group)


def _href(visit: Visit, hit: Hit) -> str:
    """Return where a hit is told of; the language goes along where the address names it."""
    place = place_of(hit.iri, hit.document)
    assert place  # only what is ours is found
    return visit.link(*place)


def _more(visit: Visit, found: Found, group: Group) -> str:
    """Return where more of a kind is shown, nothing where that is all, or more than a page takes."""
    if not group.more or found.limit >= MOST:
        return ""
    return visit.link("/search", q=found.query, kind=group.kind, limit=MOST)
