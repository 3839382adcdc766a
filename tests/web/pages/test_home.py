"""Test the first page."""

import pytest

from tests.web.pages.conftest import Reader, text_of


@pytest.mark.parametrize(("lang", "figure"), [("nl", "1.232"), ("en", "1,232")])
def test_answers(reader: Reader, lang: str, figure: str) -> None:
    """The four questions are answered, and a figure leads to its page and carries its sentence."""
    page = reader.open("/", lang)
    assert page.status == 200 and page.root.get("lang") == lang
    assert len(page.all("article", "answer")) == 4
    links = {text_of(one): one.get("href") for one in page.all("a", "value")}
    assert links[figure] == "/doc/document/sv-2018-2019-77/figure-a4-s11-2"
    assert "/doc/document/sv-2018-2019-77/a4-s11" in page.links().values() or page.source.count("a4-s11")


def test_marks(reader: Reader) -> None:
    """Each mark leads to a footnote that is on the page once, numbered in the order of reading."""
    page = reader.open("/")
    notes = [one.get("id") for one in page.all("p", "target")]
    assert notes == [f"note-{number}" for number in range(1, len(notes) + 1)] and len(notes) > 20
    marks = [one.get("href") for mark in page.all("sup", "mark") for one in mark]
    assert {mark for mark in marks} == {f"#{note}" for note in notes}


def test_lists(reader: Reader) -> None:
    """Who supports is counted by actor, kind, target group and place; a number leads to the claims behind it."""
    page = reader.open("/")
    assert len(page.all("table", "counts")) == 4
    hrefs = [one.get("href", "") for table in page.all("table", "counts") for one in table.iter() if one.get("href")]
    assert "/doc/organisation/vlaio#said" in hrefs and "/doc/municipality/oostende#here" in hrefs


def test_gaps(reader: Reader) -> None:
    """What the source does not say has its list, and the coverage is told."""
    page = reader.open("/", "en")
    assert "42 of 42 sentences are accounted for" in page.text
    assert len([item for one in page.all("ul", "gaps") for item in one]) >= 8


def test_without_documents(small: Reader) -> None:
    """A dataset without questions says so."""
    page = small.open("/", "en")
    assert page.status == 200 and "no document with questions" in page.text
