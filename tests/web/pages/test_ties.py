"""Test what is read of claims for the pictures, from data that others wrote otherwise."""

import pytest

from steungraaf.namespaces import PREFIXES, expand
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore
from steungraaf.web.pages.ties import Tie, read_ends, read_ties, with_hedges

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + "PREFIX ex: <https://example.org/>\n"
CLAIM = "a sg:Claim ; rdf:subject ex:a ; rdf:predicate sg:supports ; rdf:object ex:b"
EX = "https://example.org/"


def store_of(turtle: str) -> EmbeddedStore:
    """Return a store of a text."""
    store = EmbeddedStore()
    store.load(parse_quads((HEAD + turtle).encode(), format="turtle", graph="urn:g"))
    return store


@pytest.fixture(params=["all", "about"])
def read(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Give both ways to read claims: all there are, or those about a thing."""

    def all_or_about(store: EmbeddedStore) -> list[Tie]:
        return read_ties(store) if request.param == "all" else with_hedges(store, read_ends(store, f"{EX}a"))

    return all_or_about


def test_whole(read) -> None:  # type: ignore[no-untyped-def]
    """A claim comes with all that is said of it, through whom and of what kind in order."""
    (tie,) = read(
        store_of(
            f"ex:c {CLAIM} ; sg:through ex:y, ex:x ; sg:supportKind ex:k ; sg:modality ex:m ; sg:basis ex:l ; "
            'sg:during ex:p . ex:p dcat:startDate "2018-01-01"^^xsd:date ; dcat:endDate "2018-12-31"^^xsd:date .'
        )
    )
    assert tie == Tie(
        claim=f"{EX}c", source=f"{EX}a", relation=expand("sg:supports"), target=f"{EX}b",
        through=(f"{EX}x", f"{EX}y"), kinds=(f"{EX}k",), modality=f"{EX}m", basis=f"{EX}l", period=f"{EX}p",
        begin="2018-01-01", end="2018-12-31",
    )  # fmt: skip


def test_period_without_a_name(read) -> None:  # type: ignore[no-untyped-def]
    """A period that has no name has its days all the same."""
    (tie,) = read(store_of(f'ex:c {CLAIM} ; sg:during [ dcat:startDate "2016-01-01"^^xsd:date ] .'))
    assert (tie.period, tie.begin, tie.end, tie.dated) == ("", "2016-01-01", "", True)


@pytest.mark.parametrize(
    "said",
    [
        "ex:c a rdf:Statement ; rdf:subject ex:a ; rdf:predicate sg:supports ; rdf:object ex:b .",
        'ex:c a sg:Claim ; rdf:subject ex:a ; rdf:predicate sg:supports ; rdf:object "b" .',
        "ex:c a sg:Claim ; rdf:subject ex:a ; rdf:predicate ex:other ; rdf:object ex:b .",
        "ex:c a sg:Claim ; rdf:subject ex:a ; rdf:object ex:b .",
        "ex:c sg:through ex:a .",
    ],
)
def test_no_tie(read, said: str) -> None:  # type: ignore[no-untyped-def]
    """What is no claim, claims something else, or does not tell both ends is left out."""
    assert read(store_of(said)) == []


def test_order(read) -> None:  # type: ignore[no-untyped-def]
    """Claims come in the order of their names, the shorter first."""
    store = store_of(" ".join(f"ex:c{number} {CLAIM} ." for number in (10, 9, 2)))
    assert [tie.claim.removeprefix(EX) for tie in read(store)] == ["c2", "c9", "c10"]
