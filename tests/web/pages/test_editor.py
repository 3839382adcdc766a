"""Test the page on which people ask in SPARQL."""

from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from steungraaf.store.limit_faults import QueueFullError
from steungraaf.web.pages import editor
from steungraaf.web.served import Served
from tests.web.pages.conftest import Page, Reader, text_of

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def asked(reader: Reader, query: str, lang: str = "en", **fields: str) -> Page:
    """Ask as the form does."""
    return reader.open(f"/sparql?{urlencode({'query': query, **fields})}", lang)


def text(page: Page) -> str:
    """Return what stands in the field."""
    return "".join(page.all("textarea")[0].itertext())


@pytest.mark.parametrize("address", ["/sparql", "/sparql?query=", "/sparql?lang=en"])
def test_first(reader: Reader, address: str) -> None:
    """Who comes to ask finds a first query, which is answered when it is sent."""
    page = reader.open(address, "en")
    assert page.status == 200 and text(page).strip() == editor.FIRST.strip() and not page.all("table", "result")
    assert "supports" in asked(reader, text(page)).all("table", "result")[0].itertext() or "supports" in page.text


def test_rows(reader: Reader) -> None:
    """Rows come as a table with names; what was asked stays in the field."""
    query = 'SELECT ?who ?n { VALUES (?who ?n) { (<https://w3id.org/steungraaf/id/organisation/vlaio> 2500) } } # "é"'
    page = asked(reader, query, "nl")
    assert [text_of(one) for one in page.all("td")] == ["Agentschap Innoveren en Ondernemen", "2.500"]
    assert text(page).strip() == query and "1 rij" in page.text


@pytest.mark.parametrize(("query", "truth"), [("ASK { ?s ?p ?o }", "Yes"), ("ASK { ?s <urn:none> ?o }", "No")])
def test_truth(reader: Reader, query: str, truth: str) -> None:
    """An ASK is answered by yes or no."""
    assert text_of(asked(reader, query).all("p", "truth")[0]) == truth


def test_triples(reader: Reader) -> None:
    """Triples are told in names, and can be had in the formats of RDF."""
    page = asked(reader, "CONSTRUCT WHERE { ?s a <https://w3id.org/steungraaf/ns#Claim> }")
    assert [text_of(one) for one in page.all("th")] == ["subject", "property", "value"]
    assert "Turtle" in page.links() and "CSV" not in page.links() and page.links()["Next rows →"]


@pytest.mark.parametrize(
    ("query", "word", "media"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", "CSV", "text/csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "JSON", "application/sparql-results+json"),
        ("ASK {}", "XML", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "Turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "JSON-LD", "application/ld+json"),
    ],
)
def test_downloads(reader: Reader, query: str, word: str, media: str) -> None:
    """A download comes in its format to who has a browser."""
    sent = reader.client.get(asked(reader, query).links()[word], headers=BROWSER)
    assert (sent.status_code, sent.headers["content-type"].partition(";")[0]) == (200, media)


def test_no_such_format(reader: Reader) -> None:
    """A format that there is not is told on a page."""
    page = reader.open("/sparql?query=ASK{}&format=xlsx", "en")
    assert page.status == 406 and "Choose from: json, xml, csv, tsv" in page.text


def test_syntax(reader: Reader) -> None:
    """What does not parse is told with its line, under which a caret stands."""
    page = asked(reader, "SELECT * {\n?s ?p }")
    assert page.status == 400 and "at line 2, column 7" in page.text and text(page).strip() == "SELECT * {\n?s ?p }"
    assert "".join(page.all("pre")[0].itertext()).rstrip().endswith("^")


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"query": "DROP ALL"}, 403, "DROP changes data"),
        ({"query": "ASK {}", "using-graph-uri": "urn:x"}, 400, "do not go together"),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, 400, "a whole IRI"),
        ({"query": "", "update": "DROP ALL"}, 400, "do not go together"),
    ],
)
def test_refused(reader: Reader, fields: dict[str, str], status: int, told: str) -> None:
    """What is refused is told on the page, where it can be mended."""
    page = asked(reader, **fields)
    assert page.status == status and told in text_of(page.all("div", "fault")[0])


