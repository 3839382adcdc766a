"""Test the search on the command line."""

import json

import pytest

from tests.cli.conftest import Run


def test_table(run: Run) -> None:
    """What is found is shown by kind, with what fits and what it is; it is told where there is more."""
    result = run("search", "vlaio", "--limit", "1")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["soort", "gevonden", "past", "op", "wat", "het", "is", "score"]
    assert "VLAIO" in lines[2] and "agentschap" in lines[2]
    assert result.stderr.startswith("Er is meer van: ")


def test_words_need_no_quotes(run: Run) -> None:
    """Several words are one text."""
    rows = run("search", "wie", "steunt", "--kind", "question", "--format", "csv").stdout.splitlines()
    assert rows[0] == "kind,thing,thing_label,matched,note,score"
    assert rows[1].startswith("question,https://w3id.org/steungraaf/query/actors/who-supports,Wie steunt wie of wat?,,")


def test_json_in_english(run: Run) -> None:
    """The labels and headings are in the language asked."""
    told = json.loads(run("search", "NIS 35013", "--lang", "en", "--format", "json").stdout)
    (row,) = told["rows"]
    assert row["thing"]["label"] == "Oostende" and told["columns"][1]["heading"] == "found"


def test_nothing(run: Run) -> None:
    """Where nothing fits, that is said."""
    result = run("search", "qqqzzz")
    assert (result.stdout.strip(), result.exit_code) == ("Niets gevonden.", 0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", "a", "--kind", "city"), "kind: 'city' bestaat niet. Kies uit: person, organisation"),
        (("search",), ""),
        (("search", "a", "--limit", "0"), "limit"),
    ],
)
def test_wrong_use(run: Run, arguments: tuple[str, ...], told: str) -> None:
    """A kind that there is not is told with those that there are; a text is needed."""
    result = run(*arguments)
    assert result.exit_code == 2 and told in result.stderr
