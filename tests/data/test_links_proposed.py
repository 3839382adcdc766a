"""Hold what is proposed for the lists of official registers against the links that the dataset has."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from steungraaf.folder import Folder
from steungraaf.links.decided import Decided, read_set, sets_of
from steungraaf.links.matcher import Matcher
from steungraaf.links.proposals import Proposed, Proposer
from steungraaf.links.tables import Columns
from steungraaf.links.targets import open_target
from steungraaf.rdf.sssom import SAME, LinkSet
from steungraaf.store import EmbeddedStore
from tests.data.conftest import REFERENCE

LISTS = {  # the file of a register, and the set with the links to it
    "belgif-refnis2019.nt": "refnis-2019",
    "belgif-refnis2025.nt": "refnis-2025",
    "lblod-bestuurseenheden-ovo-kbo-2022.ttl": "lblod-units",
    "ipdc-nuts-lau-2024.ttl": "nuts-lau",
    "eu-nuts-bel-lvl3.gc": "nuts-lau",
}
TODAY = "2026-11-28"  # the day on which the links were made: what has ended since is not known to them
Propose = Callable[[str, Decided], Proposed]


@pytest.fixture(scope="module")
def propose(bundled_store: EmbeddedStore, missing: Callable[[str], NoReturn]) -> Propose:
    """Propose links to the things of one of the lists."""
    if not REFERENCE.is_dir():
        missing("the reference lists are not here")
    from steungraaf.links.entities import read_entities

    matcher = Matcher(read_entities(bundled_store), today=TODAY)

    def propose_for(file: str, decided: Decided) -> Proposed:
        with open_target(REFERENCE / "upstream" / file, Columns()) as things:
            return Proposer(matcher, decided).propose(things)

    return propose_for


def link_set(name: str) -> LinkSet:
    """Return one of the bundled sets."""
    return read_set(Folder.open().data / f"links/{name}.sssom.tsv")


def objects_of(file: str) -> set[str]:
    """Return the addresses of the things in a list."""
    with open_target(Path(REFERENCE / "upstream" / file), Columns()) as things:
        return {thing.iri for thing in things}


@pytest.mark.parametrize("file", LISTS)
def test_what_is_sure_is_what_the_dataset_links(propose: Propose, file: str) -> None:
    """Of sure proposals 99 % are links of the dataset, and of its links 97 % are proposed as sure."""
    there = objects_of(file)
    linked = {(link.subject, link.object) for link in link_set(LISTS[file]).links if link.predicate in SAME}
    expected = {pair for pair in linked if pair[1] in there}
    sure = {(one.match.entity.iri, one.thing.iri) for one in propose(file, Decided()).proposals if one.sure}
    right = len(sure & expected)
    assert expected
    assert right >= 0.99 * len(sure), sorted(sure - expected)
    assert right >= 0.97 * len(expected), sorted(expected - sure)


@pytest.mark.parametrize("file", LISTS)
def test_what_the_dataset_has_decided_is_not_proposed(propose: Propose, file: str) -> None:
    """With the links of the dataset at hand, none of the things that they are about is proposed again."""
    decided = Decided.of(sets_of(Folder.open()))
    done = propose(file, decided)
    assert [one for one in done.proposals if decided.settles(one.thing.iri)] == []
    assert done.decided >= 20
