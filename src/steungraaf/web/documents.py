"""Send who asks for a thing to its document, and answer the document (IRI design: a thing is not its page)."""

from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from steungraaf.catalogue.things import describe_things, find_datasets
from steungraaf.rdf import Quad
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.negotiation import media_for, see_other, see_page
from steungraaf.web.pages.rendering import Pages, wants_html
from steungraaf.web.pages.things import ThingPages
from steungraaf.web.served import Served
from steungraaf.web.site_faults import NotAcceptableError, NothingHereError
from steungraaf.web.writing import RDF, SUFFIXES, write_quads

_DATASET = {"nl": "beschrijving van een dataset", "en": "description of a dataset"}


class Documents:
    """Answer documents about things and about the dataset."""

    def __init__(self, served: Served, pages: Pages) -> None:
        """Take what is served, and what makes the pages for people."""
        self._served, self._things = served, ThingPages(pages)

    async def thing(self, request: Request) -> Response:
        """Send the reader from the name of a thing to its document, with what was asked."""
        return see_other(request, f"/doc/{request.path_params['path']}")

    async def document(self, request: Request) -> Response:
        """Answer what is said of a thing, in the format of the suffix or of Accept."""
        path, dot, suffix = request.path_params["path"].rpartition(".")
        if not dot or suffix not in (*SUFFIXES, "html"):
            path, suffix = request.path_params["path"], ""
        if suffix == "html" or (not suffix and wants_html(request)):
            return await self._things.answer(request, path, {"Link": _links(request, path)})
        media = _media(request, suffix)
        headers, unchanged = self._served.fresh(request, RDF[media]) if media else ({}, None)
        if unchanged is not None:
            return unchanged
        quads = await self._served.work(describe_things, self._served.store, [IDENTIFIER_SPACE + path])
        if not quads:
            raise NothingHereError(what=f"/doc/{path}"[:200], start=_start(request))
        if media is None:  # only now: nothing is in no form
            raise NotAcceptableError(known=list(RDF))
        return await self._written(quads, media, {**headers, "Link": _links(request, path)})

    async def dataset(self, request: Request) -> Response:
        """Answer the description of the dataset; who reads pages gets the one that shows it beside the files."""
        if wants_html(request):
            return see_page(request, "/downloads")
        media = _media(request, "")
        headers, unchanged = self._served.fresh(request, RDF[media]) if media else ({}, None)
        if unchanged is not None:
            return unchanged
        quads = await self._served.work(self._about_dataset)
        if not quads:
            raise NothingHereError(what=_DATASET, start=_start(request))
        if media is None:
            raise NotAcceptableError(known=list(RDF))
        return await self._written(quads, media, headers)

    async def void(self, request: Request) -> Response:
        """Send to the description of the dataset who looks for it where VoID says (VoID 7.2)."""
        return RedirectResponse(f"{request.scope.get('root_path', '')}/dataset", HTTPStatus.SEE_OTHER)

    async def _written(self, quads: list[Quad], media: str, headers: dict[str, str]) -> Response:
        return await self._served.work(write_quads, quads, media, self._served.dataset.folder.ontology, headers)

    def _about_dataset(self) -> list[Quad]:
        return describe_things(self._served.store, find_datasets(self._served.store))


def _media(request: Request, suffix: str) -> str | None:
    """Return the media type to answer in, None where no form fits what the client takes."""
    return SUFFIXES[suffix] if suffix else media_for(request.headers, RDF)


def _links(request: Request, path: str) -> str:
    """Return the other forms of a document, and the thing that it is about (RFC 8288)."""
    base = f"{_start(request)}doc/{quote(path)}"
    links = [f'<{base}.html>; rel="alternate"; type="text/html"']
    links += [f'<{base}.{suffix}>; rel="alternate"; type="{media}"' for suffix, media in SUFFIXES.items()]
    return ", ".join([*links, f'<{IDENTIFIER_SPACE}{quote(path)}>; rel="describes"'])


def _start(request: Request) -> str:
    """Return the address of the site, with a slash at its end."""
    return f"{str(request.base_url).rstrip('/')}/"
