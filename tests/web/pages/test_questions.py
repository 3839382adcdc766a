"""Test the pages of the stored questions."""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

import steungraaf
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.conftest import PREFIX
from tests.web.conftest import DATA, TestClient
from tests.web.pages.conftest import Page, Reader, text_of

WHO = "/questions/actors/who-supports"
TYPED = """#+ question: {{nl: Wat is <b>hier</b>?, en: What is <b>here</b>?}}
#+ description: {{nl: Alles., en: Everything.}}
#+ tags: [own]
#+ parameters:
#+   sort: {{type: integer, optional: true, example: "12", description: {{nl: Aantal., en: Count.}}}}
#+   much: {{type: decimal, optional: true, example: "2.5", description: {{nl: Bedrag., en: Amount.}}}}
#+   open: {{type: boolean, optional: true, example: "true", description: {{nl: Open., en: Open.}}}}
#+   place:
#+     type: iri
#+     class: schema:AdministrativeArea
#+     optional: true
#+     example: https://w3id.org/steungraaf/id/municipality/oost
#+     description: {{nl: Plaats., en: Place.}}
#+ columns:
#+   thing: {{nl: ding, en: thing}}
#+   sort: {{nl: aantal, en: count}}
PREFIX sg: <https://w3id.org/steungraaf/ns#>
SELECT ?thing ?sort
WHERE {{
  VALUES ?sort {{ UNDEF }}
  VALUES ?much {{ UNDEF }}
  VALUES ?open {{ UNDEF }}
  VALUES ?place {{ UNDEF }}
  ?thing sg:count ?sort .
}}
"""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Give a reader of somebody's dataset with a question of their own, which has a value of each type."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "dataset.ttl").write_text(PREFIX + DATA, "utf-8")
    (folder / "queries" / "own").mkdir(parents=True)
    (folder / "queries" / "own" / "typed.rq").write_text(TYPED.format(), "utf-8")
    with Served(steungraaf.open(folder, lang="en")) as served:
        yield Reader(TestClient(make_site(served, lambda line: None), "http://localhost"))


def field(page: Page, name: str) -> Element:
    """Return the input or the list of a parameter."""
    return next(one for tag in ("input", "select") for one in page.all(tag) if one.get("name") == name)


def cells(page: Page) -> list[list[str]]:
    """Return the rows of the answer as they are read."""
    return [[text_of(cell) for cell in row] for row in page.all("table", "result")[0][-1]]


@pytest.mark.parametrize(("lang", "first"), [("nl", "Wat het document antwoordt"), ("en", "What the document answers")])
def test_listing(reader: Reader, lang: str, first: str) -> None:
    """All questions are there by theme, and the checks of the data are folded, last."""
    page = reader.open("/questions", lang)
    headings = [text_of(one) for one in page.all("h2")]
    assert (headings[0], len(headings)) == (first, 8)
    assert {text_of(one) for one in page.all("p", "asks")} >= {
        query.question[lang] for query in steungraaf.open().queries() if not query.is_federated
    }
    assert all("checks" in one.get("href", "") for one in page.all("details", "more")[0].iter() if one.get("href"))


def test_every_question_opens(reader: Reader) -> None:
    """Each question has its page, which answers at once where nothing is needed; so does each example."""
    page = reader.open("/questions", "en")
    hrefs = {one.get("href", "") for item in page.all("ul", "asked") for one in item.iter() if one.get("href")}
    opened = {href: reader.client.get(href, headers={"accept": "text/html"}) for href in sorted(hrefs)}
    wrong = {href for href, response in opened.items() if response.status_code != 200}
    assert len(hrefs) > 70 and wrong == set()
    assert all("Do you mean" not in response.text for response in opened.values())


