"""Test the page that a reader sees first: the answers, each statement with its sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_answer_4_lists_and_never_adds(run: Run) -> None:
    """The fourth answer has every figure with its hedge, and says that the source has no total."""
    text = " ".join(run("answers", "4", "--lang", "nl").stdout.split())
    for expected in (
        "2.500",
        "167",
        "56 %",
        "298",
        "57 %",
        "424",
        "50 %",
        "2.662",
        "1.232",
        "46 %",
        "mogen niet worden",
    ):
        assert expected in text
    assert "1 juli 2015 en 31 oktober 2018" in text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_line_fits_and_no_address_shows(run: Run, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is wrapped at the width of the terminal, at most 92, and holds no address."""
    for columns, limit in (("60", 60), ("200", 92)):
        monkeypatch.setenv("COLUMNS", columns)
        text = run("answers", "--lang", lang).stdout
        assert max(map(len, text.splitlines())) <= limit
        assert "http" not in text


def test_all_answers_have_a_line_between_them(run: Run) -> None:
    """Without a number all four come, in their order."""
    pages = run("answers").stdout.split("─" * 92)
    assert [page.strip().partition(".")[0] for page in pages] == ["Vraag 1", "Vraag 2", "Vraag 3", "Vraag 4"]


def test_reader_is_told_how_to_see_the_real_sentences(run: Run, short: Path, original: Path) -> None:
    """Without an original a note says how to attach one; with one the real sentence is quoted and the note gone."""
    before = run("answers", "--data", str(short))
    assert "originals add" in before.stderr
    assert "Het fonds helpt elke starter." not in before.stdout
    run("originals", "add", str(original), "--data", str(short))
    after = run("answers", "1", "--document", "kort", "--data", str(short))
    assert (after.stderr, after.exit_code) == ("", 0)
    assert "“Het fonds helpt elke starter.”" in after.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["9"], "geen vraag 9. Kies uit: 1, 2, 3, 4."),
        (["vier"], "geen vraag vier."),
        (["--document", "x"], "--document: 'x' bestaat niet. Kies uit: sv-2018-2019-77."),
    ],
)
def test_question_that_does_not_exist_is_told(run: Run, arguments: list[str], expected: str) -> None:
    """A number or a document without question is refused, with those that there are."""
    result = run("answers", *arguments)
    assert expected in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
