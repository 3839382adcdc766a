"""Give a client of the pages over the bundled data, and what reads their HTML strictly."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5rdf
import pytest

import steungraaf
from steungraaf.namespaces import BASE
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.conftest import PREFIX
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


def claim(name: str, more: str) -> str:
    """Return a claim of a document x in Turtle."""
    return (
        f'<{BASE}id/document/x/claim-{name}> a sg:Claim ; skos:prefLabel "{name} <i>"@nl , "{name} <i>"@en ; {more} .\n'
    )


def _tie(name: str, source: str, relation: str, target: str, more: str = "") -> str:
    ends = f"rdf:subject {source} ; rdf:predicate {relation} ; rdf:object {target}"
    return claim(name, f"{ends} {more}")


TANGLED = f"""
<https://example.org/dataset> a dcat:Dataset ; dcat:version "1.0" .
organisation:a a org:FormalOrganization ; skos:prefLabel "A <script>alert(1)</script> & \\"B\\""@nl .
organisation:b a org:FormalOrganization ; skos:prefLabel "Meerjarenondersteuningsprogrammafonds"@nl .
person:p a foaf:Person ; skos:prefLabel "P"@nl .
initiative:i a sg:Initiative ; skos:prefLabel "Initiatief I"@nl .
initiative:j a sg:Initiative ; skos:prefLabel "Initiatief J"@nl .
target-group:t a skos:Concept ; skos:prefLabel "doelgroep T"@nl .
period:from dcat:startDate "2015-03-01"^^xsd:date ; skos:prefLabel "vanaf 2015"@nl .
period:until dcat:endDate "2012-12-31"^^xsd:date ; skos:prefLabel "tot 2012"@nl .
period:odd dcat:startDate "soon" ; skos:prefLabel "gauw"@nl .
{_tie("1", "organisation:a", "sg:supports", "organisation:b", "; sg:during period:from ; sg:modality modality:planned")}
{_tie("2", "organisation:b", "sg:supports", "organisation:a", "; sg:during period:until ; sg:basis basis:inferred")}
{_tie("3", "organisation:a", "sg:supports", "organisation:a", "; sg:during period:odd")}
{_tie("4", "organisation:b", "sg:funds", "target-group:t", "; sg:through initiative:i , initiative:j")}
{_tie("5", "initiative:i", "sg:supports", "person:p")}
{_tie("6", "initiative:j", "sg:supports", "<https://example.org/other>")}
{_tie("7", "<https://example.org/giver>", "sg:organises", "initiative:j")}
{_tie("8", "organisation:a", "sg:supports", '"nobody"')}
{_tie("9", "sg:actorNotStated", "sg:plans", "initiative:j")}
{_tie("0", "organisation:a", "sg:partnerOf", "organisation:b", '; sg:during [ dcat:startDate "2016-01-01"^^xsd:date ]')}
{"".join(_tie(f"b{n}", "organisation:b", "sg:coordinates", "target-group:t") for n in range(9))}
{"".join(_tie(f"m{n}", f"organisation:m{n}", "sg:supports", f"initiative:m{n}") for n in range(40))}
"""


@pytest.fixture(scope="session")
def tangled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Give a reader of a dataset of circles, open periods, markup in names and more things than one picture holds."""
    folder: Path = tmp_path_factory.mktemp("tangled")
    (folder / "dataset.ttl").write_text(PREFIX + TANGLED, "utf-8")
    with Served(steungraaf.open(folder, lang="nl"), tag="tangled") as served:
        app = make_site(served, lambda line: None)
        yield Reader(TestClient(app, "http://localhost", raise_server_exceptions=False))
