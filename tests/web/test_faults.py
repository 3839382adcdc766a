"""Test that what cannot be answered is told as RFC 9457 has it, and that the service goes on."""

import json
from typing import Any

import pytest

from tests.web.conftest import Client, PlainMatcher, TestClient

ONE = {"query": "Oostdorp"}


def problem(response: Any) -> tuple[int, str]:
    """Return the status and the detail of a problem, having looked at its form."""
    told = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert (told["type"], told["status"]) == ("about:blank", response.status_code) and told["title"]
    return response.status_code, told["detail"]


def post(client: TestClient, field: str, value: Any) -> tuple[int, str]:
    """Send a form with one field, and return what is told."""
    text = value if isinstance(value, str) else json.dumps(value)
    told = problem(client.post("/", data={field: text}))
    assert client.get("/").status_code == 200
    return told


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{", "queries is no JSON object: a fault at line 1, column 2"),
        ("[]", "queries is no JSON object: it is something else"),
        ("[" * 100_000, "queries is no JSON object: a number or a nesting is too large"),
        ('{"a": NaN}', "queries is no JSON object: a number or a nesting is too large"),
        ({"a": []}, "queries.a: this must be an object (query, type, limit, properties, type_strict)."),
        ({"a": {"colour": "x"}}, "queries.a: this must be an object (query, type, limit, properties, type_strict)."),
        ({"a": {"query": 5}}, "queries.a.query: this must be a text of at most 1000 characters."),
        ({"a": {**ONE, "limit": -1}}, "queries.a.limit: this must be a number of 1..100."),
        ({"a": {**ONE, "limit": 1e9}}, "queries.a.limit: this must be a number of 1..100."),
        ({"a": {**ONE, "limit": 1.5}}, "queries.a.limit: this must be a number of 1..100."),
        ({"a": {**ONE, "limit": True}}, "queries.a.limit: this must be a number of 1..100."),
        ({"a": {**ONE, "type": 5}}, "queries.a.type: this must be a list."),
        ({"a": {**ONE, "type_strict": "none"}}, "queries.a.type_strict: this must be any | should | all."),
        ({"a": {**ONE, "properties": {}}}, "queries.a.properties: this must be a list."),
        ({"a": {"properties": [5]}}, "queries.a.properties[0]: this must be an object (pid, v)."),
        (
            {"a": {"properties": [{"pid": "nis"}]}},
            "queries.a.properties[0].v: this must be a text, a number or an object with an id.",
        ),
        (
            {"a": {"properties": [{"pid": "nsi", "v": "1"}]}},
            "queries.a.properties[0].pid: the property 'nsi' cannot be used here. Nearest: nis, nuts. "
            "These can: nis, ovo, kbo, nuts, place, date.",
        ),
        (
            {"a": {**ONE, "type": "municipalty"}},
            "queries.a.type: there is no type 'municipalty'. Nearest: municipality.",
        ),
    ],
)
def test_queries(client: TestClient, value: Any, expected: str) -> None:
    """What is wrong in a batch is told by where it stands and what belongs there."""
    status, detail = post(client, "queries", value)
    assert (status, detail[: len(expected)]) == (400, expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"query": ""}, "queries.a.query: this must be a name, or else properties."),
        ({"query": "x" * 1001}, "queries.a.query: this must be a text of at most 1000 characters."),
        (
            {"query": "Fund", "properties": [{"pid": "date", "v": "27/11/2018"}]},
            "queries.a.properties[0].v: this must be a day, such as 2018-11-27.",
        ),
        ({"query": "Fund", "properties": [{"pid": "date", "v": "2018-13-27"}]}, "queries.a.properties[0].v: "),
    ],
)
def test_cell(client: TestClient, query: dict[str, Any], expected: str) -> None:
    """A cell of a table that cannot be read finds nothing and says why; the others of its batch are answered."""
    given = client.post("/", data={"queries": json.dumps({"a": query, "b": {"query": "Fund"}})}).json()
    assert given["a"]["result"] == [] and given["a"]["error"].startswith(expected)
    assert [one["id"] for one in given["b"]["result"]] == ["organisation/fund"]


