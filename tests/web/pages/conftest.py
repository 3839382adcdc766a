"""Give a client of the pages over the bundled data, and what reads their HTML strictly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5rdf
import pytest

import steungraaf
from steungraaf.evidence import Originals
from steungraaf.namespaces import BASE
from steungraaf.text import digest
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.conftest import DOCUMENT, PREFIX, SENTENCE
from tests.web.conftest import TestClient

# What somebody else may have: one short text with figures of all sorts, and much that nobody expects.
SHEET = "Vraag: wie helpt?\nHet fonds helpt elke starter, 1.000 in 2017.\nEn verder niets.\n"
SPANS = {"q1": (0, 17), "a1": (18, 62), "b1": (63, 79)}
_MORE = """
document:kort dcterms:language <http://publications.europa.eu/resource/authority/language/XXX> ,
    <http://publications.europa.eu/resource/authority/language/NLD> ; dcterms:hasPart ex:question , ex:answer .
ex:question skos:prefLabel "De vraag"@nl , "The question"@en ; dcterms:creator ex:asker , "iemand" ;
  eli:date_document "2018-11-27"^^xsd:date .
ex:answer skos:prefLabel "Het antwoord"@nl , "The answer"@en ; dcterms:creator ex:fonds .
ex:asker a foaf:Person ; skos:prefLabel "Wie vraagt"@nl .
ex:q2 a sg:Item ; skos:prefLabel "Vraag 2"@nl ; dcterms:isPartOf ex:question ; schema:position 2 .
ex:b1 a sg:Item ; skos:prefLabel "Slot"@nl , "End"@en ; dcterms:isPartOf ex:answer ; schema:position 2 ;
  sg:answers ex:b1 , "niets" ; sg:refersTo ex:q1 , ex:elsewhere ; sg:leavesOpen ex:gap .
ex:gap a sg:Gap ; skos:prefLabel "Hoeveel <i>dat</i> kost."@nl , "How much <i>that</i> costs."@en .
ex:elsewhere skos:prefLabel "Elders"@nl .
ex:wees a sg:Sentence ; schema:position 9 .
<https://example.org/s#bare> a sg:Sentence ; oa:hasSource document:kort ; sg:role sentence-role:opinion ;
  sg:restatement "Losse zin."@nl .
ex:loose a sg:Sentence ; oa:hasSource document:kort .
ex:unit skos:prefLabel "persoon"@nl , "person"@en .
ex:helped skos:prefLabel "geholpen starters"@nl , "starters helped"@en .
ex:half skos:prefLabel "helft"@nl , "half"@en .
ex:p2017 skos:prefLabel "2017"@nl , "2017"@en .
ex:figure-a1-s1-1 a sg:Figure ; skos:prefLabel "Ongeveer 1.000 starters"@nl , "About 1,000 starters"@en ;
  sdmx-measure:obsValue 1000 ; sg:asWritten "1.000" ; sdmx-attribute:unitMeasure ex:unit ; sg:indicator ex:helped ;
  sg:about ex:fonds ; sdmx-dimension:refPeriod ex:p2017 ; sg:precision precision:approximate ;
  sg:basis basis:literal ; prov:wasQuotedFrom ex:a1-s1 , ex:b1-s1 ; prov:wasAttributedTo ex:fonds .
ex:figure-plan a sg:Figure ; skos:prefLabel "2.000 starters gepland"@nl , "2,000 starters planned"@en ;
  sdmx-measure:obsValue 2000 ; sdmx-attribute:unitMeasure ex:unit ; sg:indicator ex:helped ; sg:asWritten "elke" ;
  sg:modality modality:planned ; sdmx-dimension:refPeriod period:not-stated ; prov:wasQuotedFrom ex:a1-s1 ;
  sg:perPeriod "P1Y"^^xsd:duration ; skos:note "Wie <b>elke</b> is, blijft open."@nl .
ex:figure-odd a sg:Figure ; sdmx-measure:obsValue -1 ; sdmx-attribute:unitMeasure ex:unit ; sg:indicator ex:helped .
ex:figure-none a sg:Figure ; skos:prefLabel "Geen getal"@nl , "No number"@en ; sg:indicator ex:helped ;
  sdmx-attribute:unitMeasure ex:unit ; sdmx-measure:obsValue "INF"^^xsd:double .
