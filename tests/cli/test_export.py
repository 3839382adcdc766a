"""Test writing the data out: whole files or none."""

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_turtle_is_printed_by_default(run: Run, short: Path) -> None:
    """Without arguments everything is printed as Turtle."""
    text = run("export", "--data", str(short)).stdout_bytes
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) > 100


def test_table_opens_in_a_spreadsheet(run: Run, reader: Path, short: Path) -> None:
    """A table is written to the file that is named, which is told."""
    result = run("export", "csv", "--part", "claims", "-o", "claims.csv", "--data", str(short), "--lang", "en")
    assert (result.stdout, result.stderr) == ("", "claims.csv is written.\n")
    assert "Het fonds helpt starters." in (reader / "claims.csv").read_text("utf-8-sig")


def test_derived_relations_on_request(run: Run, short: Path) -> None:
    """With --derived the relations that follow are written too."""
    plain, derived = (run("export", "nquads", "--data", str(short), *more).stdout for more in ((), ("--derived",)))
    assert "graph/derived/" not in plain
    assert "graph/derived/relations" in derived


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["turtel"], "format: 'turtel' bestaat niet. Dichtstbij: turtle."),
        (["turtle", "--part", "actor"], "--part: 'actor' bestaat niet. Dichtstbij: actors."),
        (["jsonld", "--frame", "claims"], "--frame: 'claims' bestaat niet. Dichtstbij: claim."),
        (["turtle", "--frame", "claim"], "--frame claim schikt JSON-LD en gaat niet samen met turtle."),
        (["csv"], "kies met --part een van actors, claims, figures, links"),
    ],
)
def test_choices_that_cannot_be_are_told(run: Run, reader: Path, arguments: list[str], expected: str) -> None:
    """An unknown format, part or frame, or what does not go together, is refused and no file is made."""
    result = run("export", *arguments, "-o", "out")
    assert expected in result.stderr
    assert (result.exit_code, (reader / "out").exists()) == (2, False)


def test_existing_file_is_kept_without_force(run: Run, reader: Path, short: Path) -> None:
    """A file that exists is replaced only where --force says so."""
    (reader / "out.nt").write_text("mine", "utf-8")
    arguments = ("export", "ntriples", "-o", "out.nt", "--data", str(short))
    assert run(*arguments).stderr == "out.nt bestaat al. Geef --force om het te vervangen, of kies een andere naam.\n"
    assert (reader / "out.nt").read_text("utf-8") == "mine"
    assert run(*arguments, "--force").exit_code == 0
    assert (reader / "out.nt").read_text("utf-8") != "mine"


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_full_disk_or_interruption_leaves_nothing(
    run: Run, reader: Path, short: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """When writing fails halfway there is no half file, and none of ours beside it."""

    def fail(quads: Any, out: Any, format: str, *, grouped: bool) -> None:
        out.write(b"half")
        raise fault

    monkeypatch.setattr("steungraaf.export.write_rdf", fail)
    before = sorted(reader.iterdir())
    result = run("export", "ntriples", "-o", "out.nt", "--data", str(short))
    assert result.exit_code == (130 if isinstance(fault, KeyboardInterrupt) else 2)
    assert sorted(reader.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_device_is_told(short: Path) -> None:
    """A device that is full is told in a line."""
    command = [sys.executable, "-m", "steungraaf", "--lang", "en", "export", "ntriples", "--data", str(short)]
    done = subprocess.run([*command, "-o", "/dev/full"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("/dev/full could not be written: No space left on device.")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda folder: None, "bestaat niet"),
        (lambda folder: folder.mkdir(), "is leeg"),
        (lambda folder: (folder.mkdir(), (folder / "a.txt").touch()), "is geen dataset"),
        (lambda folder: folder.touch(), "is geen dataset"),
    ],
)
def test_folder_that_is_no_dataset_is_told(
    run: Run, reader: Path, make: Callable[[Path], object], expected: str
) -> None:
    """A folder that is missing, empty or no dataset is told by its name, with what a dataset has."""
    make(reader / "folder")
    result = run("export", "--data", "folder")
    assert result.exit_code == 2
    assert result.stderr.startswith("folder is" if expected == "is geen dataset" else "De map folder")
    assert expected in result.stderr


def test_unreadable_folder_is_told(run: Run, short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is told, with the reason."""

    def refuse(path: object) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("steungraaf.folder.os.listdir", refuse)
    assert "kan niet gelezen worden: u hebt er geen rechten op" in run("export", "--data", str(short)).stderr


def test_broken_file_is_told_with_its_place(run: Run, short: Path) -> None:
    """A Turtle file that does not parse is told by file, line and column."""
    (short / "documents/kort/broken.ttl").write_text("<https://example.org/a> <b\n", "utf-8")
    result = run("export", "--data", str(short))
    assert "broken.ttl, regel 1, kolom" in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
