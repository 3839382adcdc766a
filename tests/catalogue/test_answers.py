"""Check how the answers to the questions of a document are put together."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.catalogue import Catalogue
from steungraaf.catalogue.answers import Answers
from steungraaf.catalogue.faults import AmbiguousQuestionError
from steungraaf.errors import UnknownQuestionError
from steungraaf.store import Store
from tests.counting_store import CountingStore

EX = "https://example.org/id/document/sv-9/"
ORDERED = """#+ question: {nl: "Wie?", en: "Who?"}
#+ description: {nl: "Antwoord.", en: "Answer."}
#+ tags: [sv-9/1]
#+ columns: {%s}
PREFIX ex: <https://example.org/id/document/sv-9/>

SELECT ?statement %s
WHERE {
  VALUES (?statement ?sentence) {
    (ex:claim-2 ex:a1-s2) (ex:claim-1 ex:a1-s2) (ex:claim-2 ex:a1-s2) (1 2) (ex:figure-2 UNDEF)
  }
}
"""
OF_A_QUESTION = """#+ question: {nl: "Wie?", en: "Who?"}
#+ description: {nl: "Antwoord.", en: "Answer."}
#+ tags: [sv-9/1, sv-9/2]
#+ parameters:
#+   question:
#+     type: iri
#+     optional: true
#+     example: https://example.org/id/document/sv-9/q1
#+     description: {nl: "Deelvraag.", en: "Sub-question."}
#+ columns: {statement: {nl: a, en: a}}
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX sg: <https://w3id.org/steungraaf/ns#>

SELECT DISTINCT ?statement
WHERE {
  VALUES ?question { UNDEF }
  ?item sg:answers ?question .
  ?sentence dcterms:isPartOf ?item .
  ?statement prov:wasQuotedFrom ?sentence .
}
ORDER BY ?statement
"""
SECOND = """
<https://example.org/id/document/sv-8> skos:prefLabel "Vraag 8"@nl .
<https://example.org/8/question> a sg:WrittenQuestion ; dcterms:isPartOf <https://example.org/id/document/sv-8> .
<https://example.org/8/q1> a sg:Item ; dcterms:isPartOf <https://example.org/8/question> ; schema:position 1 .
"""


@pytest.fixture
def with_query(store: Store, query_files: list[Path], tmp_path: Path) -> Callable[[str], Answers]:
    """Add a stored query that says what the answer to question 1 is."""

    def make(columns: str) -> Answers:
        path = tmp_path / "answers" / "one.rq"
        path.parent.mkdir()
        described = ", ".join(f"{name[1:]}: {{nl: a, en: a}}" for name in f"?statement {columns}".split())
        path.write_text(ORDERED % (described, columns), encoding="utf-8")
        return Answers(Catalogue(store, [*query_files, path]), store)

    return make


@pytest.mark.parametrize("question", [1, "1", " 1 ", "sv-9/1", f"{EX}1", f"{EX}q1"])
def test_question_by_number_tag_or_iri(answers: Answers, question: int | str) -> None:
    """A question is found by its number, by its document and number, and by its IRI."""
    assert answers.answer(question).question == f"{EX}q1"


def test_answer_has_statements_with_footnotes(answers: Answers) -> None:
    """Each statement has its words, what keeps it from being plain, and the footnotes of its sentences."""
    found = [(each.text, each.hedges, each.footnotes) for each in answers.answer(1).statements]
    assert found == [
        ("Ongeveer 2.500 starters", ["bij benadering"], [1]),
        ("1.250 starters", ["berekend"], [1]),
        ("Hulp helpt Anker.", [], [2]),
        ("Hulp zal helpen.", ["gepland", "periode niet vermeld"], [2, 1]),
    ]


def test_footnotes_name_their_sentence(answers: Answers) -> None:
    """A footnote has the item, the number of the sentence there, its restatement and its document."""
    note = answers.answer(1, "en").footnotes[0]
    assert (note.number, note.item_label, note.sentence_number, note.restatement) == (1, "Answer 1", 10, "Tenth.")
    assert (note.sentence, note.document) == (f"{EX}a1-s10", "https://example.org/id/document/sv-9")


def test_answer_tells_what_stays_open(answers: Answers) -> None:
    """An answer has the question in words, who answered, and what is not in the source, in the reader's language."""
    answer = answers.answer(1, "en")
    assert (answer.question_label, answer.question_text) == ("Question 1", "Who helps?")
    assert (answer.answered_by, answer.gaps) == (["Jan Smet"], ["A total is not in the source."])
    assert (answer.document_label, answer.referred_to) == ("Question 9", [])


