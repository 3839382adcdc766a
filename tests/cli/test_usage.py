"""Test that every way to mistype a command is told in Dutch and English, with what comes nearest."""

from collections.abc import Callable

import click
import pytest
from click.testing import Result

from steungraaf.cli.usage import own_error

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("arguments", "dutch", "english"),
    [
        (["aks"], "steungraaf: 'aks' bestaat niet. Dichtstbij: ask.", "steungraaf: there is no 'aks'. Nearest: ask."),
        (["originals", "ad"], "steungraaf originals: 'ad' bestaat niet.", "Nearest: add."),
        (["version", "--quite"], "'--quite' bestaat niet. Dichtstbij: --quiet.", "there is no '--quite'."),
        (["version", "--zzz"], "'--zzz' bestaat niet. Kies uit: --data, --", "Choose from: --data, --"),
        (["--data", "", "version"], "--data heeft een waarde nodig.", "--data needs a value."),
        (["convert", ""], "heeft FILE nodig.", "needs FILE."),
        (["convert", "a.ttl"], "steungraaf convert heeft --to nodig.", "steungraaf convert needs --to."),
        (["convert"], "heeft FILE nodig.", "needs FILE."),
        (["coverage", "x", "y"], "kan niets met x y.", "has no use for x y."),
        (["coverage", "--data"], "--data heeft een waarde nodig.", "--data needs a value."),
        (["coverage", "--quiet=1"], "--quiet krijgt geen waarde.", "--quiet takes no value."),
        (["coverage", "--format", "jso"], "--format: 'jso' bestaat niet. Dichtstbij: json.", "Choose from: text, json"),
        (["completion", "bahs"], "SHELL: 'bahs' bestaat niet. Dichtstbij: bash", "Nearest: bash"),
        (["version", "--lang", "fr"], "--lang: 'fr' bestaat niet. Kies uit: nl, en.", "Choose from: nl, en."),
    ],
)
def test_wrong_use_is_told_in_both_languages(run: Run, arguments: list[str], dutch: str, english: str) -> None:
    """Exit status 2, one line on standard error, nothing on standard output."""
    for lang, expected in (("nl", dutch), ("en", english)):
        result = run("--lang", lang, *arguments)
        assert expected in result.stderr
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_fault_that_only_click_knows_keeps_its_words() -> None:
    """What we have no words for is told in those of click."""
    assert own_error(click.UsageError("Strange.")).message("nl") == "Strange."
    assert own_error(click.MissingParameter()).message("en").startswith("steungraaf needs")
