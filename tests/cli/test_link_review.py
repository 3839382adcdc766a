"""Test the review of a draft in a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf.cli import link_review
from steungraaf.links.decided import read_set
from steungraaf.links.drafts import verdict_of
from tests.actors import PREFIX, THEIRS, write_dataset, write_file

Review = Callable[..., Result]
THREE = THEIRS + 't:b rdfs:label "Betafondz" ; schema:endDate "2020-01-01" .\n'
SCREEN = """
1 van 3   exactMatch   1.00
         van ons                                       van hen
naam     Oostende                                      Oostende
soort    gemeente
codes    nis 35013                                     nis 35013
adres    https://w3id.org/steungraaf/id/municipality/  http://example.org/list/35013
         oostende
waarom   dezelfde NIS-code 35013; naam gelijk"""


@pytest.fixture
def review(run: Callable[..., Result], reader: Path) -> Review:
    """Review a draft of three proposals, with what is typed."""
    own = write_dataset(reader / "own")
    write_file(reader / "theirs.ttl", PREFIX + THREE)
    run("link", "propose", "theirs.ttl", "-o", "d.sssom.tsv", "--data", str(own))
    return lambda *arguments, **how: run("link", "review", "d.sssom.tsv", *arguments, "--data", str(own), **how)


def verdicts(reader: Path) -> list[str]:
    """Return what the draft says of each row."""
    return [verdict_of(link).value for link in read_set(reader / "d.sssom.tsv").links]


def test_both_sides_stand_beside_each_other(review: Review) -> None:
    """A proposal shows what is known of ours and of theirs, and why it is one."""
    assert review("--reviewer", "An", input="q\n").stdout.startswith(SCREEN)


def test_keys_decide_go_back_and_help(review: Review, reader: Path) -> None:
    """a, e, r and u decide; b takes back; anything else helps; q and the end of the input stop."""
    result = review("--reviewer", "An", "--lang", "en", input="b\n\nx\na\nb\nr\nu\ne\n")
    assert "Nothing was decided yet." in result.stdout
    assert result.stdout.count("r  reject: the two are not so linked") == 2
    assert sorted(verdicts(reader)) == ["accepted", "refused", "unsure"]
    assert "1 accepted, 1 rejected, 1 unsure, 0 still to decide" in result.stderr.replace("\n", " ")


def test_it_goes_on_and_unsure_ones_are_asked_on_demand(review: Review, reader: Path) -> None:
    """The end of the input stops like q; the next time goes on; --unsure asks again what was left."""
    review("--reviewer", "An", input="u\n")
    assert "1 van 2" in review("--reviewer", "An", input="q\n").stdout
    assert "1 van 3" in review("--reviewer", "An", "--unsure", input="").stdout
    assert verdicts(reader).count("open") == 2


def test_the_reviewer_may_stand_in_the_environment(
    review: Review, reader: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who decides is told by an option, by the environment, or else must be told."""
    assert "STEUNGRAAF_REVIEWER" in review(input="a\n").stderr
    monkeypatch.setenv("STEUNGRAAF_REVIEWER", "orcid:0000-0002-1825-0097")
    review(input="a\n")
    assert read_set(reader / "d.sssom.tsv").links[0].row["reviewer_id"] == "orcid:0000-0002-1825-0097"


def test_what_is_not_in_the_dataset_is_shown_all_the_same(review: Review, reader: Path) -> None:
    """A subject that the dataset does not know has the name that the draft gives it."""
    path = reader / "d.sssom.tsv"
    write_file(path, path.read_text("utf-8").replace("municipality:oostende\tOostende", "municipality:x\tIets"))
    assert "naam     Iets" in review("--reviewer", "An", input="q\n").stdout


def test_a_draft_cannot_steer_the_terminal(review: Review, reader: Path) -> None:
    """What could be an order to a terminal in somebody's draft is shown as a sign that stands for it."""
    path = reader / "d.sssom.tsv"
    write_file(path, path.read_text("utf-8").replace("\tOostende\tsemapv", "\t\x1b[2JOostende\tsemapv"))
    shown = review("--reviewer", "An", input="q\n").stdout
    assert "\x1b" not in shown
    assert "\ufffd[2JOostende" in shown


def test_the_end_of_input_at_a_terminal_stops(review: Review, reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D is the same as q."""

    def end() -> str:
        raise EOFError

    monkeypatch.setattr(link_review, "_is_terminal", lambda: True)
    monkeypatch.setattr(link_review.click, "getchar", end)
    result = review("--reviewer", "An")
    assert (result.exit_code, "0 aanvaard, 0 verworpen" in result.stderr) == (0, True)


def test_at_a_terminal_a_key_is_enough_and_the_name_is_asked(
    review: Review, reader: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is typed where somebody sits; their name is asked first."""
    monkeypatch.setattr(link_review, "_is_terminal", lambda: True)
    monkeypatch.setattr(link_review.click, "getchar", lambda: "A")
    review(input="An Peeters\n")
    assert verdicts(reader) == ["accepted"] * 3
