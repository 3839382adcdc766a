"""Test the answers to reconciliation queries."""

import json
from typing import Any

import pytest

from steungraaf.web.asking import written
from tests.web.conftest import Client, TestClient

OLD = {
    "id": "municipality/oost",
    "name": "East Village",
    "description": "municipality; Westland; NIS 35001; 1977-01-01 - 2018-12-31",
    "type": [{"id": "municipality", "name": "municipality"}],
    "score": 90,
    "match": False,
    "features": [{"id": "same_name", "value": True}],
}
NEW = {
    "id": "municipality/oost-2019",
    "name": "East Village",
    "description": "municipality; Verland; NIS 35002; 2019-01-01 - ...",
    "type": [{"id": "municipality", "name": "municipality"}],
    "score": 90,
    "match": False,
    "features": [{"id": "same_name", "value": True}],
}


def answers(client: TestClient, **queries: dict[str, Any]) -> Any:
    """Send a batch as OpenRefine does, and return the answer."""
    response = client.post("/", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    return response.json()


def found(client: TestClient, **query: Any) -> list[tuple[str, bool]]:
    """Return the identifiers that one query finds, and whether they match."""
    return [(one["id"], one["match"]) for one in answers(client, q=query)["q"]["result"]]


def test_batch(client: TestClient) -> None:
    """Each query of a batch gets its own answer, with everything that a candidate can have; namesakes do not match."""
    given = answers(client, a={"query": "oostdorp"}, b={"query": "nothing"})
    assert given == {"a": {"result": [OLD, NEW]}, "b": {"result": []}}


def test_get(client: TestClient) -> None:
    """A batch may be in the address too."""
    queries = json.dumps({"q": {"query": "East Village", "limit": 1}})
    assert client.get("/", params={"queries": queries}).json() == {"q": {"result": [OLD]}}


def test_null(client: TestClient) -> None:
    """What is null is as if it were not there."""
    query = {"query": "Fund", "type": None, "limit": None, "properties": None, "type_strict": None}
    assert found(client, **query) == [("organisation/fund", True)]


def test_empty_batch(client: TestClient) -> None:
    """No query at all gets no answer at all."""
    assert answers(client) == {}


def test_features(client: TestClient) -> None:
    """What is asked beside a name is told as features, and a candidate that fits best matches."""
    wanted = [{"pid": "nis", "v": 35001.0}, {"pid": "date", "v": "2018-11-27"}, {"pid": "place", "v": ""}]
    query = {"query": "oostdorp", "type": "municipality", "properties": wanted}
    names = ("same_name", "type", "code", "date")
    features = [{"id": name, "value": True} for name in names]
    assert answers(client, q=query)["q"]["result"] == [{**OLD, "score": 100, "match": True, "features": features}]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ([{"pid": "kbo", "v": ["", "BE 829.081.071"]}], "organisation/fund"),
        ([{"pid": "ovo", "v": 39}], "organisation/fund"),
        ([{"pid": "nis", "v": "35002"}, {"pid": "date", "v": ""}], "municipality/oost-2019"),
    ],
)
def test_by_properties_only(client: TestClient, properties: list[dict[str, Any]], expected: str) -> None:
    """A code finds its thing without any name."""
    assert found(client, properties=properties) == [(expected, True)]


@pytest.mark.parametrize(
    "place", ["Westland", {"id": "province/west", "name": "province/west"}, {"id": "province:west"}]
)
def test_place(client: TestClient, place: object) -> None:
    """A place is given by its name, or as it was reconciled."""
    assert found(client, query="oostdorp", properties=[{"pid": "place", "v": place}]) == [("municipality/oost", True)]


def test_date(client: TestClient) -> None:
    """Of two namesakes the one that existed on a day matches; a moment will do for a day."""
    wanted = [{"pid": "date", "v": "2020-05-01T10:00:00Z"}]
    assert found(client, query="oostdorp", properties=wanted) == [("municipality/oost-2019", True)]


@pytest.mark.parametrize(
    "name",
    ["organisation/fund", "organisation:fund", "https://w3id.org/steungraaf/id/organisation/fund"],
)
def test_identifier_as_query(client: TestClient, name: str) -> None:
    """An identifier, a prefixed name or an IRI finds its thing, surely."""
    assert found(client, query=name) == [("organisation/fund", True)]
    assert found(client, query=name, type="municipality") == []


