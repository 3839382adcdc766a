"""Test the page of who pays, organises and supports whom."""

import json
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from tests.web.pages.conftest import Page, Reader, text_of

_SVG = "{http://www.w3.org/2000/svg}"


def _arrows(page: Page) -> list[ElementTree.Element]:
    return [one for one in page.root.iter() if one.tag.endswith("}a") and "tie" in one.get("class", "").split()]


def _boxes(page: Page) -> list[str]:
    found = [one for one in page.root.iter() if one.tag.endswith("}a") and "box" in one.get("class", "").split()]
    return [text_of(next(part for part in one if part.tag.endswith("text"))) for one in found]


def _rows(page: Page) -> list[list[str]]:
    (table,) = page.all("table", "rows")
    rows = [row for row in table.iter() if row.tag.endswith("}tr")]
    return [[text_of(cell) for cell in row] for row in rows[1:]]


@pytest.mark.parametrize(
    ("lang", "heading", "amount"), [("nl", "Wie geeft", "€ 20.000"), ("en", "Who gives", "€ 20,000")]
)
def test_trail(reader: Reader, lang: str, heading: str, amount: str) -> None:
    """The page begins with the money: each claim is a row and arrows, with its sum and its sentence."""
    page = reader.open("/money", lang)
    assert page.status == 200 and heading in page.text
    rows = _rows(page)
    assert len(rows) == 13 and [row for row in rows if row[5] == amount]
    assert {row[0] for row in rows} >= {"Hefboom", "microStart"} and "Hefboom" in _boxes(page)
    assert all(row[8] for row in rows)
    titles = [text_of(next(iter(arrow))) for arrow in _arrows(page)]
    assert any(title.startswith(("financiert: ", "funds: ")) and "Hefboom" in title for title in titles)


def test_arrow(reader: Reader) -> None:
    """An arrow of one claim leads to it, one of several to the table of these, and all of them answer."""
    page = reader.open("/money?lang=en")
    hrefs = {arrow.get("href", "") for arrow in _arrows(page)}
    claims = {href for href in hrefs if href.startswith("/doc/")}
    (first, *_) = bundles = sorted(hrefs - claims)
    assert claims and bundles and all(reader.open(href).status == 200 for href in sorted(claims)[:2])
    count = next(arrow for arrow in _arrows(page) if arrow.get("href") == first)
    assert urlsplit(first).fragment == "rows" and "×" in text_of(next(iter(count)))
    assert len(_rows(reader.open(first.partition("#")[0]))) == 2


def test_not_named(reader: Reader) -> None:
    """Who is not named is a box of its own that says so."""
    page = reader.open("/money", "nl")
    assert [
        one for one in page.root.iter() if "box-unknown" in one.get("class", "")
    ] and "actor niet genoemd" in _boxes(page)


def test_hedges(reader: Reader) -> None:
    """What is planned is dashed and what is inferred hollow, the legend says so, and both can be left out."""
    page = reader.open("/money?what=organises", "nl")
    classes = [set(arrow.get("class", "").split()) for arrow in _arrows(page)]
    assert [one for one in classes if "planned" in one] and [one for one in classes if "inferred" in one]
    assert "gepland of verwacht" in page.text and len(_rows(page)) == 24
    facts = reader.open("/money?what=organises&facts=1", "nl")
    assert not [arrow for arrow in _arrows(facts) if "planned" in arrow.get("class", "")]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("what=funds", 8),
        ("what=audience", 18),
        ("year=2017", 3),
        ("year=2017%20&what=+money&facts=", 3),
    ],
)
def test_filters(reader: Reader, fields: str, count: int) -> None:
    """Each filter keeps what fits; spaces around it do not count."""
    page = reader.open(f"/money?{fields}", "en")
    assert f"{count} of 115 claims" in page.text and len(_rows(page)) == count


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("year", "abc", "a year of four digits"),
        ("year", "-5", "a year of four digits"),
        ("year", "٢٠١٨", "a year of four digits"),
        ("what", "nope", "money | help | "),
        ("facts", "x", "1, or nothing"),
    ],
)
def test_no_such_filter(reader: Reader, field: str, value: str, expected: str) -> None:
    """A filter that cannot be read is told, on the page and in the place of a table or a picture of everything."""
    page = reader.open(f"/money?{field}={value}", "en")
    assert page.status == 400 and f"{field}: this must be {expected}" in page.text
    for path in ("/money?format=csv&", "/money.svg?"):
        response = reader.client.get(f"{path}{field}={value}&lang=en")
        assert response.status_code == 400 and f"{field}: this must be {expected}" in response.json()["detail"]


@pytest.mark.parametrize("name", ["Hefboom", "HEFBOOM", "https://w3id.org/steungraaf/id/organisation/hefboom"])
def test_actor(reader: Reader, name: str) -> None:
    """An actor is found by its name in any spelling or by its IRI, and the field completes names."""
    page = reader.open(f"/money?actor={name}", "nl")
    assert {row[0] for row in _rows(page)} == {"Hefboom"}
    (names,) = page.all("datalist")
    assert "Hefboom" in {option.get("value") for option in names}


def test_part_of_name(reader: Reader) -> None:
    """Where nothing has just that name, what has it in its name counts."""
    rows = _rows(reader.open("/money?actor=hefbo", "nl"))
    assert {row[0] for row in rows} == {"Hefboom", "Hefboom en microStart samen", "microStart"}


