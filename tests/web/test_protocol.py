"""Test the SPARQL 1.1 Protocol, through the site and its worker."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from steungraaf.namespaces import GRAPH
from steungraaf.web.protocol import ROWS
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from steungraaf.web.writing import RDF
from tests.web.conftest import TestClient

SELECT = "SELECT ?v { ?s <https://w3id.org/steungraaf/ns#count> ?v }"
CONSTRUCT = "CONSTRUCT { <s> <p> ?v } { ?s <https://w3id.org/steungraaf/ns#count> ?v }"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


def values(response: Any) -> list[str]:
    """Return the values of an answer of one column."""
    assert response.status_code == 200
    return [row["v"]["value"] for row in response.json()["results"]["bindings"]]


def test_three_ways(site: TestClient) -> None:
    """A query is taken in the address, in a form, and as the body itself."""
    responses = [
        site.get("/sparql", params={"query": SELECT}),
        site.post("/sparql", data={"query": SELECT}),
        site.post("/sparql", content=SELECT, headers={"content-type": f"{DIRECT}; charset=UTF-8"}),
    ]
    assert [values(response) for response in responses] == [["12"]] * 3


@pytest.mark.parametrize("media", ROWS)
def test_rows(site: TestClient, media: str) -> None:
    """Rows come in each format, and the response says that it depends on Accept."""
    response = site.get("/sparql", params={"query": SELECT}, headers={"accept": media})
    assert "12" in response.text and response.headers["content-type"].startswith(media)
    assert (response.headers["vary"], response.headers["access-control-allow-origin"]) == ("Accept", "*")


@pytest.mark.parametrize("media", RDF)
def test_triples(site: TestClient, media: str) -> None:
    """Triples come in each format; their relative IRIs are those of the service."""
    response = site.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": media})
    assert "http://localhost/s" in response.text and response.headers["content-type"].startswith(media)


def test_state_of_the_data(site: TestClient) -> None:
    """What follows from the data alone names their state, and is not sent to who has it; another form is another."""
    asked = {"query": SELECT}
    first = site.get("/sparql", params=asked)
    kept = {"if-none-match": first.headers["etag"]}
    again = site.get("/sparql", params=asked, headers=kept)
    assert (again.status_code, again.content) == (304, b"") and first.headers["cache-control"] == "no-cache"
    assert values(site.get("/sparql", params=asked, headers={**kept, "accept": "application/json"})) == ["12"]


@pytest.mark.parametrize("said", ["SELECT (UUID() AS ?v) { }", "SELECT (rand() AS ?v) { }", "SELECT (now() AS ?v) {}"])
def test_answers_of_chance(site: TestClient, said: str) -> None:
    """What chance or the time decides is made each time, and so is what is posted."""
    responses = [site.get("/sparql", params={"query": said}) for _ in range(2)]
    found = [values(response) for response in responses]
    assert found[0] != found[1] and not any("etag" in response.headers for response in responses)
    assert "etag" not in site.post("/sparql", data={"query": SELECT}).headers


def test_truth(site: TestClient) -> None:
    """An ASK is answered by a boolean."""
    assert site.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("graphs", "expected"),
    [
        ({"default-graph-uri": f"{GRAPH}dataset"}, ["12"]),
        ({"default-graph-uri": ["urn:none", f"{GRAPH}dataset"]}, ["12"]),
        ({"default-graph-uri": "urn:none"}, []),
        ({"named-graph-uri": f"{GRAPH}dataset"}, []),
    ],
)
def test_graphs(site: TestClient, graphs: dict[str, Any], expected: list[str]) -> None:
    """The graphs of the request are asked, and no other."""
    assert values(site.post("/sparql", data={"query": SELECT, **graphs})) == expected


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 406),
        ("query=ASK%20%7B", 400),
        ("query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("query=ASK%7B%7D&update=DROP%20ALL", 400),
        ("query=ASK%7B%7D&using-graph-uri=urn:x", 400),
        ("query=ASK%7B%7D&default-graph-uri=no%3E", 400),
        ("query=%ff", 400),
        ("update=DROP%20ALL&update=DROP%20ALL", 400),
        ("update=DROP%20ALL", 403),
        ("query=DROP%20ALL", 403),
        ("default-graph-uri=urn:x", 400),
        ("query=ASK%20" + "%7B" * 300 + "%7D" * 300, 400),
        ("query=ASK%7BSERVICE%20%3Curn:x%3E%7B%7D%7D", 400),
    ],
)
def test_refused(site: TestClient, query: str, status: int) -> None:
    """What is no query, or more than one, or a change, is told as a problem."""
    response = site.get(f"/sparql?{query}", headers={"accept": "application/json" if query else "image/png"})
    expected = 400 if not query else status
    assert (response.status_code, response.json()["status"]) == (expected, expected)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("", b"ASK {}", 415),
        ("text/plain", b"ASK {}", 415),
        (f"{DIRECT}; charset=utf-16", "ASK {}".encode("utf-16"), 415),
        (f"{DIRECT}; boundary=x", b"ASK {} #\xff", 400),
        ("application/sparql-update", b"DROP ALL", 403),
        (FORM, b"", 400),
        (FORM, b"x" * 5_000_000, 413),
    ],
)
def test_bodies(site: TestClient, media: str, body: bytes, status: int) -> None:
    """A body is a form or a query in UTF-8, and not too long."""
    assert site.post("/sparql", content=body, headers={"content-type": media}).status_code == status


def test_compressed(site: TestClient) -> None:
    """A query that comes compressed is refused by its coding, not by letters that it has not."""
    headers = {"content-type": DIRECT, "content-encoding": "gzip"}
    response = site.post("/sparql", content=b"\x1f\x8b", headers=headers)
    assert response.status_code == 415 and "Content-Encoding: gzip" in response.json()["detail"]


def test_many_fields(site: TestClient) -> None:
    """As many fields are read as the documents say, and of more it is told that they are too many."""
    fields = [("query", "ASK {}"), *[("x", "1")] * 199]
    assert site.get(f"/sparql?{urlencode(fields)}").status_code == 200
    more = urlencode([*fields, ("x", "1")])
    form = site.post("/sparql", content=more, headers={"content-type": FORM})
    for response in (site.get(f"/sparql?{more}"), form):
        assert response.status_code == 400 and "more than 200 fields" in response.json()["detail"]


def test_not_acceptable(site: TestClient) -> None:
    """Where no format fits, those that there are are told."""
    response = site.get("/sparql", params={"query": SELECT}, headers={"accept": "image/png"})
    assert response.status_code == 406 and "text/csv" in response.json()["known"]


def test_methods(site: TestClient) -> None:
    """HEAD answers as GET without a body, OPTIONS says what may be done, PUT may not."""
    head = site.head(f"/sparql?{urlencode({'query': SELECT})}")
    options, put = site.options("/sparql"), site.put("/sparql")
    assert (head.status_code, head.content, options.status_code, put.status_code) == (200, b"", 204, 405)
    assert "POST" in options.headers["access-control-allow-methods"] and "POST" in put.headers["allow"]


def test_cut(served: Served) -> None:
    """An answer that is longer than may be is refused, not sent in half."""
    few = Served(served.dataset, replace(served.limits, rows=1))
    client = TestClient(make_site(few, lambda line: None), "http://localhost")
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    few.threads.shutdown()
    assert response.status_code == 422 and "more than 1 rows" in response.json()["detail"]


def test_description(site: TestClient) -> None:
    """Without a query the service describes itself, with the graphs that it has."""
    response = site.get("/sparql", headers={"accept": "application/n-triples"})
    assert "<http://www.w3.org/ns/sparql-service-description#endpoint> <http://localhost/sparql>" in response.text
    assert f"#name> <{GRAPH}dataset>" in response.text
