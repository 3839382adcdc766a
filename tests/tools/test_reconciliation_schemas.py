"""Test how answers of the service are held against schemas, by tiny ones of our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.reconciliation_schemas import main

RESULT = {"type": "object", "required": ["result"]}
SCHEMAS: dict[str, dict[str, Any]] = {
    "manifest": {"type": "object", "required": ["versions"]},
    "reconciliation-query-batch": {"type": "object"},
    "reconciliation-result-batch": {"type": "object", "additionalProperties": RESULT},
    "suggest-entities-response": RESULT,
    "suggest-types-response": {**RESULT, "properties": {"result": {"items": {"$ref": "type.json"}}}},
    "suggest-properties-response": RESULT,
    "data-extension-property-proposal": {"required": ["properties"]},
    "data-extension-query": {"required": ["ids"]},
    "data-extension-response": {"required": ["rows"]},
    "type": {"required": ["id"]},
}


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """Give a folder of schemas that every answer fits."""
    for name, schema in SCHEMAS.items():
        told = {"$id": f"https://example.org/{name}.json", **schema}
        (tmp_path / f"{name}.json").write_text(json.dumps(told), "utf-8")
    return tmp_path


def test_fits(schemas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where everything fits, the table says so and the status is 0."""
    assert main([str(schemas)]) == 0
    fitting, of, every, *_ = capsys.readouterr().out.splitlines()[-1].split()
    assert (fitting, of) == (every, "of") and int(every) > 90


def test_does_not_fit(schemas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What does not fit is named, as is a schema that is missing, and the status is 1."""
    (schemas / "type.json").write_text('{"$id": "https://example.org/type.json", "required": ["colour"]}', "utf-8")
    (schemas / "manifest.json").unlink()
    assert main([str(schemas)]) == 1
    told = capsys.readouterr().out
    assert "$.result[0]: 'colour' is a required property" in told and "there is no such schema" in told
