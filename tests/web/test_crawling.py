"""Test what search engines and browsers ask for by itself."""

from xml.etree import ElementTree

import pytest

from steungraaf.web import crawling
from tests.web.conftest import TestClient

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_robots(site: TestClient) -> None:
    """Engines are kept off what is computed, and told of the map."""
    text = site.get("/robots.txt").text
    assert "Disallow: /sparql\n" in text and "Disallow: /queries\n" in text
    assert text.endswith("Sitemap: http://localhost/sitemap.xml\n") and "/doc" not in text


def test_map(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The map has each thing with a name once a language, in parts; each page is there."""
    monkeypatch.setattr(crawling, "MOST", 4)
    parts = [one.text or "" for one in ElementTree.fromstring(site.get("/sitemap.xml").text).iter(f"{_SPACE}loc")]
    assert len(parts) > 1
    found = []
    for part in parts:
        answer = site.get(part.removeprefix("http://localhost"))
        found += [one.text or "" for one in ElementTree.fromstring(answer.text).iter(f"{_SPACE}loc")]
        etag = answer.headers["etag"]
        assert site.get(part.removeprefix("http://localhost"), headers={"if-none-match": etag}).status_code == 304
    assert len(found) == len(set(found)) and "http://localhost/about?lang=en" in found
    things = [one.removeprefix("http://localhost") for one in found if "/doc/" in one]
    assert "/doc/organisation/fund?lang=nl" in things
    assert all(site.get(one, headers={"accept": "text/html"}).status_code == 200 for one in things[:4])


@pytest.mark.parametrize("part", ["0", "99", "9" * 20, "9" * 5000, "x"])
def test_no_part(site: TestClient, part: str) -> None:
    """A part that there is not is not found."""
    assert site.get(f"/sitemap-{part}.xml").status_code == 404


def test_unchanged(site: TestClient) -> None:
    """The list of parts is not sent again."""
    etag = site.get("/sitemap.xml").headers["etag"]
    assert site.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 304


def test_opensearch(site: TestClient) -> None:
    """A browser learns where to search."""
    text = site.get("/opensearch.xml").text
    ElementTree.fromstring(text)
    assert 'template="http://localhost/search?q={searchTerms}"' in text
