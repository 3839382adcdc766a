"""Test the report as a page."""

from collections.abc import Sequence
from html.parser import HTMLParser

import pytest

from steungraaf.validation import Finding
from steungraaf.validation.report import make_report

VOID = {"meta", "br"}


class Outline(HTMLParser):
    """Keep the tags that are open, all tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """See that the tag that closes is the last that opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data


def outline(page: str) -> Outline:
    """Read a page to its end."""
    found = Outline()
    found.feed(page)
    found.close()
    return found


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_is_well_formed(findings: Sequence[Finding], lang: str) -> None:
    """Every tag is closed, and the language of the page is said."""
    found = outline(make_report(findings, {}).to_html(lang))
    assert found.open == []
    assert ("html", {"lang": lang}) in found.tags


def test_what_the_data_says_is_escaped(findings: Sequence[Finding]) -> None:
    """A message with markup in it shows as it is written."""
    page = make_report(findings, {}).to_html("en")
    assert "A &lt;b&gt;name&lt;/b&gt; &amp; more." in page
    assert "b" not in [tag for tag, _ in outline(page).tags]


def test_the_page_needs_nothing_else(findings: Sequence[Finding]) -> None:
    """There is no script, and nothing is loaded from anywhere."""
    tags = outline(make_report(findings, {}).to_html()).tags
    assert not {"script", "link", "img", "iframe"}.intersection(tag for tag, _ in tags)
    assert not [attributes for _, attributes in tags if {"src", "href"}.intersection(attributes)]


def test_tables_can_be_read_aloud(findings: Sequence[Finding]) -> None:
    """Each file has a heading and a table that is named, reached by keyboard, and has column headings."""
    tags = outline(make_report(findings, {}).to_html()).tags
    regions = [attributes for tag, attributes in tags if tag == "div"]
    assert len(regions) == 3
    assert all(region["tabindex"] == "0" and region["aria-label"] for region in regions)
    assert all(attributes["scope"] == "col" for tag, attributes in tags if tag == "th")


def test_a_thing_has_its_label_and_its_name(findings: Sequence[Finding]) -> None:
    """The label comes first, then the IRI; what has no label has its name once."""
    labels = {"https://example.org/bond": {"nl": "De bond"}, "https://example.org/s1": {"nl": "Zin 1"}}
    text = outline(make_report(findings, {}, labels).to_html()).text
    assert "De bondhttps://example.org/bond" in text
    assert text.count("https://example.org/fonds") == 1
    assert "Zin 1" in text


def test_a_clean_page_says_so() -> None:
    """Without findings there is a verdict, what was checked, and no table."""
    found = outline(make_report([], {"files": 3}).to_html("en"))
    assert "Nothing found." in found.text
    assert "Checked: 3 files." in found.text
    assert "table" not in [tag for tag, _ in found.tags]