def test_other_server(reader: Reader) -> None:
    """A question that only another server can answer says so, under its form."""
    page = reader.open("/questions/links/what-others-say", "en")
    assert page.status == 400 and "asks another server" in text_of(page.all("p", "fault")[0])
    assert page.all("form", "form") and not page.all("table", "result")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_rows_are_those_of_the_file(reader: Reader, lang: str) -> None:
    """The page shows the rows that its download has, with labels for names, in the same order, but no empty columns."""
    page = reader.open(f"{WHO}?supported=hefboom", lang)
    href = page.links()["CSV"]
    table = list(csv.DictReader(reader.client.get(href).text.splitlines()))
    heads = [one.get("href", "") for head in page.all("th") for one in head]
    columns = [parse_qs(urlsplit(one).query)["sort"][0] for one in heads]
    empty = {name for name in table[0] if not any(row[name] for row in table)}
    assert {name for name in table[0] if not name.endswith("_label")} - empty == set(columns)
    expected = [[row.get(f"{name}_label") or row[name] for name in columns] for row in table]
    shown = [[cell if cell not in ("–empty", "–leeg") else "" for cell in row] for row in cells(page)]
    assert shown == expected and len(shown) == 1


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_named_questions(reader: Reader, lang: str) -> None:
    """A question that a text names stands there by what it asks, as a link; the name of its file does not."""
    page = reader.open("/questions/support/who-can-help", lang)
    linked = {href: text for text, href in page.links().items()}
    text = linked["/questions/support/support-for-target-group"]
    assert text.startswith("“") and "support-for-target-group" not in text_of(page.all("p", "lead")[0])
    assert page.source.count("support-for-target-group.") == 0
    listing = reader.open("/questions", lang)
    assert all("support-for-target-group" not in text_of(one) for one in listing.all("p", "about"))


def test_source_is_near(reader: Reader) -> None:
    """Where a row comes from stands beside what it says, as short links; the text of the claim is there to be heard."""
    page = reader.open("/questions/support/who-can-help", "en")
    headings = [text_of(one) for one in page.all("th")]
    assert headings[:4] == ["who or what helps", "sentence", "to be read from sentence", "claim"]
    assert headings[-1] == "document"
    short = [one for one in page.all("a") if one.get("data-short")]
    assert {one.get("data-short") for one in short} == {"claim"} and len(short) == len(cells(page))
    assert all(len(text_of(one)) > 20 for one in short)


def test_empty_columns(reader: Reader) -> None:
    """Columns that no row has anything in are not shown, and that is said."""
    page = reader.open(f"{WHO}?supported=hefboom", "en")
    headings = {text_of(one) for one in page.all("th")}
    assert "Not shown, as empty in all rows: through" in page.text and "through" not in headings


def test_labelled_cells(reader: Reader) -> None:
    """Each cell knows its heading, which stands before it where a narrow screen shows a row as a block."""
    (table,) = reader.open(WHO, "en").all("table", "result")
    headings = [text_of(one) for one in table.iter() if one.tag.endswith("}th")]
    assert all([cell.get("data-label") for cell in row] == headings for row in table[-1])


@pytest.mark.parametrize(
    ("lang", "shown"), [("nl", {"56 %", "167 (microkrediet)"}), ("en", {"56%", "167 (microcredit)"})]
)
def test_units(reader: Reader, lang: str, shown: set[str]) -> None:
    """A value of a figure has its unit, by its sign or, where the row does not name it, by its name."""
    page = reader.open("/questions/figures/shares-and-their-base", lang)
    assert {text_of(one).replace("\xa0", " ") for one in page.all("td", "number")} >= shown
    money = reader.open("/questions/figures/amounts-of-money", lang)
    assert all("€" in text_of(one) for one in money.all("td", "number"))


def test_all_rows(reader: Reader) -> None:
    """The parts of a long table make the whole of the file together."""
    table = reader.client.get("/queries/links/official-identifiers?format=csv").text.splitlines()[1:]
    first = reader.open("/questions/links/official-identifiers")
    last = reader.open(f"/questions/links/official-identifiers?page={-(-len(table) // 100)}")
    assert f"Rij 1 tot 100 van {len(table):,}".replace(",", ".") in first.text
    assert len(cells(first)) == 100 and len(cells(last)) == (len(table) - 1) % 100 + 1
    assert [one.get("rel") for one in first.all("nav", "pager")[0] if one.get("rel")] == ["next"]
    assert [one.get("rel") for one in last.all("nav", "pager")[0] if one.get("rel")] == ["prev"]