def test_busy(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many ask already, the page says when to come back."""

    def full(*arguments: object) -> None:
        raise QueueFullError(limit=1)

    monkeypatch.setattr(editor, "ask_store", full)
    page = asked(reader, "ASK {}")
    assert (page.status, page.headers["retry-after"]) == (503, "5") and page.all("div", "fault")


def test_graphs(reader: Reader) -> None:
    """Graphs that are named stay named, in the form and in the downloads."""
    page = asked(reader, "SELECT * { ?s ?p ?o }", **{"default-graph-uri": "urn:none"})
    assert "Nothing found" in page.text and quote("urn:none", safe="") in page.links()["CSV"]
    assert [one.get("value") for one in page.all("input") if one.get("name") == "default-graph-uri"] == ["urn:none"]


def test_cut(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page takes up a part of a long answer, and says so."""
    monkeypatch.setattr(editor, "_MOST", 3)
    page = asked(reader, "SELECT * { ?s ?p ?o }")
    assert len(page.all("tr")) == 4 and "these are the first 3" in page.text


def test_examples(reader: Reader) -> None:
    """Each stored question can be taken as an example; the checks are no examples."""
    links = [one.get("href", "") for item in reader.open("/sparql", "en").all("ul", "asked") for one in item.iter("*")]
    examples = [href for href in links if href.startswith("/sparql?example=")]
    page = reader.open("/sparql?example=actors%2Fwho-supports", "en")
    assert "/sparql?example=actors%2Fwho-supports" in examples and not any("checks" in href for href in examples)
    assert text(page).strip().startswith("PREFIX") and "VALUES ?supported { UNDEF }" in text(page)
    assert reader.open("/sparql?example=none", "en").status == 404


def test_programs(reader: Reader) -> None:
    """Programs get what they got: results, and the description of the service without a query."""
    for accept in ("*/*", "application/sparql-results+json", "text/html;q=0.1, text/csv"):
        sent = reader.client.get("/sparql?query=ASK{}", headers={"accept": accept})
        assert (sent.status_code, "html" in sent.headers["content-type"]) == (200, False)
    assert reader.client.get("/sparql", headers={"accept": "*/*"}).headers["content-type"].startswith("text/turtle")
    posted = reader.client.post("/sparql", data={"query": "ASK {}"}, headers={"accept": "text/html, */*;q=0.1"})
    assert posted.json()["boolean"] is True


def test_terms(reader: Reader) -> None:
    """The terms come with their names and meanings in both languages, and with the prefixes."""
    sent = reader.client.get("/sparql/terms.json")
    terms = {term["name"]: term for term in sent.json()["terms"]}
    assert (terms["sg:Claim"]["kind"], terms["sg:Claim"]["nl"]["label"]) == ("class", "bewering")
    assert terms["sg:funds"]["kind"] == "property" and terms["sg:funds"]["en"]["definition"]
    assert sent.json()["prefixes"]["sg"] == "https://w3id.org/steungraaf/ns#"
    again = reader.client.get("/sparql/terms.json", headers={"if-none-match": sent.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("is_built", [True, False])
def test_built(bundled: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_built: bool) -> None:
    """Where the editor was built the page takes it, else it says so in one line."""
    monkeypatch.setattr(editor, "STATIC", tmp_path)
    (tmp_path / "editor").mkdir()
    if is_built:
        (tmp_path / "editor" / "yasqe.min.js").touch()
    from starlette.testclient import TestClient

    from steungraaf.web.site import make_site

    client = TestClient(make_site(Served(bundled.dataset), lambda line: None))
    page = Reader(client).open("/sparql", "en")
    assert ("make editor" in page.text, any("yasqe" in one.get("src", "") for one in page.all("script"))) == (
        not is_built,
        is_built,
    )


def test_update(reader: Reader) -> None:
    """A page only asks: an update in its address is refused."""
    page = reader.open("/sparql?update=DROP+ALL", "en")
    assert page.status == 403 and "Here one can only read" in page.text
