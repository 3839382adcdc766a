"""Test what holds for the whole site."""

import pytest

from steungraaf.web.served import Served, tag_of
from tests.web.conftest import TestClient


def test_start(site: TestClient) -> None:
    """The start tells where everything is, and all of it is there."""
    told = site.get("/").json()
    assert told["sparql"] == "http://localhost/sparql"
    paths = [address.removeprefix("http://localhost") for name, address in told.items() if name != "rdf-graph-store"]
    assert {site.get(path).status_code for path in paths} == {200}


def test_health(site: TestClient) -> None:
    """The version of the data is told to who looks whether the site is there."""
    assert site.get("/health").json() == {"status": "ok", "data": "1.0"}


@pytest.mark.parametrize(("lang", "detail"), [("nl", "Hier is geen /none."), ("en", "There is no /none here.")])
def test_no_page(site: TestClient, lang: str, detail: str) -> None:
    """A path that is none is told in the language of the browser, for any site to read."""
    response = site.get("/none", headers={"accept-language": lang})
    assert response.status_code == 404 and response.json()["detail"].startswith(detail)
    assert response.headers["access-control-allow-origin"] == "*"


def test_method(site: TestClient) -> None:
    """A method that a path does not have is told with those that it has."""
    response = site.post("/queries")
    assert response.status_code == 405 and response.json()["detail"].startswith("POST cannot be used here. Use ")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/none", 404), ("GET", "/doc/a/b", 404), ("POST", "/queries", 405), ("GET", "/money?format=pdf", 406)],
)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_problems_vary(site: TestClient, method: str, path: str, status: int, accept: str) -> None:
    """A problem says once what it was chosen by and in which language it is, as data and as a page."""
    response = site.request(method, path, headers={"accept": accept, "accept-language": "en"})
    assert response.status_code == status and response.headers["content-type"].startswith(("text/html", "application/"))
    assert response.headers.get_list("content-language") == ["en"]
    assert [one.removesuffix(", Accept-Encoding") for one in response.headers.get_list("vary")] == [
        "Accept, Accept-Language"
    ]
    assert ("allow" in response.headers) is (status == 405)


def test_our_fault(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is told without its particulars, and the site goes on."""
    monkeypatch.setattr("steungraaf.web.documents.describe_things", lambda store, iris: 1 / 0)
    response = site.get("/doc/a/b")
    assert (response.status_code, "zero" in response.text) == (500, False)


@pytest.mark.parametrize("path", ["/reconcile", "/nl/reconcile", "/en/reconcile"])
def test_reconciliation(site: TestClient, path: str) -> None:
    """The reconciliation service is there in each language."""
    assert site.get(path).json()["view"]["url"] == f"http://localhost{path}/view?id={{{{id}}}}"


def test_lines(site: TestClient, lines: list[str]) -> None:
    """A line tells a request, without what is asked."""
    site.get("/sparql?query=secret")
    assert lines[-1].startswith("GET /sparql 400 ") and "secret" not in lines[-1]


def test_tags(served: Served) -> None:
    """Files are told apart by their bytes, a store by its start, and a server not at all."""
    dataset = served.dataset
    assert tag_of(dataset, is_store=False) == tag_of(dataset, is_store=False) != ""
    assert tag_of(dataset, is_store=True) != tag_of(dataset, is_store=True)
    dataset.endpoint = "https://example.org/sparql"
    try:
        assert tag_of(dataset, is_store=False) == ""
    finally:
        dataset.endpoint = None