def test_reference_is_followed(answers: Answers) -> None:
    """An answer that only refers to another question has the statements of the answer to that one."""
    first, second = (answers.answer(each.item) for each in answers.questions())
    assert (second.referred_to, second.gaps) == (["Vraag 1"], [])
    assert [each.iri for each in second.statements] == [each.iri for each in first.statements]


def test_stored_query_says_what_the_answer_is(with_query: Callable[[str], Answers]) -> None:
    """Where a stored query has the tag of the question, its rows are the answer, in their order."""
    answer = with_query("?sentence").answer(1)
    assert [(each.iri.removeprefix(EX), each.footnotes) for each in answer.statements] == [
        ("claim-2", [1]),
        ("claim-1", [1]),
        ("figure-2", [2]),
    ]


def test_stored_query_without_sentences(with_query: Callable[[str], Answers]) -> None:
    """Where the stored query names no sentences, they are those that the statements rest on."""
    answer = with_query("").answer("sv-9/1")
    assert [each.footnotes for each in answer.statements] == [[1, 2], [1], [2]]


def test_stored_construct_is_no_answer(with_query: Callable[[str], Answers], tmp_path: Path) -> None:
    """A stored query that gives no rows is passed over."""
    answers = with_query("?sentence")
    path = tmp_path / "answers" / "one.rq"
    text = path.read_text(encoding="utf-8")
    text = text.replace("SELECT ?statement ?sentence", "CONSTRUCT { ?s ?p ?o }").replace("columns: {", "columns: {} #")
    path.write_text(text, encoding="utf-8")
    assert len(answers.answer(1).statements) == 4


def test_stored_query_is_told_which_question(
    catalogue: Catalogue, store: Store, tmp_path: Path, query_files: list[Path]
) -> None:
    """A stored query that fits several questions is asked for the one at hand."""
    path = tmp_path / "answers" / "any.rq"
    path.parent.mkdir()
    path.write_text(OF_A_QUESTION, encoding="utf-8")
    answers = Answers(Catalogue(store, [*query_files, path]), store)
    assert [len(answers.answer(each.item).statements) for each in answers.questions()] == [3, 0]


def test_unknown_question_names_the_known(answers: Answers) -> None:
    """A number that no question has gets those there are."""
    with pytest.raises(UnknownQuestionError) as caught:
        answers.answer(7)
    assert (caught.value.number, caught.value.known) == ("7", ["1", "2"])


def test_number_of_two_documents(make_store: Callable[..., Store], query_files: list[Path]) -> None:
    """With more documents a number alone may not do, and the error names the documents."""
    store = make_store(SECOND, SECOND.replace("8", "7"))
    answers = Answers(Catalogue(store, query_files), store)
    with pytest.raises(AmbiguousQuestionError) as caught:
        answers.answer(1)
    assert caught.value.candidates == ["sv-7/1", "sv-8/1"]
    assert [answers.answer(each).document_label for each in caught.value.candidates]
    with pytest.raises(UnknownQuestionError) as unknown:
        answers.answer(2)
    assert unknown.value.known == ["sv-7/1", "sv-8/1"]


def test_answer_takes_a_fixed_number_of_queries(store: Store, catalogue: Catalogue) -> None:
    """However long an answer is, the store is asked as often."""
    counting = CountingStore(store)
    counted = Answers(catalogue, counting)  # type: ignore[arg-type]
    counted.answer(1)
    first = counting.asked
    counted.answer(2)
    assert first <= 10 and counting.asked - first <= 8
