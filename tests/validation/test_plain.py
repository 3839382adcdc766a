"""Test the report as plain text."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from steungraaf.validation import Finding
from steungraaf.validation.finding import READABLE
from steungraaf.validation.report import make_report

CHECKED = {"files": 2, "statements": 10}
LABELS = {
    "https://example.org/bond": {"nl": "De bond", "en": "The union"},
    "https://example.org/s1": {"nl": "Zin 1", "en": "Sentence 1"},
}


def test_a_line_a_finding(findings: Sequence[Finding], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line has severity, place, thing, message, sentence and rule; an empty line parts the files."""
    monkeypatch.chdir(tmp_path)
    assert make_report(findings, CHECKED, LABELS).to_text("en") == (
        "VIOLATION b.ttl:7 https://example.org/fonds: A <b>name</b> & more. [https://example.org/shape]\n\n"
        "VIOLATION (in no file) https://example.org/graph: Just so. [https://example.org/check]\n\n"
        "WARNING a.ttl:3 The union: Give a name. (Sentence 1) [https://example.org/shape]\n\n"
        "2 violations, 1 warning. Checked: 2 files, 10 statements.\n"
    )


def test_the_same_in_dutch(findings: Sequence[Finding], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Dutch everything but the names of files and rules is Dutch."""
    monkeypatch.chdir(tmp_path)
    assert make_report(findings[:1], CHECKED, LABELS).to_text() == (
        "WAARSCHUWING a.ttl:3 De bond: Geef een naam. (Zin 1) [https://example.org/shape]\n\n"
        "1 waarschuwing. Nagekeken: 2 bestanden, 10 uitspraken.\n"
    )


def test_unread_files_are_where_to_begin(findings: Sequence[Finding], tmp_path: Path) -> None:
    """Below many findings the file that may be the cause of them is named again; not where it is the only one."""
    unread = replace(findings[1], file=tmp_path / "z.ttl", line=4, shape=READABLE)
    end = make_report([*findings, unread], CHECKED).to_text("en").splitlines()[-1]
    assert f" Begin with what cannot be read ({tmp_path / 'z.ttl'}:4): the rest may come of it. Checked:" in end
    assert "Begin" not in make_report([unread], CHECKED).to_text("en")


def test_findings_of_one_file_stand_together(findings: Sequence[Finding]) -> None:
    """Between findings of the same file and severity there is no empty line."""
    text = make_report([findings[1], findings[1]], {}).to_text("en")
    assert len(text.split("\n\n")) == 2


def test_nothing_found() -> None:
    """A clean report says so, and how much was checked."""
    assert make_report([], CHECKED).to_text("en") == "Nothing found. Checked: 2 files, 10 statements.\n"