ex:figure-true a sg:Figure ; skos:prefLabel "Waar"@nl , "True"@en ; sdmx-measure:obsValue true .
ex:figure-bare a sg:Figure ; skos:prefLabel "Kaal"@nl , "Bare"@en .
ex:figure-money a sg:Figure ; skos:prefLabel "2.000 euro"@nl , "2,000 euro"@en ; sdmx-measure:obsValue 2000 ;
  sdmx-attribute:unitMeasure unit:euro .
ex:figure-share a sg:Figure ; skos:prefLabel "De helft (50 %)"@nl , "Half (50%)"@en ; sdmx-measure:obsValue 50 ;
  sdmx-attribute:unitMeasure unit:percent ; sg:denominator ex:figure-a1-s1-1 .
ex:figure-half a sg:Figure ; skos:prefLabel "Ongeveer 500, berekend"@nl , "About 500, computed"@en ;
  sdmx-measure:obsValue 500 ; sdmx-attribute:unitMeasure ex:unit ; sg:basis basis:derived ; sg:indicator ex:half ;
  prov:wasDerivedFrom ex:figure-share , ex:figure-a1-s1-1 ; sg:formula "de helft van 1.000"@nl , "half of 1,000"@en .
ex:figure-wrong a sg:Figure ; skos:prefLabel "Te veel"@nl , "Too much"@en ; sdmx-measure:obsValue 300 ;
  sdmx-attribute:unitMeasure unit:percent ; sg:denominator ex:figure-a1-s1-1 ; sg:numerator ex:figure-plan .
ex:figure-mixed a sg:Figure ; skos:prefLabel "Gemengd"@nl , "Mixed"@en ; sdmx-measure:obsValue 1 ;
  sdmx-attribute:unitMeasure unit:percent ; sg:denominator ex:figure-money ; sg:numerator ex:figure-plan .
ex:claim-bare a sg:Claim ; skos:prefLabel "Iemand <b>doet</b> iets."@nl , "Somebody <b>does</b> it."@en ;
  rdf:subject ex:fonds ; rdf:predicate sg:supports .
<https://example.org/graph> a void:Dataset ; skos:prefLabel "Een graaf"@nl , "A graph"@en ;
  dcterms:modified "2020-02-03"^^xsd:date .
"""

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


class _Reading(HTMLParser):
    """Read the pieces of text that stand on a page; what is typed into a field is none."""

    def __init__(self) -> None:
        """Begin before the page."""
        super().__init__()
        self.texts: list[str] = []
        self._around: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember what cannot be seen."""
        if tag in ("script", "style", "textarea", "template"):
            self._around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        if self._around and self._around[-1] == tag:
            self._around.pop()

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        if not self._around and data.strip():
            self.texts.append(data.strip())


def texts_in(source: str) -> list[str]:
    """Return the pieces of text on a page."""
    reading = _Reading()
    reading.feed(source)
    return reading.texts


def is_bare(text: str) -> bool:
    """Tell whether a piece of text is an address, which says nothing to a reader."""
    return re.match(r"\W*https?://", text) is not None


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
person:p foaf:homepage <javascript:alert(1)> , <urn:x:y> , <https://example.org/p> .
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


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a dataset of somebody else with a document, as a site serves it; no original is attached."""
    folder = tmp_path_factory.mktemp("odd")
    text = PREFIX + DOCUMENT.replace("{sha256}", sha256(SHEET.encode()).hexdigest()) + _MORE
    for item, (start, end) in SPANS.items():
        text += SENTENCE.format(item=item, start=start, end=end, digest=digest(SHEET[start:end]))
    (folder / "documents/kort").mkdir(parents=True)
    (folder / "documents/kort/document.ttl").write_text(text, "utf-8")
    with Served(steungraaf.open(folder, lang="nl"), tag="odd") as served:
        served.dataset.__dict__["originals"] = Originals(folder / "none")
        yield served


@pytest.fixture(scope="session")
def other(odd: Served) -> Reader:
    """Give a reader of the pages over that dataset."""
    return Reader(TestClient(make_site(odd, lambda line: None), "http://localhost", raise_server_exceptions=False))


@pytest.fixture(scope="session")
def attached(odd: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Give a reader of the pages over the same, where the text of the document is attached."""
    place = tmp_path_factory.mktemp("attached")
    (place / "kort.txt").write_text(SHEET, "utf-8")
    dataset = steungraaf.open(odd.dataset.folder.data, lang="nl")
    with Served(dataset, tag="attached") as served:
        originals = served.dataset.__dict__["originals"] = Originals(place / "originals")
        originals.add(place / "kort.txt", served.dataset.evidence)
        site = make_site(served, lambda line: None)
        yield Reader(TestClient(site, "http://localhost", raise_server_exceptions=False))
