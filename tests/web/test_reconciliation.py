"""Test the manifest, suggestions, previews and what holds for every answer."""

import json

import pytest
from starlette.applications import Starlette

from steungraaf.dataset import Dataset
from steungraaf.web.reconciliation import mounted, reconciliation_app
from tests.web.conftest import Client, PlainMatcher, TestClient

MUNICIPALITY = {"id": "municipality", "name": "municipality"}
OLD = {
    "id": "municipality/oost",
    "name": "East Village",
    "description": "municipality; Westland; NIS 35001; 1977-01-01 - 2018-12-31",
    "notable": [MUNICIPALITY],
}


def test_manifest(client: TestClient) -> None:
    """Without a question the manifest is told: the versions, what identifiers are, and where everything is."""
    told = client.get("/").json()
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "https://w3id.org/steungraaf/id/"
    assert told["schemaSpace"] == "https://w3id.org/steungraaf/ns#"
    assert told["name"] == "Steungraaf: who supports starting entrepreneurs in Flanders"
    assert told["defaultTypes"] == [
        MUNICIPALITY,
        {"id": "organisation", "name": "organisation"},
        {"id": "province", "name": "province"},
    ]
    assert told["view"] == {"url": "http://localhost/view?id={{id}}"}
    assert told["preview"] == {"url": "http://localhost/preview?id={{id}}", "width": 400, "height": 200}
    assert told["suggest"]["type"] == {
        "service_url": "http://localhost",
        "service_path": "/suggest/type",
        "flyout_service_path": "/flyout/type?id=${id}",
    }
    assert told["extend"]["propose_properties"] == {"service_url": "http://localhost", "service_path": "/properties"}
    assert [(one["name"], one["type"]) for one in told["extend"]["property_settings"]] == [
        ("limit", "number"),
        ("content", "select"),
    ]
    assert told["batchSize"] == 500


def test_manifest_in_dutch(serve: Client) -> None:
    """In Dutch the manifest speaks Dutch."""
    told = serve("nl").get("/").json()
    assert told["name"] == "Steungraaf: wie startende ondernemers in Vlaanderen steunt"
    assert told["defaultTypes"][0] == {"id": "municipality", "name": "gemeente"}


def test_addresses_in_a_manifest(client: TestClient) -> None:
    """Every address in the manifest answers."""
    told = client.get("/").json()
    paths = [one["service_url"] + one["service_path"] + "?prefix=o" for one in told["suggest"].values()]
    propose = told["extend"]["propose_properties"]
    paths.append(propose["service_url"] + propose["service_path"] + "?type=municipality")
    paths.append(told["preview"]["url"].replace("{{id}}", "municipality%2Foost"))
    entity = told["suggest"]["entity"]
    paths.append(entity["service_url"] + entity["flyout_service_path"].replace("${id}", "municipality%2Foost"))
    assert [client.get(path).status_code for path in paths] == [200] * 6
    view = client.get(told["view"]["url"].replace("{{id}}", "municipality%2Foost"), follow_redirects=False)
    assert (view.status_code, view.headers["location"]) == (303, "https://w3id.org/steungraaf/id/municipality/oost")


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/"])
def test_mounted(dataset: Dataset, matcher: PlainMatcher, path: str) -> None:
    """Under a path of a larger site, with a slash at its end or without, the addresses have that path."""
    site = Starlette(routes=mounted("/reconcile", reconciliation_app(dataset, matcher)))
    client = TestClient(site, "https://site.example", follow_redirects=False)
    told = client.get(path).json()
    assert told["view"]["url"] == "https://site.example/reconcile/view?id={{id}}"
    assert client.get("/reconcile/suggest/entity?prefix=west").json()["result"][0]["id"] == "province/west"
    assert client.post(path, data={"queries": "{}"}).json() == {}
    assert client.get("/reconcile/nothing").status_code == 404


def suggested(client: TestClient, what: str, **given: str) -> list[str]:
    """Return the identifiers of suggestions."""
    return [one["id"] for one in client.get(f"/suggest/{what}", params=given).json()["result"]]


def test_suggest_entity(client: TestClient) -> None:
    """An entity is suggested with what tells it from its namesakes."""
    given = client.get("/suggest/entity", params={"prefix": "East V", "type": "municipality"}).json()
    assert given["result"][0] == OLD


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("oost", ["municipality/oost", "municipality/oost-2019"]),
        ("OOSTEN", ["municipality/oost"]),
        ("3500", ["municipality/oost", "municipality/oost-2019"]),
        ("0829.081", ["organisation/fund"]),
        ("municipality/oost-2019", ["municipality/oost-2019"]),
        ("municipality:oost", ["municipality/oost"]),
        ("province/", ["province/west"]),
        ("x", []),
        (
            "",
            [
                "organisation/fund",
                "municipality/oost",
                "municipality/oost-2019",
                "https://example.org/thing",
                "province/west",
            ],
        ),
    ],
)
def test_suggest_by(client: TestClient, prefix: str, expected: list[str]) -> None:
    """A name, a word in it, a code or an identifier that begins so will do; without any, everything is there."""
    assert suggested(client, "entity", prefix=prefix) == expected


def test_cursor(client: TestClient) -> None:
    """With a cursor some are skipped."""
    everything = suggested(client, "entity", prefix="")
    assert suggested(client, "entity", prefix="", cursor="3") == everything[3:]


def test_suggest_of_a_type(client: TestClient) -> None:
    """With a type only what bears it is suggested."""
    assert suggested(client, "entity", prefix="", type="province") == ["province/west"]


