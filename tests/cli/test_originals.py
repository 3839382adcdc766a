"""Test attaching a reader's own copy of a document."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def originals(run: Run, short: Path) -> Run:
    """Run a command of `originals` on the dataset with the short document."""
    return lambda *arguments: run("originals", *arguments, "--data", str(short))


def test_the_very_file_is_attached_listed_and_detached(originals: Run, original: Path) -> None:
    """The file is known by its digest; the list shows it until it is detached."""
    assert originals("list").stdout == "kort  Kort stuk: geen\n"
    assert originals("add", str(original)).stderr == "Toegevoegd: Kort stuk. Het is het bestand zelf.\n"
    assert originals("list").stdout == "kort  Kort stuk: kort.txt. Het is het bestand zelf.\n"
    assert originals("remove", "kort").stderr == "Losgemaakt: Kort stuk.\n"
    assert originals("list", "--lang", "en").stdout == "kort  Short piece: none\n"


def test_another_text_of_the_document_will_do(originals: Run, original: Path) -> None:
    """A text in which every sentence stands, in their order, is an original too."""
    original.write_text("Kop\n\nVraag: wie   helpt?\n\nHet fonds helpt elke starter.\nVoet", "utf-8")
    assert "every sentence was found in it" in originals("add", str(original), "--lang", "en").stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["add", "other.txt"], "other.txt"),
        (["add", "none.txt"], "none.txt"),
        (["remove", "kort"], "'kort' bestaat niet"),
    ],
)
def test_what_is_no_original_is_told(originals: Run, reader: Path, arguments: list[str], expected: str) -> None:
    """A text of no document, a file that is not there, and an original that was never attached are told."""
    (reader / "other.txt").write_text("Iets heel anders.", "utf-8")
    result = originals(*arguments)
    assert expected in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")


def test_without_a_command_the_help_is_printed(run: Run) -> None:
    """The help lists what can be done with originals."""
    text = run("originals").stdout
    assert all(name in text for name in ("add", "list", "remove"))