def test_sorted(reader: Reader) -> None:
    """A heading leads to the page that is sorted by it; its numbers stand right."""
    page = reader.open("/questions/figures/all-figures", "nl")
    sorted_page = reader.open(page.links()["waarde"].partition("#")[0], "nl")
    values = [text_of(one) for one in sorted_page.all("td", "number")]
    assert values[:2] == ["2", "10"] and sorted_page.all("th", "number")[0].get("aria-sort") == "ascending"


def test_hedges(reader: Reader) -> None:
    """What is not plain is marked; what is, is not."""
    page = reader.open(WHO, "en")
    marked = {text_of(one) for one in page.all("a", "hedge")}
    assert "inferred" in marked and not marked & {"asserted", "literal"}


def test_statements(reader: Reader) -> None:
    """Triples are told in names."""
    page = reader.open("/questions/support/network?actor=vlaio", "en")
    assert [text_of(one) for one in page.all("th")] == ["subject", "property", "value"]
    assert "Hefboom" in page.all("table", "result")[0].itertext() or "Hefboom" in page.text


@pytest.mark.parametrize("format", ["CSV", "Excel", "JSON", "TSV", "Turtle", "JSON-LD"])
def test_downloads(reader: Reader, format: str) -> None:
    """Each download is there, for the values of the page, also for who has a browser."""
    href = reader.open(f"{WHO}?supported=hefboom&lang=en").links()[format]
    sent = reader.client.get(href, headers={"accept": "text/html"})
    assert sent.status_code == 200 and "html" not in sent.headers["content-type"]
    assert parse_qs(urlsplit(href).query)["supported"] == ["hefboom"]


def test_query(reader: Reader) -> None:
    """The query is shown with the value in it, and the editor gives the same rows for it."""
    page = reader.open(f"{WHO}?supported=hefboom", "nl")
    assert "VALUES ?supported { <https://w3id.org/steungraaf/id/organisation/hefboom> }" in page.text
    assert cells(reader.open(page.links()["Open in de editor"], "nl")) == cells(page)


def test_empty(reader: Reader) -> None:
    """An answer of nothing says so, and what to try; a check that finds nothing says that too."""
    page = reader.open(f"{WHO}?supported=vlaio&supporter=hefboom", "en")
    assert page.status == 200 and "Nothing found. Clear a field" in page.text
    assert (
        "Nothing found. This dataset says nothing" in reader.open("/questions/checks/concepts-in-a-circle", "en").text
    )


def test_needed(reader: Reader) -> None:
    """A question that needs a value waits for it; one that is sent without says which field."""
    waiting = reader.open("/questions/actors/actor-profile", "en")
    sent = reader.open("/questions/actors/actor-profile?actor=+", "en")
    assert (waiting.status, sent.status) == (200, 400)
    assert not waiting.all("table", "result") and not waiting.all("span", "fault")
    assert "Fill this in." in text_of(sent.all("span", "fault")[0]) and field(sent, "actor").get("aria-invalid")


def test_unknown_value(reader: Reader) -> None:
    """A name that nothing has leads to what comes nearest."""
    page = reader.open(f"{WHO}?supported=hefbom", "en")
    assert page.status == 400 and "Nothing of that kind is called “hefbom”." in page.text
    assert cells(reader.open(page.links()["Hefboom"], "en"))


def test_ambiguous_value(typed: Reader) -> None:
    """A name of two things leads to each of them."""
    page = typed.open("/questions/own/typed?place=oostdorp", "en")
    near = [href for text, href in page.links().items() if "municipality:oost" in text]
    assert page.status == 400 and len(near) == 2
    assert [typed.open(href).status for href in near] == [200, 200]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sort=many", "This is no whole number."),
        ("much=1e3", "This is no number (with a point before its decimals)."),
        ("open=maybe", "This is no yes or no."),
        ("place=https://example.org/a%20b", "This is no valid IRI or name."),
    ],
)
def test_wrong_values(typed: Reader, address: str, told: str) -> None:
    """What is no value of its type is told beside its field."""
    page = typed.open(f"/questions/own/typed?{address}", "en")
    assert page.status == 400 and told in text_of(page.all("span", "fault")[0])
    assert "One field is not right yet." in page.text


