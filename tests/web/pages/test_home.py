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


@pytest.mark.parametrize(
    ("lang", "shown", "told"),
    [("nl", "ca. 2.500", ("persoon", "niet vermeld")), ("en", "ca. 2,500", ("person", "not stated"))],
)
def test_first_figure(reader: Reader, lang: str, shown: str, told: tuple[str, str]) -> None:
    """One figure stands first: the first of the first answer with one, with unit, period, hedge and footnote."""
    page = reader.open("/", lang)
    (first,) = page.all("section", "first")
    (link,) = [one for one in first.iter() if "/figure-" in one.get("href", "")]
    assert text_of(link).replace("\xa0", " ") == shown and reader.open(link.get("href", "")).status == 200
    facts = [text_of(one) for one in first.iter() if one.get("class") in ("fact", "hedge")]
    assert facts[0].endswith(f": {told[0]}") and facts[1].endswith(told[1]) and len(facts) == 3
    assert [one.get("id") for one in first.iter() if (one.get("id") or "").startswith("note-")] == ["note-1"]


def test_search_field(reader: Reader) -> None:
    """The first page has one field to search by, in its content, with examples that find something."""
    page = reader.open("/?lang=en")
    (form,) = page.all("form", "search")
    assert "large" in form.get("class", "") and form.get("action") == "/search"
    tries = [one.get("href", "") for one in page.all("p", "tries")[0] if one.get("href")]
    assert len(tries) == 4 and all("Nothing found" not in reader.open(href).text for href in tries)


def test_first_figure_of_others(other: Reader) -> None:
    """Another dataset has its own first figure, with its hedge."""
    page = other.open("/", "en")
    (first,) = page.all("section", "first")
    assert "1,000" in text_of(first) and "approximate" in text_of(first)


def test_without_documents(small: Reader) -> None:
    """A dataset without questions says so."""
    page = small.open("/", "en")
    assert page.status == 200 and "no document with questions" in page.text
    assert not page.all("section", "first") and "VLAIO" not in page.text
