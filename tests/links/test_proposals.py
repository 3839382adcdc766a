"""Test what is proposed, how surely, and why."""

from pathlib import Path

import pytest

from steungraaf.links.decided import Decided, read_set
from steungraaf.links.model import Match
from steungraaf.links.proposals import Proposal
from steungraaf.links.things import Thing
from steungraaf.namespaces import expand
from tests.actors import propose, thing, write_dataset, write_file

SET = (
    "#mapping_set_id: https://example.org/s\n#license: https://example.org/l\n#curie_map:\n"
    "#  organisation: https://w3id.org/steungraaf/id/organisation/\n#  t: https://example.org/id/\n"
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
)
ROW = "organisation:{}\tskos:exactMatch\t{}\tt:{}\tsemapv:ManualMappingCuration\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a small dataset."""
    return write_dataset(tmp_path / "own")


def only(own: Path, one: Thing, **how: object) -> Proposal:
    """Return the one proposal for a thing."""
    (proposal,) = propose(own, [one], **how).proposals
    return proposal


def decided(path: Path, *rows: str) -> Decided:
    """Return what was decided by the rows of a set."""
    return Decided.of({path: read_set(write_file(path, SET + "".join(rows)))})


def test_an_equal_name_is_sure(own: Path) -> None:
    """A thing of the same name as one of ours is the same, by its words."""
    proposal = only(own, thing("1", "Alfa"))
    assert (proposal.match.entity.iri, proposal.predicate) == (expand("organisation:alfa"), "skos:exactMatch")
    assert (proposal.justification, proposal.match_string) == ("semapv:LexicalMatching", "Alfa")
    assert proposal.comment().startswith("label equal")


def test_a_code_and_a_name_make_several_features(own: Path) -> None:
    """Where code and name agree, the match string is the code."""
    proposal = only(own, thing("1", "Beta fund", codes=frozenset({("kbo", "0316380841")})))
    assert (proposal.justification, proposal.match_string) == ("semapv:CompositeMatching", "0316380841")
    assert proposal.sure


def test_a_code_alone_is_sure_where_nothing_is_named(own: Path) -> None:
    """A thing without a name is known by the code of an actor; that of a place which has ended is not enough."""
    assert only(own, thing("1", codes=frozenset({("ovo", "OVO000001")}))).sure
    ended = only(own, thing("2", codes=frozenset({("nis", "37015")})))
    assert (ended.sure, ended.predicate) == (False, "skos:closeMatch")
    assert [note["en"] for note in ended.notes] == ["one of the two has ended"]


def test_a_code_with_another_name_is_not_sure(own: Path) -> None:
    """Who bears one of our codes and another name is for a person to judge."""
    proposal = only(own, thing("1", "Gamma en co", codes=frozenset({("ovo", "OVO000001")})))
    assert (proposal.sure, proposal.justification) == (False, "semapv:LexicalMatching")
    assert "only the code is the same" in proposal.comment()


def test_a_code_against_a_name_is_not_sure(own: Path) -> None:
    """The code of one and the name of another prove nothing."""
    proposal = only(own, thing("1", "Alfa", codes=frozenset({("kbo", "0316380841")})))
    assert (proposal.sure, proposal.predicate) == (False, "skos:closeMatch")


def test_a_code_decides_between_two_of_one_name(own: Path) -> None:
    """The code goes before a period and before what stands in brackets."""
    told = {"codes": frozenset({("nis", "37015")})}
    for one in (thing("1", "Tielt (voor fusie 2025)", **told), thing("2", "Tielt", end="2025-01-01", **told)):
        proposal = only(own, one)
        assert (proposal.sure, proposal.match.entity.iri) == (True, expand("municipality:tielt"))
    late = only(own, thing("3", "Tielt", start="2019-01-01", end="2020-01-01", codes=frozenset({("nis", "37022")})))
    assert (late.sure, late.match.entity.iri) == (True, expand("municipality:tielt-2025"))


def test_what_has_ended_is_near_by_its_name_only(own: Path) -> None:
    """A name alone does not make one that has ended the same as one that has not."""
    proposal = only(own, thing("1", "Alfa", end="2020-12-31"))
    assert (proposal.sure, proposal.predicate) == (False, "skos:closeMatch")


def test_a_name_that_differs_is_like_it(own: Path) -> None:
    """Letters that differ make a proposal by likeness, with the runner-up told where there is one."""
    proposal = only(own, thing("1", "Betafondz"))
    assert proposal.justification == "semapv:LexicalSimilarityThresholdMatching"
    other = proposal.match.entity
    told = Proposal(proposal.thing, proposal.match, False, Match(other, 50.0)).comment()
    assert told.endswith(f"runner-up: Bètafonds <{other.iri}> (0.50)")


def test_another_kind_is_never_sure(own: Path) -> None:
    """What others call a person and we an organisation is proposed as near at most."""
    proposal = only(own, thing("1", "Alfa", kinds=frozenset({"person"})))
    assert (proposal.sure, proposal.predicate) == (False, "skos:closeMatch")
    assert propose(own, [thing("1", "Alfa")], kinds=["person"]).without == 1


