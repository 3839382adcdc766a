"""Test laying text out for a terminal."""

import pytest

from steungraaf.cli import layout


def test_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What COLUMNS says is the width; prose is no wider than can be read."""
    monkeypatch.setenv("COLUMNS", "200")
    assert layout.width() == 200
    lines = list(layout.wrap("woord " * 60, first="- ", rest="  "))
    assert max(map(len, lines)) <= layout.PROSE
    assert (lines[0][:3], lines[1][:3]) == ("- w", "  w")


def test_long_words_are_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a very narrow terminal a name stays whole."""
    monkeypatch.setenv("COLUMNS", "5")
    assert list(layout.wrap("startersondersteuningsorganisatie")) == ["startersondersteuningsorganisatie"]


@pytest.mark.parametrize(("terminal", "no_color", "bold"), [(True, "", True), (True, "1", False), (False, "", False)])
def test_heading_is_bold_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, no_color: str, bold: bool
) -> None:
    """Where text is piped, or NO_COLOR is set, it is plain."""
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    assert (layout.heading("Kop") != "Kop") is bold
