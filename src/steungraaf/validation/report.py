"""Give the result of a check in the form that is asked for."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from steungraaf.rdf import Literal
from steungraaf.validation.finding import Finding, Result, Texts
from steungraaf.validation.page import write_html
from steungraaf.validation.plain import write_text
from steungraaf.validation.w3c import write_turtle
from steungraaf.validation.words import show_path


class Report(Result):
    """The findings of a check, sorted by severity, file and line, and what was checked."""

    def to_text(self, lang: str = "nl") -> str:
        """Return plain text, a line a finding."""
        return write_text(self, lang)

    def to_html(self, lang: str = "nl") -> str:
        """Return one page of HTML that needs nothing else."""
        return write_html(self, lang)

    def to_turtle(self) -> str:
        """Return the W3C's validation report (SHACL 3.6) as Turtle."""
        return write_turtle(self)

    def to_json(self) -> str:
        """Return JSON, with the messages in both languages and a fixed order."""
        whole = {
            "conforms": self.conforms,
            "checked": dict(self.checked),
            "findings": [_as_json(finding) for finding in self.findings],
        }
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def make_report(
    findings: Iterable[Finding], checked: Mapping[str, int], labels: Mapping[str, Texts] | None = None
) -> Report:
    """Return a report of findings, which it sorts."""
    return Report(tuple(sorted(findings, key=lambda finding: finding.order)), checked, labels or {})


def _as_json(finding: Finding) -> dict[str, Any]:
    value = finding.value
    return {
        "severity": finding.severity.value,
        "focus": finding.focus,
        "shape": finding.shape,
        "message": dict(sorted(finding.message.items())),
        "file": show_path(finding.file) if finding.file else None,
        "line": finding.line,
        "graph": finding.graph,
        "sentence": finding.sentence,
        "path": finding.path,
        "value": value.value if isinstance(value, Literal) else getattr(value, "value", None),
    }
