"""Test coverage, completion and version."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf import __version__

Run = Callable[..., Result]


def test_coverage_shows_every_sentence(run: Run, short: Path) -> None:
    """Each item has its percentage, and each sentence its state, in the language asked."""
    text = run("coverage", "--data", str(short), "--lang", "en").stdout
    assert "Question 1" in text
    assert "1 claim" in text
    assert "50 %" in text


def test_coverage_as_json(run: Run, short: Path) -> None:
    """The same is to be had as JSON."""
    assert json.loads(run("coverage", "--data", str(short), "--format", "json").stdout)["total"] == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    """The script of each shell calls us back under our own name."""
    script = run("completion", shell).stdout
    assert f"_STEUNGRAAF_COMPLETE={shell}_complete" in script


def test_version_tells_what_gives_an_answer(run: Run) -> None:
    """The versions of the program, the data and the engine are shown, one a line."""
    lines = run("version").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["steungraaf", "gegevens", "pyoxigraph", "Python"]
    assert lines[0].endswith(__version__)


def test_version_of_data_without_a_description(run: Run, short: Path) -> None:
    """Data that states no version says so."""
    assert "not stated" in run("version", "--lang", "en", "--data", str(short)).stdout
