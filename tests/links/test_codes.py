"""Test the normal forms of identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.links.codes import codes_of, read_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35013", ("nis", "35013")),
        (" 35 013 ", ("nis", "35013")),
        ("OVO000039", ("ovo", "OVO000039")),
        ("ovo 000039", ("ovo", "OVO000039")),
        ("http://data.vlaanderen.be/doc/organisatie/OVO002108", ("ovo", "OVO002108")),
        ("https://data.vlaanderen.be/id/organisatie/OVO002108/", ("ovo", "OVO002108")),
        ("0316.380.841", ("kbo", "0316380841")),
        ("316380841", ("kbo", "0316380841")),
        ("BE0316380841", ("kbo", "0316380841")),
        ("https://org.belgif.be/id/CbeRegisteredEntity/0207437468", ("kbo", "0207437468")),
        ("http://data.europa.eu/nuts/code/be234", ("nuts", "BE234")),
        ("BE", ("nuts", "BE")),
        ("44001.0", ("nis", "44001")),
        ("316380841.0", ("kbo", "0316380841")),
        ("NIS 44021", ("nis", "44021")),
        ("NIS-code: 44021", ("nis", "44021")),
        ("KBO 0316.380.841", ("kbo", "0316380841")),
        ("OVO OVO000039", ("ovo", "OVO000039")),
    ],
)
def test_codes_have_one_form(text: str, expected: tuple[str, str]) -> None:
    """However a code is written, its register and its form are the same."""
    assert read_code(text) == expected


@pytest.mark.parametrize("text", ["", "9000", "0316380842", "Gent", "OVO39", "12345678901"])
def test_what_is_no_code(text: str) -> None:
    """A postcode, a number whose check digits are wrong, and a name are no codes."""
    assert read_code(text) is None


@given(st.integers(2_000_000, 19_999_999))
def test_every_enterprise_number_is_checked(front: int) -> None:
    """A number with the right check digits is read, with any others it is not."""
    right = 97 - front % 97
    assert read_code(f"{front:08}{right:02}") == ("kbo", f"{front:08}{right:02}")
    assert read_code(f"{front:08}{right % 97 + 1:02}") is None or right == 97


def test_codes_of_a_thing() -> None:
    """Notations count, and addresses in lists that are known; other addresses do not."""
    found = codes_of(["44021", "x"], ["http://data.europa.eu/nuts/code/BE234", "https://example.org/35013"])
    assert found == {("nis", "44021"), ("nuts", "BE234")}
