"""Test the page of a claim."""

from tests.web.pages.conftest import Page, Reader, text_of


def _parts(page: Page) -> dict[str, str]:
    return {text_of(row[0]): text_of(row[1]) for row in page.all("div") if len(row) == 2 and row[0].tag.endswith("dt")}


def test_parts(reader: Reader) -> None:
    """A claim has all its parts by name, in the order of a sentence, each a link, and nothing is told twice."""
    page = reader.open("/doc/document/sv-2018-2019-77/claim-q0-s3-1", "en")
    assert list(_parts(page).items()) == [
        ("Who", "Economisch Huis Oostende"),
        ("Does what", "supports"),
        ("Whom or what", "the ten innovative companies with a starter package"),
        ("Through", "starter package in Ostend"),
        ("Kind of support", "starter package"),
        ("When", "2017"),
        ("Who says so", "Mercedes Van Volcem"),
        ("How it is put", "asserted"),
        ("How we know", "inferred"),
    ]
    assert page.links()["supports"] == "/ns#supports"
    assert page.links()["Economisch Huis Oostende"] == "/doc/organisation/economisch-huis-oostende"
    assert not page.all("table", "facts") and "Who gave the package is not said" in page.text


def test_sources(reader: Reader) -> None:
    """Each sentence that it rests on is there with its restatement, and leads to its place."""
    page = reader.open("/doc/document/sv-2018-2019-77/claim-q0-s3-1")
    (sources,) = page.all("ol", "sources")
    assert len(sources) == 2 and "ontvingen daar tien innovatieve bedrijven" in text_of(sources)
    assert page.links()["Inleiding van de vraag, zin 3"] == "/doc/document/sv-2018-2019-77#q0-s3"


def test_not_stated(other: Reader) -> None:
    """What a claim does not state is told so, never left blank, and markup in it is text."""
    page = other.open("/doc/document/kort/claim-bare", "en")
    told = _parts(page)
    assert (told["Whom or what"], told["When"], told["Who says so"]) == ("not stated",) * 3
    assert "No sentence is given for this claim." in page.text and "<b>does" not in page.source


def test_attached(attached: Reader) -> None:
    """Where the original is attached, the words of the source stand above ours."""
    (quote,) = attached.open("/doc/document/kort/claim", "en").all("blockquote")
    assert text_of(quote) == "Het fonds helpt elke starter, 1.000 in 2017." and quote.get("lang") == "nl"
