"""Test the words in which it is told why a thing fits a name, or why none does."""

import pytest

from steungraaf.links import Entity, Match, Name, reasons
from steungraaf.links.index import Held
from steungraaf.links.model import Words
from steungraaf.links.names import forms_of

GENT = Entity("ex:gent", (Name("Gent", "nl"), Name("Ghent", "en")), kinds=frozenset({"municipality"}))
ZELE = Entity("ex:zele", (Name("Zele"),), kinds=frozenset({"municipality"}), start="1977-01-01", end="2024-12-31")
FUND = Entity("ex:fonds", (Name("Fonds"),), kinds=frozenset({"initiative"}))


def held(name: str, form: int = 0, rank: int = 0) -> Held:
    """Return one way in which a name is held."""
    chosen = forms_of(name)[form]
    return Held(0, Name(name, "nl", rank), chosen.key, chosen.role, chosen.dropped, chosen.words, chosen.key, None)


@pytest.mark.parametrize(
    ("reason", "dutch", "english"),
    [
        (reasons.code_is_same("nis", "44021"), "dezelfde NIS-code 44021", "same NIS code 44021"),
        (reasons.code_is_same("kbo", "1"), "hetzelfde ondernemingsnummer 1", "same enterprise number 1"),
        (reasons.code_is_same("isni", "1"), "dezelfde isni 1", "same isni 1"),
        (
            reasons.codes_disagree(GENT, FUND),
            "spreekt zichzelf tegen: de code is van Gent (gemeente), de rest van Fonds (initiatief)",
            "contradicts itself: the code is that of Ghent (municipality), the rest that of Fonds (initiative)",
        ),
        (reasons.ended(ZELE, []), "opgehouden op 2024-12-31", "ended on 2024-12-31"),
        (
            reasons.ended(ZELE, [GENT, FUND]),
            "opgehouden op 2024-12-31, opgegaan in Gent, Fonds",
            "ended on 2024-12-31, merged into Ghent, Fonds",
        ),
        (reasons.not_yet(ZELE), "Zele begon pas op 1977-01-01", "Zele began only on 1977-01-01"),
        (
            reasons.several_fit([GENT, ZELE]),
            "twee gemeenten passen: Gent (gemeente), Zele (gemeente, 1977-01-01 - 2024-12-31)",
            "two municipalities fit: Ghent (municipality), Zele (municipality, 1977-01-01 - 2024-12-31)",
        ),
        (
            reasons.several_fit([GENT, ZELE, FUND]),
            "drie dingen passen: Gent (gemeente), Zele (gemeente, 1977-01-01 - 2024-12-31), Fonds (initiatief)",
            "three things fit: Ghent (municipality), Zele (municipality, 1977-01-01 - 2024-12-31), Fonds (initiative)",
        ),
        (
            reasons.only_like([Match(GENT, 50)]),
            "lijkt alleen op: Gent (gemeente)",
            "only like it: Ghent (municipality)",
        ),
        (
            reasons.only_like([Match(GENT, 50, (reasons.lies_elsewhere("Luik"),))]),
            "lijkt alleen op: Gent (gemeente) (ligt niet in Luik)",
            "only like it: Ghent (municipality) (does not lie in Luik)",
        ),
        (reasons.joined([reasons.lies_in(GENT), reasons.NOTHING]), "ligt in Gent; niets wat erop lijkt", None),
        (
            reasons.is_other_kind({"nl": "bibliotheek", "en": "library"}, GENT),
            "dit is een bibliotheek, niet Gent (gemeente)",
            "this is a library, not Ghent (municipality)",
        ),
    ],
)
def test_reasons_are_sentences(reason: Words, dutch: str, english: str | None) -> None:
    """A reason says the same in Dutch and in English, with the names in that language."""
    assert reason["nl"] == dutch
    assert english is None or reason["en"] == english


@pytest.mark.parametrize(
    ("read", "form", "known", "distance", "shuffled", "expected"),
    [
        ("Gent", 0, held("Gent"), 0, False, "label equal"),
        ("Gent", 0, held("Gent", rank=1), 0, False, "other name equal"),
        ("Gent", 0, held("Gent", rank=2), 0, False, "equal to a name that is also used"),
        ("Stad Gent", 1, held("Gent"), 0, False, "label equal after dropping 'Stad'"),
        ("Gent", 0, held("Gemeentebestuur Gent", 1), 0, False, "label equal but for 'Gemeentebestuur'"),
        ("Gant", 0, held("Gent"), 1, False, "one letter differs from 'Gent'"),
        ("Gntt", 0, held("Gent"), 2, False, "two letters differ from 'Gent'"),
        ("Gent Stad", 0, held("Stad Gent"), 0, True, "the same words as 'Stad Gent'"),
    ],
)
def test_how_names_fit_is_told(read: str, form: int, known: Held, distance: int, shuffled: bool, expected: str) -> None:
    """What is equal, what was dropped and how many letters differ is told."""
    assert reasons.names_fit(forms_of(read)[form], known, distance, shuffled=shuffled)["en"] == expected
