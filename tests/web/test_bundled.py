"""Test the service with the matcher of the package over the bundled data."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import steungraaf
from steungraaf.links.entities import read_entities
from steungraaf.links.matcher import Matcher
from steungraaf.web.reconciliation import reconciliation_app
from tests.web.conftest import TestClient

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def service() -> TestClient:
    """Give a client of the service in Dutch."""
    dataset = steungraaf.open()
    return TestClient(reconciliation_app(dataset, Matcher(read_entities(dataset.store), today="2026-01-01")))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"query": "Oostende"}, "municipality/oostende"),
        ({"query": "Stad Gent"}, "organisation/gemeente-gent"),
        ({"query": "Gent", "type": "organisation"}, "organisation/gemeente-gent"),
        ({"query": "Hasselt"}, "municipality/hasselt-2025"),
        ({"query": "Hasselt", "properties": [{"pid": "date", "v": "2018-11-27"}]}, "municipality/hasselt"),
        ({"query": "Hasselt", "properties": [{"pid": "nis", "v": 71022}]}, "municipality/hasselt"),
        ({"query": "71022"}, "municipality/hasselt"),
        ({"query": "OVO000039"}, "organisation/vlaio"),
        ({"query": "Agentschap Innoveren en Ondernemen"}, "organisation/vlaio"),
        ({"query": "organisation/hefboom"}, "organisation/hefboom"),
        ({"query": "Bakkerij Jansen"}, None),
        ({"query": "Oostende", "type": "person", "type_strict": "should"}, None),
    ],
)
def test_match(service: TestClient, query: dict[str, Any], expected: str | None) -> None:
    """What is surely meant is the first candidate, and the only one that matches."""
    given = service.post("/", data={"queries": json.dumps({"q": query})}).json()["q"]["result"]
    assert [one["id"] for one in given if one["match"]] == ([expected] if expected else [])
    assert expected is None or given[0]["id"] == expected


def test_extend(service: TestClient) -> None:
    """A column of places, codes and relations is fetched for what was matched."""
    asked = {"ids": ["organisation/economisch-huis-oostende"], "properties": [{"id": "kbo"}, {"id": "place"}]}
    given = service.post("/", data={"extend": json.dumps(asked)}).json()
    assert given["rows"] == {
        "organisation/economisch-huis-oostende": {
            "kbo": [{"str": "0893525002"}],
            "place": [{"id": "municipality/oostende", "name": "Oostende"}],
        }
    }
    assert given["meta"][1] == {"id": "place", "name": "plaats", "type": {"id": "municipality", "name": "gemeente"}}


def shown() -> list[tuple[str, str, str]]:
    """Return what the page about the service shows: the field of a form, what is asked in it, and the answer."""
    page = (ROOT / "docs/reconciliation.md").read_text("utf-8")
    return re.findall(r"'(queries|extend)=(.*?)'\n```\n\n```json\n(.*?)```", page, flags=re.DOTALL)


@pytest.mark.parametrize(("field", "asked", "answer"), shown())
def test_page(field: str, asked: str, answer: str) -> None:
    """What the page about the service shows is what it answers."""
    dataset = steungraaf.open()
    client = TestClient(reconciliation_app(dataset, Matcher.of(dataset.store), lang="en"))
    assert client.post("/", data={field: asked}).json() == json.loads(answer)
