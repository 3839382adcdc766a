"""Test changes on the web: who may make them, what comes of them, and that readers see them whole."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from steungraaf.assets import ontology_dir
from steungraaf.dataset import Dataset
from steungraaf.folder import Folder
from steungraaf.namespaces import BASE, DERIVED
from steungraaf.rdf import parse_quads
from steungraaf.store.disk import DiskStore
from steungraaf.web import writer as writing
from steungraaf.web.limits import WEB_LIMITS
from steungraaf.web.pages.checkup import Checkup
from steungraaf.web.pages.quality import Quality
from steungraaf.web.pages.rendering import Pages
from steungraaf.web.served import Served
from steungraaf.web.shelf import Shelf, items
from steungraaf.web.site import make_site
from steungraaf.web.token import Token
from steungraaf.web.writer import Writer
from steungraaf.web.writing_faults import TokenError
from tests.conftest import PREFIX
from tests.test_changing import SHAPES
from tests.web.conftest import TestClient

SECRET = "0123456789abcdef"
WHO = {"authorization": f"Bearer {SECRET}"}
TURTLE = {**WHO, "content-type": "text/turtle; charset=utf-8"}
FORM = "multipart/form-data; boundary=x"
FOND = f'{PREFIX}organisation:fond a org:FormalOrganization ; skos:prefLabel "Fond"@en .'


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a store that is served and may be changed, with one shape."""
    place = tmp_path_factory.mktemp("writable")
    (place / "words/shapes").mkdir(parents=True)
    (place / "words/shapes/one.ttl").write_text(SHAPES, "utf-8")
    (place / "words/context.jsonld").write_bytes((ontology_dir() / "context.jsonld").read_bytes())
    (place / "data").mkdir()
    store = DiskStore.create(place / "store")
    store.load(parse_quads(FOND.encode(), format="turtle", graph="urn:start"))
    limits = replace(WEB_LIMITS, workers=1, spares=0)
    dataset = Dataset(Folder(place / "data", place / "words"), lang="en", store=store.path, limits=limits)
    with Served(dataset, limits, "start") as served:
        served.writer = Writer(served, store.path, Token(SECRET))
        yield served


@pytest.fixture
def client(writable: Served) -> TestClient:
    """Give a client of the site."""
    app = make_site(writable, lambda line: None)
    return TestClient(app, "http://localhost", raise_server_exceptions=False, follow_redirects=False)


def asks(client: TestClient, pattern: str) -> bool:
    """Tell whether the site finds a pattern."""
    found: bool = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"]
    return found


def graph(name: str) -> str:
    """Return the address of a graph."""
    return f"/rdf-graph-store?{urlencode({'graph': name})}"


def test_update(client: TestClient) -> None:
    """An update comes in a form and as the body itself; what is read from then on has it, relative IRIs resolved."""
    form = client.post("/sparql", data={"update": "INSERT DATA { <urn:form> <urn:p> <o> }"}, headers=WHO)
    direct = client.post(
        "/sparql",
        content="INSERT DATA { <urn:direct> <urn:p> 1 }",
        headers={**WHO, "content-type": "application/sparql-update"},
    )
    assert (form.status_code, direct.status_code, form.content) == (204, 204, b"")
    assert asks(client, "<urn:form> <urn:p> <http://localhost/o> . <urn:direct> <urn:p> 1")


