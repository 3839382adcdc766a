"""Test the page of the quality of the data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from steungraaf.namespaces import BASE, GRAPH
from steungraaf.validation import Finding, Report, Severity
from steungraaf.validation.finding import READABLE
from steungraaf.web.pages import quality
from steungraaf.web.pages.checkup import Checked, Checkup
from steungraaf.web.pages.quality import Quality
from steungraaf.web.pages.rendering import Pages
from steungraaf.web.served import Served
from tests.web.conftest import TestClient
from tests.web.pages.conftest import Page, Reader, is_bare, text_of, texts_in

_SENTENCE = "https://w3id.org/steungraaf/id/document/sv-2018-2019-77/a4-s11"
Show = Callable[..., Page]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Show the page over what is served, when a check found this."""
    monkeypatch.setattr(Checkup, "begin", lambda self: None)

    def shown(served: Served, checked: Checked | None, lang: str = "en") -> Page:
        page = Quality(Pages(served), Checkup(served, checked))
        return Reader(TestClient(Starlette(routes=[Route("/quality", page.answer)]))).open("/quality", lang)

    return shown


def _found(*findings: Finding, changed: bool = False) -> Checked:
    unlinked = {f"{GRAPH}links/cbe": 17}
    return Checked(Report(findings, {"files": 2}, {}), "", changed, unlinked)


def test_being_checked(bundled: Served, show: Show) -> None:
    """Until the check is done the page says how far it is and what to do; nobody keeps it."""
    page = show(bundled, None, "nl")
    assert page.status == 200 and page.headers["cache-control"] == "no-store"
    assert "De gegevens worden nu nagekeken, stap 1 van 6." in page.text and "wordt nagegaan" in page.text
    assert page.links()["Laad deze pagina over enkele seconden opnieuw"] == "/quality"


def test_step(bundled: Served, show: Show) -> None:
    """The step that the check is at is told in the reader's language."""
    made = Checkup(bundled, None, {"nl": "Namen nagaan", "en": "Looking up names"}, 6)
    page = Quality(Pages(bundled), made)
    read = Reader(TestClient(Starlette(routes=[Route("/quality", page.answer)]))).open("/quality", "en")
    assert "step 6 of 6. Looking up names." in read.text


def test_nothing_found(bundled: Served, show: Show) -> None:
    """A check that finds nothing says what it looked at; then the page is kept."""
    page = show(bundled, _found(), "nl")
    assert "Geen bevindingen. Nagekeken: 2 bestanden." in page.text and "etag" in page.headers
    assert "veranderd nadat" not in page.text
    assert "veranderd nadat" in show(bundled, _found(changed=True), "nl").text


def test_findings(bundled: Served, show: Show) -> None:
    """A finding tells how much it weighs, of what, what to do, where, and its sentence; no path of this machine."""
    folder, texts = bundled.dataset.folder, {"nl": "Mis <b>dit</b>.", "en": "Mend <b>this</b>."}
    claims = folder.data / "documents/kort/claims.ttl"
    page = show(
        bundled,
        _found(
            Finding(
                "https://example.org/a", "https://example.org/rule", Severity.VIOLATION, texts, claims, 7, _SENTENCE
            ),
            Finding('"x"@nl', "https://example.org/rule", Severity.WARNING, texts, folder.ontology / "shapes/a.ttl"),
            Finding("file:///elsewhere/me/x.ttl", READABLE, Severity.INFO, texts, Path("/elsewhere/me/x.ttl")),
            Finding("https://example.org/b", "https://example.org/rule", Severity.INFO, texts),
        ),
    )
    (table,) = page.all("table", "findings")
    rows = [[text_of(cell) for cell in row] for row in table.iter() if row.tag.endswith("}tr")][1:]
    rule = "example.org: rule"
    assert rows[0][2:] == ["Mend <b>this</b>.", "documents/kort/claims.ttl:7", rule] and "sg" in rows[2][4]
    assert [row[3] for row in rows] == ["documents/kort/claims.ttl:7", "shapes/a.ttl", "x.ttl", ""]
    assert [row[0] for row in rows] == ["violation", "warning", "note", "note"]
    assert "/elsewhere/me" not in page.source and "<b>this" not in page.source
    assert "/doc/document/sv-2018-2019-77#a4-s11" in page.links().values()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_bare_address(bundled: Served, show: Show, lang: str) -> None:
    """No text on the page begins with http:// or https://, also not of what others call things, rules and graphs."""
    rule, graph = "https://example.org/rules#a", "https://example.org/graphs/b"
    things = ["https://example.org/things/c", _SENTENCE, f"{BASE}id/organisation/none"]
    found = [Finding(each, rule, Severity.VIOLATION, {}, sentence=each, graph=graph) for each in things]
    for checked in (None, _found(), _found(*found), Checked(None, "large", changed=False, unlinked=None)):
        texts = texts_in(show(bundled, checked, lang).source)
        assert len(texts) > 10 and not list(filter(is_bare, texts))