@pytest.mark.parametrize("name", ["35002", "OVO000039", "0829.081.071"])
def test_code_as_query(client: TestClient, name: str) -> None:
    """A code that something has finds it, surely."""
    expected = "municipality/oost-2019" if name == "35002" else "organisation/fund"
    assert found(client, query=name) == [(expected, True)]


def test_code_of_nothing(client: TestClient) -> None:
    """A code that nothing has is a name like any other."""
    assert found(client, query="35999") == []


def test_thing_elsewhere(client: TestClient) -> None:
    """A thing outside the identifier space has its IRI for an identifier, and its classes for types."""
    (one,) = answers(client, q={"query": "https://example.org/thing"})["q"]["result"]
    types = [{"id": "org:FormalOrganization", "name": "formal organisation"}]
    assert (one["id"], one["type"]) == ("https://example.org/thing", types)


@pytest.mark.parametrize(
    ("types", "strictness", "expected"),
    [
        (["municipality", "organisation"], "any", ["municipality/oost", "municipality/oost-2019", "organisation/fund"]),
        (["municipality", "schema:AdministrativeArea"], "all", ["municipality/oost", "municipality/oost-2019"]),
        (["municipality", "organisation"], "all", []),
        (["organisation"], "all", ["organisation/fund"]),
        (["province"], "should", ["municipality/oost", "municipality/oost-2019", "organisation/fund"]),
        ([{"id": "organisation"}, ""], "should", ["organisation/fund"]),
    ],
)
def test_types(client: TestClient, types: list[Any], strictness: str, expected: list[str]) -> None:
    """Several types are any of them, all of them, or any where anything bears one; "" is none."""
    assert [iri for iri, _ in found(client, query="oost", type=types, type_strict=strictness)] == expected


@pytest.mark.parametrize("name", ["Gemeente", "schema:AdministrativeArea", "https://schema.org/AdministrativeArea"])
def test_type_as_people_type_it(serve: Client, name: str) -> None:
    """A type is given by its name, its identifier or its IRI."""
    assert len(found(serve("nl"), query="oostdorp", type=name)) == 2


def test_property_as_people_type_it(client: TestClient) -> None:
    """A property is given by its name as well."""
    assert found(client, properties=[{"pid": "NIS Code", "v": "35002"}]) == [("municipality/oost-2019", True)]


def test_identifier_with_types(client: TestClient) -> None:
    """A thing that is named by its identifier bears all types that are asked, or is found all the same."""
    types = ["organisation", "municipality"]
    name = "organisation/fund"
    assert found(client, query=name, type=types, type_strict="all") == []
    assert found(client, query=name, type="province", type_strict="should") == [(name, True)]


def test_dutch(serve: Client) -> None:
    """In Dutch, names and descriptions are Dutch."""
    (one,) = answers(serve("nl"), q={"query": "Fund"})["q"]["result"]
    assert (one["name"], one["description"]) == (
        "Fonds <b>Oost</b>",
        "organisatie; vereniging; Oostdorp; OVO000039; KBO 0829081071",
    )


def test_many_in_turns(serve: Client) -> None:
    """A batch that is worked off in several turns is answered whole, in its order."""
    queries = {f"q{number}": {"query": "Westland"} for number in range(25)}
    given = answers(serve(turn=10), **queries)
    assert list(given) == list(queries) and {len(one["result"]) for one in given.values()} == {1}


def test_odd_names(client: TestClient) -> None:
    """What cannot be written in UTF-8, or in an IRI, finds nothing and breaks nothing."""
    queries = {"\ud800": {"query": '\ud800 <>"{}|\x00'}, "b": {"query": "https://example.org/ \\"}}
    assert answers(client, **queries) == {"\ud800": {"result": []}, "b": {"result": []}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("35013", "35013"), ("1000", "01000"), ("NIS-35013", "35013"), ("REF-35013", "REF-35013")],
)
def test_written(value: str, expected: str) -> None:
    """A code is written as its register does; what is none stays what it is."""
    assert written("nis", value) == expected