def test_graphs_beside(client: TestClient) -> None:
    """The graphs that a request names are looked into, unless the update names its own."""
    client.put(graph("urn:beside"), content="<urn:a> <urn:q> 1 .", headers=TURTLE)
    fields = {"update": "INSERT { <urn:b> <urn:q> ?o } WHERE { <urn:a> <urn:q> ?o }", "using-graph-uri": "urn:none"}
    client.post("/sparql", data=fields, headers=WHO)
    assert not asks(client, "<urn:b> <urn:q> 1")
    client.post("/sparql", data={**fields, "using-graph-uri": "urn:beside"}, headers=WHO)
    assert asks(client, "<urn:b> <urn:q> 1")
    twice = {**fields, "update": "WITH <urn:x> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"}
    assert client.post("/sparql", data=twice, headers=WHO).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Basic x"}, 401),
        ({"authorization": "Bearer 0123456789abcdeg"}, 403),
        ({"authorization": b"Bearer \xe9"}, 403),
    ],
)
def test_who(client: TestClient, headers: Mapping[str, Any], status: int) -> None:
    """Nobody changes anything without the token, and is told how to come with it."""
    responses = [
        client.post("/sparql", data={"update": "CLEAR ALL"}, headers=headers),
        client.put(graph("urn:x"), content="", headers={**headers, "content-type": "text/turtle"}),
        client.delete("/rdf-graph-store?default", headers=headers),
    ]
    assert [response.status_code for response in responses] == [status] * 3
    assert all(("www-authenticate" in response.headers) is (status == 401) for response in responses)
    assert asks(client, "?s ?p ?o")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"update": "CLEAR XYZ"}, 400),
        ({"update": "LOAD <http://127.0.0.1:9/>"}, 400),
        ({"update": "DROP GRAPH <urn:nowhere>"}, 400),
        ({"update": "CLEAR ALL", "query": "ASK {}"}, 400),
        ({"update": "CLEAR ALL", "default-graph-uri": "urn:x"}, 400),
        ({"update": "CLEAR ALL", "using-graph-uri": "no>"}, 400),
        ({"update": ["CLEAR ALL", "CLEAR ALL"]}, 400),
        ({"update": f"INSERT DATA {{ <urn:t> a <https://example.org/Thing> }} #{'x' * 4_200_000}"}, 422),
    ],
)
def test_refused(client: TestClient, fields: dict[str, Any], status: int) -> None:
    """What is no update, or brings a fault, is refused with what is wrong, and nothing is changed."""
    response = client.post("/sparql", data=fields, headers=WHO)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert asks(client, "?s ?p ?o") and not asks(client, "<urn:t> ?p ?o")


def test_findings(client: TestClient) -> None:
    """A refused change tells what is wrong, where, and what to do, in both languages."""
    told = client.put(
        graph("urn:bad"), content="<urn:t> a <https://example.org/Thing> .", headers={**TURTLE, "accept-language": "nl"}
    ).json()
    assert (told["count"], told["findings"][0]["focus"], told["findings"][0]["graph"]) == (1, "urn:t", "urn:bad")
    assert told["findings"][0]["message"] == {"nl": "Geef een naam.", "en": "Give a name."}
    assert "Verbeter" in told["detail"]


def test_by_get(client: TestClient) -> None:
    """An update by GET is refused, also from who may write: a link is no change."""
    response = client.get("/sparql?update=CLEAR%20ALL", headers=WHO)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_whole_graph(client: TestClient) -> None:
    """A graph is made, replaced, extended and removed; the statuses say which."""
    name, text = graph("urn:whole"), "<urn:a> <urn:p> <x> ."
    statuses = [
        client.request(method, name, content=content, headers=TURTLE).status_code
        for method, content in [
            ("GET", ""),
            ("DELETE", ""),
            ("PUT", text),
            ("PUT", text),
            ("POST", "<urn:a> <urn:p> 2 ."),
            ("GET", ""),
            ("HEAD", ""),
            ("DELETE", ""),
            ("HEAD", ""),
            ("POST", text),
        ]
    ]
    assert statuses == [404, 404, 201, 204, 204, 200, 200, 204, 404, 201]
    assert asks(client, "GRAPH <urn:whole> { <urn:a> <urn:p> ?o }") and not asks(client, "<urn:a> <urn:p> 2")


def test_default_graph(client: TestClient) -> None:
    """What is put into the default graph is what stands in no other; it is always there."""
    put = client.put("/rdf-graph-store?default", content="<urn:free> <urn:p> 1 .", headers=TURTLE)
    assert put.status_code == 204 and asks(client, "<urn:free> <urn:p> 1")
    emptied = client.delete("/rdf-graph-store?default", headers=WHO)
    assert emptied.status_code == 204 and not asks(client, "<urn:free> <urn:p> 1") and asks(client, "?s ?p ?o")


