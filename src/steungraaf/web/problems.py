"""Write what is wrong with a request as RFC 9457 has it (application/problem+json)."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from steungraaf.web.faults import MethodError, NoPageError, RequestError


def problem(status: int, detail: str, lang: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that tells what is wrong, in a language, with further headers if any."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}
    said = {**(headers or {}), "Content-Language": lang}
    return Response(json.dumps(told), int(status), said, "application/problem+json")


def refusal(request: Request, error: HTTPException, manifest: str, lang: str) -> Response:
    """Return the answer for a path or a method that is none of ours, which tells where the manifest is."""
    known = (error.headers or {}).get("Allow", "")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        told: RequestError = MethodError(method=request.method, known=known)
    else:
        told = NoPageError(path=request.url.path[:200], manifest=manifest)
    return problem(told.status, told.message(lang), lang, error.headers)
