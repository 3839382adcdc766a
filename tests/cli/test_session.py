"""Test what holds for every command."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from steungraaf import dataset
from steungraaf.cli.session import Session, language_of


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["--lang", "en"], {"LANG": "nl_BE.UTF-8"}, "en"),
        (["ask", "x", "--lang=nl"], {"LANG": "en_GB.UTF-8"}, "nl"),
        (["--lang", "fr"], {"LANG": "en_GB.UTF-8"}, "en"),
        (["--lang"], {}, "nl"),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "nl_BE.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "nl_BE.UTF-8", "LANG": "en_US.UTF-8"}, "nl"),
        ([], {"LANG": "fr_BE.UTF-8"}, "nl"),
        ([], {"LANG": "C.UTF-8"}, "nl"),
        ([], {}, "nl"),
    ],
)
def test_language_is_asked_else_the_locale_else_dutch(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    """The option goes first, then LC_ALL, LC_MESSAGES and LANG in their order; all but English is Dutch."""
    assert language_of(arguments, environment) == expected


def test_dataset_is_opened_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data in the same language are opened once; in another language, or from elsewhere, again."""
    opened = []
    monkeypatch.setattr(
        dataset, "open", lambda data, **how: opened.append([*how.values()]) or SimpleNamespace(store=None)
    )
    session = Session(data=small)
    assert session.dataset() is session.dataset()
    session.lang = "en"
    session.dataset()
    session.endpoint = "ours"
    session.dataset()
    session.endpoint, session.store = None, small
    session.dataset()
    assert opened == [
        ["nl", None, None, None, True],
        ["en", None, None, None, True],
        ["en", "ours", None, None, True],
        ["en", None, small, None, True],
    ]


def test_note_is_on_stderr_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """What is said beside the result never mixes with it."""
    Session(lang="en").note("klaar", "done")
    assert capsys.readouterr() == ("", "done\n")


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """With --quiet there is no note and no progress."""
    session = Session(quiet=True)
    session.note("klaar", "done")
    assert capsys.readouterr().err == ""
    assert not session.shows_progress
