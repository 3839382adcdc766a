"""Test what a finding and a result tell by themselves."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from steungraaf.validation import Finding, Severity
from steungraaf.validation.finding import READABLE, Result


@pytest.mark.parametrize(
    ("severity", "iri"),
    [
        (Severity.VIOLATION, "http://www.w3.org/ns/shacl#Violation"),
        (Severity.WARNING, "http://www.w3.org/ns/shacl#Warning"),
        (Severity.INFO, "http://www.w3.org/ns/shacl#Info"),
    ],
)
def test_severities_are_those_of_shacl(severity: Severity, iri: str) -> None:
    """Each severity has its IRI in SHACL."""
    assert severity.iri == iri


def test_findings_sort_by_severity_file_and_line(findings: Sequence[Finding]) -> None:
    """A violation comes before a warning, what stands in a file before what does not, a lower line before a higher."""
    warning, violation, homeless = findings
    higher = replace(violation, line=10)
    ordered = sorted([homeless, warning, higher, violation], key=lambda finding: finding.order)
    assert ordered == [violation, higher, homeless, warning]


def test_what_cannot_be_read_comes_first(findings: Sequence[Finding]) -> None:
    """A file that cannot be read comes before the findings that it may have caused."""
    unread = replace(findings[1], file=Path("z.ttl"), shape=READABLE)
    assert min([findings[1], unread], key=lambda finding: finding.order) == unread


def test_only_violations_make_a_result_fail(findings: Sequence[Finding]) -> None:
    """A warning is told and does not count against conformance."""
    assert Result(()).conforms
    assert Result((findings[0],)).conforms
    assert not Result((findings[1],)).conforms


def test_findings_are_counted_by_severity(findings: Sequence[Finding]) -> None:
    """The counts are those of each severity."""
    counts = [Result(tuple(findings)).count(severity) for severity in Severity]
    assert counts == [2, 1, 0]