@pytest.mark.parametrize(
    ("method", "name", "condition", "status"),
    [
        ("PUT", "urn:there", {"if-match": '"nope"'}, 412),
        ("PUT", "urn:there", {"if-match": "*"}, 204),
        ("PUT", "urn:absent", {"if-match": "*"}, 412),
        ("PUT", "urn:there", {"if-none-match": "*"}, 412),
        ("PUT", "urn:there", {"if-none-match": '"nope"'}, 204),
        ("PUT", "urn:first", {"if-none-match": "*"}, 201),
        ("POST", "urn:there", {"if-none-match": "*"}, 412),
        ("DELETE", "urn:there", {"if-match": "x"}, 412),
        ("DELETE", "urn:absent", {"if-match": "*"}, 404),
        ("DELETE", "urn:first", {"if-match": "*"}, 204),
    ],
)
def test_conditions(client: TestClient, method: str, name: str, condition: dict[str, str], status: int) -> None:
    """A change is made on its conditions or not at all; what is not there to be deleted is told first."""
    client.put(graph("urn:there"), content="<urn:there> <urn:p> 1 .", headers=TURTLE)
    if method == "DELETE" and status == 204:
        client.put(graph(name), content="<urn:first> <urn:p> 1 .", headers=TURTLE)
    response = client.request(method, graph(name), content="<urn:new> <urn:p> 2 .", headers={**TURTLE, **condition})
    assert response.status_code == status
    if status == 412:
        assert next(iter(condition)) in response.json()["detail"].lower()
        assert asks(client, "GRAPH <urn:there> { <urn:there> <urn:p> 1 } FILTER NOT EXISTS { ?g <urn:p> 2 }")
    client.delete(graph(name), headers=WHO)


def test_conditions_by_tag(client: TestClient) -> None:
    """A tag that a GET would have now keeps a change from being made, one of before does not; no weak tag is strong."""
    client.put(graph("urn:tagged"), content="<urn:tagged> <urn:p> 1 .", headers=TURTLE)
    tag = client.get(graph("urn:tagged")).headers["etag"]
    text = "<urn:tagged> <urn:p> 3 ."
    for name, status in (("if-match", 412), ("if-none-match", 412)):
        assert client.put(graph("urn:tagged"), content=text, headers={**TURTLE, name: tag}).status_code == status
    assert client.put(graph("urn:tagged"), content=text, headers=TURTLE).status_code == 204
    assert client.put(graph("urn:tagged"), content=text, headers={**TURTLE, "if-none-match": tag}).status_code == 204


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ({"if-match": "*"}, 204),
        ({"if-match": '"x"'}, 412),
        ({"if-none-match": "*"}, 412),
        ({"if-none-match": "x"}, 204),
    ],
)
def test_conditions_of_updates(client: TestClient, condition: dict[str, str], status: int) -> None:
    """What an update changes is always there."""
    fields = {"update": f"INSERT DATA {{ <urn:bound> <urn:p> {len(str(condition))} }}"}
    assert client.post("/sparql", data=fields, headers={**WHO, **condition}).status_code == status


def test_new_graph(client: TestClient) -> None:
    """What is posted to no graph becomes a new one, whose name is its address."""
    made = client.post("/rdf-graph-store", content="<urn:a> <urn:p> <#x> .", headers=TURTLE)
    location = made.headers["location"]
    assert made.status_code == 201 and location.startswith("http://localhost/rdf-graph-store/")
    assert "urn:a" in client.get(location).text and f"{location}#x" in client.get(graph(location)).text
    assert client.delete(location, headers=WHO).status_code == 204


def test_files(client: TestClient) -> None:
    """The files of a form become one graph, each with blank nodes of its own."""
    files = {
        "a": ("a.ttl", "_:x <urn:p> 1 .", "text/turtle"),
        "b": ("b.nt", '_:x <urn:p> "é" .', "application/n-triples"),
    }
    assert client.post(graph("urn:files"), files=files, headers=WHO).status_code == 201
    assert asks(client, "GRAPH <urn:files> { ?a <urn:p> 1 . ?b <urn:p> 'é' FILTER(?a != ?b) }")


