"""Test that whatever is sent, the service answers or says why not."""

import json
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import steungraaf
from steungraaf.web.reconciliation import reconciliation_app
from tests.web.conftest import ENTITIES, PlainMatcher, TestClient

TEXTS = st.text(max_size=20) | st.sampled_from(
    ["Oostdorp", "nis", "municipality", "date", "2018-11-27", "should", "id"]
)
ATOMS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
ANY = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))
PROPERTY = st.fixed_dictionaries({}, optional={"pid": ANY, "v": ANY, "id": ANY, "settings": ANY})
QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": ANY,
        "type": ANY,
        "limit": ANY,
        "type_strict": ANY,
        "properties": ANY | st.lists(PROPERTY, max_size=3),
    },
)
BATCH = st.dictionaries(TEXTS, QUERY | ANY, max_size=3) | ANY
EXTENSION = st.fixed_dictionaries({}, optional={"ids": ANY, "properties": ANY | st.lists(PROPERTY, max_size=3)}) | ANY


@cache
def service() -> TestClient:
    """Return a client of the service over the bundled data."""
    app = reconciliation_app(steungraaf.open(), PlainMatcher({entity.iri: entity for entity in ENTITIES}), lang="en")
    return TestClient(app, raise_server_exceptions=False)


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(["queries", "extend"]), value=BATCH | EXTENSION)
def test_any_json(field: str, value: Any) -> None:
    """JSON of any form gets an answer, or a problem that is not ours."""
    response = service().post("/", data={field: json.dumps(value)})
    assert response.status_code in (200, 400, 413) and isinstance(response.json(), dict)


@settings(max_examples=100, deadline=None)
@given(
    path=st.sampled_from(
        ["/", "/suggest/entity", "/suggest/type", "/flyout/property", "/properties", "/preview", "/view"]
    ),
    given=st.dictionaries(
        st.sampled_from(["prefix", "cursor", "type", "limit", "id", "callback", "queries", "extend"]),
        st.text(st.characters(codec="utf-8"), max_size=30),
    ),
)
def test_any_address(path: str, given: dict[str, str]) -> None:
    """An address with anything in it gets an answer, or a problem that is not ours."""
    response = service().get(path, params=given, follow_redirects=False)
    assert response.status_code in (200, 303, 400, 404)