def test_fields_by_type(typed: Reader) -> None:
    """Numbers and a choice of few have fields of their own, filled with what was given."""
    page = typed.open("/questions/own/typed?sort=12&open=yes&place=province:west&sort_=thing", "en")
    assert (field(page, "sort").get("type"), field(page, "sort").get("value")) == ("number", "12")
    assert [one.get("value") for one in field(page, "open") if one.get("selected") is not None] == ["true"]
    assert [text_of(one) for one in field(page, "place") if one.get("selected") is not None] == ["Westland"]
    assert [text_of(one) for one in field(page, "place")][0] == "any" and cells(page)
    assert "What is <b>here</b>?" in page.text and not page.all("b")


def test_choices(reader: Reader, small: Reader) -> None:
    """Many names complete in the field, one that two things have by its code; of any thing too many are not sent."""
    group = reader.open("/questions/support/support-for-target-group?group=target-group:starters", "en")
    names = [one.get("value") for one in group.all("option")]
    assert field(group, "group").get("value") in names and len(names) == 27
    anything = reader.open(f"{WHO}?supported=https://w3id.org/steungraaf/id/organisation/hefboom", "en")
    assert not anything.all("option") and field(anything, "supported").get("value") == "organisation:hefboom"
    assert "Hefboom." in anything.text
    nobody = small.open("/questions/actors/offices-on-date", "en")
    assert (field(nobody, "person").get("type"), nobody.all("option")) == ("text", [])
    dates = reader.open("/questions/time/in-force-on?date=2018-11-27", "en")
    assert field(dates, "date").get("type") == "date" and cells(dates)
    typed = reader.open("/questions/time/in-force-on?date=27/11/2018", "en")
    assert field(typed, "date").get("value") == "2018-11-27" and cells(typed) == cells(dates)


def test_completion(reader: Reader) -> None:
    """Names are completed while one types, a few at once; a parameter that takes none has none."""
    sent = reader.client.get(f"{WHO}/values?parameter=supported&beginning=hefb&lang=nl").json()
    assert sent[0] == {"value": "hefboom", "label": "Hefboom"}
    assert reader.client.get("/questions/time/in-force-on/values?parameter=date").json() == []


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/questions/actors/nothing", 404, "There is no stored query"),
        (f"{WHO}?other=1", 400, "has no parameter 'other'"),
        (f"{WHO}?supported=a&supported=b", 400, "'supported' is given more than once"),
    ],
)
def test_refused(reader: Reader, address: str, status: int, told: str) -> None:
    """What there is not, or is there twice, is told on a page."""
    page = reader.open(address, "en")
    assert page.status == status and told in page.text


@pytest.mark.parametrize("address", ["", "/actors/who-supports", "/actors/who-supports?supported=hefboom"])
def test_people_are_sent_to_pages(reader: Reader, address: str) -> None:
    """Who reads pages is sent from the address for programs to that for people; programs are not."""
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    sent = reader.client.get(f"/queries{address}", headers=browser, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/questions{address}")
    for accept in ("*/*", "application/json", "text/csv, text/html;q=0.1", "text/html, text/csv"):
        program = reader.client.get(f"/queries{address}", headers={"accept": accept}, follow_redirects=False)
        assert (program.status_code, "html" in program.headers["content-type"]) == (200, False), accept


def test_no_questions_of_theirs(small: Reader, folder: Path) -> None:
    """Another dataset has the same questions, and says where its own folder has to be named."""
    page = small.open("/questions/time/municipality-changes", "en")
    assert page.status == 200 and "--data FOLDER" in page.text and str(folder) not in page.source
