"""Test the evaluation of the matcher, and the names that it makes up."""

from pathlib import Path

import pytest

from tools.evaluate_links import BEGIN, END, Score, main, total, written
from tools.link_noise import is_reported, typing_errors, ways_of_writing


def test_noise_is_the_same_each_time() -> None:
    """A name is always written wrong in the same ways, and never as it is."""
    errors = dict(typing_errors("Oostende"))
    assert set(errors) == {"swap", "drop", "double", "wrong letter"} and "Oostende" not in errors.values()
    assert dict(typing_errors("Oostende")) == errors
    assert list(typing_errors("Lo")) == []


def test_ways_of_writing() -> None:
    """A name is written without accents, in capitals and abbreviated."""
    ways = dict(ways_of_writing("Sint-Lô"))
    assert (ways["no accents"], ways["capitals"], ways["abbreviated"]) == ("Sint-Lo", "SINT-LÔ", "St.-Lô")


def test_half_of_the_names_is_reported() -> None:
    """About half of all names is in either half, whatever their capitals."""
    names = [f"Naam {number}" for number in range(1_000)]
    assert 450 < sum(map(is_reported, names)) < 550
    assert is_reported("GENT") == is_reported("Gent")


def test_scores_add_up() -> None:
    """Precision and recall are those of all rows together; where nothing is sure or held, nothing is wrong."""
    scores = {("f", "names", "nl"): Score(10, 10, 8, 8), ("f", "not ours", "nl"): Score(5, 0, 2, 0)}
    both = total(scores, "f")
    assert (both.precision, both.recall) == (0.8, 0.8)
    assert (Score().precision, Score().recall) == (1.0, 1.0)


def test_the_table_goes_between_the_marks() -> None:
    """What stands around the marks stays; the table is put between them."""
    page = written(f"before\n{BEGIN}\nold\n{END}\nafter\n", {("f", "names", "nl"): Score(1_000, 800, 400, 396)})
    assert "| f | names | nl | 1,000 | 800 | 400 | 396 | 99.0 % | 49.5 % |" in page
    assert page.startswith("before\n") and page.endswith("after\n") and "old" not in page


def test_lists_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there is told."""
    assert main([str(tmp_path / "none")]) == 2
    assert "name the folder" in capsys.readouterr().err