@pytest.mark.parametrize(
    ("name", "media", "status"),
    [
        ("n.ttl", "application/octet-stream", 204),
        ("N.TTL", "Application/Octet-Stream", 204),
        ("n.ttl", "text/plain", 415),
        ("n.trig", "application/octet-stream", 415),
        ("n", "application/octet-stream", 415),
    ],
)
def test_file_of_no_type(client: TestClient, name: str, media: str, status: int) -> None:
    """A file whose type the client does not know, as curl sends it, is read by its suffix."""
    files = {"f": (name, "<urn:a> <urn:p> 1 .", media)}
    assert client.post("/rdf-graph-store?default", files=files, headers=WHO).status_code == status


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"content-encoding": "gzip"}, 415),
        ({"content-encoding": "Identity"}, 204),
        ({"content-range": "bytes 0-17/40"}, 400),
    ],
)
def test_not_the_whole(client: TestClient, more: dict[str, str], status: int) -> None:
    """What is compressed is not read, and a piece does not become the whole graph."""
    client.put(graph("urn:whole"), content="<urn:whole> <urn:p> 1 .", headers=TURTLE)
    response = client.put(graph("urn:whole"), content="<urn:piece> <urn:p> 1 .", headers={**TURTLE, **more})
    assert response.status_code == status
    assert asks(client, "GRAPH <urn:whole> { <urn:whole> ?p ?o }") is (status != 204)
    assert status == 204 or next(iter(more)) in response.json()["detail"].lower()
    assert response.headers.get("accept-encoding") == ("identity" if status == 415 else None)


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("text/plain", b"", 415),
        ("text/turtle; charset=latin1", b"", 415),
        ("multipart/form-data", b"x", 415),
        (FORM, b"--x\r\ncontent-type: text/plain\r\n\r\nx\r\n--x--\r\n", 415),
        (FORM, b"--x\r\ncontent-type: message/rfc822\r\n\r\na: b\r\n\r\nx\r\n--x--\r\n", 415),
        (FORM, b"--x\r\ncontent-type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nx\r\n--y--\r\n--x--\r\n", 415),
        ("text/turtle", b"<urn:a>", 400),
        ("text/turtle", b"<urn:a> <urn:p> '\xff' .", 400),
        ("application/ld+json", b'{"@context": "http://127.0.0.1:9/", "a": 1}', 400),
        ("", b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", 201),
        ("text/turtle", b"#" * (writing.BODY + 1), 413),
    ],
)
def test_bodies(client: TestClient, media: str, body: bytes, status: int) -> None:
    """Statements come in a format of RDF and in UTF-8; without a word of it they are RDF/XML, and fetch nothing."""
    headers = {**WHO, "content-type": media} if media else WHO
    assert client.put(graph("urn:body"), content=body, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PATCH", graph("urn:x"), 405),
        ("PUT", "/rdf-graph-store", 400),
        ("PUT", graph("no>"), 400),
        ("PUT", graph(f"{DERIVED}x"), 400),
        ("PUT", "/rdf-graph-store/x?graph=urn:y", 400),
    ],
)
def test_paths(client: TestClient, method: str, path: str, status: int) -> None:
    """A graph is named once, by a whole IRI, and is none that follows from others."""
    assert client.request(method, path, content="<urn:a> <urn:p> 1 .", headers=TURTLE).status_code == status


def test_no_such_method(client: TestClient) -> None:
    """Who comes with another method is told by which ones a graph is read and changed."""
    response = client.patch(graph("urn:x"), content="", headers=WHO)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD, PUT, POST, DELETE")


@pytest.mark.parametrize("name", ["not iri", "abc", ""])
def test_no_name_of_a_graph(site: TestClient, name: str) -> None:
    """A name that no graph can have is told as such to who reads, too."""
    assert site.get(graph(name)).status_code == 400
    assert site.get(graph("urn:none")).status_code == 404


def test_new_graph_below_a_path(writable: Served) -> None:
    """The address of a new graph is the one that readers see."""
    app = make_site(writable, lambda line: None, address="https://steun.example/graaf")
    below = TestClient(app, "http://localhost")
    made = below.post("/rdf-graph-store", content="<urn:a> <urn:p> 1 .", headers=TURTLE)
    name = made.headers["location"]
    assert name.startswith("https://steun.example/graaf/rdf-graph-store/")
    assert "urn:a" in below.get(name).text and below.delete(name, headers=WHO).status_code == 204


def test_no_such_format(site: TestClient) -> None:
    """A graph is read in the formats of RDF only."""
    assert site.get("/rdf-graph-store?default", headers={"accept": "image/png"}).status_code == 406


def test_everything_is_new(client: TestClient) -> None:
    """A change changes the tag, the documents, and the names that the reconciliation service knows."""
    address = f"/doc/{'organisation/fund-x'}.nt"
    name = f"{BASE}id/organisation/fund-x"
    before = client.get("/rdf-graph-store?default")
    queries = {"q0": {"query": "Verhuizing"}}
    assert client.post("/en/reconcile", data={"queries": json.dumps(queries)}).json()["q0"]["result"] == []
    text = f'{PREFIX}<{name}> a org:FormalOrganization ; skos:prefLabel "Verhuizing"@en .'
    client.put(graph("urn:new"), content=text, headers=TURTLE)
    after = client.get("/rdf-graph-store?default", headers={"if-none-match": before.headers["etag"]})
    assert (after.status_code, client.get(address).status_code) == (200, 200)
    assert after.headers["etag"] != before.headers["etag"]
    found = client.post("/en/reconcile", data={"queries": json.dumps(queries)}).json()["q0"]["result"]
    assert [one["name"] for one in found] == ["Verhuizing"]


