"""Test the page of a sentence."""

import pytest

from tests.web.pages.conftest import Reader, text_of

_DOCUMENT = "/doc/document/sv-2018-2019-77"


def test_in_context(reader: Reader) -> None:
    """A sentence has its restatement, the sentences before and after it, and leads to its place in the document."""
    page = reader.open(f"{_DOCUMENT}/a4-s11")
    assert text_of(page.all("h1")[0]) == "Antwoord 4, zin 11"
    (around,) = page.all("ol", "around")
    assert [text_of(one)[:19] for one in around] == [
        "Antwoord 4, zin 10 ",
        "Antwoord 4, zin 11 ",
        "Antwoord 4, zin 12 ",
    ]
    assert [one.get("aria-current") for one in around] == [None, "true", None]
    assert page.links()["Lees ze in het document"] == f"{_DOCUMENT}#a4-s11"
    assert page.links()["Antwoord 4, zin 10"] == f"{_DOCUMENT}/a4-s10"


def test_what_rests_on_it(reader: Reader) -> None:
    """Its figures and claims stand there in words; registers say nothing again of what is told already."""
    page = reader.open(f"{_DOCUMENT}/q0-s3", "en")
    headings = [text_of(one) for one in page.all("h3")]
    assert headings == ["Figures 2", "Claims 5"] and not page.all("table", "facts")
    assert f"{_DOCUMENT}/figure-q0-s3-2" in page.links().values()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_attached(attached: Reader, lang: str) -> None:
    """Where the original is attached, the words of the source stand first, in their language."""
    (quote,) = attached.open("/doc/document/kort/b1-s1", lang).all("blockquote")
    assert text_of(quote) == "En verder niets." and quote.get("lang") == (None if lang == "nl" else "nl")


def test_first_and_without_item(other: Reader) -> None:
    """A sentence in no item, without restatement and place, says so of each."""
    page = other.open("/doc/document/kort/loose", "en")
    told = {text_of(row[0]): text_of(row[1]) for row in page.all("div") if len(row) == 2 and row[0].tag.endswith("dt")}
    assert told == {"Document": "Short piece", "Item": "not stated", "Role": "not stated"}
    assert "There is no restatement of this sentence." in page.text


def test_in_no_document(other: Reader) -> None:
    """A sentence of which no document is told has a page that says so, named by the end of its address."""
    page = other.open("/doc/document/kort/wees")
    assert text_of(page.all("h1")[0]) == "wees" and "niet in welk document" in page.text


def test_also_rests(other: Reader) -> None:
    """What rests on it together with other sentences stands there too."""
    page = other.open("/doc/document/kort/b1-s1", "en")
    assert "About 1,000 starters" in page.text and "1 figure." in page.text
