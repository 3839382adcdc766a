"""Test what is done where standard input is closed."""

import sys

import pytest

from steungraaf.cli import link_review, main
from steungraaf.cli.usage import InputClosedError


@pytest.mark.parametrize("command", [("sparql", "-"), ("convert", "-", "--from", "turtle", "--to", "trig")])
@pytest.mark.parametrize(
    ("lang", "told"), [("nl", "De standaardinvoer is gesloten"), ("en", "Standard input is closed")]
)
def test_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], lang: str, told: str
) -> None:
    """A command that is to read it says so, in one line."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as end:
        main([*command, "--lang", lang])
    printed = capsys.readouterr()
    assert printed.err.startswith(told) and printed.err.count("\n") == 1
    assert (end.value.code, printed.out) == (2, "")


def test_closed_while_somebody_is_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor can anybody press a key."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputClosedError):
        link_review._is_terminal()
