"""The figures of the first document: what the source gives, what we compute from it, and that they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

Ask = Callable[[str], list[tuple[str, ...]]]

AS_WRITTEN = """
SELECT ?figure ?written ?start ?end WHERE {
  ?figure sg:asWritten ?written ; prov:wasQuotedFrom/oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end .
}
"""
SHARES = """
SELECT ?share ?part ?whole WHERE {
  ?figure sdmx-attribute:unitMeasure unit:percent ; sdmx-measure:obsValue ?share ;
    sg:numerator/sdmx-measure:obsValue ?part ; sg:denominator/sdmx-measure:obsValue ?whole .
}
"""
# Each number of the source as it is written, with its value and how precise it is.
IN_THE_SOURCE = Counter(
    {
        ("Tien", "10", "exact"): 1,
        ("20.000", "20000", "exact"): 1,
        ("12", "12", "exact"): 1,
        ("2.500", "2500", "approximate"): 1,
        ("twee", "2", "exact"): 1,
        ("167", "167", "exact"): 2,
        ("56%", "56", "approximate"): 1,
        ("57%", "57", "approximate"): 1,
        ("424", "424", "exact"): 1,
        ("de helft", "50", "rounded"): 1,
        ("2.662", "2662", "exact"): 1,
        ("1.232", "1232", "exact"): 1,
        ("46%", "46", "rounded"): 1,
    }
)
FIGURE = "https://w3id.org/steungraaf/id/document/sv-2018-2019-77/figure-"


def test_every_number_of_the_source(say: Ask) -> None:
    """The figures of the source are its fourteen numbers, as written."""
    rows = say(
        "SELECT ?written ?value ?p WHERE { ?f sg:asWritten ?written ; sdmx-measure:obsValue ?value ; sg:precision ?p }"
    )
    assert (
        Counter((written, value, precision.rpartition("/")[2]) for written, value, precision in rows) == IN_THE_SOURCE
    )


def test_each_number_stands_in_its_sentence(say: Ask, original: str) -> None:
    """The characters of each figure stand in one of its sentences."""
    seen: dict[str, list[bool]] = {}
    for figure, written, start, end in say(AS_WRITTEN):
        sentence = re.sub(r"\s+", " ", original[int(start) : int(end)])
        seen.setdefault(figure, []).append(bool(re.search(rf"(?<![\w.]){re.escape(written)}(?!\w)", sentence)))
    assert seen
    assert [figure for figure, found in seen.items() if not any(found)] == []


def test_no_number_of_the_original_is_missed(say: Ask, original: str) -> None:
    """Every number in figures in the statements is a figure, or part of a date."""
    query = """SELECT ?start ?end WHERE { ?s sg:role sentence-role:statement ; oa:hasSelector ?span .
      ?span oa:start ?start ; oa:end ?end }"""
    texts = [original[int(start) : int(end)] for start, end in say(query)]
    numbers = {number for text in texts for number in re.findall(r"\d+(?:\.\d+)*%?", text)}
    written = {row[0] for row in say("SELECT ?w WHERE { ?f sg:asWritten ?w }")}
    assert numbers - written == {"1", "31", "2015", "2017", "2018", "2019"}


def test_shares_agree_with_their_parts(say: Ask) -> None:
    """A share whose part and whole the source gives agrees with them within its rounding."""
    rows = [tuple(map(float, row)) for row in say(SHARES)]
    assert rows == [(46.0, 1232.0, 2662.0)]
    assert all(abs(100 * part / whole - share) <= 0.5 for share, part, whole in rows)


@pytest.mark.parametrize(
    ("figure", "value"), [("derived-1", 167 / 0.56), ("derived-2", 0.57 * 167), ("derived-3", 0.50 * 424)]
)
def test_computed_figures_follow_from_their_inputs(say: Ask, figure: str, value: float) -> None:
    """What we compute is the formula's value, rounded to whole persons or credits."""
    assert say(f"SELECT ?v WHERE {{ <{FIGURE}{figure}> sdmx-measure:obsValue ?v }}") == [(str(round(value)),)]


def test_computed_figures_are_marked_as_ours(say: Ask) -> None:
    """A computed figure has inputs and a formula in both languages, is ours, and stands in no sentence."""
    query = """SELECT ?f (COUNT(DISTINCT ?formula) AS ?n) ?who ?s WHERE { ?f a sg:Figure ; sg:basis basis:derived ;
      sg:formula ?formula ; prov:wasDerivedFrom ?input ; prov:wasAttributedTo ?who
      OPTIONAL { ?f prov:wasQuotedFrom ?s } } GROUP BY ?f ?who ?s"""
    rows = say(query)
    assert len(rows) == 3
    assert {(n, who.rpartition("/")[2], s) for _, n, who, s in rows} == {("2", "steungraaf", "")}


def test_no_share_is_computed_from_itself(say: Ask) -> None:
    """The part or whole of a share is never a figure that was computed from that share."""
    query = "SELECT ?f WHERE { ?f (sg:numerator|sg:denominator)/prov:wasDerivedFrom+ ?f }"
    assert say(query) == []


def test_figures_are_not_repeated(say: Ask) -> None:
    """No two figures of a data set count the same of the same in the same period, as the Data Cube asks."""
    query = """SELECT ?set ?indicator ?about ?period WHERE { ?f a qb:Observation ; qb:dataSet ?set ;
      sg:indicator ?indicator ; sg:about ?about ; sdmx-dimension:refPeriod ?period }"""
    rows = say(query)
    assert len(rows) == len(set(rows)) == 17


def test_credits_and_starters_are_two_indicators(say: Ask) -> None:
    """The 167 credits and the 167 starters are counted by different indicators in different units."""
    rows = say("SELECT ?i ?u WHERE { ?f sdmx-measure:obsValue 167 ; sg:indicator ?i ; sdmx-attribute:unitMeasure ?u }")
    assert [len({row[column] for row in rows}) for column in (0, 1)] == [2, 2]


def test_the_yearly_rate_has_no_year(say: Ask) -> None:
    """The 2,500 starters are a rate a year, of which the source states no year."""
    query = """SELECT ?per ?period WHERE { ?f sdmx-measure:obsValue 2500 ; sg:perPeriod ?per ;
      sdmx-dimension:refPeriod ?period }"""
    assert [(per, period.rpartition("/")[2]) for per, period in say(query)] == [("P1Y", "not-stated")]
