"""Find things by name on the web: as JSON with every key that is pressed, and for the page of search results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from steungraaf.search import Group, Hit, grouped
from steungraaf.web.bodies import fields_of
from steungraaf.web.faults import FieldError
from steungraaf.web.identifiers import place_of, url_of_place
from steungraaf.web.served import Served
from steungraaf.web.site_faults import TwiceError

MOST = 50  # of a kind, in one answer
FEW, MANY = 5, 20  # of a kind where none is said: while somebody types, and on a page of results
_COUNT = {"nl": f"een getal van 1 tot {MOST}", "en": f"a number from 1 to {MOST}"}


@dataclass(frozen=True)
class Found:
    """What somebody looked for and what was found, in the language of the reader; `asked` are fields of the address."""

    query: str
    lang: str
    groups: tuple[Group, ...] = ()
    kinds: tuple[str, ...] = ()
    limit: int = FEW
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many things were found, as far as they are shown."""
        return sum(len(group.hits) for group in self.groups)


class Searching:
    """Answer what is found by a name."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served

    async def suggest(self, request: Request) -> Response:
        """Answer what somebody may mean who has typed so much, by its kind."""
        lang = self._served.language(request)
        headers, unchanged = self._served.fresh(request, "suggest", lang)
        if unchanged is not None:
            return unchanged
        found = await self.find(request, FEW)
        root = request.scope.get("root_path", "")
        told = {"query": found.query, "groups": [_told(group, root) for group in found.groups]}
        return JSONResponse(told, headers={**headers, "Content-Language": lang, "Vary": "Accept-Language"})

    async def find(self, request: Request, limit: int = MANY) -> Found:
        """Return what a request looks for: ?q= what, ?kind= of what kinds, ?limit= how many of each at most.

        Raises FieldError, TwiceError, UnknownChoiceError and SearchUnavailableError.
        """
        fields = fields_of(request)
        kinds = tuple(dict.fromkeys(value for name, value in fields if name == "kind" and value))
        text, lang = _one(fields, "q").strip(), self._served.language(request)
        wanted = _count(_one(fields, "limit"), limit)
        hits = await self._served.work(self._hits, text, lang, wanted + 1, kinds)  # one more tells that there are more
        return Found(text, lang, tuple(grouped(hits, lang, wanted)), kinds, wanted, dict(fields))

    def _hits(self, text: str, lang: str, limit: int, kinds: tuple[str, ...]) -> list[Hit]:
        return self._served.dataset.search(text, lang=lang, limit=limit, kinds=kinds)


def url_of(hit: Hit, root: str = "") -> str:
    """Return where the page about something is, below the path that the site stands at.

    >>> url_of(Hit("https://w3id.org/steungraaf/id/organisation/vlaio", "organisation", "VLAIO"))
    '/doc/organisation/vlaio'
    >>> url_of(Hit("https://w3id.org/steungraaf/ns#Claim", "concept", "claim"), "/graph")
    '/graph/ns#Claim'
    """
    place = place_of(hit.iri, hit.document)
    assert place  # only what is ours is found
    return url_of_place(root, *place)


def _told(group: Group, root: str) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "label": group.label,
        "more": group.more,
        "hits": [
            {
                "url": url_of(hit, root),
                "iri": hit.iri,
                "label": hit.label,
                "matched": hit.matched,
                "note": hit.note,
                "score": hit.score,
            }
            for hit in group.hits
        ],
    }


def _one(fields: list[tuple[str, str]], name: str) -> str:
    """Return the value of a field, an empty text where it is not there; raise TwiceError for a second one."""
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise TwiceError(field=name)
    return values[0] if values else ""


def _count(text: str, otherwise: int) -> int:
    """Return a number of things; raise FieldError for one that is none, or too large."""
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST):
        raise FieldError(where="limit", expected=_COUNT)
    return int(text)
