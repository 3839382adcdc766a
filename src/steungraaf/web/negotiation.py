"""Choose what a client is sent by what it says it takes (RFC 9110, 12.5)."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from steungraaf.errors import LANGUAGES
from steungraaf.web.identifiers import url_of_place


def listed(headers: Headers, name: str) -> str | None:
    """Return the list that a header holds, of all its lines as one (RFC 9110, 5.3); None where there is none."""
    lines = headers.getlist(name)
    return ", ".join(lines) if lines else None


def weights_of(header: str) -> list[tuple[str, float]]:
    """Return what a header lists, in its order, each with its weight; what has a weight that is none is left out.

    >>> weights_of("text/turtle;q=0.5, */*;q=0")
    [('text/turtle', 0.5), ('*/*', 0.0)]
    """
    found = []
    for part in header.split(","):
        name, *parameters = (one.strip().lower() for one in part.split(";"))
        texts = [one.partition("=")[2].strip() for one in parameters if one.partition("=")[0].strip() == "q"]
        weight = _weight(texts[0]) if texts else 1.0
        if name and weight is not None:
            found.append((name, weight))
    return found


def choose_media(accept: str | None, offered: Iterable[str]) -> str | None:
    """Return the media type that a client likes best, the first of several; None where it takes none of them.

    >>> choose_media("application/*;q=0.1, text/csv", ("application/json", "text/csv"))
    'text/csv'
    """
    given = weights_of(accept or "") or [("*/*", 1.0)]
    ranked = [(_liking(media, dict(given)), media) for media in offered]
    best = max((weight for weight, _ in ranked), default=0.0)
    return next((media for weight, media in ranked if weight == best), None) if best > 0 else None


def media_for(headers: Headers, offered: Iterable[str]) -> str | None:
    """Return the media type that a request likes best of those offered; None where it takes none of them."""
    return choose_media(listed(headers, "accept"), offered)


def choose_language(asked: str | None, accept: str | None, otherwise: str) -> str:
    """Return "nl" or "en": what is asked by name, what the browser prefers, or another.

    >>> choose_language(None, "fr, en-GB;q=0.8, nl;q=0.5", "nl")
    'en'
    """
    if asked in LANGUAGES:
        return str(asked)
    liked = [(weight, name.partition("-")[0]) for name, weight in weights_of(accept or "") if weight > 0]
    known = [(weight, name) for weight, name in liked if name in LANGUAGES]
    return max(known, key=lambda one: one[0])[1] if known else otherwise


def _weight(text: str) -> float | None:
    try:
        weight = float(text)
    except ValueError:
        return None
    return weight if 0 <= weight <= 1 else None


def _liking(media: str, given: Mapping[str, float]) -> float:
    """Return the weight of the most specific range that a media type falls in."""
    for kind in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if kind in given:
            return given[kind]
    return 0.0


def see_page(request: Request, path: str) -> Response:
    """Send who reads pages to the page of a path, with what was asked."""
    return see_other(request, path, {"Vary": "Accept"})


def see_other(request: Request, path: str, headers: Mapping[str, str] | None = None) -> Response:
    """Send a reader to another path of this site, with what was asked."""
    query = request.url.query
    address = url_of_place(request.scope.get("root_path", ""), path, asked=f"?{query}" if query else "")
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers)
