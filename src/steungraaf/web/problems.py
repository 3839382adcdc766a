"""Write what is wrong as a problem of RFC 9457, with the HTTP status that fits the fault."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from steungraaf.errors import (
    DatasetError,
    QueryRefusedError,
    RdfSyntaxError,
    SparqlSyntaxError,
    SteungraafError,
    UnknownQueryError,
    UpdateRefusedError,
    UsageError,
)
from steungraaf.search.faults import SearchUnavailableError
from steungraaf.store.change_faults import ChangeTimeError, LargeStoreError, RefusedChangeError
from steungraaf.store.limit_faults import (
    AnswerLimitError,
    MemoryLimitError,
    QueueFullError,
    QueueWaitError,
    TimeLimitError,
    WorkerEndedError,
    WorkersClosedError,
)
from steungraaf.store.store_faults import LockedStoreError
from steungraaf.web.faults import MethodError, NoPageError, RequestError

FAILED = {"nl": "Hier ging iets mis. De dienst loopt verder.", "en": "Something went wrong. The service goes on."}
_WAIT = "5"  # seconds before a client may come back
_SAYS = (
    "line",
    "column",
    "near",
    "known",
    "parameter",
    "limit",
    "candidates",
    "count",
    "findings",
)  # parts that a program may use
# The first that fits. What asks too much is not answered in half, and a 4xx says that asking again does not help.
_STATUS: tuple[tuple[type[SteungraafError], int], ...] = (
    (UnknownQueryError, 404),
    (UpdateRefusedError, 403),
    (QueryRefusedError, 400),
    (SparqlSyntaxError, 400),
    (RdfSyntaxError, 400),
    (RefusedChangeError, 422),
    (LargeStoreError, 422),
    (ChangeTimeError, 504),
    (LockedStoreError, 503),
    (TimeLimitError, 504),
    (QueueFullError, 503),
    (QueueWaitError, 503),
    (WorkersClosedError, 503),
    (AnswerLimitError, 422),
    (MemoryLimitError, 422),
    (WorkerEndedError, 500),
    (SearchUnavailableError, 501),
    (UsageError, 400),
    (DatasetError, 500),
)


def write_problem(
    status: int, detail: str, lang: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """Return a response that tells a fault; `more` is told beside the detail."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail, **more}
    said = {**(headers or {}), "Content-Language": lang}
    return Response(json.dumps(told), int(status), said, "application/problem+json")


def with_more(problem: Response, **more: Any) -> Response:
    """Return a problem that tells more than it did, as far as there is more."""
    found = {name: value for name, value in more.items() if value}
    if not found:
        return problem
    kept = {name: value for name, value in problem.headers.items() if name != "content-length"}
    return Response(json.dumps({**json.loads(bytes(problem.body)), **found}), problem.status_code, kept)


def problem_of(error: SteungraafError, lang: str) -> Response:
    """Return a response that tells an error of ours, in the words of the web; of our own files it tells nothing."""
    status = status_of(error)
    if isinstance(error, DatasetError):
        return write_problem(status, FAILED[lang], lang)
    headers = {"Retry-After": _WAIT} if status == HTTPStatus.SERVICE_UNAVAILABLE else getattr(error, "headers", None)
    more = {name: _plain(value, lang) for name, value in error.parts.items() if name in _SAYS and value}
    return write_problem(status, _worded(error.message(lang)), lang, headers, **more)


def refusal(request: Request, error: HTTPException, absent: RequestError, lang: str) -> Response:
    """Return a response for a method that a path does not have, or for a path that is absent."""
    told = absent
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        told = MethodError(method=request.method, known=(error.headers or {}).get("Allow", ""))
    return write_problem(told.status, told.message(lang), lang, error.headers)


def no_page(request: Request, manifest: str) -> NoPageError:
    """Return the error for a path that is none of the service's, which tells where the manifest is."""
    return NoPageError(path=request.url.path[:200], manifest=manifest)


def status_of(error: SteungraafError) -> int:
    """Return the HTTP status of an error; where it is none that a client can mend, 502: what we ask did not answer."""
    if isinstance(error, RequestError):
        return error.status
    return next((status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.BAD_GATEWAY)


def _plain(value: Any, lang: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(lang)
    if isinstance(value, list | tuple):
        return [one if isinstance(one, Mapping) else str(one) for one in value]
    return value


def _worded(message: str) -> str:
    """Name what a request has where the command line has options."""
    return message.replace("--", "").replace("steungraaf questions", "/queries").replace(" (time-limit)", "")
