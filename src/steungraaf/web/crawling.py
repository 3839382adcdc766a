"""Tell search engines and browsers what is here: the map of the site, what to leave alone, how to search it."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from steungraaf.errors import LANGUAGES
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store.lookup import rows_of
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.pages.words import say
from steungraaf.web.served import Served
from steungraaf.web.site_faults import NothingHereError

PAGES = ("/", "/questions", "/money", "/time", "/ns", "/quality", "/downloads", "/about", "/api")
MOST = 10_000  # things in one part: in two languages, fewer addresses than a map may hold (50,000)
_DIGITS = 9  # of the number of a part: one that has more is not there, and no query could skip so many things
_LEFT_ALONE = ("/sparql", "/queries", "/rdf-graph-store", "/reconcile", "/nl/reconcile", "/en/reconcile", "/suggest")
_XML = "application/xml"
_MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_THINGS = (
    f"?thing <{expand('skos:prefLabel')}> ?label FILTER (isIRI(?thing) && STRSTARTS(STR(?thing), '{IDENTIFIER_SPACE}'))"
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Crawling:
    """Answer what search engines and browsers ask for by itself."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/robots.txt", self.robots),
            Route("/sitemap.xml", self.index),
            Route("/sitemap-{part}.xml", self.part),
            Route("/opensearch.xml", self.opensearch),
        ]

    async def robots(self, request: Request) -> Response:
        """Answer which paths are not for search engines (RFC 9309): questions to compute, which have no end."""
        root = request.scope.get("root_path", "").rstrip("/")
        rules = "".join(f"Disallow: {root}{path}\n" for path in _LEFT_ALONE)
        return PlainTextResponse(f"User-agent: *\n{rules}\nSitemap: {_base(request)}/sitemap.xml\n")

    async def index(self, request: Request) -> Response:
        """Answer the list of the parts of the map (sitemaps.org 0.9)."""
        headers, unchanged = self._served.fresh(request, "sitemap")
        if unchanged is not None:
            return unchanged
        parts = await self._served.work(self._count)
        base = escape(_base(request))
        rows = "".join(f"<sitemap><loc>{base}/sitemap-{part}.xml</loc></sitemap>\n" for part in range(1, parts + 1))
        return Response(f"{_HEAD}<sitemapindex {_MAP}>\n{rows}</sitemapindex>\n", headers=headers, media_type=_XML)

    async def part(self, request: Request) -> Response:
        """Answer a part of the map: each page in both languages; raise NothingHereError for a part there is not."""
        number = _number(request.path_params["part"])
        headers, unchanged = self._served.fresh(request, f"sitemap-{number}")
        if unchanged is not None:
            return unchanged
        paths = await self._served.work(self._paths, number)
        if not paths:
            raise NothingHereError(what=request.url.path[:200], start=f"{_base(request)}/")
        rows = "".join(_told(_base(request), paths))
        spaces = f'{_MAP} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
        return Response(f"{_HEAD}<urlset {spaces}>\n{rows}</urlset>\n", headers=headers, media_type=_XML)

    async def opensearch(self, request: Request) -> Response:
        """Answer how a browser searches here (OpenSearch 1.1)."""
        lang, base = self._served.language(request), _base(request)
        template = quoteattr(f"{base}/search?q={{searchTerms}}")
        body = (
            f'{_HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
            f"<ShortName>{escape(say('site.name', lang))}</ShortName>\n"
            f"<Description>{escape(say('site.tagline', lang))}</Description>\n"
            f"<InputEncoding>UTF-8</InputEncoding>\n<Language>{lang}</Language>\n"
            f'<Image type="image/svg+xml">{escape(base)}/static/icon.svg</Image>\n'
            f'<Url type="text/html" template={template}/>\n</OpenSearchDescription>\n'
        )
        headers = {"Vary": "Accept-Language", "Content-Language": lang}
        return Response(body, headers=headers, media_type="application/opensearchdescription+xml")

    def _count(self) -> int:
        """Return how many parts the map has."""
        query = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {_THINGS} }}"
        ((count,),) = rows_of(self._served.store, query)
        things = int(count.value) if isinstance(count, Literal) else 0
        return max(1, -(-things // MOST))

    def _paths(self, part: int) -> list[str]:
        """Return the paths of a part; the first begins with the pages that are of no thing."""
        if part < 1:
            return []
        rows = rows_of(
            self._served.store,
            f"SELECT DISTINCT ?thing WHERE {{ {_THINGS} }} ORDER BY ?thing LIMIT {MOST} OFFSET {(part - 1) * MOST}",
        )
        things = [thing.value.removeprefix(IDENTIFIER_SPACE) for (thing,) in rows if isinstance(thing, NamedNode)]
        fixed = [*PAGES, *(f"/questions/{query.theme}/{query.name}" for query in self._served.catalogue.queries())]
        return [*(fixed if part == 1 else ()), *(f"/doc/{thing}" for thing in things)]


def _number(text: str) -> int:
    """Return the number of a part, 0 for what cannot be one."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0


def _told(base: str, paths: Iterable[str]) -> Iterator[str]:
    """Give the entries of each path: one a language, each with all."""
    for path in paths:
        addresses = {lang: escape(f"{base}{quote(path)}?{urlencode({'lang': lang})}") for lang in LANGUAGES}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href="{address}"/>' for lang, address in addresses.items()
        )
        yield from (f"<url><loc>{address}</loc>{others}</url>\n" for address in addresses.values())


def _base(request: Request) -> str:
    """Return the address of the site, without a slash at its end."""
    return str(request.base_url).rstrip("/")
