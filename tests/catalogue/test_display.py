"""Check how terms are shown to readers and given to programs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from steungraaf.catalogue.display import is_number, plain, show, to_python
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term, Triple


def typed(text: str, datatype: str) -> Literal:
    """Make a literal of a type of XML Schema."""
    return Literal(text, datatype=NamedNode(expand(f"xsd:{datatype}")))


@pytest.mark.parametrize(
    ("literal", "dutch", "english"),
    [
        (typed("2500", "integer"), "2.500", "2,500"),
        (typed("-1234567.50", "decimal"), "-1.234.567,50", "-1,234,567.50"),
        (typed("1.5E3", "double"), "1,5E3", "1.5E3"),
        (typed("2018-11-27", "date"), "27 november 2018", "27 November 2018"),
        (typed("2018-03-01Z", "date"), "1 maart 2018", "1 March 2018"),
        (typed("true", "boolean"), "ja", "yes"),
        (typed("0", "boolean"), "nee", "no"),
        (typed("P12M", "duration"), "12 maanden", "12 months"),
        (typed("P1Y", "duration"), "1 jaar", "1 year"),
        (typed("-P1DT2H0.5S", "duration"), "-1 dag 2 uur 0,5 seconden", "-1 day 2 hours 0.5 seconds"),
        (typed("P", "duration"), "P", "P"),
        (typed("veel", "integer"), "veel", "veel"),
        (typed("NaN", "decimal"), "NaN", "NaN"),
        (typed("2018-02-30", "date"), "2018-02-30", "2018-02-30"),
        (typed("misschien", "boolean"), "misschien", "misschien"),
        (Literal("VLAIO", language="nl"), "VLAIO", "VLAIO"),
        (Literal("a\x1b[2Jb"), "a\ufffd[2Jb", "a\ufffd[2Jb"),
    ],
)
def test_literal_in_both_languages(literal: Literal, dutch: str, english: str) -> None:
    """Numbers, dates, durations and truth follow the language; what its type does not allow stays as it is."""
    assert (show(literal, "nl", {}), show(literal, "en", {})) == (dutch, english)


def test_other_language_reads_english() -> None:
    """A language without manners of its own gets the English ones."""
    assert [
        show(typed(*each), "fr", {}) for each in (("true", "boolean"), ("2018-01-02", "date"), ("P2D", "duration"))
    ] == [
        "yes",
        "2 January 2018",
        "2 days",
    ]


def test_iri_is_shown_by_its_label() -> None:
    """A label stands for an IRI, and without one its short name."""
    iri = NamedNode(expand("organisation:vlaio"))
    assert [show(iri, "nl", {iri.value: "VLAIO"}), show(iri, "nl", {})] == ["VLAIO", "organisation:vlaio"]


def test_what_is_unbound_is_empty() -> None:
    """No term is no text."""
    assert show(None, "nl", {}) == ""


def test_blank_node_shows_its_name() -> None:
    """A blank node is shown as it is written."""
    assert show(BlankNode("b"), "nl", {}) == "_:b"


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (typed("2500", "nonNegativeInteger"), 2500),
        (typed("46.0", "decimal"), Decimal("46.0")),
        (typed("1e2", "double"), 100.0),
        (typed("1", "boolean"), True),
        (typed("2018-11-27", "date"), date(2018, 11, 27)),
        (typed("x", "integer"), "x"),
        (Literal("tekst"), "tekst"),
        (NamedNode("https://example.org/"), "https://example.org/"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_python_value(term: Term | None, value: Any) -> None:
    """A program gets numbers, dates and truth as such, and text for all else."""
    assert to_python(term) == value
    assert type(to_python(term)) is type(value)


def test_triple_term_is_text() -> None:
    """A triple term is shown and given as it is written."""
    triple = Triple(NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o"))
    assert show(triple, "nl", {}) == to_python(triple) == str(triple)


def test_only_numbers_are_numbers() -> None:
    """A text of digits is no number."""
    assert [is_number(term) for term in (typed("1", "integer"), Literal("1"), NamedNode("x:1"), None)] == [
        True,
        False,
        False,
        False,
    ]


def test_plain_text_is_one_line() -> None:
    """Line ends become blanks, and what steers a terminal or turns the order of letters is replaced."""
    assert plain("a\n b\tc\x07\u202ed") == "a b c\ufffd\ufffdd"