def test_two_of_one_name_and_code_are_both_told_and_none_is_sure(own: Path) -> None:
    """Twins in the target say how many they are; one with the code goes before one with the name only."""
    codes = frozenset({("ovo", "OVO000001")})
    twins = propose(own, [thing("1", "Alfa", codes=codes), thing("2", "Alfa", codes=codes)])
    assert (len(twins.proposals), twins.sure, twins.things) == (2, 0, 2)
    assert "2 things of the target fit this one" in twins.proposals[0].comment()
    assert [one.sure for one in propose(own, [thing("1", "Alfa", codes=codes), thing("2", "Alfa")]).proposals] == [
        True,
        False,
    ]


def test_a_thing_in_two_rows_is_proposed_once(own: Path) -> None:
    """Two names of one thing, in two rows of a table, are no twins: the better one counts."""
    (one,) = propose(own, [thing("1", "Betafondz"), thing("1", "Beta fund")]).proposals
    assert (one.sure, one.thing.label) == (True, "Beta fund")


def test_one_key_with_two_names_is_not_sure(own: Path) -> None:
    """Two rows of one key that fit two of ours are both told, and neither is sure."""
    done = propose(own, [thing("1", "Alfa"), thing("1", "Bètafonds")])
    assert [(one.sure, one.notes[0]["en"]) for one in done.proposals] == [(False, "2 of ours fit this thing")] * 2
    assert (done.read, done.things, done.sure) == (2, 2, 0)


@pytest.mark.parametrize(
    ("things", "limit"), [([thing("1", "Tielt")], 2), ([thing("1", "Alfa"), thing("1", "Alfa")], 1)]
)
def test_the_counts_add_up(own: Path, things: list[Thing], limit: int) -> None:
    """Things are counted as they are read, however many of ours each gets and in however many rows it stands."""
    done = propose(own, things, limit=limit, least=50)
    assert done.read == done.things + done.decided + done.without
    assert done.sure == done.things == len(things)


def test_the_name_or_code_of_a_place_is_not_its_authority(tmp_path: Path) -> None:
    """Where only the place fits an authority it is near to it; by a name, code or kind of its own it is sure."""
    own = write_dataset(tmp_path / "own")
    path = own / "registers/actors.ttl"
    authority = (
        'organisation:stad a org:FormalOrganization ; skos:prefLabel "Stad Oostende"@nl ; skos:altLabel "Oostende"@nl ;'
        ' skos:notation "35013" , "0207437468" ; dcterms:spatial municipality:oostende .'
    )
    write_file(path, path.read_text("utf-8") + authority)
    nis = frozenset({("nis", "35013")})
    for near in (thing("1", "Oostende"), thing("2", "Ostend", "Oostende", codes=nis)):
        proposal = only(own, near, kinds=["organisation"])
        assert (proposal.match.entity.iri, proposal.predicate) == (expand("organisation:stad"), "skos:closeMatch")
        assert "not that of its authority" in proposal.comment()
    kbo = frozenset({("kbo", "0207437468")})
    for sure in (
        thing("1", "Stad Oostende"),
        thing("2", "Oostende", codes=kbo),
        thing("3", "Oostende", kinds=frozenset({"organisation"})),
    ):
        assert only(own, sure, kinds=["organisation"]).sure


@pytest.mark.parametrize("place", [" ; dcterms:spatial municipality:oostende", ""])
def test_the_code_of_a_place_leaves_a_name_with_its_authority(tmp_path: Path, place: str) -> None:
    """A name that says which authority it is means that one, also where the territory's code stands beside it."""
    own = write_dataset(tmp_path / "own")
    path = own / "registers/actors.ttl"
    names = 'skos:prefLabel "Gemeentebestuur Oostende"@nl ; skos:altLabel "Gemeente Oostende"@nl'
    write_file(path, path.read_text("utf-8") + f"organisation:stad a org:FormalOrganization ; {names}{place} .")
    proposal = only(own, thing("1", "Gemeente Oostende", codes=frozenset({("nis", "35013")})))
    assert (proposal.match.entity.iri, proposal.predicate) == (expand("organisation:stad"), "skos:exactMatch")


def test_more_than_one_can_be_asked(own: Path) -> None:
    """With a limit, further ones are given as near."""
    done = propose(own, [thing("1", "Tielt")], limit=3, least=50)
    assert [one.predicate for one in done.proposals] == ["skos:exactMatch", "skos:closeMatch"]


def test_what_is_like_nothing_is_counted(own: Path) -> None:
    """A thing that is like nothing of ours is no proposal."""
    done = propose(own, [thing("1", "Zoölogisch museum")])
    assert (done.read, done.proposals, done.without) == (1, [], 1)


def test_what_was_decided_is_not_proposed_again(own: Path, tmp_path: Path) -> None:
    """A thing that has its link is left; one that was refused is not proposed with the same one of ours."""
    before = decided(tmp_path / "s.tsv", ROW.format("alfa", "", "1"), ROW.format("beta", "Not", "2"))
    done = propose(own, [thing("1", "Alfa"), thing("2", "Bètafonds"), thing("3", "Alfa")], before)
    assert [(one.thing.iri, one.sure) for one in done.proposals] == [("https://example.org/id/3", True)]
    assert (done.read, done.decided, done.without) == (3, 2, 0)
