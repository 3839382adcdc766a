"""Test going through a draft."""

from pathlib import Path

import pytest

from steungraaf.links.decided import read_set
from steungraaf.links.drafts import Verdict, draft_of, save_draft, verdict_of
from steungraaf.links.link_faults import ChangedDraftError
from steungraaf.links.reviewing import Review
from tests.actors import propose, thing, write_dataset

DAY = "2026-01-31"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Give the file of a draft of three proposals."""
    own = write_dataset(tmp_path / "own")
    things = [thing("1", "Alfa"), thing("2", "Bètafonds"), thing("3", "Oostende", end="2020-01-01")]
    save_draft(draft_of(propose(own, things).proposals, "ours", {}), tmp_path / "d.sssom.tsv")
    return tmp_path / "d.sssom.tsv"


def verdicts(draft: Path) -> list[str]:
    """Return what the file says of each row."""
    return [verdict_of(link).value for link in read_set(draft).links]


def test_each_decision_stands_in_the_file_at_once(draft: Path) -> None:
    """After each decision the file reads well and holds it, with who decided and when."""
    review = Review(draft, "An Peeters", day=DAY)
    for number, verdict in enumerate([Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNSURE]):
        assert review.current is not None
        review.decide(verdict)
        assert verdicts(draft).count("open") == 2 - number
    assert review.current is None
    assert sorted(verdicts(draft)) == ["accepted", "refused", "unsure"]
    row = read_set(draft).links[0].row
    assert (row["reviewer_id"], row["reviewer_label"], row["review_date"]) == ("reviewer:an-peeters", "An Peeters", DAY)


def test_nobody_overwrites_what_another_decided(draft: Path) -> None:
    """Who decides in a draft that changed since they read it is told so, and the decision of the other one stays."""
    first, second = Review(draft, "An", day=DAY), Review(draft, "Bo", day=DAY)
    second.decide(Verdict.REFUSED)
    with pytest.raises(ChangedDraftError, match="Start again"):
        first.decide(Verdict.ACCEPTED)
    assert first.counts()[Verdict.OPEN] == 3
    assert verdicts(draft).count("refused") == 1
    second.decide(Verdict.ACCEPTED)
    assert verdicts(draft).count("open") == 1


def test_a_decision_can_be_taken_back(draft: Path) -> None:
    """Back gives the row as it was, also its predicate; before the first decision there is nothing to take back."""
    before, review = draft.read_text("utf-8"), Review(draft, "An", day=DAY)
    assert not review.back()
    for _ in range(3):
        review.decide(Verdict.ACCEPTED, exact=True)
    assert {link.row["predicate_id"] for link in read_set(draft).links} == {"skos:exactMatch"}
    assert [review.back() for _ in range(3)] == [True] * 3
    assert review.position == 0
    assert [link.row for link in read_set(draft).links] == _rows(before, draft)


def _rows(text: str, path: Path) -> list[object]:
    path.write_text(text, "utf-8")
    return [link.row for link in read_set(path).links]


def test_it_goes_on_where_it_stopped(draft: Path) -> None:
    """What was decided is not asked again; what was left unsure only where that is wanted."""
    first = Review(draft, "An", day=DAY)
    first.decide(Verdict.ACCEPTED)
    first.decide(Verdict.UNSURE)
    assert [Review(draft, "An").total, Review(draft, "An", unsure=True).total] == [1, 2]
    assert Review(draft, "An").counts() == {
        Verdict.ACCEPTED: 1,
        Verdict.REFUSED: 0,
        Verdict.UNSURE: 1,
        Verdict.OPEN: 1,
    }


def test_a_prefix_of_the_draft_is_not_taken(draft: Path) -> None:
    """Where the draft uses the prefix of reviewers for something else, they get another one."""
    text = draft.read_text("utf-8").replace(
        "reviewer: https://w3id.org/steungraaf/reviewer/", "reviewer: https://example.org/r/"
    )
    draft.write_text(text, "utf-8")
    Review(draft, "An", day=DAY).decide(Verdict.ACCEPTED)
    assert read_set(draft).links[0].row["reviewer_id"] == "reviewer-2:an"
