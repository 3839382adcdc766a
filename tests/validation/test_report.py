"""Test what holds for a report in every form."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from steungraaf.rdf import BlankNode, Literal
from steungraaf.validation import Finding
from steungraaf.validation.report import make_report


def test_findings_come_sorted(findings: Sequence[Finding]) -> None:
    """In whatever order findings come, the report has them in one."""
    assert make_report(findings, {}) == make_report(findings[::-1], {})


def test_json_holds_everything(findings: Sequence[Finding], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding has both messages, its place and its rule; what it lacks is null."""
    monkeypatch.chdir(tmp_path)
    whole = json.loads(make_report(findings, {"files": 2}).to_json())
    assert (whole["conforms"], whole["checked"], len(whole["findings"])) == (False, {"files": 2}, 3)
    assert whole["findings"][2] == {
        "severity": "warning",
        "focus": "https://example.org/bond",
        "shape": "https://example.org/shape",
        "message": {"en": "Give a name.", "nl": "Geef een naam."},
        "file": "a.ttl",
        "line": 3,
        "graph": None,
        "sentence": "https://example.org/s1",
        "path": "https://example.org/name",
        "value": None,
    }


def test_values_stand_in_json_as_they_are(findings: Sequence[Finding]) -> None:
    """An IRI and a literal are their plain text, in a fixed place."""
    made = [replace(findings[1], value=value) for value in (Literal("5.0"), BlankNode("b"), findings[1].value)]
    values = [each["value"] for each in json.loads(make_report(made, {}).to_json())["findings"]]
    assert values == ["5.0", "https://example.org/x", "b"]


@pytest.mark.parametrize("form", ["to_text", "to_html", "to_json", "to_turtle"])
def test_every_form_is_the_same_each_time(findings: Sequence[Finding], form: str) -> None:
    """The same findings give the same text, whatever order they came in, and it ends with a line end."""
    first = getattr(make_report(findings, {"files": 2}), form)()
    assert getattr(make_report(findings[::-1], {"files": 2}), form)() == first
    assert first.endswith("\n")
