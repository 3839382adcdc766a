"""Show a problem as a page: what is wrong, and what to do next."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.web.nearby import Near
from steungraaf.web.pages.rendering import Pages, Visit

_ITS_OWN = ("content-type", "content-length", "content-language", "vary")  # which the page has as every page does


async def show_problem(pages: Pages, request: Request, problem: Response, places: Sequence[Near] = ()) -> Response:
    """Return a page that tells a problem (RFC 9457) with its status and headers, and links to the places nearby."""
    told: dict[str, Any] = json.loads(bytes(problem.body))
    kept = {name: value for name, value in problem.headers.items() if name not in _ITS_OWN}

    def context(wanted: Visit) -> dict[str, Any]:
        """Return what the page shows."""
        absent = told["status"] == HTTPStatus.NOT_FOUND
        title = wanted.say("site.error_404" if absent else "site.error_title")
        near = [] if places else [*told.get("near", []), *told.get("candidates", [])]
        return {"title": title, "detail": told["detail"], "near": near, "places": places, "status": told["status"]}

    return await pages.tell(request, "problem.html", context, status=told["status"], headers=kept)
