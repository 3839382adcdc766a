"""Speak the Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group, over HTTP."""

import asyncio
import json
import re
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from steungraaf.errors import SteungraafError
from steungraaf.links.matcher import Matcher
from steungraaf.web.asking import Asked
from steungraaf.web.bodies import FORM, media_type_of, read_body, read_form
from steungraaf.web.faults import (
    FieldError,
    FormNeededError,
    NothingAskedError,
    RequestError,
    ValueFault,
)
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.manifest import write_manifest
from steungraaf.web.problems import FAILED, no_page, refusal, write_problem
from steungraaf.web.service import Service
from steungraaf.web.wrapping import Shared

if TYPE_CHECKING:
    from steungraaf.dataset import Dataset

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,5}", re.ASCII)
_OF_CALLBACK = {"nl": "de naam van een functie", "en": "the name of a function"}
_SUGGESTED = ("entity", "type", "property")
_QUIET = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'", "Referrer-Policy": "no-referrer"}
T = TypeVar("T")


def reconciliation_app(
    dataset: "Dataset", matcher: Matcher, *, lang: str | None = None, limits: ServiceLimits | None = None
) -> ASGIApp:
    """Make the service over a dataset, in the language of the dataset or another; what it knows is read now."""
    service = Service(dataset.store, matcher, lang or dataset.lang, limits or ServiceLimits())
    service.prepare()
    return Shared(_Face(service).app())


def mounted(path: str, app: ASGIApp) -> list[BaseRoute]:
    """Return the routes that put an application under a path of a larger site, and at the path itself."""

    class AtPath:
        """The path without a slash at its end, which a Mount leaves out and clients do not follow a redirect from."""

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            root = scope.get("root_path", "") + path
            await app({**scope, "root_path": root, "path": f"{scope['path']}/"}, receive, send)

    return [Route(path, AtPath()), Mount(path, app)]


class _Face:
    """Read requests, let the service answer off the event loop, and write what it says."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._turns = asyncio.Semaphore(service.limits.workers)

    def app(self) -> Starlette:
        """Return the application."""
        routes = [
            Route("/", self.endpoint, methods=["GET", "POST"]),
            *(Route(f"/suggest/{what}", partial(self.suggest, what)) for what in _SUGGESTED),
            *(Route(f"/flyout/{what}", partial(self.flyout, what)) for what in _SUGGESTED),
            Route("/properties", self.propose),
            Route("/preview", self.preview),
            Route("/view", self.view),
        ]
        handlers: dict[Any, Any] = {SteungraafError: self.fault, HTTPException: self.refusal, Exception: self.failure}
        return Starlette(routes=routes, exception_handlers=handlers)

    async def endpoint(self, request: Request) -> Response:
        """Answer the manifest, queries or an extension, by GET or by a form."""
        fields = await self._fields(request)
        if "queries" in fields:
            asked = await self._work(self.service.reader.read, fields["queries"])
            return self._json(fields, await self._answers(request, asked))
        if "extend" in fields:
            return self._json(fields, await self._work(self.service.extension.answer, fields["extend"]))
        if request.method == "POST":
            raise NothingAskedError()
        service = self.service
        return self._json(fields, write_manifest(_base(request), service.types, service.limits, service.lang))

    async def suggest(self, what: str, request: Request) -> Response:
        """Answer suggestions of entities, types or properties."""
        given = dict(request.query_params)
        return self._json(given, await self._work(self.service.suggest, what, given))

    async def flyout(self, what: str, request: Request) -> Response:
        """Answer a line about an entity, type or property."""
        given = dict(request.query_params)
        return self._json(given, await self._work(self.service.flyout, what, given))

    async def propose(self, request: Request) -> Response:
        """Answer the properties of a type."""
        given = dict(request.query_params)
        return self._json(given, await self._work(self.service.propose, given))

    async def preview(self, request: Request) -> Response:
        """Answer the page about an entity."""
        return HTMLResponse(self.service.preview(request.query_params.get("id", "")), headers=_QUIET)

    async def view(self, request: Request) -> Response:
        """Send the reader to the IRI of an entity."""
        return RedirectResponse(self.service.view(request.query_params.get("id", "")), HTTPStatus.SEE_OTHER)

    async def _answers(self, request: Request, asked: dict[str, Asked | ValueFault]) -> dict[str, Any]:
        """Answer some queries at a time, so that others have their turn; stop where nobody waits any more."""
        names, step = list(asked), self.service.limits.turn
        answers: dict[str, Any] = {}
        for start in range(0, len(names), step):
            if start and await request.is_disconnected():
                break
            some = {name: asked[name] for name in names[start : start + step]}
            answers.update(await self._work(self._answer_some, some))
        return answers

    def _answer_some(self, asked: dict[str, Asked | ValueFault]) -> dict[str, Any]:
        return {name: self.service.candidates.answer(one) for name, one in asked.items()}

    async def _work(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run something in a thread, when it is its turn."""
        async with self._turns:
            return await run_in_threadpool(function, *arguments)

    async def _fields(self, request: Request) -> dict[str, str]:
        """Return the fields of the form, or of the query where there is no body."""
        if request.method != "POST":
            return dict(request.query_params)
        kind = media_type_of(request)
        if kind != FORM:
            raise FormNeededError(type=kind)
        return dict(await self._work(read_form, await read_body(request, self.service.limits.body)))

    def _json(self, given: dict[str, str], answer: dict[str, Any]) -> Response:
        """Write JSON, or a call with it where an old client asks so (JSONP, section 3.3)."""
        text = json.dumps(answer, separators=(",", ":"))  # ASCII: whatever came in goes out again
        callback = given.get("callback")
        if not callback:
            return Response(text, media_type="application/json")
        if not _CALLBACK.fullmatch(callback):
            raise FieldError(where="callback", expected=_OF_CALLBACK)
        return Response(f"/**/{callback}({text});", media_type="text/javascript")

    async def fault(self, request: Request, error: Exception) -> Response:
        """Tell what is wrong with a request, or that what is asked could not be found out."""
        assert isinstance(error, SteungraafError)
        status = error.status if isinstance(error, RequestError) else HTTPStatus.BAD_GATEWAY
        return self._problem(status, error.message(self.service.lang))

    async def refusal(self, request: Request, error: Exception) -> Response:
        """Tell that there is no such path, or that it has no such method."""
        assert isinstance(error, HTTPException)
        return refusal(request, error, no_page(request, _base(request)), self.service.lang)

    async def failure(self, request: Request, error: Exception) -> Response:
        """Tell that the fault is ours; what it is, is told where the program runs."""
        return self._problem(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED[self.service.lang])

    def _problem(self, status: int, detail: str) -> Response:
        """Write a fault as RFC 9457 has it."""
        return write_problem(status, detail, self.service.lang)


def _base(request: Request) -> str:
    """Return the address of the service, without a slash at its end."""
    return str(request.url.replace(path=request.scope.get("root_path", ""), query="", fragment="")).rstrip("/")
