"""Test the pages of things."""

import json

import pytest

from tests.web.pages.conftest import Reader, text_of


def test_actor(reader: Reader) -> None:
    """An agency has its name, kind, other names, claims by relation, register facts and numbers elsewhere."""
    page = reader.open("/doc/organisation/vlaio")
    assert [text_of(one) for one in page.all("h1")] == ["Agentschap Innoveren en Ondernemen"]
    assert "Ook: VLAIO" in page.text and "agentschap" in page.links()
    headings = [text_of(one) for one in page.all("h3")]
    assert "ondersteunt 12 beweringen" in headings and "Waar dit staat bij “partner van” 1 bewering" in headings
    assert page.links()["OVO000039 "[:9]] == "https://data.vlaanderen.be/id/organisatie/OVO000039"


def test_place(reader: Reader) -> None:
    """A city tells what is said of whom and what is there, as many claims as the first page counts."""
    page = reader.open("/doc/municipality/oostende", "en")
    assert "Who and what is here 5 claims" in [text_of(one) for one in page.all("h2")]
    assert "a starter package" in page.text and "20,000" in page.text
    home = reader.open("/", "en")
    assert "Oostende5" in {text_of(row) for table in home.all("table", "counts") for row in table.iter()}


def test_nothing_inner(reader: Reader) -> None:
    """What describes a link or the data, and has no name, is not what refers to a thing."""
    assert "w3id.org" not in reader.open("/doc/target-group/starters").text.replace(
        "https://w3id.org/steungraaf/id/", ""
    )
    assert "exampleResource" not in reader.open("/doc/organisation/vlaio").source


def test_cited(reader: Reader) -> None:
    """Who cites a figure names who said it, the document and the sentences."""
    page = reader.open("/doc/document/sv-2018-2019-77/figure-a4-s11-2")
    (cited,) = [text_of(one) for one in page.all("dl", "cite")]
    assert "Philippe Muyters, Schriftelijke vraag 77 van 27 november 2018 met antwoord, Antwoord 4, zin 10" in cited


def test_language(reader: Reader) -> None:
    """The language of the address goes along to the next page; that of the browser does not need to."""
    chosen = reader.open("/doc/organisation/vlaio?lang=en", "nl")
    assert chosen.root.get("lang") == "en"
    assert chosen.links()["Hefboom"] == "/doc/organisation/hefboom?lang=en"
    assert reader.open("/doc/organisation/vlaio", "en").links()["Hefboom"] == "/doc/organisation/hefboom"
    assert chosen.links()["In het Nederlands"] == "/doc/organisation/vlaio?lang=nl"


def test_embedded(reader: Reader) -> None:
    """JSON-LD about the thing stands in its page, and the other forms are linked."""
    page = reader.open("/doc/municipality/oostende")
    (script,) = [one for one in page.all("script") if one.get("type") == "application/ld+json"]
    assert json.loads("".join(script.itertext()))
    kinds = {one.get("type") for one in page.all("link") if one.get("rel") == "alternate"}
    assert {"text/turtle", "application/ld+json", "application/n-quads"} <= kinds
    assert '<http://localhost/doc/municipality/oostende.ttl>; rel="alternate"' in page.headers["link"]


def test_escaping(small: Reader) -> None:
    """What looks like markup in a name is text, in the page and in the JSON-LD in it."""
    page = small.open("/doc/organisation/fund", "nl")
    assert text_of(page.all("h1")[0]) == "Fonds <b>Oost</b>" and "<b>Oost" not in page.source


@pytest.mark.parametrize("path", ["/doc/organisation/nobody", "/doc/%3Cscript%3Ealert(1)%3C/script%3E", "/doc/a%00b"])
def test_nothing_here(reader: Reader, path: str) -> None:
    """A thing that is not there has a page that says so, in the reader's language, without markup from the address."""
    page = reader.open(path, "en")
    assert page.status == 404 and "Not found" in page.text and "<script>alert" not in page.source


def test_unchanged(reader: Reader) -> None:
    """A page that the reader has already is not sent again."""
    page = reader.open("/doc/organisation/vlaio")
    headers = {"accept": "text/html", "accept-language": "nl", "if-none-match": page.headers["etag"]}
    assert reader.client.get("/doc/organisation/vlaio", headers=headers).status_code == 304
    assert reader.client.get("/doc/organisation/vlaio.html", headers={"accept-language": "nl"}).status_code == 200


def test_policy(reader: Reader) -> None:
    """Nothing but what this site sends may run or be shown, and no cookie is set."""
    page = reader.open("/doc/organisation/vlaio")
    assert "default-src 'none'" in page.headers["content-security-policy"] and "set-cookie" not in page.headers


def test_what_leads_nowhere(tangled: Reader) -> None:
    """What is told of a thing is a link where that leads to a page, and a text where it is a name or a script."""
    page = tangled.open("/doc/person/p", "nl")
    hrefs = [one.get("href", "") for one in page.all("a")]
    assert "https://example.org/p" in hrefs and not any(each.startswith(("javascript:", "urn:")) for each in hrefs)
    assert page.status == 200 and "alert(1)" in page.text
