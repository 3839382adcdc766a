"""Test what is made of the codes, days and kinds of a target."""

import pytest

from steungraaf.links.model import Name
from steungraaf.links.things import Thing, day_of, in_order, kind_word, kinds_of, read_codes


@pytest.mark.parametrize(
    ("notations", "addresses", "codes", "loose"),
    [
        ({"35013"}, set(), {("nis", "35013")}, {("nis", "35013")}),
        (set(), {"http://vocab.belgif.be/auth/refnis2019/35013"}, {("nis", "35013")}, set()),
        (set(), {"http://vocab.belgif.be/auth/refnis2019/1000"}, {("nis", "01000")}, set()),
        (set(), {"https://sws.geonames.org/35013/"}, set(), set()),
        (set(), {"http://data.vlaanderen.be/doc/organisatie/OVO000039"}, {("ovo", "OVO000039")}, set()),
        ({"KBO nummer", "0316.380.841"}, set(), {("kbo", "0316380841")}, set()),
        ({"0316380842"}, set(), set(), set()),
    ],
)
def test_codes_are_told_from_other_numbers(
    notations: set[str], addresses: set[str], codes: set[tuple[str, str]], loose: set[tuple[str, str]]
) -> None:
    """A code is one by its form, and at the end of an address only where the address is that of a register."""
    assert read_codes(notations, addresses) == (codes, loose)


def test_days_are_cut_from_moments() -> None:
    """A moment gives its day; the years 1 and 9999, and what is no day of the calendar, give none."""
    assert day_of("2019-01-01T00:00:00+01:00") == "2019-01-01"
    none = ("9999-12-31", "0001-01-01T00:00:00", "2019", "2019-02-30", "0000-00-00", "\u06602019-01-01")
    assert [day_of(text) for text in none] == [""] * len(none)


def test_kinds_are_ours() -> None:
    """Classes, words of people and words in addresses give our word for a kind; classes go first."""
    assert [kind_word(text) for text in (" Gemeente ", "http://xmlns.com/foaf/0.1/Person", "document", "boom")] == [
        "municipality",
        "person",
        "",
        "",
    ]
    address = "http://data.lblod.info/id/bestuurseenheden/1"
    assert kinds_of(address, set()) == {"organisation"}
    assert kinds_of(address, {"https://schema.org/City"}) == {"municipality"}


def test_the_first_name_is_the_preferred_dutch_one() -> None:
    """Preferred names stand before others, and Dutch before other languages."""
    names = {Name("b", "fr"), Name("a", "en"), Name("c", "nl", 1), Name("d", "nl")}
    assert [name.text for name in in_order(names)] == ["d", "a", "b", "c"]
    assert Thing("x", in_order(names)).label == "d"
    assert Thing("x").label == ""
