"""Check how an answer reads on paper."""

from dataclasses import replace

import pytest

from steungraaf.catalogue.answer_text import render_answer
from steungraaf.catalogue.answers import Answers

DUTCH = """\
Vraag 1. Wie helpt?
Vraag 9. Antwoord van Jan Smet.

- Ongeveer 2.500 starters (bij benadering) [1]
- 1.250 starters (berekend) [1]
- Hulp helpt Anker. [2]
- Hulp zal helpen. (gepland; periode niet vermeld) [2][1]

Wat de bron niet zegt
- Een totaal staat niet in de bron.

Waar het staat
[1] Antwoord 1, zin 10: Zin tien.
[2] Antwoord 1, zin 2: Zin twee.
"""


def test_answer_reads_as_a_page(answers: Answers) -> None:
    """The question, the statements with their marks, what stays open, and the footnotes follow each other."""
    assert render_answer(answers.answer(1), "nl", 80, lambda sentence: None) == DUTCH


def test_answer_in_english(answers: Answers) -> None:
    """An English reader gets English words."""
    text = render_answer(answers.answer(1, "en"), "en", 80, lambda sentence: None)
    assert "[1] Answer 1, sentence 10: Tenth." in text
    assert "What the source does not say\n- A total is not in the source." in text


def test_real_sentence_stands_under_its_footnote(answers: Answers) -> None:
    """Where the original is at hand, the real sentence is quoted on one line, under its restatement."""
    text = render_answer(answers.answer(1), "nl", 80, lambda sentence: "De\n  zin." if "a1-s2" in sentence else None)
    assert "[2] Antwoord 1, zin 2: Zin twee.\n    \u201cDe zin.\u201d\n" in text
    assert text.count("\u201c") == 1


def test_real_question_stands_under_its_restatement(answers: Answers) -> None:
    """The real question is quoted as well."""
    text = render_answer(answers.answer(1), "nl", 80, lambda sentence: "Wie?" if "q1" in sentence else None)
    assert text.startswith("Vraag 1. Wie helpt?\n  \u201cWie?\u201d\n")


def test_many_undated_statements_get_a_mark(answers: Answers) -> None:
    """Where many statements have no period, a mark says so and is explained once."""
    answer = answers.answer(1)
    text = render_answer(replace(answer, statements=answer.statements[-1:] * 3), "nl", 80, lambda sentence: None)
    assert text.count("- Hulp zal helpen. (gepland)\u00b0 [2][1]\n") == 3
    assert "\n\n\u00b0 periode niet vermeld\n\nWat de bron" in text


def test_reference_is_told(answers: Answers) -> None:
    """An answer that refers to another question says so."""
    text = render_answer(answers.answer(2), "nl", 80, lambda sentence: None)
    assert "De bron verwijst hiervoor naar Vraag 1.\n" in text


@pytest.mark.parametrize("width", [1, 30, 50])
def test_lines_fit_the_width(answers: Answers, width: int) -> None:
    """No line is longer than the width, and what goes on is indented under its text."""
    text = render_answer(answers.answer(1), "nl", width, lambda sentence: "woord " * 30)
    assert max(map(len, text.splitlines())) <= max(width, 40)
    assert "\n    woord woord" in text


def test_answer_without_statements(answers: Answers) -> None:
    """An answer that states nothing says so, without empty headings."""
    bare = replace(answers.answer(1), statements=[], footnotes=[], gaps=[], answered_by=[])
    assert render_answer(bare, "nl", 80, lambda sentence: None) == (
        "Vraag 1. Wie helpt?\nVraag 9.\n\nDe bron stelt hierover niets vast.\n"
    )


def test_footnote_without_restatement(answers: Answers) -> None:
    """A sentence that nobody has restated is still named."""
    answer = answers.answer(1)
    bare = replace(answer, footnotes=[replace(answer.footnotes[0], restatement="")])
    assert render_answer(bare, "nl", 80, lambda sentence: None).endswith("[1] Antwoord 1, zin 10\n")
