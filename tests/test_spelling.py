"""Check how names and codes are compared."""

import pytest

from steungraaf.spelling import code, fold, nearest


@pytest.mark.parametrize("text", ["Coördinatie  Één", " coordinatie een ", "COO\u0308RDINATIE\u00a0EEN"])
def test_spellings_fold_together(text: str) -> None:
    """Capitals, accents and the number of blanks make no difference."""
    assert fold(text) == "coordinatie een"


@pytest.mark.parametrize("text", ["0316.380.841", "0316 380 841", "BE 0316.380.841", "316380841", "be0316380841"])
def test_enterprise_number_in_any_form(text: str) -> None:
    """An enterprise number is the same with its points, its country, and without its zero."""
    assert code(text) == "0316380841"


@pytest.mark.parametrize("text", ["OVO000039", "ovo 000039", "OVO-000039"])
def test_other_code_in_any_form(text: str) -> None:
    """A code is the same however it is cut."""
    assert code(text) == "ovo000039"


def test_nis_code_is_no_enterprise_number() -> None:
    """A code of five digits gets no zero."""
    assert code("41002") == "41002"


def test_nearest_comes_first() -> None:
    """What is most alike is named first, what is unlike not at all."""
    assert nearest("hefbom", ["Hefboom", "Hefbomen", "microStart"]) == ["Hefbomen", "Hefboom"]


def test_part_of_a_name_is_near() -> None:
    """A name that holds what was typed is near, however long it is."""
    name = "Agentschap Innoveren en Ondernemen"
    assert nearest("innoveren", ["Hefboom", name]) == [name]


def test_nearest_names_each_once() -> None:
    """A name that is known twice is named once, and no more are named than asked."""
    assert nearest("aaa", ["aaa", "aaa", "aab", "aac", "aad"], count=2) == ["aaa", "aab"]
