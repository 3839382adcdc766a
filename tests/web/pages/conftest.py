"""Give a client of the pages over the bundled data, and what reads their HTML strictly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5rdf
import pytest

import steungraaf
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.web.conftest import TestClient

_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Page:
    """A page that was read without an error of HTML: its status, headers and elements."""

    status: int
    headers: Any
    root: Element
    source: str

    @property
    def text(self) -> str:
        """Return all that a reader reads, each run of white space as one blank."""
        body = self.root.find(f"{_XHTML}body")
        assert body is not None
        return text_of(body)

    def all(self, tag: str, cls: str = "") -> list[Element]:
        """Return the elements of a tag, of a class if one is named."""
        return [one for one in self.root.iter(_XHTML + tag) if not cls or cls in one.get("class", "").split()]

    def links(self) -> dict[str, str]:
        """Return where each link leads, by its text."""
        return {text_of(one): one.get("href", "") for one in self.all("a")}


def text_of(element: Element) -> str:
    """Return the text in an element, each run of white space as one blank."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Reader:
    """A person with a browser."""

    client: TestClient

    def open(self, path: str, lang: str = "nl", **headers: str) -> Page:
        """Open a page; its HTML must have no error."""
        response = self.client.get(path, headers={"accept": "text/html", "accept-language": lang, **headers})
        assert response.headers["content-type"] == "text/html; charset=utf-8", response.text[:500]
        root = html5rdf.HTMLParser(strict=True).parse(response.text)
        return Page(response.status_code, response.headers, root, response.text)


@pytest.fixture(scope="session")
def bundled() -> Iterator[Served]:
    """Give the bundled data as the site serves it, without worker processes."""
    with Served(steungraaf.open(lang="nl"), tag="bundled") as served:
        yield served


@pytest.fixture(scope="session")
def reader(bundled: Served) -> Reader:
    """Give a reader of the pages over the bundled data."""
    client = TestClient(make_site(bundled, lambda line: None), "http://localhost", raise_server_exceptions=False)
    return Reader(client)


@pytest.fixture(scope="session")
def small(site: TestClient) -> Reader:
    """Give a reader of the pages over a small dataset of somebody else, without documents."""
    return Reader(site)
