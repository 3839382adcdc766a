"""Test the check: what is found, in which form, and with which exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import Result

from steungraaf import dataset
from steungraaf.cli.check import _report
from steungraaf.cli.session import Session

Run = Callable[..., Result]
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:Shape-name .
ex:Shape-name sh:path ex:name ; sh:minCount 1 ; sh:message "Geef een naam."@nl , "Give a name."@en .
"""


@pytest.fixture
def files(reader: Path) -> list[str]:
    """Give a file with a thing without a name, and the shape that asks for one, as arguments."""
    (reader / "mine.ttl").write_text("<https://example.org/a> a <https://example.org/Thing> .\n", "utf-8")
    (reader / "shapes.ttl").write_text(SHAPES, "utf-8")
    return ["mine.ttl", "--shapes", "shapes.ttl"]


def test_finding_has_its_file_and_exit_status_1(run: Run, files: list[str]) -> None:
    """What is found is told with its file and line, in the language asked."""
    dutch, english = (run("check", *files, "--lang", lang) for lang in ("nl", "en"))
    assert (dutch.exit_code, english.exit_code) == (1, 1)
    assert "mine.ttl:1" in dutch.stdout
    assert "Geef een naam." in dutch.stdout
    assert "Give a name." in english.stdout


def test_nothing_found_is_exit_status_0(run: Run, reader: Path, files: list[str]) -> None:
    """Data that keeps to the shapes passes."""
    (reader / "mine.ttl").write_text("<https://example.org/a> <https://example.org/name> 'a' .\n", "utf-8")
    assert run("check", *files).exit_code == 0


def test_json_and_html_and_w3c_report(run: Run, reader: Path, files: list[str]) -> None:
    """The report is to be had as JSON, as a page, and as the report of SHACL in a file."""
    assert json.loads(run("check", *files, "--format", "json").stdout)["conforms"] is False
    assert "<html" in run("check", *files, "--format", "html").stdout
    assert run("check", *files, "--format", "turtle", "-o", "report.ttl").exit_code == 1
    report = rdflib.Graph().parse(reader / "report.ttl")
    assert rdflib.Literal(False) in set(report.objects(predicate=rdflib.SH.conforms))


@pytest.mark.parametrize(
    ("arguments", "expected"), [(["a.ttl"], "heeft --shapes nodig"), (["--shapes", "s.ttl"], "een bestand")]
)
def test_files_and_shapes_go_together(run: Run, arguments: list[str], expected: str) -> None:
    """Files without shapes, or shapes without files, cannot be checked."""
    result = run("check", *arguments)
    assert expected in result.stderr
    assert result.exit_code == 2


def test_dataset_is_checked_whole(run: Run, short: Path) -> None:
    """Without files the dataset is checked; a file that does not parse is one of the findings."""
    (short / "documents/kort/broken.ttl").write_text("<https://example.org/a> <b\n", "utf-8")
    result = run("check", "--data", str(short))
    assert (result.exit_code, result.stderr) == (1, "")
    assert "broken.ttl:1" in result.stdout


def test_progress_is_shown_to_who_watches(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal each step is named; with --quiet or in a pipe nothing is."""
    told: list[Any] = []

    def checked(_: object, *, progress: Callable[[dict[str, str]], None] | None, engine: str, changed: bool) -> None:
        told.append(progress)
        assert (engine, changed) == ("auto", False)
        if progress:
            progress({"nl": "Bestanden lezen", "en": "Reading files"})

    monkeypatch.setattr(dataset.Dataset, "check", checked)
    monkeypatch.setattr(Session, "shows_progress", True)
    _report(Session(data=short), (), (), "auto", changed=False)
    monkeypatch.setattr(Session, "shows_progress", False)
    _report(Session(data=short), (), (), "auto", changed=False)
    assert [one is not None for one in told] == [True, False]


@pytest.mark.parametrize("engine", ["pyshacl", "shifty", "auto"])
def test_engine_is_chosen(run: Run, files: list[str], engine: str) -> None:
    """Whatever engine is chosen, the same is found."""
    result = run("check", *files, "--engine", engine)
    assert (result.exit_code, "Geef een naam." in result.stdout) == (1, True)


def test_fast_engine_says_what_it_cannot_read(run: Run, reader: Path, files: list[str]) -> None:
    """Shapes that shifty would pass over in part are refused, with what in them."""
    (reader / "shapes.ttl").write_text(f"{SHAPES}ex:Shape-name sh:js ex:Script .\n", "utf-8")
    result = run("check", *files, "--engine", "shifty")
    assert (result.exit_code, "sh:js" in result.stderr, "--engine pyshacl" in result.stderr) == (2, True, True)


def test_changed_is_told_as_everything(run: Run, reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed is told as all is; it is kept in the user's cache, or nowhere where that is switched off."""
    (reader / "data/registers").mkdir(parents=True)
    (reader / "data/dataset.ttl").write_text("<urn:x> <urn:p> 1 .\n", "utf-8")
    monkeypatch.setenv("STEUNGRAAF_HOME", str(reader / "home"))
    told = [run("check", "--data", "data", "--changed").stdout for _ in range(2)]
    assert not (reader / "home").exists()
    monkeypatch.setenv("STEUNGRAAF_CACHE", "on")
    told += [run("check", "--data", "data", "--changed").stdout for _ in range(2)]
    assert set(told) == {run("check", "--data", "data").stdout}
    assert [path.name for path in (reader / "home/cache-checked").glob("*/*")] != []


def test_changed_is_of_a_dataset(run: Run, files: list[str]) -> None:
    """Of files and shapes of one's own nothing is kept."""
    result = run("check", *files, "--changed", "--lang", "en")
    assert result.exit_code == 2
    assert "--changed does not go with --shapes" in result.stderr


@pytest.mark.parametrize("option", ["--data", "--endpoint", "--store"])
def test_a_dataset_does_not_go_with_files(run: Run, files: list[str], option: str) -> None:
    """A dataset, store or server beside files of one's own would not be looked at, so it is refused."""
    result = run("check", *files, option, "absent", "--lang", "en")
    assert (result.exit_code, f"{option} does not go with --shapes" in result.stderr) == (2, True)


def test_a_file_that_is_not_there_is_wrong_use(run: Run, files: list[str]) -> None:
    """A name with a slip of the pen has another exit status than a finding."""
    result = run("check", "min.ttl", *files[1:])
    assert (result.exit_code, result.stdout, "min.ttl kan niet" in result.stderr) == (2, "", True)
