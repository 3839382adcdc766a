"""Test the page of a document, of its parts, and where sentences lead."""

import pytest

from steungraaf.web.pages import passages
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.served import Served
from tests.web.pages.conftest import Page, Reader, text_of

_DOCUMENT = "/doc/document/sv-2018-2019-77"
_KORT = "/doc/document/kort"


def _sentence(page: Page, name: str) -> str:
    (found,) = [text_of(one) for one in page.all("li", "passage") if one.get("id") == name]
    return found


def test_every_sentence(reader: Reader) -> None:
    """Each of the 42 sentences has its place, its mark in the map leads there, and the counts add up to all."""
    page = reader.open(_DOCUMENT)
    places = [one.get("id") for one in page.all("li", "passage")]
    marks = [one.get("href", "")[1:] for cell in page.all("td", "marks") for one in cell]
    assert len(places) == 42 and sorted(filter(None, places)) == sorted(marks)
    assert "42 van de 42 zinnen zijn verantwoord" in page.text
    counts = [
        int(text_of(one)) for each in page.all("ul", "legend") for one in each.iter() if one.get("class") == "count"
    ]
    assert sum(counts) == 42 and len(counts) == 4


@pytest.mark.parametrize(("lang", "said", "figure"), [("nl", "Er waren 2.662", "1.232"), ("en", "2,662", "1,232")])
def test_figures_first(reader: Reader, lang: str, said: str, figure: str) -> None:
    """A sentence has its restatement, then its figures in sight, and how many claims and figures rest on it."""
    page = reader.open(_DOCUMENT, lang)
    text = _sentence(page, "a4-s11")
    assert said in text and f"{figure} " in text
    assert ("3 cijfers" if lang == "nl" else "3 figures") in text


def test_question_above_answer(reader: Reader) -> None:
    """A question stands right above its answer, with where the answer refers to and what it leaves open."""
    page = reader.open(_DOCUMENT)
    groups = [
        [one.get("id") for one in group.iter() if "item" in one.get("class", "").split()]
        for group in page.all("div", "exchange")
    ]
    assert groups == [["q0"], ["a0"], ["q1", "a1"], ["q2", "a2"], ["q3", "a3"], ["q4", "a4"]]
    assert "Antwoord 2 verwijst naar Vraag 1" in page.text
    assert "Bedragen van de Vlaamse hulp aan lokale besturen staan niet in de bron." in page.text


def test_who_wrote_it(reader: Reader) -> None:
    """The parts of a document tell who wrote them and when, and that a date is not told."""
    (written,) = [text_of(one) for one in reader.open(_DOCUMENT).all("ul", "written")]
    assert "van Mercedes Van Volcem, 27 november 2018" in written
    assert "van Philippe Muyters" in written and written.endswith("zonder datum")


@pytest.mark.parametrize("part", ["a4", "answer"])
def test_part(reader: Reader, part: str) -> None:
    """The page of a part shows its own sentences only, and leads to the document."""
    page = reader.open(f"{_DOCUMENT}/{part}")
    items = {one.get("id", "").partition("-")[0] for one in page.all("li", "passage")}
    assert items == ({"a4"} if part == "a4" else {"a0", "a1", "a2", "a3", "a4"})
    assert page.links()["Schriftelijke vraag 77 van 27 november 2018 met antwoord"] == _DOCUMENT


def test_references_lead_somewhere(reader: Reader) -> None:
    """Every place in the page that a link names is there, and links to pages of statements answer."""
    page = reader.open(_DOCUMENT)
    here = {one.get("id") for one in page.root.iter() if one.get("id")}
    assert {one.get("href", "")[1:] for one in page.all("a") if one.get("href", "").startswith("#")} <= here
    for path in (f"{_DOCUMENT}/figure-a4-s11-2", f"{_DOCUMENT}/a4-s11", f"{_DOCUMENT}/claim-q0-s3-1"):
        assert path in page.source and reader.open(path).status == 200


