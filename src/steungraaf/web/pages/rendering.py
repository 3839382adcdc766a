"""Render a page: the same for all who read the same language and the same data."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from steungraaf.catalogue.display import show_literal
from steungraaf.errors import LANGUAGES
from steungraaf.rdf import Literal
from steungraaf.rdf.terms import is_web_address
from steungraaf.web.identifiers import IDENTIFIER_SPACE, place_of, url_of_place
from steungraaf.web.negotiation import media_for
from steungraaf.web.pages.reporting import find_contact, leads, with_subject
from steungraaf.web.pages.words import say
from steungraaf.web.served import VARY, Served
from steungraaf.web.writing import RDF

HTML = "text/html"
STATIC = Path(__file__).resolve().parents[1] / "static"
_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A sentence, by the design of the IRIs: document/{document}/{item}-s{number}. It is told of in its document.
_SENTENCE = re.compile(r"(document/[^/]+)/([a-z]+[0-9]+-s[0-9]+)")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
Context = Mapping[str, Any]


@dataclass(frozen=True)
class Visit:
    """What a page is made for: the data, the language, the address that was asked, and what follows from them."""

    served: Served
    lang: str
    path: str  # without what a proxy put before it
    fields: tuple[tuple[str, str], ...]  # of the query string, without the language
    root: str  # what a proxy puts before every path
    base: str  # the address of the site, without a slash at its end
    chosen: bool  # the language stands in the address, and goes along to the next page

    def field(self, name: str, otherwise: str = "") -> str:
        """Return the last value of a field of the address."""
        return dict(self.fields).get(name, otherwise)

    def say(self, name: str, **values: Any) -> str:
        """Return a phrase in the language of the reader."""
        return say(name, self.lang, **values)

    def link(self, path: str, /, fragment: str = "", **fields: object) -> str:
        """Return the address of a page of this site; fields of None are left out."""
        given = [(name, str(value)) for name, value in fields.items() if value is not None]
        given += [("lang", self.lang)] if self.chosen else []
        asked = f"?{urlencode(given)}" if given else ""
        return url_of_place(self.root, path, fragment, asked)

    def href(self, iri: str) -> str:
        """Return where a thing is told of: on a page of this site, or elsewhere where it is not ours.

        Of a sentence that is its place in its document.
        """
        if sentence := _SENTENCE.fullmatch(iri.removeprefix(IDENTIFIER_SPACE)):
            return self.link(f"/doc/{sentence[1]}", sentence[2])
        return self.page(iri)

    def page(self, iri: str) -> str:
        """Return the address of the page of a thing, also of a sentence; elsewhere where it is not ours.

        Where that is no page, but a name or a script, it is empty.
        """
        place = place_of(iri)
        return self.link(*place) if place else iri if leads(iri) else ""

    def switch(self, lang: str) -> str:
        """Return the address of this very page in another language."""
        return f"{self.root}{quote(self.path)}?{urlencode([*self.fields, ('lang', lang)])}"

    def address(self, lang: str = "") -> str:
        """Return the whole address of this very page in a language, without one as the browser's language decides."""
        given = [*self.fields, *([("lang", lang)] if lang else [])]
        return f"{self.base}{quote(self.path)}{f'?{urlencode(given)}' if given else ''}"

    def number(self, value: Any) -> str:
        """Return a number as the reader's language writes it."""
        return show_literal(Literal(value), self.lang)


def visit(served: Served, request: Request) -> Visit:
    """Return what a page is to be made for."""
    root = request.scope.get("root_path", "").rstrip("/")
    fields = tuple((name, value) for name, value in request.query_params.multi_items() if name != "lang")
    return Visit(
        served=served,
        lang=served.language(request),
        path=request.scope["path"].removeprefix(root),
        fields=fields,
        root=root,
        base=str(request.base_url).rstrip("/"),
        chosen=request.query_params.get("lang") in LANGUAGES,
    )


def wants_html(request: Request) -> bool:
    """Tell whether a client would rather have a page for people than data; who takes anything gets data."""
    return media_for(request.headers, (*RDF, "application/json", HTML)) == HTML


@dataclass(frozen=True)
class Pages:
    """Make the pages of what is served."""

    served: Served

    async def answer(
        self,
        request: Request,
        template: str,
        make: Callable[[Visit], Context],
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Answer with a page: a template with what `make` finds for the visit, beside the event loop.

        304 where the reader has it already. Raises what `make` raises.
        """
        wanted = visit(self.served, request)
        said, unchanged = self.served.fresh(request, "html", wanted.lang, version_of_site())
        if unchanged is not None:
            return unchanged
        body = await self.served.work(self.render, template, wanted, make)
        return _sent(body, wanted, {**said, **(headers or {})})

    def route(self, path: str, template: str, make: Callable[[Visit], Context]) -> Route:
        """Return the route of a page that is there for people only."""

        async def page(request: Request) -> Response:
            """Answer the page."""
            return await self.answer(request, template, make)

        return Route(path, page)

    async def tell(
        self,
        request: Request,
        template: str,
        make: Callable[[Visit], Context],
        *,
        status: int,
        headers: Mapping[str, str],
    ) -> Response:
        """Answer with a page that nobody keeps, with this status."""
        wanted = visit(self.served, request)
        return _sent(await self.served.work(self.render, template, wanted, make), wanted, headers, status)

    def render(self, template: str, wanted: Visit, make: Callable[[Visit], Context]) -> bytes:
        """Return a page as it is sent."""
        given = {"visit": wanted, "lang": wanted.lang, "t": wanted.say, "link": wanted.link, "href": wanted.href}
        given |= {
            "page": wanted.page,
            "num": wanted.number,
            "asset": partial(_asset, wanted),
            "report": partial(_report, wanted),
        }
        given |= make(wanted)
        return environment().get_template(template).render(given).encode()


def _sent(body: bytes, wanted: Visit, headers: Mapping[str, str], status: int = 200) -> Response:
    told = {"Vary": VARY, "Content-Language": wanted.lang, "Content-Security-Policy": _POLICY}
    return Response(body, status, {**told, **headers}, f"{HTML}; charset=utf-8")


@cache
def environment() -> jinja2.Environment:
    """Return the templates: what is put in them is escaped, and what is not there is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_readable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.tests["web_address"] = is_web_address
    return made


def _readable(value: Any) -> Any:
    """Show what no page may hold (HTML 13.2.3.5) as what it is: something unreadable."""
    return _UNREADABLE.sub("\ufffd", value) if type(value) is str else value


@cache
def version_of_site() -> str:
    """Return what changes when a style, a script, a template or a word does."""
    digest = sha256()
    for folder in (STATIC, _TEMPLATES, STATIC.parent / "words"):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _asset(wanted: Visit, name: str) -> str:
    """Return the address of a style or script, which is another one when it has changed."""
    return f"{wanted.root}/static/{name}?v={version_of_site()}"


def _report(wanted: Visit) -> str:
    """Return where a fault of this page is reported, nothing where the dataset names nobody."""
    contact = wanted.served.once("contact", partial(find_contact, wanted.served.store))
    return with_subject(contact, f"Steungraaf: {wanted.address(wanted.lang)}") if contact else ""
