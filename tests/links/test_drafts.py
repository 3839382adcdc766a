"""Test what a draft says, and what decisions look like in it."""

from pathlib import Path

import pytest

from steungraaf.errors import OutputExistsError
from steungraaf.links.decided import read_set
from steungraaf.links.drafts import (
    Verdict,
    checked_draft,
    curie,
    decide,
    draft_of,
    facts_of,
    in_order,
    prefixes_of,
    reviewer_slots,
    save_draft,
    set_name,
    slug,
    verdict_of,
)
from steungraaf.links.link_faults import NotADraftError, SetNameError, UnknownReviewerError
from steungraaf.rdf.sssom import LinkSet
from tests.actors import propose, thing, write_dataset


@pytest.fixture
def draft(tmp_path: Path) -> LinkSet:
    """Give a draft of two proposals, read back from the file in which it was saved."""
    own = write_dataset(tmp_path / "own")
    told = {"codes": frozenset({("ovo", "OVO000001")}), "kinds": frozenset({"organisation"}), "start": "2019-01-01"}
    done = propose(own, [thing("1", "Alfa", **told, place="Ergens; daar"), thing("2", "Bètafonds\nnv")])
    save_draft(draft_of(done.proposals, "ours", {"them": "https://example.org/id/"}), tmp_path / "d.sssom.tsv")
    return read_set(tmp_path / "d.sssom.tsv")


def test_a_draft_is_a_link_set_with_room_for_decisions(draft: LinkSet) -> None:
    """It reads without fault, uses the prefixes that are known, and has the columns that a person fills."""
    first = draft.links[0].row
    assert (first["subject_id"], first["object_id"]) == ("organisation:alfa", "them:1")
    assert (first["confidence"], first["similarity_score"], first["mapping_tool"]) == ("1.00", "1.00", "steungraaf")
    assert {"reviewer_id", "review_date", "predicate_modifier"} <= set(draft.columns)
    assert draft.header["mapping_set_id"].endswith("/graph/links/ours")
    assert draft.links[1].row["object_label"] == "Bètafonds nv"


def test_what_others_write_steers_nothing(tmp_path: Path) -> None:
    """A name that a spreadsheet would run, or a terminal obey, is only a text in the draft."""
    own = write_dataset(tmp_path / "own")
    done = propose(own, [thing("1", "=Alfa\x1b")])
    assert draft_of(done.proposals, "ours", {}).links[0].row["object_label"] == "'=Alfa"
    done = propose(own, [thing("1", f"\u202e{'Alfa ' * 200}", codes=frozenset({("ovo", "OVO000001")}))])
    label = draft_of(done.proposals, "ours", {}).links[0].row["object_label"]
    assert (label[:4], label[-1], len(label)) == ("Alfa", "…", 501)


def test_a_draft_keeps_what_the_target_tells(draft: LinkSet) -> None:
    """Codes, place and period are there for who decides."""
    assert facts_of(draft.links[0]) == {
        "codes": "ovo OVO000001",
        "place": "Ergens, daar",
        "period": "2019-01-01 - ...",
    }
    assert facts_of(draft.links[1]) == {}


def test_reasons_stand_there_in_both_languages(draft: LinkSet) -> None:
    """The comment is English, an extension that the head defines is Dutch; prefixes of reviewers are there."""
    row = draft.links[0].row
    assert row["comment"].startswith("same OVO code")
    assert row["ext_reason_nl"].startswith("dezelfde OVO-code")
    assert {"reviewer", "orcid"} <= set(draft.header["curie_map"])


def test_a_draft_tells_its_source(tmp_path: Path) -> None:
    """A draft of what a server told names the server."""
    assert draft_of([], "ours", {}, "https://example.org/sparql").header["mapping_set_source"] == [
        "https://example.org/sparql"
    ]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_decision_can_be_read_back(draft: LinkSet, verdict: Verdict) -> None:
    """What was said of a row is told from it, whatever was said before."""
    slots, _ = reviewer_slots("An Peeters")
    refused = decide(draft.links[0], Verdict.REFUSED, slots, "2026-01-01")
    assert refused.refused
    assert verdict_of(decide(refused, verdict, slots, "2026-01-02")) is verdict


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("An Peeters", "reviewer:an-peeters"),
        ("person:an", "person:an"),
        ("0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-009X", "orcid:0000-0002-1825-009X"),
    ],
)
def test_a_reviewer_is_a_name_one_of_ours_or_an_orcid(name: str, expected: str) -> None:
    """Each way to say who decides gives a prefixed name."""
    slots, prefixes = reviewer_slots(name)
    assert slots["reviewer_id"] == expected
    assert expected.partition(":")[0] in prefixes


@pytest.mark.parametrize("name", ["", " ", "orcid:1", "person:An P", "x:y"])
def test_what_names_nobody_is_refused(name: str) -> None:
    """An empty name, a broken ORCID and another prefix are no reviewer."""
    with pytest.raises(UnknownReviewerError):
        reviewer_slots(name)


def test_prefixes_are_made_from_namespaces() -> None:
    """Known prefixes are used; two namespaces of one last word get two; digits get a letter; many get one a host."""
    iris = ["http://a.org/x/1", "http://b.org/x#1", "http://c.org/2019/1", "http://d.org/id/5/", "urn:q:1"]
    assert prefixes_of(iris, {"own": "http://a.org/x/"}) == {
        "own": "http://a.org/x/",
        "x": "http://b.org/x#",
        "n2019": "http://c.org/2019/",
        "id": "http://d.org/id/",
        "urn-q": "urn:q:",
    }
    assert prefixes_of(["http://a.org/x/1", "http://b.org/x/1"], {}) == {
        "x": "http://a.org/x/",
        "x-2": "http://b.org/x/",
    }
    many = [f"http://a.org/{number}/x" for number in range(20)]
    assert prefixes_of(many, {}) == {"a-org": "http://a.org/"}
    assert curie("http://a.org/3/x", {"a": "http://a.org/", "b": "http://a.org/3/"}) == "b:x"
    assert prefixes_of([f"urn:{number}:x" for number in range(20)], {})["urn-3"] == "urn:3:"


def test_columns_stand_in_the_order_of_the_standard() -> None:
    """Extensions come last, each column once."""
    assert in_order(["ext", "comment", "subject_id", "comment"]) == ("subject_id", "comment", "ext")


def test_names_of_sets_and_drafts_are_checked(tmp_path: Path) -> None:
    """A set has a name for an address, a draft the ending of a link set, and no draft replaces another unasked."""
    assert (set_name("a-1"), slug("Één lijst!")) == ("a-1", "een-lijst")
    with pytest.raises(SetNameError, match="mijn-lijst"):
        set_name("Mijn lijst")
    with pytest.raises(NotADraftError):
        checked_draft(tmp_path / "d.tsv")
    save_draft(draft_of([], "ours", {}), tmp_path / "d.sssom.tsv")
    with pytest.raises(OutputExistsError):
        save_draft(draft_of([], "ours", {}), tmp_path / "d.sssom.tsv")