def test_sentence_leads_to_document(reader: Reader, bundled: Served) -> None:
    """A sentence that is cited leads to its place in the document, its own page is a page as well."""
    wanted = Visit(bundled, "nl", "/", (), "/graph", "http://localhost", chosen=True)
    sentence = "https://w3id.org/steungraaf/id/document/sv-2018-2019-77/a4-s11"
    assert wanted.href(sentence) == f"/graph{_DOCUMENT}?lang=nl#a4-s11"
    assert wanted.page(sentence) == f"/graph{_DOCUMENT}/a4-s11?lang=nl"
    assert wanted.href(sentence.replace("a4-s11", "claim-a4-s11-1")).endswith("/claim-a4-s11-1?lang=nl")
    assert f"{_DOCUMENT}#a4-s11" in reader.open(f"{_DOCUMENT}/figure-a4-s11-2").source


def test_not_attached(other: Reader) -> None:
    """Without the original the page says how to attach it, and quotes nothing."""
    page = other.open(_KORT)
    assert "steungraaf originals add" in page.text and not page.all("blockquote")


def test_attached(attached: Reader) -> None:
    """With the original its words stand there in their language, its figures marked and linked."""
    page = attached.open(_KORT, "en")
    quoted = {text_of(one): one for one in page.all("blockquote")}
    assert set(quoted) == {"Vraag: wie helpt?", "Het fonds helpt elke starter, 1.000 in 2017.", "En verder niets."}
    assert {one.get("lang") for one in quoted.values()} == {"nl"}
    marked = {text_of(one): one.get("href") for mark in page.all("mark") for one in mark}
    assert marked == {"elke": f"{_KORT}/figure-plan", "1.000": f"{_KORT}/figure-a1-s1-1"}


def test_of_somebody_else(other: Reader) -> None:
    """What a document of others lacks is said: no restatement, no item, no label, not accounted for."""
    page = other.open(_KORT, "en")
    assert "Sentences without an item" in page.text and "There is no restatement of this sentence." in page.text
    assert "not accounted for 2" in " ".join(text_of(one) for one in page.all("ul", "legend"))
    assert "How much <i>that</i> costs." in page.text and "<i>that" not in page.source
    assert _sentence(page, "bare").endswith("Losse zin.") and 'lang="nl">Losse zin.' in page.source
    assert (
        "The question by Wie vraagt, 27 November 2018" in page.text and "The answer by The fund, undated" in page.text
    )


def test_statement_of_two_sentences(other: Reader) -> None:
    """A statement that rests on two sentences stands at the one that it is named after, and counts once in an item."""
    page = other.open(_KORT)
    assert "Ongeveer 1.000 starters bij benadering" in _sentence(page, "a1-s1")
    assert "1 uitspraak steunt mee op deze zin" in _sentence(page, "b1-s1")
    (row,) = [one for one in page.all("tr") if text_of(one).startswith("Antwoord 1")]
    assert [text_of(cell) for cell in row] == ["Antwoord 1", "", "2", "1"]


def test_gap_without_sentences(other: Reader) -> None:
    """A thing of documents that has no sentences has a page as other things do."""
    page = other.open(f"{_KORT}/gap")
    assert page.status == 200 and not page.all("table", "map") and page.links()["Slot"] == f"{_KORT}/b1"


def test_large(odd: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a document with too many statements for a page, each sentence tells how many, and its own page has them."""
    monkeypatch.setattr(passages, "MOST", 1)
    wanted = Visit(odd, "nl", "/", (), "", "http://localhost", chosen=False)
    sections = passages.read_sections(wanted, "https://w3id.org/steungraaf/id/document/kort")
    (answer,) = [one for one in passages.with_statements(wanted, sections) if one.name == "a1"]
    assert (answer.figures, answer.claims, answer.passages[0].said_figures) == (2, 1, ())


def test_language_of_text() -> None:
    """A text is given in the reader's language, else in another that is told, else there is none."""
    assert passages.text_in({"nl": "a", "en": "b"}, "en") == passages.Text("b")
    assert passages.text_in({"nl": "a", "fr": "c"}, "en") == passages.Text("a", "nl")
    assert passages.text_in({"fr": "c"}, "en") == passages.Text("c", "fr")
    assert passages.text_in({}, "en") == passages.Text("")