def test_new_names_are_found(client: TestClient) -> None:
    """Search knows a name that was written after it was first asked, and the page of the new thing is there."""
    assert client.get("/suggest?q=nieuwling").json()["groups"] == []
    name = f'{PREFIX}organisation:new a org:FormalOrganization ; skos:prefLabel "Nieuwling"@nl , "Nieuwling"@en .'
    assert client.put(graph("urn:named"), content=name, headers=TURTLE).status_code == 201
    hits = [hit["label"] for group in client.get("/suggest?q=nieuwling").json()["groups"] for hit in group["hits"]]
    assert hits == ["Nieuwling"]
    assert "Nieuwling" in client.get("/doc/organisation/new", headers={"accept": "text/html"}).text


def test_description(client: TestClient, site: TestClient) -> None:
    """The service says that it takes updates, where it does."""
    told = [one.get("/sparql", headers={"accept": "application/n-triples"}).text for one in (client, site)]
    assert ["SPARQL11Update" in text for text in told] == [True, False]
    allowed = [one.options("/sparql").headers["access-control-allow-methods"] for one in (client, site)]
    assert ["PUT, DELETE" in methods for methods in allowed] == [True, False]


def test_too_long(client: TestClient, writable: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that is not done in time is stopped, and the next one is made."""
    monkeypatch.setattr(writable.writer, "_seconds", 0.0)
    late = client.put(graph("urn:late"), content="<urn:late> <urn:p> 1 .", headers=TURTLE)
    monkeypatch.undo()
    assert (late.status_code, client.delete(graph("urn:late"), headers=WHO).status_code) == (504, 404)


def test_broken(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that breaks its process is told, and the next one is made."""
    monkeypatch.setattr(writing, "_FUNCTION", "tests.store.openers:fall_over")
    broken = client.put(graph("urn:x"), content="", headers=TURTLE)
    monkeypatch.undo()
    assert (broken.status_code, client.delete(graph("urn:x"), headers=WHO).status_code) == (500, 404)


def test_queue(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """More changes than may wait are told to come back."""
    monkeypatch.setattr(writing, "_WAITING", 0)
    response = client.put(graph("urn:x"), content="", headers=TURTLE)
    assert response.status_code == 503 and "retry-after" in response.headers


@pytest.mark.parametrize("secret", ["", "short", "0123456789 abcdef", "0123456789abcdeé"])
def test_token(secret: str) -> None:
    """A token is long, and can stand in a header."""
    with pytest.raises(TokenError, match="STEUNGRAAF_TOKEN"):
        Token.of({"STEUNGRAAF_TOKEN": secret})
    assert Token.of({"STEUNGRAAF_TOKEN": f"{SECRET}\n"})


def test_place(client: TestClient, writable: Served) -> None:
    """A change is kept on disk."""
    assert isinstance(writable.writer, Writer)
    client.put(graph("urn:kept"), content="<urn:a> <urn:p> 1 .", headers=TURTLE)
    assert "urn:kept" in DiskStore.open(writable.writer.store).graphs()


def test_downloads_are_of_what_was_written(client: TestClient) -> None:
    """A file to take home and the digests are of the data as they are now, also after a second change."""
    for number in range(3):
        client.post("/sparql", data={"update": f"INSERT DATA {{ <urn:taken> <urn:p> {number} }}"}, headers=WHO)
        file, sums = (client.get(f"/downloads/{name}") for name in ("steungraaf.nt", "SHA256SUMS"))
        assert file.text.count("<urn:taken>") == number + 1
        assert f"{sha256(file.content).hexdigest()}  steungraaf.nt\n" in sums.text


def test_files_of_before_go(writable: Served) -> None:
    """A file stays while the data changes once, for who is being sent it, and goes when they change again."""
    writable.renew()
    shelf, item = Shelf(writable), next(items())
    first = shelf.get(item)
    assert shelf.get(item) is first and shelf.ready(item.name) is first
    for is_there in (True, False):
        writable.renew()
        assert shelf.ready(item.name) is None and first.path.exists() is is_there


def test_quality_is_of_what_was_written(writable: Served) -> None:
    """The check behind the page of quality begins anew when the data have changed."""
    page = Quality(Pages(writable), Checkup(writable))
    client = TestClient(Starlette(routes=[Route("/quality", page.answer)]))
    seen = []
    for _ in range(2):
        client.get("/quality")
        seen.append(page.checkup)
        writable.renew()
    client.get("/quality")
    assert seen[0] is not seen[1] is not page.checkup and page.checkup.tag == writable.tag
