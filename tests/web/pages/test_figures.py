"""Test the page of a figure, and which figures are drawn together."""

import pytest

from steungraaf.web.pages import amounts, figures
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.web.conftest import TestClient
from tests.web.pages.conftest import Page, Reader, text_of

_DOCUMENT = "/doc/document/sv-2018-2019-77"
_KORT = "/doc/document/kort"


def _parts(page: Page) -> dict[str, str]:
    return {text_of(row[0]): text_of(row[1]) for row in page.all("div") if len(row) == 2 and row[0].tag.endswith("dt")}


def _bars(page: Page) -> list[list[tuple[str, str, str, str]]]:
    """Return the bars of each chart: label, number, length and look."""
    found = []
    for chart in page.all("ol", "bars"):
        lengths = [one.get("width", "") for one in chart.iter() if one.tag.endswith("}rect")]
        looks = [one.get("class", "").split("-")[-1] for one in chart.iter() if one.tag.endswith("}svg")]
        words = [text_of(one) for one in chart.iter() if one.get("class") in ("name", "amount")]
        found.append(list(zip(words[::2], words[1::2], lengths, looks, strict=True)))
    return found


@pytest.mark.parametrize(
    ("name", "lang", "amount"),
    [
        ("figure-a4-s11-2", "nl", "1.232"),
        ("figure-a4-s11-2", "en", "1,232"),
        ("figure-a4-s1-1", "nl", "ca.\xa02.500"),
        ("figure-a4-s11-3", "nl", "46\xa0%"),
        ("figure-a4-s11-3", "en", "46%"),
        ("figure-q0-s3-2", "nl", "€\xa020.000"),
        ("figure-a4-s9-2", "nl", "de helft"),
    ],
)
def test_amount(reader: Reader, name: str, lang: str, amount: str) -> None:
    """A figure stands large as its reader writes it, with its unit and "ca.", or in the words of the source."""
    (shown,) = reader.open(f"{_DOCUMENT}/{name}", lang).all("p", "amount")
    assert text_of(shown) == " ".join(amount.split())


def test_parts(reader: Reader) -> None:
    """A figure says what it counts, of whom, when, who says so and how sure that is; nothing is told twice."""
    page = reader.open(f"{_DOCUMENT}/figure-a4-s1-1", "en")
    told = _parts(page)
    assert told["What is counted"] and told["When"] == "not stated" and told["Each time for"] == "1 year"
    assert told["Who says so"] == "Philippe Muyters" and told["Precision"] == "approximate"
    (facts,) = page.all("table", "facts")
    assert "Figures of written question 77" in text_of(facts) and "Philippe" not in text_of(facts)
    assert "2.500" in page.text
    assert page.links()["Answer 4, sentence 1"] == f"{_DOCUMENT}#a4-s1"


def test_part_of_whole(reader: Reader) -> None:
    """A part is drawn beside its whole from zero, with the share, as links, and the same rows in a table."""
    page = reader.open(f"{_DOCUMENT}/figure-a4-s11-2")
    assert _bars(page) == [
        [
            ("Geheel: kandidaat-ondernemers", "2.662", "100.00%", "plain"),
            ("Deel, 46 %: gestarte kandidaat-ondernemers", "1.232", "46.28%", "plain"),
        ]
    ]
    rows = [
        [text_of(cell) for cell in row]
        for table in page.all("table", "plain")
        for row in table.iter()
        if row.tag.endswith("}tr")
    ]
    assert [row[2] for row in rows[1:]] == ["2.662", "1.232"]
    assert "tel ze niet op" in page.text


def test_share(reader: Reader) -> None:
    """A share leads to its part and its whole; the one that the source does not state is told so."""
    page = reader.open(f"{_DOCUMENT}/figure-a4-s11-3")
    assert page.links()["2.662"] == f"{_DOCUMENT}/figure-a4-s11-1" and page.links()["1.232"].endswith("-2")
    bare = reader.open(f"{_DOCUMENT}/figure-a4-s4-2", "en")
    (section,) = [one for one in bare.all("section") if one.get("aria-labelledby") == "ends"]
    assert text_of(section).endswith("The whole (denominator) not stated")


def test_computed(reader: Reader) -> None:
    """A figure that we computed is hollow, has its formula and its inputs, and is drawn with them."""
    page = reader.open(f"{_DOCUMENT}/figure-derived-1", "en")
    assert page.all("div", "hollow") and "167 microcredits to starters divided by 56%" in page.text
    assert {f"{_DOCUMENT}/figure-a4-s4-1", f"{_DOCUMENT}/figure-a4-s4-2"} <= set(page.links().values())
    (bars,) = _bars(page)
    assert [(number, look) for _, number, _, look in bars] == [("ca. 298", "hollow"), ("167", "plain")]


def test_uses(reader: Reader) -> None:
    """A figure tells what was computed from it, and of what it is the part or the whole."""
    headings = [text_of(one) for one in reader.open(f"{_DOCUMENT}/figure-a4-s4-1", "en").all("h3")]
    assert headings == ["Computed by us from it", "Is the part of"]


def test_nothing_alone(reader: Reader) -> None:
    """A figure that belongs with no other is not drawn."""
    assert _bars(reader.open(f"{_DOCUMENT}/figure-q0-s3-1")) == []


def test_same_thing_counted(other: Reader) -> None:
    """What counts the same for others or in other periods stands side by side; what is planned is dashed."""
    whole, alike = _bars(other.open(f"{_KORT}/figure-a1-s1-1", "en"))
    assert [row[0] for row in whole] == ["Whole: starters helped", "Part, 50%: half"]
    assert alike == [
        ("starters helped", "2,000", "100.00%", "dashed"),
        ("The fund, 2017", "ca. 1,000", "50.00%", "plain"),
    ]


@pytest.mark.parametrize(
    "name", ["figure-odd", "figure-none", "figure-wrong", "figure-mixed", "figure-true", "figure-bare"]
)
def test_not_drawn(other: Reader, name: str) -> None:
    """Less than nothing, no number, a part above its whole or of another unit: none is drawn, and each has its page."""
    page = other.open(f"{_KORT}/{name}")
    assert page.status == 200 and _bars(page) == []


def test_planned(other: Reader) -> None:
    """A planned figure is dashed, and a note in it that looks like markup is text."""
    page = other.open(f"{_KORT}/figure-plan")
    assert page.all("div", "dashed") and [text_of(one) for one in page.all("q")] == ["elke"]
    assert "Wie <b>elke</b> is" in page.text and "<b>elke" not in page.source
    assert "periode niet vermeld" in page.text and "period:" not in page.text


def test_attached(attached: Reader) -> None:
    """Where the original is attached, its sentence is quoted with the figure marked in it."""
    page = attached.open(f"{_KORT}/figure-a1-s1-1", "en")
    assert [text_of(one) for one in page.all("mark")] == ["1.000"]
    assert "In the source it is written: 1.000" in page.text


def test_too_many(other: Reader, odd: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """More figures than can be drawn together are not drawn, and of many uses some stand there, with their number."""
    monkeypatch.setattr(amounts, "MOST", 1)
    monkeypatch.setattr(figures, "MOST", 1)
    site = make_site(odd, lambda line: None)
    page = Reader(TestClient(site, "http://localhost")).open(f"{_KORT}/figure-a1-s1-1", "en")
    assert _bars(page) == [] and "1 of 2" in page.text
