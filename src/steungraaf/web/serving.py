"""Serve an application from this machine until it is told to stop."""

import errno
import gc
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from steungraaf.errors import LANGUAGES
from steungraaf.links.matcher import Matcher
from steungraaf.reasons import reason_of
from steungraaf.web.faults import PortError
from steungraaf.web.problems import no_page, refusal
from steungraaf.web.prompt import PromptProtocol
from steungraaf.web.reconciliation import mounted, reconciliation_app
from steungraaf.web.wrapping import Shared, Told

if TYPE_CHECKING:
    from steungraaf.dataset import Dataset

PATH = "/reconcile"
_NO_PORT = {"nl": "een poort is een getal van 1 tot 65535", "en": "a port is a number from 1 to 65535"}
_TAKEN = {"nl": "de poort is in gebruik", "en": "the port is taken"}
_TRIED = 20  # ports, from the one that is asked for
_GRACE = 3  # seconds for requests that are being answered when the service is told to stop
TOGETHER = 200  # requests that are held at the same time; another one is told to come back (503)


def reconciliation_site(dataset: "Dataset", matcher: Matcher, tell: Callable[[str], None]) -> ASGIApp:
    """Make a site with the service at /reconcile in the language of the dataset, and at /nl/... and /en/reconcile."""
    apps = {lang: reconciliation_app(dataset, matcher, lang=lang) for lang in LANGUAGES}
    routes = [*service_routes(dataset.lang, apps.__getitem__), Route("/", _to_service)]

    async def refuse(request: Request, error: Exception) -> Response:
        """Tell where the service is to who asks for a page that is not there."""
        assert isinstance(error, HTTPException)
        path = request.scope.get("root_path", "") + PATH
        manifest = str(request.url.replace(path=path, query="", fragment=""))
        return refusal(request, error, no_page(request, manifest), dataset.lang)

    return Told(Shared(Starlette(routes=routes, exception_handlers={HTTPException: refuse})), tell)


def service_routes(lang: str, service: Callable[[str], ASGIApp]) -> list[BaseRoute]:
    """Return the routes of a service in one language at /reconcile, and in each at /nl/... and /en/reconcile."""
    paths = {PATH: lang, **{f"/{each}{PATH}": each for each in LANGUAGES}}
    return [route for path, each in paths.items() for route in mounted(path, service(each))]


async def _to_service(request: Request) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{PATH}")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a port, or on the next one that is free.

    Raises PortError.
    """
    tried, last = port, port + _TRIED - 1
    while True:
        try:
            return _bound(host, tried)
        except OverflowError:
            raise PortError(host=host, port=tried, reason=_NO_PORT) from None
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            if not taken or tried == last:
                raise PortError(host=host, port=tried, reason=_TAKEN if taken else reason_of(error)) from None
        tried += 1


def _bound(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio lets small answers wait
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except (OSError, OverflowError):
        found.close()
        raise
    return found


def serve_until_stopped(app: ASGIApp, listening: socket.socket) -> None:
    """Answer requests until Ctrl-C or SIGTERM, and then those that were begun."""
    config = uvicorn.Config(
        app,
        http=PromptProtocol,
        lifespan="off",
        log_config=None,
        access_log=False,  # it would tell what is asked
        server_header=False,
        limit_concurrency=TOGETHER,
        timeout_graceful_shutdown=_GRACE,
    )
    gc.collect()
    gc.freeze()  # what is here stays until the end, and is not gone through again and again while requests wait
    stops = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, _let_be) for number in stops}  # uvicorn raises it again when it is done
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_be(number: int, frame: object) -> None:
    """Do nothing more: the service has stopped."""