@pytest.mark.parametrize(
    ("what", "prefix", "expected"),
    [
        ("type", "mun", ["municipality"]),
        ("type", "assoc", ["actor-kind:association"]),
        ("type", "https://w3id.org/steungraaf/id/actor-kind/", ["actor-kind:association"]),
        ("type", "admin", ["schema:AdministrativeArea"]),
        ("property", "n", ["nis", "kbo", "nuts", "skos:prefLabel", "skos:altLabel", "skos:note"]),
        ("property", "https://schema.org/u", ["schema:url"]),
    ],
)
def test_suggest_types_and_properties(client: TestClient, what: str, prefix: str, expected: list[str]) -> None:
    """Types and properties are suggested by name, by identifier and by IRI; what can be matched on comes first."""
    assert suggested(client, what, prefix=prefix) == expected


@pytest.mark.parametrize("given", [{"cursor": "-1"}, {"cursor": "x"}, {"prefix": "x" * 1001}, {"type": "nope"}])
def test_suggest_wrongly(client: TestClient, given: dict[str, str]) -> None:
    """A cursor that is none, a prefix that is too long and an unknown type are refused."""
    assert client.get("/suggest/entity", params=given).status_code == 400


@pytest.mark.parametrize(
    ("what", "identifier", "expected"),
    [
        (
            "entity",
            "organisation/fund",
            "<p><strong>Fonds &lt;b&gt;Oost&lt;/b&gt;</strong> organisatie; vereniging; "
            "Oostdorp; OVO000039; KBO 0829081071</p>",
        ),
        ("type", "municipality", "<p><strong>gemeente</strong> </p>"),
        ("property", "date", "<p><strong>datum</strong> een dag waarop het bestond: 2018-11-27</p>"),
        ("property", "sg:supports", "<p><strong>ondersteunt</strong> </p>"),
    ],
)
def test_flyout(serve: Client, what: str, identifier: str, expected: str) -> None:
    """A line of HTML tells of an entity, a type or a property, with every name escaped."""
    given = serve("nl").get(f"/flyout/{what}", params={"id": identifier})
    assert given.json() == {"id": identifier, "html": expected}


def test_preview(serve: Client) -> None:
    """The page about a thing is whole HTML, in its language, escaped, and runs nothing."""
    response = serve("nl").get("/preview", params={"id": "organisation/fund"})
    page = response.text
    assert response.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">') and "<script" not in page
    assert "<h1>Fonds &lt;b&gt;Oost&lt;/b&gt;</h1>" in page
    assert (
        "<dl><dt>soort</dt><dd>organisatie, vereniging</dd><dt>ook</dt><dd>Fund</dd><dt>plaats</dt><dd>Oostdorp</dd>"
        "<dt>OVO</dt><dd>OVO000039</dd><dt>KBO</dt><dd>0829081071</dd></dl>"
    ) in page
    assert '<a href="https://w3id.org/steungraaf/id/organisation/fund" target="_blank"' in page
    assert "Hidden" not in page


@pytest.mark.parametrize("path", ["/preview", "/view", "/flyout/entity"])
def test_unknown_entity(client: TestClient, path: str) -> None:
    """An identifier that nothing has is not found; an IRI of somebody else is nowhere redirected to."""
    response = client.get(path, params={"id": "https://evil.example/"}, follow_redirects=False)
    assert response.status_code == 404
    assert response.json()["detail"].startswith("Nothing has the identifier 'https://evil.example/'.")


def test_view_of_a_value(client: TestClient) -> None:
    """What stands in a cell as an entity can be viewed, also where it cannot be matched."""
    given = client.get("/view", params={"id": "target-group/starters"}, follow_redirects=False)
    assert given.headers["location"] == "https://w3id.org/steungraaf/id/target-group/starters"
    given = client.get("/view", params={"id": "https://example.org/thing"}, follow_redirects=False)
    assert given.headers["location"] == "https://example.org/thing"


@pytest.mark.parametrize("identifier", ["nothing/such", "target-group/nobody", "", " ", "a b", "a\nb", "<x>"])
def test_view_of_no_iri(client: TestClient, identifier: str) -> None:
    """What is nothing here, or cannot be an IRI, leads nowhere."""
    assert client.get("/view", params={"id": identifier}, follow_redirects=False).status_code == 404


@pytest.mark.parametrize("path", ["/", "/suggest/entity", "/preview", "/nothing"])
def test_cors(client: TestClient, path: str) -> None:
    """A page of another site may ask anything: it is told so beforehand, and in each answer."""
    before = client.options(path)
    assert (before.status_code, before.content) == (204, b"")
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    for response in (before, client.get(path)):
        assert response.headers["access-control-allow-origin"] == "*"


def test_jsonp(client: TestClient) -> None:
    """An old client gets a call of its function."""
    response = client.get("/suggest/type", params={"prefix": "mun", "callback": "jQuery12_34.done"})
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    told = json.dumps({"result": [MUNICIPALITY]}, separators=(",", ":"))
    assert response.text == f"/**/jQuery12_34.done({told});"


@pytest.mark.parametrize("callback", ["alert(1)//", "a;b", "é", "a" * 101, "1a"])
def test_no_function(client: TestClient, callback: str) -> None:
    """What is no name of a function is not put into a script."""
    assert client.get("/", params={"callback": callback}).status_code == 400


def test_head(client: TestClient) -> None:
    """Whether the service is there can be asked without its manifest."""
    assert client.head("/").status_code == 200
