"""Test which statements belong to a part, and in which order they come."""

import random

from steungraaf.export.parts import graph_of, value_of
from steungraaf.export.sorting import SortedQuads, batches
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad


def sorted_quads(quads: list[Quad], part: str = "all", *, merged: bool = False, cache: int = 1_000) -> list[Quad]:
    """Return the quads of a part in their order."""
    with SortedQuads(quads, part=part, merged=merged, cache=cache) as chosen:
        return list(chosen)


def subjects(quads: list[Quad], part: str) -> list[str]:
    """Return what the quads of a part are about, each once, as prefixed names."""
    return sorted({shorten(value_of(quad.subject)) for quad in sorted_quads(quads, part)})


def test_all_is_everything(quads: list[Quad]) -> None:
    """The part "all" leaves nothing out."""
    assert set(sorted_quads(quads)) == set(quads)


def test_actors_come_with_their_offices(quads: list[Quad]) -> None:
    """The actors are the agents and the memberships, and nothing else."""
    expected = ["organisation:hefboom", "organisation:m", "organisation:vlaio", "person:muyters"]
    assert subjects(quads, "actors") == expected


def test_claims_come_with_their_evidence(quads: list[Quad]) -> None:
    """Claims bring the sentences they are quoted from and the positions of these, whatever the order of the input."""
    expected = ["sv77:a4-s2", "sv77:a4-s2-span", "sv77:claim-a4-s10-1", "sv77:claim-a4-s2-1"]
    assert subjects(quads, "claims") == subjects(quads[::-1], "claims") == expected


def test_figures_come_without_claims(quads: list[Quad]) -> None:
    """Figures bring their sentences too, and no claim that rests on the same one."""
    assert subjects(quads, "figures") == ["sv77:a4-s2", "sv77:a4-s2-span", "sv77:share"]


def test_links_are_matches_and_official_codes(quads: list[Quad]) -> None:
    """Links are the matches and the codes that have a type; a plain notation is none."""
    found = [value_of(quad.object) for quad in sorted_quads(quads, "links")]
    assert found == ["https://example.org/hefboom", "OVO1"]


def test_order_does_not_depend_on_input(quads: list[Quad]) -> None:
    """The same statements in any order, some of them twice, come out in one order, once."""
    shuffled = [*quads, *quads[:5]]
    random.Random(77).shuffle(shuffled)
    assert sorted_quads(shuffled) == sorted_quads(quads)
    assert len(sorted_quads(shuffled)) == len(quads)


def test_order_is_the_same_on_disk() -> None:
    """What does not fit in memory comes out in the same order, as often as it is asked for."""
    thing, name = NamedNode("https://example.org/a"), NamedNode(expand("skos:note"))
    many = [Quad(thing, name, Literal(f"{number * 7919 % 20_011}" * 20)) for number in range(20_000)]
    with SortedQuads(many, cache=16) as chosen:
        assert [quad.object.value for quad in chosen] == sorted(quad.object.value for quad in many)
        assert list(chosen) == sorted_quads(many)


def test_merging_forgets_graphs(quads: list[Quad]) -> None:
    """One graph of all has every statement once and no name."""
    merged = sorted_quads([*quads, *quads], merged=True)
    assert len(merged) == len(quads)
    assert {graph_of(quad) for quad in merged} == {""}


def test_batches_are_of_one_size(quads: list[Quad]) -> None:
    """The last batch has what is left."""
    assert [len(some) for some in batches(quads[:7], 3)] == [3, 3, 1]