def test_unknown_type_without_a_near_one(client: TestClient) -> None:
    """Where no type is like the one that is asked, some that are there are told."""
    _, detail = post(client, "queries", {"a": {**ONE, "type": "zzzz"}})
    assert detail.endswith(
        "For example: municipality, organisation, province, actor-kind:association, "
        "schema:AdministrativeArea, org:FormalOrganization."
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"properties": []}, "extend.ids: this must be a list."),
        ({"ids": [5], "properties": []}, "extend.ids: this must be a text of at most 1000 characters."),
        ({"ids": []}, "extend.properties: this must be a list."),
        ({"ids": [], "properties": ["nis"]}, "extend.properties[0]: this must be an object."),
        (
            {"ids": [], "properties": [{"id": "schema:urk"}]},
            "extend.properties[0].id: the property 'schema:urk' cannot be used here. Nearest: schema:url",
        ),
        (
            {"ids": [], "properties": [{"id": "nis", "settings": {"limit": "many"}}]},
            "extend.properties[0].settings.limit: this must be a number of 0..1000.",
        ),
        (
            {"ids": [], "properties": [{"id": "nis", "settings": {"content": "colour"}}]},
            "extend.properties[0].settings.content: this must be name | id.",
        ),
    ],
)
def test_extend(client: TestClient, value: Any, expected: str) -> None:
    """What is wrong in an extension is told by where it stands and what belongs there."""
    status, detail = post(client, "extend", value)
    assert (status, detail[: len(expected)]) == (400, expected)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("queries", {f"q{number}": ONE for number in range(100_000)}, "100000 queries are too many at once"),
        ("extend", {"ids": ["a"] * 1001, "properties": []}, "1001 identifiers are too many at once"),
        ("extend", {"ids": [], "properties": [{"id": "nis"}] * 51}, "51 properties are too many at once"),
        ("queries", {"a": {**ONE, "type": ["province"] * 51}}, "51 types are too many at once"),
        ("queries", {"a": {**ONE, "properties": [{}] * 51}}, "51 properties are too many at once"),
        ("queries", {"a": {"properties": [{"pid": "nis", "v": ["1"] * 101}]}}, "101 values are too many at once"),
        ("queries", "x" * 2**23, "This request is too large: at most 8388608 bytes."),
    ],
)
def test_too_much(client: TestClient, field: str, value: Any, expected: str) -> None:
    """More than is taken at once is refused as such (413)."""
    status, detail = post(client, field, value)
    assert (status, detail[: len(expected)]) == (413, expected)


def test_dutch(serve: Client) -> None:
    """A fault is told in the language of the address."""
    response = serve("nl").post("/", data={"queries": "{"})
    assert problem(response)[1].startswith("queries is geen JSON-object: fout op regel 1, kolom 2.")
    assert response.headers["content-language"] == "nl"


def test_nothing_asked(client: TestClient) -> None:
    """A form without a field that is known asks nothing."""
    assert post(client, "query", "x")[0] == 400


_UNREAD = "POST: this must be a form in UTF-8."
_TOO_MANY = "This request has more than 20 fields. Divide them over more requests."


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("queries=%ff", _UNREAD),
        ("é", _UNREAD),
        ("a&" * 30, _TOO_MANY),
        ("queries=%7B%7D&" + "a=b&" * 30, _TOO_MANY),
    ],
)
def test_no_form(client: TestClient, body: str, told: str) -> None:
    """A body that is no form in UTF-8, or one of too many fields, is refused."""
    headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    assert problem(client.post("/", content=body.encode(), headers=headers)) == (400, told)


def test_media_type(client: TestClient) -> None:
    """Another body than a form is refused, by its media type."""
    told = problem(client.post("/", json={"queries": {}}))
    assert told == (415, "Send application/x-www-form-urlencoded, and not application/json.")


def test_method(client: TestClient) -> None:
    """Another method is refused, and the answer tells which there are."""
    response = client.put("/")
    assert problem(response)[0] == 405 and set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert problem(client.post("/suggest/entity"))[0] == 405


def test_path(client: TestClient) -> None:
    """Where there is nothing, the manifest is told."""
    expected = "There is no /suggest/other here. The manifest tells what there is: http://localhost"
    assert problem(client.get("/suggest/other")) == (404, expected)


def test_fault_of_ours(client: TestClient) -> None:
    """A fault of the program itself is told as one, without what it was, and the service goes on."""
    told = post(client, "queries", {"a": {"query": "fail"}})
    assert told == (500, "Something went wrong. The service goes on.")


def test_fault_of_the_store(client: TestClient, matcher: PlainMatcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the store behind the service cannot answer is told as a fault behind it (502)."""
    from steungraaf.errors import EngineError

    def fail(*_: object) -> None:
        raise EngineError(reason={"nl": "weg", "en": "gone"})

    monkeypatch.setattr(PlainMatcher, "find", fail)
    status, detail = post(client, "queries", {"a": ONE})
    assert status == 502 and "gone" in detail
