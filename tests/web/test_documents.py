"""Test the documents about things and the dataset, and whole graphs."""

from dataclasses import replace

import pytest

from steungraaf.namespaces import BASE, GRAPH
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from steungraaf.web.writing import RDF, SUFFIXES
from tests.web.conftest import TestClient

OOST = "/doc/municipality/oost"


def test_see_other(site: TestClient) -> None:
    """A thing sends to its document, whether that is there or not."""
    response = site.get("/id/municipality/oost")
    assert (response.status_code, response.headers["location"]) == (303, OOST)
    assert site.get("/id/municipality/oost?lang=nl").headers["location"] == f"{OOST}?lang=nl"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_suffix(site: TestClient, suffix: str) -> None:
    """A document comes in the format of its suffix, whatever Accept says."""
    response = site.get(f"{OOST}.{suffix}", headers={"accept": "text/html"})
    assert response.headers["content-type"].startswith(SUFFIXES[suffix]) and "East Village" in response.text


@pytest.mark.parametrize("media", RDF)
def test_accept(site: TestClient, media: str) -> None:
    """A document comes in the format of Accept, and links to its others."""
    response = site.get(OOST, headers={"accept": media})
    assert response.headers["content-type"].startswith(media) and response.headers["vary"] == "Accept"
    assert '<http://localhost/doc/municipality/oost.ttl>; rel="alternate"' in response.headers["link"]
    assert f'<{BASE}id/municipality/oost>; rel="describes"' in response.headers["link"]


def test_graphs(site: TestClient) -> None:
    """The formats with graphs tell where each statement stands."""
    assert f"<{GRAPH}dataset>" in site.get(f"{OOST}.nq").text


@pytest.mark.parametrize(
    "path", ["/doc/municipality/none", "/doc/municipality/oost.pdf", "/doc/a%3E", "/doc/%25zz", "/doc/%0D%0Ax"]
)
def test_nothing(site: TestClient, path: str) -> None:
    """What is not there is told so."""
    response = site.get(path)
    assert response.status_code == 404 and response.json()["detail"].startswith("There is no /doc/")


@pytest.mark.parametrize("path", [OOST, "/dataset"])
def test_not_acceptable(site: TestClient, path: str) -> None:
    """There is no picture of a thing, nor of the dataset."""
    response = site.get(path, headers={"accept": "image/png"})
    assert response.status_code == 406 and "text/turtle" in response.json()["known"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/json", "application/problem+json"),
        ("image/png", "application/problem+json"),
        ("text/turtle", "application/problem+json"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/html;q=0.1, application/json", "application/problem+json"),
    ],
)
def test_nothing_in_any_form(site: TestClient, accept: str, media: str) -> None:
    """What is not there is told so, whatever form is asked for: as a page to who reads pages, else as a problem."""
    response = site.get("/doc/municipality/none", headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (404, media)


@pytest.mark.parametrize("path", [OOST, "/dataset", "/queries", "/openapi.json", "/rdf-graph-store?default"])
def test_unchanged(site: TestClient, path: str) -> None:
    """Who has this state of the data is told so; who has another gets this one."""
    first = site.get(path)
    again = site.get(path, headers={"if-none-match": f'"x", {first.headers["etag"]}'})
    other = site.get(path, headers={"if-none-match": '"x"'})
    assert (first.status_code, again.status_code, again.content, other.status_code) == (200, 304, b"", 200)


def test_no_tag(served: Served) -> None:
    """Where it cannot be told whether data changed there is no tag."""
    untold = Served(served.dataset, served.limits)
    client = TestClient(make_site(untold, lambda line: None), "http://localhost")
    response = client.get(OOST, headers={"if-none-match": '"x"'})
    untold.threads.shutdown()
    assert response.status_code == 200 and "etag" not in response.headers


def test_head(site: TestClient) -> None:
    """HEAD has the headers of GET."""
    head, get = site.head(OOST), site.get(OOST)
    assert (head.content, head.headers["content-length"]) == (b"", get.headers["content-length"])


def test_dataset(site: TestClient) -> None:
    """The dataset is described, also where VoID has it."""
    void, told = site.get("/.well-known/void"), site.get("/dataset")
    assert (void.status_code, void.headers["location"]) == (303, "/dataset")
    assert "dcat:Dataset" in told.text


def test_dataset_for_people(site: TestClient) -> None:
    """A browser is sent to the page about the dataset in the language that was asked; a program is not."""
    page = site.get("/dataset?lang=nl", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.headers["location"]) == (303, "/downloads?lang=nl")
    assert page.headers["vary"].split(", ")[0] == "Accept" and site.get(page.headers["location"]).status_code == 200
    assert site.get("/dataset", headers={"accept": "*/*"}).status_code == 200


def test_no_dataset(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data without a description has none to send."""
    monkeypatch.setattr("steungraaf.web.documents.find_datasets", lambda store: [])
    assert site.get("/dataset?again").status_code == 404


def test_graph(site: TestClient) -> None:
    """A graph is read by its name, or the default graph, which has all."""
    one = site.get("/rdf-graph-store", params={"graph": f"{GRAPH}dataset"}, headers={"accept": "application/n-triples"})
    every = site.get("/rdf-graph-store?default", headers={"accept": "application/n-triples"})
    assert "East Village" in one.text and set(one.text.splitlines()) < set(every.text.splitlines())
    assert site.head("/rdf-graph-store", params={"graph": f"{GRAPH}dataset"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [
        ("GET", "graph=urn:none", 404),
        ("HEAD", "graph=urn:none", 404),
        ("GET", "graph=no%3E", 400),
        ("GET", "", 400),
        ("GET", "default&graph=urn:a", 400),
        ("GET", "graph=urn:a&graph=urn:b", 400),
        ("PUT", "graph=urn:a", 403),
        ("POST", "default", 403),
        ("DELETE", "default", 403),
        ("PATCH", "default", 403),
    ],
)
def test_graph_refused(site: TestClient, method: str, query: str, status: int) -> None:
    """A graph that is not there or not named once is not read, and none is changed."""
    assert site.request(method, f"/rdf-graph-store?{query}").status_code == status


def test_long_graph(served: Served) -> None:
    """A graph that is longer than may be is not sent in half."""
    few = Served(served.dataset, replace(served.limits, rows=1))
    client = TestClient(make_site(few, lambda line: None), "http://localhost")
    response = client.get("/rdf-graph-store?default")
    few.threads.shutdown()
    assert response.status_code == 422


def test_names_in_json(site: TestClient) -> None:
    """JSON-LD has the names of the ontology's context."""
    assert site.get(f"{OOST}.jsonld").json()["@graph"][0]["@id"] == "id:municipality/oost"
