"""Test the page of a day."""

import pytest

from steungraaf.web.pages import timeline
from tests.web.pages.conftest import Page, Reader, text_of


def _bars(page: Page) -> list[str]:
    found = [one for one in page.root.iter() if one.tag.endswith("}a") and "bar" in one.get("class", "").split()]
    return [one.get("class", "") for one in found]


@pytest.mark.parametrize(("lang", "day"), [("nl", "Op 27 november 2018"), ("en", "On 27 November 2018")])
def test_default(reader: Reader, lang: str, day: str) -> None:
    """Without a day the page shows that on which the last document speaks: what is dated first, the rest apart."""
    page = reader.open("/time", lang)
    headings = [text_of(one) for one in page.all("h2")]
    assert page.status == 200 and headings[0].startswith(day) and headings[0].split()[-2] == "2"
    assert headings[1].split()[-2] == "80" and len(page.all("p", "target")) > 10
    assert [one.get("value") for one in page.all("input") if one.get("name") == "date"] == ["2018-11-27"]


def test_day(reader: Reader) -> None:
    """Another day shows what ran then, in words, as bars and in the table of all periods."""
    page = reader.open("/time?date=2017-10-01", "nl")
    bars = _bars(page)
    assert text_of(page.all("h2")[0]) == "Op 1 oktober 2017 9 beweringen"
    assert len(bars) == 15 and sum("holds" in one for one in bars) == 9
    rows = [row for row in page.all("tr") if row.find("{http://www.w3.org/1999/xhtml}td") is not None]
    assert len(rows) == 15 and "31 december 2017" in page.text


def test_downloads(reader: Reader) -> None:
    """The rows of the day are those of the stored question, and the municipalities of the day are a link."""
    page = reader.open("/time?date=2017-10-01&lang=en")
    links = page.links()
    assert links["CSV"] == "/queries/time/in-force-on?date=2017-10-01&format=csv&lang=en"
    assert reader.client.get(links["CSV"]).status_code == 200
    assert links["308 Flemish municipalities existed on that day"].startswith("/questions/time/municipalities-on-date?")


@pytest.mark.parametrize("text", ["27/11/2018", "27-11-2018", "27.11.2018", " 27/11/2018 "])
def test_day_first(reader: Reader, text: str) -> None:
    """A day that is typed with the day first is that day, in the field too."""
    page = reader.open(f"/time?date={text}", "en")
    assert "On 27 November 2018" in page.text and not page.all("p", "empty")
    assert [one.get("value") for one in page.all("input") if one.get("name") == "date"] == ["2018-11-27"]


@pytest.mark.parametrize(
    "text", ["yesterday", "2018-13-01", "20181127", "<b>", "11/27/2018", "27/11/18", "27/11-2018", "2018-W48-2"]
)
def test_wrong(reader: Reader, text: str) -> None:
    """What is no day is told, with both ways to write one, and the page shows the day that it would show without."""
    page = reader.open(f"/time?date={text}", "en")
    assert "2018-11-27 or 27/11/2018" in page.text
    assert f"“{text}” is no day" in page.text and "On 27 November 2018" in page.text and page.status == 200


def test_nothing_known(reader: Reader) -> None:
    """A day of which nothing is known says so."""
    assert "Of no claim is it known" in reader.open("/time?date=1950-01-01", "en").text


def test_open_periods(tangled: Reader) -> None:
    """Without documents the last day of the claims counts; a bar without a first or last day fades."""
    page = tangled.open("/time", "en")
    assert "On 1 January 2016" in page.text and len(_bars(page)) == 3
    faded = [one for one in page.root.iter() if one.get("class") == "open"]
    assert len(faded) == 3 and "not stated" in page.text
    assert any("planned" in one for one in _bars(page))


def test_without_days(small: Reader) -> None:
    """A dataset in which nothing is dated asks for a day, and takes one."""
    assert "names a day" in small.open("/time", "en").text
    assert "Of no claim is it known" in small.open("/time?date=2018-01-01", "en").text


def test_more_than_a_page_takes(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many statements the first are listed, and how many there are is told; the question has all."""
    monkeypatch.setattr(timeline, "_MOST_LISTED", 7)
    monkeypatch.setattr(timeline, "_MOST_ROWS", 5)
    monkeypatch.setattr(timeline, "_MOST_BARS", 3)
    page = reader.open("/time?date=2017-10-01&again=1", "en")
    assert text_of(page.all("h2")[0]) == "On 1 October 2017 9 claims" and "7 of 9" in page.text
    assert "7 of 80" in page.text and len(_bars(page)) == 3
    rows = [row for row in page.all("tr") if row.find("{http://www.w3.org/1999/xhtml}td") is not None]
    assert len(rows) == 5
