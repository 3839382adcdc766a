"""Put together the linked-data site: SPARQL, documents, questions, graphs and reconciliation, at one address."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from steungraaf.errors import LANGUAGES, SteungraafError
from steungraaf.links.matcher import Matcher
from steungraaf.web.attending import Attended
from steungraaf.web.crawling import Crawling
from steungraaf.web.documents import Documents
from steungraaf.web.graph_store import METHODS, GraphStore
from steungraaf.web.nearby import Nearby
from steungraaf.web.packing import Packed
from steungraaf.web.pages.about import about_context
from steungraaf.web.pages.api import api_context
from steungraaf.web.pages.checkup import Checkup
from steungraaf.web.pages.downloads import Downloads
from steungraaf.web.pages.editor import Editor
from steungraaf.web.pages.home import home_context
from steungraaf.web.pages.pictures import picture_routes
from steungraaf.web.pages.problem import show_problem
from steungraaf.web.pages.quality import Quality
from steungraaf.web.pages.questions import QuestionPages
from steungraaf.web.pages.rendering import STATIC, Pages, wants_html
from steungraaf.web.pages.search import SearchPage
from steungraaf.web.pages.vocabulary import Vocabulary
from steungraaf.web.problems import FAILED, problem_of, refusal, with_more, write_problem
from steungraaf.web.protocol import Protocol
from steungraaf.web.questions import Questions
from steungraaf.web.reconciliation import reconciliation_app
from steungraaf.web.remembering import Remembered
from steungraaf.web.searching import Searching
from steungraaf.web.served import VARY, Served
from steungraaf.web.serving import service_routes
from steungraaf.web.site_faults import NothingHereError
from steungraaf.web.wrapping import READING, WRITING, Based, Shared, Told


def make_site(served: Served, tell: Callable[[str], None], *, address: str = "", as_json: bool = False) -> ASGIApp:
    """Make the site over what is served, at an address as readers see it; a line is told of each request."""
    methods = WRITING if served.writer else READING
    site: ASGIApp = Remembered(Packed(Shared(Attended(_Site(served).app()), methods)), served)
    return Told(Based(site, address) if address else site, tell, as_json=as_json)


class Reconciling:
    """The reconciliation services, made when one is first asked for: they read all names."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served
        self._made: dict[str, ASGIApp] = {}
        self._tag = ""  # of the data whose names were read
        self._lock = asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the service in the language of the dataset and in each language."""
        return service_routes(self._served.dataset.lang, self._service)

    def _service(self, lang: str) -> ASGIApp:
        async def service(scope: Scope, receive: Receive, send: Send) -> None:
            """Let the service of a language answer."""
            async with self._lock:
                if not self._made or self._tag != self._served.tag:
                    self._tag = self._served.tag
                    self._made = await self._served.work(self._make)
            await self._made[lang](scope, receive, send)

        return service

    def _make(self) -> dict[str, ASGIApp]:
        dataset = self._served.dataset
        matcher = Matcher.of(dataset.store)
        return {lang: reconciliation_app(dataset, matcher, lang=lang) for lang in LANGUAGES}


class _Site:
    """Route requests, and tell what is wrong with them."""

    def __init__(self, served: Served) -> None:
        self._served, self._pages, self._nearby = served, Pages(served), Nearby(served)

    def app(self) -> Starlette:
        """Return the application."""
        served = self._served
        documents, questions = Documents(served, self._pages), Questions(served)
        editor, asking = Editor(self._pages, Protocol(served)), QuestionPages(self._pages)
        searching = Searching(served)

        graph_store = GraphStore(served)

        async def sparql(request: Request) -> Response:
            """Answer SPARQL."""
            return await editor.sparql(request)

        async def graphs(request: Request) -> Response:
            """Answer or change a graph."""
            return await graph_store(request)

        routes = [
            Route("/", self.start),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/rdf-graph-store", graphs, methods=METHODS),
            Route("/rdf-graph-store/{name:path}", graphs, methods=METHODS),
            Route("/id/{path:path}", documents.thing),
            Route("/doc/{path:path}", documents.document),
            Route("/dataset", documents.dataset),
            Route("/.well-known/void", documents.void),
            Route("/queries", questions.listing),
            Route("/queries/{theme}/{name}", questions.answer),
            Route("/questions", asking.listing),
            Route("/questions/{theme}/{name}", asking.question),
            Route("/questions/{theme}/{name}/values", asking.values),
            Route("/sparql/terms.json", editor.terms),
            Route("/quality", Quality(self._pages, Checkup(served)).answer),
            Route("/openapi.json", questions.openapi),
            *Crawling(served).routes(),
            *Downloads(self._pages).routes(),
            *Vocabulary(self._pages).routes(),
            self._pages.route("/about", "about.html", about_context),
            self._pages.route("/api", "api.html", api_context),
            Route("/suggest", searching.suggest),
            Route("/search", SearchPage(self._pages, searching).answer),
            Route("/health", self.health),
            *picture_routes(self._pages),
            *Reconciling(served).routes(),
        ]
        handlers: dict[Any, Any] = {SteungraafError: self.fault, HTTPException: self.refusal, Exception: self.failure}
        return Starlette(routes=routes, exception_handlers=handlers)

    async def start(self, request: Request) -> Response:
        """Answer the first page, or to programs where everything is."""
        if wants_html(request):
            return await self._pages.answer(request, "home.html", home_context)
        base = str(request.base_url).rstrip("/")
        names = ("sparql", "queries", "openapi.json", "dataset", "rdf-graph-store", "reconcile", "health")
        return JSONResponse({name: f"{base}/{name}" for name in names})

    async def health(self, request: Request) -> Response:
        """Answer that the site is there, and which version of the data it serves."""
        return JSONResponse(
            {"status": "ok", "data": self._served.dataset.version}, headers={"Cache-Control": "no-store"}
        )

    async def fault(self, request: Request, error: Exception) -> Response:
        """Tell what is wrong with a request, or why it was not answered."""
        assert isinstance(error, SteungraafError)
        return await self._shown(request, problem_of(error, self._served.language(request)))

    async def refusal(self, request: Request, error: Exception) -> Response:
        """Tell that there is no such path, or that it has no such method."""
        assert isinstance(error, HTTPException)
        start = "" if wants_html(request) else str(request.base_url)  # a page has its own links
        absent = NothingHereError(what=request.url.path[:200], start=start)
        return await self._shown(request, refusal(request, error, absent, self._served.language(request)))

    async def failure(self, request: Request, error: Exception) -> Response:
        """Tell that the fault is ours; what it is, is told where the program runs."""
        lang = self._served.language(request)
        return await self._shown(request, write_problem(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED[lang], lang))

    async def _shown(self, request: Request, problem: Response) -> Response:
        """Return a problem as a page to who reads pages, and to programs as it is; with what is near what is absent."""
        root = request.scope.get("app_root_path", request.scope.get("root_path", ""))
        request.scope["root_path"] = root  # that of the site: a Mount has put its own in the place of it
        problem.headers["Vary"] = VARY  # it is a page or not by the one, and in a language by the other
        near = await self._nearby.find(request) if problem.status_code == HTTPStatus.NOT_FOUND else []
        if wants_html(request):
            return await show_problem(self._pages, request, problem, near)
        return with_more(problem, nearest=[{"url": one.url(root), "label": one.label} for one in near])