def test_many_findings(bundled: Served, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many findings the first stand in the page, with how many there are."""
    monkeypatch.setattr(quality, "MOST", 1)
    two = [Finding(f"https://example.org/{one}", "https://example.org/rule", Severity.INFO, {}) for one in "ab"]
    page = show(bundled, _found(*two))
    assert "1 of 2" in page.text and page.text.count("Answer 4") == 0  # nor do the items of documents


@pytest.mark.parametrize(
    ("why", "said"), [("elsewhere", "--endpoint"), ("large", "too large"), ("failed", "not succeed")]
)
def test_not_checked(bundled: Served, show: Show, why: str, said: str) -> None:
    """Where nothing was checked the page says why and what to do; a check that failed may succeed another time."""
    page = show(bundled, Checked(None, why, changed=False, unlinked=None))
    assert said in page.text and "not looked up" in page.text
    assert ("etag" in page.headers) == (why != "failed")


def test_coverage(bundled: Served, show: Show) -> None:
    """The coverage of each document and item stands in a table with bars, and leads to the item."""
    page = show(bundled, _found(), "nl")
    (table,) = page.all("table", "shares")
    assert "42 van de 42 zinnen zijn verantwoord" in page.text
    rows = [[text_of(cell) for cell in row] for row in table.iter() if row.tag.endswith("}tr")]
    assert rows[-1] == ["Antwoord 4", "12", "12", ""]
    assert page.links()["Antwoord 4"] == "/doc/document/sv-2018-2019-77#a4"
    assert {one.get("width") for one in table.iter() if one.tag.endswith("}rect")} == {"100.00%"}


def test_what_is_missing(bundled: Served, show: Show) -> None:
    """Gaps, actors without a number and what is in no register are told, with the questions behind them."""
    page = show(bundled, _found())
    assert "Which centre city takes which initiative, the answer does not say" in page.text
    assert page.links()["4 actors"] == "/questions/links/actors-without-identifier"
    (link,) = [one for one in page.all("a") if text_of(one) == "17"]
    assert link.get("href", "").startswith("/questions/links/unlinked?register=https%3A%2F%2Fw3id.org")


def test_age_and_names(bundled: Served, show: Show) -> None:
    """Each graph says when it was changed last, and how many things have a name in both languages."""
    page = show(bundled, _found(), "nl")
    assert "Schriftelijke vraag 77 (2018-2019): beweringen25 november 2026" in page.text
    assert "zaken hebben een naam in het Nederlands en in het Engels." in page.text


def test_of_somebody_else(odd: Served, served: Served, show: Show) -> None:
    """Data without documents or registers says so, and names in one language are counted."""
    page = show(served, Checked(None, "large", changed=False, unlinked={}))
    for said in ("no documents with sentences", "No questions are recorded", "no links to registers"):
        assert said in page.text
    page = show(odd, Checked(None, "large", changed=False, unlinked={}))
    assert "A graph3 February 2020" in page.text and "In Dutch only:" in page.text
    assert "not stated" in page.text and "https://" not in page.text


def test_question_not_answered(odd: Served, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a stored question is not there, the page leaves its part out."""
    monkeypatch.setattr(quality, "_UNNUMBERED", "links/none")
    page = show(odd, Checked(None, "large", changed=False, unlinked=None))
    assert page.status == 200 and "without an official number" not in page.text
