"""Test how sentences are accounted for, and how that is shown."""

import json
from collections.abc import Callable

from steungraaf.evidence import Evidence

UNTOLD = """
blad:a1-s4 a sg:Sentence ; schema:position 4 ; dcterms:isPartOf blad:a1 ; oa:hasSource document:blad ;
  sg:role sentence-role:statement ; oa:hasSelector blad:a1-s4-span . blad:a1-s4-span oa:start 94 ; oa:end 95 .
"""


def test_each_sentence_has_a_state(evidence: Evidence) -> None:
    """A title is accounted for by its role, a statement by its claims or figures."""
    states = [(each.state, each.claims, each.figures) for item in evidence.coverage().items for each in item.sentences]
    assert states == [("role", 0, 0), ("claims", 1, 0), ("figures", 0, 1), ("role", 0, 0)]


def test_everything_is_accounted_for(evidence: Evidence) -> None:
    """Counts and percentages are those of items and of the whole."""
    coverage = evidence.coverage()
    assert (coverage.total, coverage.accounted, coverage.percentage) == (4, 4, 100.0)
    assert [(item.total, item.accounted, item.percentage) for item in coverage.items] == [(1, 1, 100.0), (3, 3, 100.0)]
    assert coverage.unaccounted == []


def test_a_statement_without_claim_is_unaccounted(load: Callable[..., Evidence], document: str) -> None:
    """A sentence that states something and carries nothing is named, and lowers the percentage."""
    coverage = load(UNTOLD).coverage()
    assert coverage.unaccounted == [f"{document}/a1-s4"]
    assert (coverage.percentage, coverage.items[1].percentage) == (80.0, 75.0)


def test_a_sentence_without_role_is_unaccounted(load: Callable[..., Evidence]) -> None:
    """Without a role nothing says why a sentence carries no statement."""
    assert load("blad:bare a sg:Sentence .", whole=False).coverage().accounted == 0


def test_a_percentage_is_never_rounded_up(load: Callable[..., Evidence]) -> None:
    """One of three is 33.3, and two of three 66.6: nothing looks better than it is."""
    extra = "blad:a a sg:Sentence . blad:b a sg:Sentence . blad:c a sg:Sentence ; sg:role sentence-role:title ."
    assert load(extra, whole=False).coverage().percentage == 33.3


def test_the_table_in_dutch(load: Callable[..., Evidence]) -> None:
    """Each item has its share, and each sentence under it its state, in Dutch with a decimal comma."""
    more = "".join(f"blad:{name} a sg:Claim ; prov:wasQuotedFrom blad:a1-s2 . " for name in ("claim2", "claim3"))
    assert load(UNTOLD + more).coverage().to_text("nl") == (
        "Vraag 1        100 %  (1 van 1)\n"
        "  zin 1   titel\n\n"
        "Antwoord 1      75 %  (3 van 4)\n"
        "  zin 1   1 bewering\n"
        "  zin 2   2 beweringen, 1 cijfer\n"
        "  zin 3   cross-reference\n"
        "  zin 4   niet verantwoord\n\n"
        "Alle zinnen     80 %  (4 van 5)\n"
    )


def test_the_table_in_english(load: Callable[..., Evidence]) -> None:
    """In English the words are English and the decimal sign is a point."""
    extra = "blad:a a sg:Sentence . blad:b a sg:Sentence . blad:c a sg:Sentence ; sg:role sentence-role:title ."
    text = load(extra, whole=False).coverage().to_text("en")
    assert text.endswith("All sentences   33.3 %  (1 of 3)\n")
    assert "not accounted for" in text


def test_a_table_without_sentences(load: Callable[..., Evidence]) -> None:
    """Where there is no sentence the table says so, and nothing is missing."""
    coverage = load("", whole=False).coverage()
    assert (coverage.to_text("nl"), coverage.to_text("en")) == (
        "Er zijn geen zinnen.\n",
        "There are no sentences.\n",
    )
    assert coverage.percentage == 100.0


def test_the_same_as_json(evidence: Evidence) -> None:
    """JSON holds the items with their sentences and percentages, and the totals."""
    whole = json.loads(evidence.coverage().to_json())
    assert (whole["total"], whole["accounted"], whole["percentage"]) == (4, 4, 100.0)
    assert whole["items"][1]["percentage"] == 100.0
    assert whole["items"][1]["sentences"][0]["state"] == "claims"
