"""Test the normal forms of names, and how they are parted."""

import time

import pytest
from hypothesis import given

from steungraaf.links.names import fold, forms_of, other_kind, read_name, words_of
from tests.strategies import TEXTS


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("St.-Niklaas", "Sint-Niklaas"),
        ("SINT NIKLAAS", "sint-niklaas"),
        ("V.V.S.G.", "VVSG"),
        ("O.-L.-Vrouw-Waver", "Onze-Lieve-Vrouw-Waver"),
        ("O.L.V. Waver", "Onze Lieve Vrouw Waver"),
        ("Prov. O.-Vl.", "Provincie Oost-Vlaanderen"),
        ("Prov. West-Vl.", "Provincie West-Vlaanderen"),
        ("Gem. Zele", "Gemeente Zele"),
        ("Vl. Regering", "Vlaamse Regering"),
        ("Innoveren & Ondernemen", "Innoveren en Ondernemen"),
        ("Biévène", "Bievene"),
        ("’s-Gravenwezel", "'s Gravenwezel"),
        ("Sociale Innovatie Fabriek", "Sociale InnovatieFabriek"),
    ],
)
def test_spellings_have_one_key(written: str, same: str) -> None:
    """Abbreviations, accents, capitals, points, hyphens and blanks make no difference."""
    assert "".join(words_of(written)) == "".join(words_of(same))


@pytest.mark.parametrize(
    ("name", "key", "role", "dropped"),
    [
        ("Stad Gent", "gent", "municipal", "Stad"),
        ("Gemeentebestuur van Aalter", "aalter", "municipal", "Gemeentebestuur van"),
        ("Ville d’Anvers", "anvers", "municipal", "Ville d"),
        ("Commune de La Panne", "lapanne", "municipal", "Commune de"),
        ("Gemeente De Panne", "depanne", "municipal", "Gemeente"),
        ("Provinz Limburg", "limburg", "province", "Provinz"),
        ("Arr. Gent", "gent", "arrondissement", "Arr"),
        ("Hefboom vzw", "hefboom", "legal", "vzw"),
        ("vzw Hefboom", "hefboom", "legal", "vzw"),
        ("microStart cvba-so", "microstart", "legal", "cvba-so"),
        ("St.-Jan vzw", "sintjan", "legal", "vzw"),
        ("Agentschap V.L.A.I.O.", "vlaio", "agency", "agentschap"),
        ("dhr. Philippe Muyters", "philippemuyters", "title", "dhr"),
    ],
)
def test_what_stands_before_a_name(name: str, key: str, role: str, dropped: str) -> None:
    """Words that say the kind are dropped in one of the forms, and told as they were written."""
    assert (key, role, dropped) in {(form.key, form.role, form.dropped) for form in forms_of(name)}


def test_every_name_has_its_whole_form() -> None:
    """The first form leaves nothing out, and a name of one word has no other."""
    assert [form.key for form in forms_of("Stad")] == ["stad"]
    assert forms_of("Stad Gent")[0].key == "stadgent"


@pytest.mark.parametrize(
    ("name", "key", "beside", "on"),
    [
        ("Halle (Vlaams-Brabant)", "halle", ("Vlaams-Brabant",), ""),
        ("9000 Gent", "gent", (), ""),
        ("B-9000 Gent", "gent", (), ""),
        ("Gent, Belgium", "gent", ("Belgium",), ""),
        ("VLAIO - Agentschap Innoveren en Ondernemen", "vlaio", ("Agentschap Innoveren en Ondernemen",), ""),
        ("Hasselt (voor fusie 2025)", "hasselt", (), "2024-12-31"),
        ("Aalter (vanaf 2019)", "aalter", (), "2019-12-31"),
        ("(EHO)", "eho", ("EHO",), ""),
    ],
)
def test_what_stands_beside_a_name(name: str, key: str, beside: tuple[str, ...], on: str) -> None:
    """What stands in brackets or behind a comma is kept apart; a year before or after which it was is a day."""
    reading = read_name(name)
    assert (reading.forms[-1].key, reading.beside, reading.on) == (key, beside, on)


@pytest.mark.parametrize(("name", "role"), [("Oostende, stad", "municipal"), ("Aalter (gemeente)", "bracketed")])
def test_the_kind_may_stand_behind(name: str, role: str) -> None:
    """What kind it is may stand behind a comma, and in brackets it tells the place from others."""
    assert read_name(name).forms[0].role == role


def test_both_parts_of_a_name_may_be_one() -> None:
    """What a comma parts may be one name, family name first, and what stands in brackets may belong to it."""
    for name, key in (("Muyters, Philippe", "muytersphilippe"), ("Gewest (Europese lijst)", "gewesteuropeselijst")):
        first = read_name(name).forms[0]
        assert (first.key, first.whole) == (key, True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("OCMW Gent", "OCMW (public centre for social welfare)"),
        ("CPAS de Gand", "OCMW (public centre for social welfare)"),
        ("Stad en OCMW Gent", "OCMW (public centre for social welfare)"),
        ("Lokale Politie Gent", "police zone"),
        ("Gent-Dorp", "part of a municipality"),
    ],
)
def test_other_kinds_are_told(name: str, kind: str) -> None:
    """What is called by the name of a municipality and is none says so."""
    other = read_name(name).other
    assert other is not None and other["en"] == kind


def test_most_names_say_no_other_kind() -> None:
    """The name of a municipality says no other kind."""
    assert other_kind(words_of("Stad Gent")) is None


def test_long_runs_of_blanks_take_no_time() -> None:
    """A cell with thousands of blanks is read at once: who sends such a name must not stop a service."""
    start = time.perf_counter()
    assert read_name("Gent" + " " * 20_000 + "(Oost-Vlaanderen)").beside == ("Oost-Vlaanderen",)
    assert time.perf_counter() - start < 1


@given(TEXTS)
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the reading, and what is folded stays as it is when folded again."""
    reading = read_name(text)
    assert reading.forms and fold(fold(text)) == fold(text)
