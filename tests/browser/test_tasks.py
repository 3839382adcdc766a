"""Readers do what they came for: take a table along, look at another day, ask in SPARQL and think better of it."""

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, following

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WITHOUT_TOO = pytest.mark.parametrize("scripts", [True, False])


@WITHOUT_TOO
def test_table_along(window: Open, scripts: bool) -> None:
    """Who fills in the form of a question gets a table, and a file of CSV with the same rows."""
    page = window(scripts=scripts).open("/questions/actors/who-supports")
    page.locator("#p-supporter").fill("vlaio")
    with following(page):
        page.locator("#p-supporter").press("Enter")
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV", exact=True).click()
    taken = list(csv.DictReader(StringIO(Path(coming.value.path()).read_text("utf-8-sig"))))
    columns = [parse_qs(urlsplit(one).query)["sort"][0] for one in _headings(page)]
    rows = [[row.get(f"{name}_label") or row[name] for name in columns] for row in taken]
    assert len(rows) > 1 and rows == _rows(page)


def test_blocks(window: Open) -> None:
    """On a narrow screen a row is a block of labels and values, as wide as the screen, and still a row of a table."""
    page = window(width=320).open("/questions/support/who-can-help")
    row = page.get_by_role("row").nth(1)
    first, second = (row.get_by_role("cell").nth(at).bounding_box() for at in (0, 1))
    assert first and second and first["x"] == second["x"] and first["width"] <= 320 and second["y"] > first["y"]
    assert page.get_by_role("columnheader").count() == row.get_by_role("cell").count() > 8


@WITHOUT_TOO
def test_day(window: Open, scripts: bool) -> None:
    """Another day is chosen in a field, and with scripts shown at once; a key on the slider leads to the day before."""
    page = window(scripts=scripts).open("/time")
    page.get_by_label("Dag", exact=True).fill("2017-03-01")
    if not scripts:
        with following(page):
            page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("heading", name="Op 1 maart 2017")).to_be_visible()
    page.wait_for_url("**/time?date=2017-03-01")
    if scripts:
        page.get_by_label("Schuif door de tijd").press("ArrowLeft")
        expect(page.get_by_role("heading", name="Op 28 februari 2017")).to_be_visible()
        expect(page.get_by_label("Dag", exact=True)).to_have_value("2017-02-28")
        page.wait_for_url("**/time?date=2017-02-28")


def test_query_stopped(window: Open) -> None:
    """A query that takes long can be stopped: the page says so, and the server has time for the next one."""
    page = window().open("/sparql")
    _write(page, HEAVY)
    page.get_by_role("button", name="Vraag het").click()
    expect(page.locator("#state")).to_contain_text("Bezig")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#state")).to_have_text("Gestopt.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    _write(page, "SELECT (COUNT(*) AS ?n) { VALUES ?x { 1 2 3 } }")
    page.get_by_role("button", name="Vraag het").click()
    expect(page.locator("#outcome tbody td")).to_have_text("3")


def test_query_left(window: Open) -> None:
    """Without scripts one stops a query by going elsewhere: the server has time for the next one."""
    page = window(scripts=False).open("/sparql")
    page.get_by_label("De vraag").fill(HEAVY)
    with page.expect_request("**/sparql?*"):
        page.get_by_role("button", name="Vraag het").click(no_wait_after=True)
    page.goto("about:blank")
    page = window(scripts=False).open("/sparql")
    page.get_by_label("De vraag").fill("ASK { VALUES ?x { 1 } }")
    with following(page):
        page.get_by_role("button", name="Vraag het").click()
    expect(page.locator("#outcome .truth")).to_have_text("Ja")


def _headings(page: Page) -> list[str]:
    """Return where the headings of the table lead: each sorts by its column."""
    return [str(one.get_attribute("href")) for one in page.locator("table.result thead a").all()]


def _rows(page: Page) -> list[list[str]]:
    """Return what one sees in the table; a line for nothing is nothing."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("table.result tbody tr")].map((row) => [...row.cells].map(
          (cell) => cell.querySelector(".none") ? "" : cell.textContent))"""
    )
    return [[str(cell) for cell in row] for row in found]


def _write(page: Page, query: str) -> None:
    """Write a query in the editor; where its script is not built the page says so, and there is a plain field."""
    if page.locator(".yasqe").count():
        page.locator(".yasqe .CodeMirror").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(query)
    else:
        expect(page.get_by_text("make editor")).to_be_visible()
        page.get_by_label("De vraag").fill(query)
