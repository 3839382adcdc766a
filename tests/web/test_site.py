"""Test what holds for the whole site."""

import pytest

from steungraaf.web.served import Served, tag_of
from steungraaf.web.site import make_site
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


ROOT = "https://steun.example/graaf"
PAGE = {"accept": "text/html"}


@pytest.fixture
def based(served: Served) -> TestClient:
    """Give a client of the site at a path of another, which a proxy takes off."""
    return TestClient(make_site(served, lambda line: None, address=ROOT), "http://localhost", follow_redirects=False)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/site.css",
        "/reconcile",
        "/nl/reconcile",
        "/en/reconcile/suggest/entity?prefix=oost",
        "/sitemap.xml",
    ],
)
def test_below_a_path(based: TestClient, path: str) -> None:
    """What is there is there too below a path, whether or not the proxy takes that off."""
    assert based.get(path).status_code == based.get(f"/graaf{path}").status_code == 200


def test_addresses_below_a_path(based: TestClient) -> None:
    """Whatever an answer has of addresses, they are below the path."""
    assert f"<{ROOT}/sparql#dataset>" in based.get("/sparql", headers={"accept": "application/n-triples"}).text
    row = based.get("/sparql", params={"query": "SELECT (<x> AS ?y) {}"}).json()["results"]["bindings"][0]
    assert row["y"]["value"] == f"{ROOT}/x"
    manifest = based.get("/nl/reconcile").json()
    assert manifest["view"]["url"] == f"{ROOT}/nl/reconcile/view?id={{{{id}}}}"
    page = based.get("/doc/municipality/oost?lang=en", headers=PAGE).text
    assert f'href="{ROOT}/doc/municipality/oost?lang=nl"' in page and "/graaf/graaf" not in page


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/about/", f"{ROOT}/about"),
        ("/id/municipality/oost", "/graaf/doc/municipality/oost"),
        ("/.well-known/void", "/graaf/dataset"),
        ("/dataset", "/graaf/downloads"),
        ("/queries", "/graaf/questions"),
        ("/nl/reconcile/view?id=municipality/oost", "https://w3id.org/steungraaf/id/municipality/oost"),
    ],
)
def test_redirects_below_a_path(based: TestClient, path: str, location: str) -> None:
    """Who is sent on stays below the path."""
    assert based.get(path, headers=PAGE).headers["location"] == location


@pytest.mark.parametrize("path", ["//", "///", "/static/", "/static//", "/static/none"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_slashes(site: TestClient, path: str, accept: str) -> None:
    """Where nothing is, that is told, with links of the site and not of the folder."""
    response = site.get(f"http://localhost{path}", headers={"accept": accept})
    assert response.status_code == 404 and "/static/static" not in response.text


def test_repeated_lines(site: TestClient) -> None:
    """A list that comes in several lines is one list (RFC 9110, 5.3)."""
    told = site.get("/none", headers=[("accept", "text/x"), ("accept", "text/html"), ("accept-language", "fr")])
    assert told.headers["content-type"].startswith("text/html")
    dutch = site.get("/none", headers=[("accept-language", "fr"), ("accept-language", "nl")])
    assert dutch.headers["content-language"] == "nl"
    path = "/doc/municipality/oost.ttl"
    etag = site.get(path).headers["etag"]
    assert site.get(path, headers=[("if-none-match", '"x"'), ("if-none-match", etag)]).status_code == 304
    packed = site.get("/", headers=[*PAGE.items(), ("accept-encoding", "br"), ("accept-encoding", "gzip")])
    assert packed.headers["content-encoding"] == "gzip"
