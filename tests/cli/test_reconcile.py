"""Test matching the names in a table from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf.cli.session import Session
from steungraaf.namespaces import expand

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def tables(reader: Path) -> None:
    """Put a table at hand, in UTF-8 and in the encoding of old spreadsheets."""
    (reader / "t.csv").write_text("naam;jaar\nGemeente Aalter;2018\nXyzzyx;2019\n", "utf-8")
    (reader / "old.csv").write_bytes("naam;jaar\nCoördinatie;2018\n".encode("windows-1252"))


def test_a_table_gets_its_columns(run: Run, reader: Path) -> None:
    """The file is written with what each name means, and how many rows got a match is told."""
    result = run("reconcile", "t.csv", "--column", "naam", "-o", "out.csv")
    assert (result.exit_code, result.stderr) == (0, "out.csv: 1 van 2 rijen gekoppeld.\n")
    assert (reader / "out.csv").read_text("utf-8").splitlines()[:2] == [
        "naam;jaar;steungraaf_iri;steungraaf_label;steungraaf_score;steungraaf_reason",
        f"Gemeente Aalter;2018;{expand('organisation:gemeente-aalter-2019')};Gemeentebestuur Aalter;99.5;"
        '"andere naam gelijk; degene die nu geldt; een vorige tot 2018-12-31"',
    ]


def test_a_day_and_a_kind(run: Run) -> None:
    """On a day and of a kind it is the municipality of then, with the reason in English."""
    result = run(
        "reconcile", "t.csv", "--column", "naam", "--kind", "municipality", "--on", "2018-11-27", "--lang", "en"
    )
    assert f"{expand('municipality:aalter')};Aalter;" in result.stdout
    assert "label equal after dropping 'Gemeente'" in result.stdout
    assert result.stderr == "output: 1 of 2 rows matched.\n"


def test_an_encoding_that_is_guessed_is_told(run: Run) -> None:
    """What is not UTF-8 is read as Windows-1252, and that is said."""
    result = run("reconcile", "old.csv", "--column", "naam")
    assert "old.csv is geen UTF-8 en is gelezen als Windows-1252" in " ".join(result.stderr.split())
    assert "Coördinatie" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["none.csv", "--column", "naam"], "none.csv kan niet gelezen worden"),
        (["t.csv", "--column", "naem"], "t.csv heeft geen kolom 'naem' voor --column. Dichtstbij: naam."),
        (["t.csv", "--column", "naam", "--kind", "municipalty"], "--kind: 'municipalty' bestaat niet."),
        (["t.csv", "--column", "naam", "--on", "gisteren"], "--on: 'gisteren' is geen datum."),
        (["t.csv", "--column", "naam", "-o", "old.csv"], "old.csv bestaat al."),
        (["t.csv"], "steungraaf reconcile heeft --column nodig. Meer: steungraaf reconcile --help"),
    ],
)
def test_faults_are_told(run: Run, arguments: list[str], expected: str) -> None:
    """What is wrong is told before anything is written."""
    result = run("reconcile", *arguments)
    assert expected in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")


def test_how_far_it_is_is_shown(run: Run, reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who watches sees how many rows a second are done."""
    (reader / "long.csv").write_text("naam\n" + "Gent\n" * 2_000, "utf-8")
    monkeypatch.setattr(Session, "shows_progress", True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    told = run("reconcile", "long.csv", "--column", "naam", "-o", "out.csv").stderr
    assert "2,000 rijen" in told and "/s" in told


def test_a_day_may_stand_first(run: Run) -> None:
    """A day is read as people here write it, as it is where a question is asked."""
    result = run("reconcile", "t.csv", "--column", "naam", "--kind", "municipality", "--on", "27/11/2018")
    assert f"{expand('municipality:aalter')};Aalter;" in result.stdout
