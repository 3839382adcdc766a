"""Test what is found by name on the web."""

import asyncio
from dataclasses import replace

import pytest
from starlette.requests import Request

from steungraaf.namespaces import QUERY, SG, expand
from steungraaf.search import Hit
from steungraaf.search.faults import SearchUnavailableError
from steungraaf.web.searching import Searching, url_of
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.web.conftest import TestClient


def test_suggest(site: TestClient) -> None:
    """What is found comes by kind, in the language that is asked, with where its page is."""
    response = site.get("/suggest?q=oost&lang=nl&limit=1")
    told = response.json()
    assert told["query"] == "oost" and response.headers["content-language"] == "nl"
    assert [(group["kind"], group["label"], group["more"]) for group in told["groups"]] == [
        ("place", "steden en plaatsen", True),
        ("organisation", "agentschappen en organisaties", False),
    ]
    assert told["groups"][0]["hits"] == [
        {
            "url": "/doc/municipality/oost",
            "iri": expand("municipality:oost"),
            "label": "Oostdorp",
            "matched": "",
            "note": "Westland",
            "score": 80,
        }
    ]


def test_other_language(site: TestClient) -> None:
    """A name in another language finds as well, and is told."""
    (group,) = site.get("/suggest?q=Oostdorp&lang=en&kind=place").json()["groups"]
    assert {(hit["label"], hit["matched"]) for hit in group["hits"]} == {("East Village", "Oostdorp")}


def test_question(site: TestClient) -> None:
    """A stored question leads to its page."""
    groups = site.get("/suggest?q=who+supports+whom&lang=en").json()["groups"]
    assert groups[0]["hits"][0]["url"] == "/questions/actors/who-supports"


@pytest.mark.parametrize("query", ["", "?q=", "?q=%22%20^*%20()", "?q=%00"])
def test_nothing(site: TestClient, query: str) -> None:
    """Who types nothing that can be looked for is told of nothing."""
    response = site.get(f"/suggest{query}")
    assert response.status_code == 200 and response.json()["groups"] == []


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("q=a&limit=0", "limit: this must be a number from 1 to 50."),
        ("q=a&limit=51", "limit: this must be a number from 1 to 50."),
        ("q=a&limit=%C2%B2", "limit: this must be a number from 1 to 50."),
        ("q=a&q=b", "'q' is given more than once. Give it once."),
        ("q=a&kind=city", "kind: there is no 'city'."),
        ("q=%FF", "?: this must be fields in UTF-8."),
    ],
)
def test_refused(site: TestClient, query: str, detail: str) -> None:
    """A field that is not of its kind is told."""
    response = site.get(f"/suggest?{query}", headers={"accept-language": "en"})
    assert response.status_code == 400 and response.json()["detail"].startswith(detail)


def test_unchanged(site: TestClient) -> None:
    """The same suggestions are not sent again; in another language they are others."""
    first = site.get("/suggest?q=oost&lang=nl")
    again = [
        site.get(f"/suggest?q=oost&lang={lang}", headers={"if-none-match": first.headers["etag"]})
        for lang in ("nl", "en")
    ]
    assert [response.status_code for response in again] == [304, 200]
    assert first.headers["vary"] == "Accept-Language"


def test_below_a_path(served: Served) -> None:
    """Where the site stands below a path, so do the pages that it sends to."""
    client = TestClient(make_site(served, lambda line: None), "http://localhost", root_path="/graph")
    (group, *_) = client.get("/suggest?q=Westland").json()["groups"]
    assert group["hits"][0]["url"] == "/graph/doc/province/west"


def test_unavailable(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite cannot search, that is told, and all else goes on."""

    def fail(*given: object, **how: object) -> list[Hit]:
        raise SearchUnavailableError(version="3.8", reason="no such module: fts5")

    monkeypatch.setattr(served.dataset.searching, "find", fail)
    client = TestClient(make_site(served, lambda line: None), "http://localhost")
    response = client.get("/suggest?q=oost&lang=en")
    assert response.status_code == 501 and "SQLite 3.8" in response.json()["detail"]


def test_for_a_page(served: Served) -> None:
    """A page of results gets the groups, how many there are, and what was asked."""
    scope = {"type": "http", "query_string": b"q=+oost+&kind=place&lang=en", "headers": []}
    found = asyncio.run(Searching(served).find(Request(scope)))
    assert (found.query, found.lang, found.kinds, found.limit, found.count) == ("oost", "en", ("place",), 20, 2)
    assert found.asked["q"] == " oost "


@pytest.mark.parametrize(
    ("hit", "url"),
    [
        (Hit(f"{QUERY}actors/who-supports", "question", ""), "/questions/actors/who-supports"),
        (Hit(f"{SG}Claim", "concept", ""), "/ns#Claim"),
        (Hit(expand("sv77:q0-s3"), "document", ""), "/doc/document/sv-2018-2019-77/q0-s3"),
        (
            Hit(expand("sv77:q0-s3"), "document", "", document=expand("document:sv-2018-2019-77")),
            "/doc/document/sv-2018-2019-77#q0-s3",
        ),
        (
            Hit(expand("sv77:q0-s3"), "document", "", document=expand("document:x")),
            "/doc/document/sv-2018-2019-77/q0-s3",
        ),
        (Hit(expand('organisation:a b"'), "organisation", ""), "/doc/organisation/a%20b%22"),
    ],
)
def test_pages(hit: Hit, url: str) -> None:
    """Each thing has its page; a sentence is a place in that of its document."""
    assert url_of(hit) == url and url_of(replace(hit, score=1), "/x") == f"/x{url}"
