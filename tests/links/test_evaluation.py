"""How well names are matched is what the page says, and good enough."""

from pathlib import Path

import pytest

from steungraaf.store import EmbeddedStore
from tools.evaluate_links import PAGE, Evaluation, Scores, total, written

FILES = (
    "belgif-refnis2019.nt",
    "belgif-refnis2025.nt",
    "eu-nuts-bel-lvl3.gc",
    "extract-lblod-economisch-huis-oostende.ttl",
    "extract-themis-minister-muyters.ttl",
    "ipdc-nuts-lau-2024.ttl",
)
UNITS = "lblod-bestuurseenheden-ovo-kbo-2022.ttl"


@pytest.fixture(scope="module")
def scores(bundled_store: EmbeddedStore, lists: Path) -> Scores:
    """Evaluate on the half of the names that is reported."""
    return Evaluation(bundled_store, lists).run()


@pytest.mark.parametrize("file", FILES)
def test_names_are_matched_well(scores: Scores, file: str) -> None:
    """Of the sure matches 99 % are right, what we do not hold included, and 97 % of what we hold is found."""
    score = total(scores, file)
    assert score.names > 0
    assert (score.precision >= 0.99, score.recall >= 0.97) == (True, True), score.faults


def test_ways_of_writing_do_no_harm(scores: Scores) -> None:
    """Of all that was written with errors, designations and abbreviations, 99 % of the sure matches are right."""
    score = total(scores, FILES[0], sorts={what for _, what, _ in scores})
    assert score.precision >= 0.99


def test_short_names_with_an_error_are_never_taken_wrongly(scores: Scores) -> None:
    """A typing error in a short name is no sure match."""
    short = [score for (_, what, _), score in scores.items() if "short" in what]
    assert short and all(score.sure == score.right for score in short)


def test_traps_are_not_taken(scores: Scores) -> None:
    """Places near ours, and what may be another real name behind a designation, are no sure match."""
    traps = {what: score for (_, what, _), score in scores.items() if "designation" in what or "near ours" in what}
    assert len(traps) == 4
    assert all(score.names > 100 and score.sure == 0 for score in traps.values())


def test_localities_can_be_asked_for(bundled_store: EmbeddedStore, lists: Path, tmp_path: Path) -> None:
    """Of a list of postcodes, the names that we hold are left out, and none of the others is taken."""
    path = tmp_path / "postcodes.csv"
    path.write_text("9971,Lembeke\n9000,Gent\n")
    score = Evaluation(bundled_store, lists).localities(path)
    assert (score.names, score.sure) == (1, 0)


def test_units_are_found_by_their_codes(scores: Scores) -> None:
    """Every unit that we hold is found by its OVO code and its enterprise number, and none is wrong."""
    found = [score for (file, _, _), score in scores.items() if file == UNITS]
    assert [(score.held, score.sure, score.right) for score in found] == [(305, 305, 305)] * 3


def test_the_page_says_so(scores: Scores) -> None:
    """The table on the page is what comes out."""
    page = PAGE.read_text("utf-8")
    assert written(page, scores) == page
