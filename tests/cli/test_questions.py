"""Test the list of what can be asked."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


def test_every_question_is_listed_under_its_theme(run: Run) -> None:
    """Each stored query has its name, its question and its parameters; the themes come in reading order."""
    text = run("questions").stdout
    assert {path.stem for path in (ROOT / "queries").glob("*/*.rq")} <= set(text.split())
    assert text.startswith("answers\n")
    assert "--actor (verplicht)" in text


def test_one_theme_in_english(run: Run) -> None:
    """With a theme only its questions are listed, in the language asked."""
    result = run("questions", "time", "--lang", "en")
    assert result.stdout.startswith("time\n  in-force-on\n")
    assert "who-supports" not in result.stdout
    assert result.stderr.startswith("Ask one with: steungraaf ask NAME")


def test_unknown_theme_names_the_nearest(run: Run) -> None:
    """A theme that does not exist is told with the nearest."""
    result = run("questions", "tine")
    assert result.stderr.startswith("thema: 'tine' bestaat niet. Dichtstbij: time.")
    assert result.exit_code == 2


def test_a_broken_question_is_told_beside_the_others(run: Run, small: Path) -> None:
    """A question of somebody's own that cannot be read is told on standard error, and the others are listed."""
    own = small / "queries/mine"
    own.mkdir(parents=True)
    (own / "b.rq").write_text('#+ question: {nl: "Vraag?"}\nSELECT ?s { ?s ?p ?o }\n', "utf-8")
    result = run("questions", "--data", str(small))
    assert (result.exit_code, "who-supports" in result.stdout) == (0, True)
    assert "Overgeslagen:" in result.stderr and "b.rq" in result.stderr
    assert run("search", "hefboom", "--data", str(small)).exit_code == 0
