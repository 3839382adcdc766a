"""Test the vocabulary, for people and for programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from steungraaf.folder import Folder
from steungraaf.namespaces import SG, shorten
from steungraaf.rdf import NamedNode, parse_quads, read_quads
from steungraaf.web.pages.class_picture import draw_classes
from steungraaf.web.pages.ontology import Described, read_examples, read_rules
from tests.web.pages.conftest import Page, Reader, text_of


@pytest.fixture(scope="module")
def page(reader: Reader) -> Iterator[Page]:
    """Give the page in Dutch."""
    yield reader.open("/ns")


def test_every_term(page: Page) -> None:
    """Each term of the namespace has the fragment that its IRI names, with its name and what it means."""
    described = Described().add(quad for file in Folder.open().ontology_files() for quad in file.quads())
    terms = [iri for iri in described.subjects if iri.startswith(SG)]
    sections = {one.get("id", ""): text_of(one) for one in page.all("section", "term")}
    for iri in terms:
        told = sections[iri.removeprefix(SG)]
        assert shorten(iri) in told and described.text(iri, "nl", "skos:definition") in told


def test_links_lead_somewhere(page: Page) -> None:
    """Each fragment that the page links to is on it, and no fragment is there twice."""
    ids = [one.get("id") for one in page.root.iter() if one.get("id")]
    wanted = {one.get("href", "")[1:] for one in page.all("a") if one.get("href", "").startswith("#")}
    assert wanted <= set(ids) and len(ids) == len(set(ids)) and len(wanted) > 60


def test_codes(page: Page) -> None:
    """A type that has no name here stands as the code that it is, with its address in the link; a name does not."""
    codes = {text_of(link): link.get("href") for link in page.all("a") for child in link if child.tag.endswith("}code")}
    assert codes["xsd:duration"] == "http://www.w3.org/2001/XMLSchema#duration" and "actor" not in codes
    assert all(":" in code and "//" not in code for code in codes)


def test_told(page: Page) -> None:
    """A relation has what it is said of, its inverse, and terms of others; a class has its rules and an example."""
    sections = {one.get("id", ""): text_of(one) for one in page.all("section", "term")}
    assert "omgekeerde van ondersteund door" in sections["supports"] and "valt onder" in sections["supports"]
    assert "Geef precies één rdf:subject" in sections["Claim"] and "prov:wasQuotedFrom ex:sentence" in sections["Claim"]
    assert "a foaf:Person" in sections["foaf:Person"]


def test_english(reader: Reader) -> None:
    """The page is there in English, with the Dutch names beside the English."""
    page = reader.open("/ns", "en")
    assert "inverse of supported by" in page.text and "Give exactly one rdf:subject" in page.text
    assert any(one.get("lang") == "nl" and text_of(one) == "bewering" for one in page.all("dd"))


def test_picture(page: Page) -> None:
    """The picture has a box for each class and relation that its table has a row of."""
    (svg,) = [one for one in page.root.iter("{http://www.w3.org/2000/svg}svg") if one.get("role") == "img"]
    drawn = {text_of(one) for one in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"bewering", "berust op zin", "zin", "financiert"} <= drawn
    assert any("bewering berust op zin zin" in text_of(row) for row in page.all("tr"))


def test_long_names() -> None:
    """A name that is longer than its box is cut there and whole beside it; without relations there is no picture."""
    turtle = (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix schema: <https://schema.org/> . "
        "<https://example.org/a-relation-with-a-very-long-name> a owl:ObjectProperty ; "
        "schema:domainIncludes <https://example.org/A> ; schema:rangeIncludes <https://example.org/B> ."
    )
    described = Described().add(parse_quads(turtle.encode(), format="turtle"))
    (box,) = [one for one in draw_classes(described, [], {}, "nl").boxes if one.column == 1]
    assert box.label.endswith("…") and box.whole == "example.org: a-relation-with-a-very-long-name"
    assert draw_classes(Described(), [], {}, "nl").rows == ()


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("/ns", "text/turtle", "text/turtle"),
        ("/ns", "application/ld+json", "application/ld+json"),
        ("/ns", "*/*", "text/turtle"),
        ("/ns.jsonld", "text/html", "application/ld+json"),
    ],
)
def test_programs(reader: Reader, path: str, accept: str, media: str) -> None:
    """Programs get the terms in the format they take, told apart by Vary, and not again where they have it."""
    answer = reader.client.get(path, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(media) and "Accept" in answer.headers["vary"]
    assert '/ns.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["link"]
    again = reader.client.get(path, headers={"accept": accept, "if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_turtle(reader: Reader) -> None:
    """The Turtle has each term with its alignment, and nothing of the concepts."""
    quads = list(parse_quads(reader.client.get("/ns.ttl").content, format="turtle"))
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    assert f"{SG}Claim" in subjects and not any("/id/basis/" in iri for iri in subjects)
    assert any(quad.object == NamedNode("https://schema.org/Claim") for quad in quads)


@pytest.mark.parametrize(("path", "accept", "status"), [("/ns", "image/png", 406), ("/ns.doc", "*/*", 404)])
def test_refused(reader: Reader, path: str, accept: str, status: int) -> None:
    """A format that there is not is refused."""
    assert reader.client.get(path, headers={"accept": accept}).status_code == status


def test_of_others(tmp_path: Path) -> None:
    """Examples without a typed thing, and shapes without a target, tell nothing."""
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/a.ttl").write_text("<https://e.org/a> <https://e.org/b> <https://e.org/c> .", "utf-8")
    for name in ("examples", "shapes"):
        (tmp_path / "ontology" / name).mkdir(parents=True)
        (tmp_path / "ontology" / name / "mine.ttl").write_text("<https://e.org/a> <https://e.org/b> 1 .", "utf-8")
    folder = Folder.open(tmp_path)
    assert len(read_examples(folder)) == len(folder.example_files()) - 1
    assert all(rule.message for rule in read_rules(folder, "nl"))
    assert list(read_quads(folder.example_files()[-1]))
