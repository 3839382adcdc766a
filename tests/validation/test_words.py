"""Test the words of the reports."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode
from steungraaf.validation import Finding, Severity
from steungraaf.validation.finding import Result
from steungraaf.validation.words import WORDS, name_of, number, place_of, show_term, summary, text_in, verdict, words_of

CHECKED = {
    "files": 1,
    "statements": 12345,
    "shapes": 2,
    "queries": 0,
    "sentences": 3,
    "accounted": 2,
    "originals": 1,
}


def test_both_languages_have_the_same_words() -> None:
    """What is said in Dutch is said in English."""
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    assert words_of("fr") is WORDS["en"]


def test_a_summary_counts_what_was_checked() -> None:
    """One of a kind is singular, sentences come with the share that is accounted for, rounded down."""
    assert summary(Result((), CHECKED), "en") == (
        "Checked: 1 file, 12,345 statements, 2 shapes, 0 check queries, 3 sentences (66.6 % accounted for), 1 original."
    )
    assert summary(Result((), CHECKED), "nl") == (
        "Nagekeken: 1 bestand, 12.345 uitspraken, 2 shapes, 0 controlevragen, 3 zinnen (66,6 % verantwoord), "
        "1 brontekst."
    )


@pytest.mark.parametrize("checked", [{"sentences": 0, "accounted": 0}, {"sentences": 0}])
def test_no_sentences_have_no_share(checked: dict[str, int]) -> None:
    """Of nothing no percentage is given."""
    assert summary(Result((), checked), "en") == "Checked: 0 sentences."


def test_the_verdict_counts_by_severity(findings: Sequence[Finding]) -> None:
    """The heaviest come first, and none is said in words."""
    info = replace(findings[0], severity=Severity.INFO)
    assert verdict(Result((*findings, info)), "en") == "2 violations, 1 warning, 1 note."
    assert verdict(Result(tuple(findings)), "nl") == "2 fouten, 1 waarschuwing."
    assert (verdict(Result(()), "en"), verdict(Result(()), "nl")) == ("Nothing found.", "Geen bevindingen.")


def test_a_place_is_as_compilers_write_it(
    findings: Sequence[Finding], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File and line are joined by a colon, and the path is as short as can be."""
    warning, violation, homeless = findings
    assert place_of(violation) == f"{tmp_path / 'b.ttl'}:7"
    monkeypatch.chdir(tmp_path)
    assert place_of(violation) == "b.ttl:7"
    assert place_of(replace(warning, line=None)) == "a.ttl"
    assert place_of(homeless) == ""


def test_things_are_called_by_their_label() -> None:
    """The label in the language comes first, then the English one, then any, then the prefixed name."""
    labels = {"a": {"nl": "Bond", "en": "Union"}, "b": {"en": "Fund"}, "c": {"": "X"}}
    result = Result((), {}, labels)
    assert [name_of(iri, result, "nl") for iri in "abc"] == ["Bond", "Fund", "X"]
    assert name_of(expand("sg:Claim"), result, "nl") == "sg:Claim"
    assert text_in({}, "nl") == ""


def test_terms_are_shown_for_people() -> None:
    """An IRI is shortened, a literal is its value, a blank node has its label."""
    shown = [show_term(term) for term in (NamedNode(expand("sg:Claim")), Literal("x", language="nl"), BlankNode("b"))]
    assert shown == ["sg:Claim", "x", "_:b"]


def test_thousands_are_set_apart() -> None:
    """Dutch takes a point, English a comma."""
    assert (number(1234567, "nl"), number(1234567, "en"), number(12, "nl")) == ("1.234.567", "1,234,567", "12")
