"""Test the values of properties, and which properties are proposed."""

import json
from typing import Any

import pytest

from tests.web.conftest import Client, TestClient

STARTERS = {"id": "target-group/starters", "name": "starters"}


def extend(client: TestClient, ids: list[str], *properties: str | dict[str, Any]) -> Any:
    """Ask for properties of things, and return the answer."""
    wanted = [one if isinstance(one, dict) else {"id": one} for one in properties]
    response = client.post("/", data={"extend": json.dumps({"ids": ids, "properties": wanted})})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nis", [{"str": "35001"}]),
        ("ovo", []),
        ("place", [{"id": "province/west", "name": "Westland"}]),
        ("start", [{"date": "1977-01-01T00:00:00Z"}]),
        ("end", [{"date": "2018-12-31T00:00:00Z"}]),
        ("successor", [{"id": "municipality/oost-2019", "name": "East Village"}]),
        ("schema:url", [{"str": "https://oostdorp.example"}]),
        ("https://schema.org/url", [{"str": "https://oostdorp.example"}]),
        ("skos:note", [{"str": "Small."}]),
        ("skos:altLabel", [{"str": "Dorp in het Oosten"}]),
        ("sg:count", [{"int": 12}]),
        ("sg:amount", [{"float": 2.5}]),
        ("sg:much", [{"str": "INF"}]),
        ("sg:since", [{"date": "2001-02-03T00:00:00Z"}, {"str": "oops"}]),
        ("sg:open", [{"str": "true"}]),
        ("sg:broken", [{"str": "x"}]),
        ("sg:supports", [STARTERS]),
        ("schema:knows", []),
    ],
)
def test_values(client: TestClient, name: str, expected: list[dict[str, Any]]) -> None:
    """Codes, days, numbers, texts and entities are each written in their own way; what has no name is left out."""
    (values,) = extend(client, ["municipality/oost"], name)["rows"]["municipality/oost"].values()
    assert values == expected


def test_answer(client: TestClient) -> None:
    """Each thing has a row, one that nobody knows an empty one; a column of entities of one type tells that type."""
    given = extend(client, ["municipality/oost", "organisation:fund", "nope"], "nis", "successor")
    successor = {"id": "municipality/oost-2019", "name": "East Village"}
    assert given == {
        "meta": [
            {"id": "nis", "name": "NIS code"},
            {"id": "successor", "name": "successor", "type": {"id": "municipality", "name": "municipality"}},
        ],
        "rows": {
            "municipality/oost": {"nis": [{"str": "35001"}], "successor": [successor]},
            "organisation:fund": {"nis": [], "successor": []},
            "nope": {"nis": [], "successor": []},
        },
    }


def test_by_iri(client: TestClient) -> None:
    """A property that is asked by its IRI is answered by it."""
    iri = "https://schema.org/url"
    given = extend(client, ["municipality/oost"], iri)
    assert given["meta"] == [{"id": iri, "name": "website"}]
    assert given["rows"]["municipality/oost"] == {iri: [{"str": "https://oostdorp.example"}]}


def test_get(client: TestClient) -> None:
    """An extension may be in the address too."""
    query = json.dumps({"ids": [], "properties": []})
    assert client.get("/", params={"extend": query}).json() == {"meta": [], "rows": {}}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"limit": "1"}, [{"date": "2001-02-03T00:00:00Z"}]),
        ({"limit": 0, "content": ""}, [{"date": "2001-02-03T00:00:00Z"}, {"str": "oops"}]),
        ({"other": 5}, [{"date": "2001-02-03T00:00:00Z"}, {"str": "oops"}]),
    ],
)
def test_limit(client: TestClient, settings: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    """So many values as a setting says, and all where it says none; a setting of others is passed over."""
    given = extend(client, ["municipality/oost"], {"id": "sg:since", "settings": settings})
    assert given["rows"]["municipality/oost"]["sg:since"] == expected


def test_content(client: TestClient) -> None:
    """A setting has things told by their IRIs."""
    given = extend(client, ["organisation/fund"], {"id": "place", "settings": {"content": "id"}})
    iri = "https://w3id.org/steungraaf/id/municipality/oost"
    assert given == {
        "meta": [{"id": "place", "name": "place"}],
        "rows": {"organisation/fund": {"place": [{"str": iri}]}},
    }


def test_dutch(serve: Client) -> None:
    """In Dutch, names of properties and texts are Dutch."""
    given = extend(serve("nl"), ["municipality/oost"], "nis", "skos:note")
    assert [one["name"] for one in given["meta"]] == ["NIS-code", "toelichting"]
    assert given["rows"]["municipality/oost"]["skos:note"] == [{"str": "Klein."}]


def test_proposed(client: TestClient) -> None:
    """The properties of a type are those that things of it have: ours first, then what most of them have."""
    given = client.get("/properties", params={"type": "organisation"}).json()
    assert given["type"] == "organisation"
    assert [one["id"] for one in given["properties"]] == [
        "ovo",
        "kbo",
        "place",
        "dcterms:type",
        "skos:prefLabel",
        "sg:supports",
    ]


def test_proposed_with_a_limit(client: TestClient) -> None:
    """No more are proposed than a limit says; without a type they are those of everything."""
    given = client.get("/properties", params={"limit": "2"}).json()
    assert ([one["id"] for one in given["properties"]], given["limit"]) == (["nis", "ovo"], 2)


@pytest.mark.parametrize(("given", "status"), [({"type": "nope"}, 400), ({"limit": "-1"}, 400)])
def test_proposed_wrongly(client: TestClient, given: dict[str, str], status: int) -> None:
    """A type that nothing has, or a limit that is none, is refused."""
    assert client.get("/properties", params=given).status_code == status