def test_other_name(reader: Reader) -> None:
    """An actor is found by its other name, and then not all that have that name in theirs."""
    rows = _rows(reader.open("/money?what=partner&actor=vlaio", "nl"))
    assert len(rows) == 2 and all("Agentschap Innoveren en Ondernemen" in row[:3] for row in rows)


def test_nobody(reader: Reader) -> None:
    """A name that nothing has is told, and there is an empty page instead of a picture."""
    page = reader.open("/money?actor=%3Cb%3Ezzz", "en")
    assert "Nothing is called “<b>zzz”" in page.text and not page.all("table", "rows")
    assert "No claim fits this" in page.text


@pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
def test_download(reader: Reader, format: str) -> None:
    """A download has exactly the rows of the page, with addresses and labels."""
    page = reader.open("/money?what=funds", "nl")
    href = next(one.get("href", "") for one in page.all("a") if f"format={format}" in one.get("href", ""))
    assert parse_qs(urlsplit(href).query)["what"] == ["funds"]
    response = reader.client.get(href, headers={"accept-language": "nl"})
    assert response.status_code == 200 and f"money.{format}" in response.headers["content-disposition"]
    if format == "csv":
        assert len(response.text.strip().splitlines()) == 9 and "Hefboom" in response.text
    if format == "json":
        assert len(json.loads(response.text)["rows"]) == 8
    again = reader.client.get(href, headers={"accept-language": "nl", "if-none-match": response.headers["etag"]})
    assert again.status_code == 304


def test_no_such_format(reader: Reader) -> None:
    """A format that is none is refused with those that are."""
    response = reader.client.get("/money?format=pdf")
    assert response.status_code == 406 and "xlsx" in response.json()["detail"]


def test_alone(reader: Reader) -> None:
    """The picture alone is an SVG with its styles inside and whole addresses, and is not sent twice."""
    response = reader.client.get("/money.svg?lang=en&what=organises")
    root = ElementTree.fromstring(response.text)
    assert response.headers["content-type"].startswith("image/svg+xml") and root.tag == f"{_SVG}svg"
    assert "".join(root.find(f"{_SVG}style").itertext()).count("{") > 20  # type: ignore[union-attr]
    links = [one.get("href", "") for one in root.iter(f"{_SVG}a")]
    assert links and all(href.startswith(("http://localhost/", "https://")) for href in links)
    again = reader.client.get("/money.svg?lang=en&what=organises", headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


def test_without_scripts(reader: Reader) -> None:
    """No style stands in the page outside its files, and the form works by GET."""
    page = reader.open("/money")
    assert not page.all("style") and not [one for one in page.root.iter() if one.get("style")]
    assert [form.get("action") for form in page.all("form", "filters")] == ["/money"]
    assert [field.get("value") for field in reader.open("/money?lang=en").all("input") if field.get("name") == "lang"]


def test_hostile(tangled: Reader) -> None:
    """Markup in names is text in the page, in the picture alone and in its titles."""
    page = tangled.open("/money?what=all", "nl")
    titles = [text_of(one) for one in page.root.iter() if one.tag.endswith("}title")]
    assert "<script>alert" not in page.source and 'Organisatie: A <script>alert(1)</script> & "B"' in titles
    alone = tangled.client.get("/money.svg?what=all")
    assert "<script" not in alone.text and ElementTree.fromstring(alone.text) is not None


def test_much(tangled: Reader) -> None:
    """More than fits in one picture is in the table, and the page says how much is drawn."""
    page = tangled.open("/money?what=all", "en")
    assert len(_boxes(page)) <= 60 and "of them are drawn" in page.text
    assert len(_rows(page)) == 58 and "58 of 58 claims" in page.text


def test_bundle(tangled: Reader) -> None:
    """An arrow of many claims quotes the first of them and says how many more there are."""
    (arrow,) = _arrows(tangled.open("/money?what=coordinates", "en"))
    assert "(× 9)" in text_of(next(iter(arrow))) and "and 3 more" in text_of(next(iter(arrow)))


def test_between(tangled: Reader) -> None:
    """Only what goes from one thing to another is a page of its own, with a way back."""
    base = "https://w3id.org/steungraaf/id"
    page = tangled.open(f"/money?what=funds&from={base}/initiative/i&to={base}/target-group/t", "en")
    assert len(_rows(page)) == 1 and "Only from Initiatief I to doelgroep T" in page.text
    assert page.links()["Show all again"] == "/money?what=funds"
    assert "Initiatief I, Initiatief J" in _rows(page)[0][3]
    response = tangled.client.get("/money?what=funds&format=csv")
    assert len(response.text.strip().splitlines()) == 3


def test_year(tangled: Reader) -> None:
    """A year has what is known to have run then; an open beginning or end counts."""
    rows = _rows(tangled.open("/money?what=all&year=2020"))
    assert [(row[1], row[6]) for row in rows] == [("partner van", "2016-01-01 –"), ("ondersteunt", "vanaf 2015")]
    assert len(_rows(tangled.open("/money?what=all&year=2011"))) == 1


def test_nothing(small: Reader) -> None:
    """A dataset without claims says so."""
    page = small.open("/money", "en")
    assert page.status == 200 and "No claim fits this" in page.text and "0 of 0 claims" in page.text
