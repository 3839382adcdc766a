"""Test the points that a name gets."""

import pytest

from steungraaf.links.index import Held
from steungraaf.links.model import Name
from steungraaf.links.names import Form, forms_of
from steungraaf.links.scoring import SURE, fit, penalty


def held_of(name: str, form: int = 0, rank: int = 0) -> Held:
    """Return one way in which a name is held."""
    forms = forms_of(name)
    chosen = forms[form]
    core = min((each.key for each in forms), key=len)
    return Held(0, Name(name, "nl", rank), chosen.key, chosen.role, chosen.dropped, chosen.words, core, None)


@pytest.mark.parametrize(
    ("read", "held", "nature", "asked", "sure"),
    [
        (forms_of("Gent")[0], held_of("Gent"), "municipality", False, True),
        (forms_of("Stad Gent")[1], held_of("Gent"), "municipality", False, False),
        (forms_of("Stad Gent")[1], held_of("Gent"), "municipality", True, True),
        (forms_of("Stad Gent")[1], held_of("Gent"), "province", True, False),
        (forms_of("Gent")[0], held_of("Arrondissement Gent", 1), "arrondissement", False, False),
        (forms_of("Gent")[0], held_of("Arrondissement Gent", 1), "arrondissement", True, True),
        (forms_of("Bakker vzw")[1], held_of("Bakker"), "organisation", False, True),
        (forms_of("Bakker vzw")[1], held_of("Bakker nv", 1), "organisation", False, False),
        (forms_of("Bakker vzw")[1], held_of("Bakker"), "person", False, False),
    ],
)
def test_kinds_must_go_together(read: Form, held: Held, nature: str, asked: bool, sure: bool) -> None:
    """An equal name is sure where its kind is the one that is said, or the one that is asked for."""
    assert (fit(read, held, nature, asked=asked) >= SURE) == sure


def test_preferred_names_go_first() -> None:
    """A name that is not preferred gets a little less."""
    assert fit(forms_of("Gent")[0], held_of("Gent", rank=2), "municipality", asked=False) == 99.0


@pytest.mark.parametrize(
    ("read", "held", "distance", "sure"),
    [
        ("Gnet", "Gent", 1, False),
        ("Halel", "Halle", 1, False),
        ("Turnhuot", "Turnhout", 1, True),
        ("Beersel", "Beerse", 1, False),
        ("Lierre", "Lierde", 1, False),
        ("Messines", "Lessines", 1, False),
        ("Waarschoot", "Aarschot", 2, False),
        ("Gemeente Lessen", "Gemeente Essen", 1, False),
        ("Gemeente Turnhuot", "Gemeente Turnhout", 1, True),
        ("Stal Gent", "Stad Gent", 1, False),
        ("Ieuwerkerken", "Nieuwerkerken", 1, False),
        ("Nieuwkerken", "Nieuwerkerken", 2, False),
        ("Nieuwerkereken", "Nieuwerkerken", 1, True),
        ("Gementebestuur Gent", "Gemeentebestuur Gent", 1, True),
        ("Economische Huis Ostende", "Economisch Huis Oostende", 2, True),
        ("Haven Oostende 2", "Haven Oostende", 1, False),
    ],
)
def test_errors_cost_the_more_the_shorter_the_name(read: str, held: str, distance: int, sure: bool) -> None:
    """One slip in a name of six letters is seen through; what may be another real name is not."""
    form, other = forms_of(read)[0], held_of(held)
    assert (100.0 - penalty(form, other, min(forms_of(read), key=lambda each: len(each.key)), distance) >= SURE) == sure
