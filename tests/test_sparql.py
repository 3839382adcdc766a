"""The tokens of a query."""

import pytest

from steungraaf.sparql import line_and_column, tokens_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<urn:a> ?x $y _:b.c. sg:a.b. :", "iri var var blank punct name punct name"),
        ('\'a\' "b" \'\'\'c\'d\'\'\' """e"\n"f""" @nl-be ^^', "string string string string lang punct"),
        ("1 1.5 .5 1e3 1. 1.e3", "number number number number number punct number"),
        ("?a<?b && ?c >= 2", "var punct var punct var punct number"),
        ("<<( )>> << >> {| |} || != ~", "punct punct punct punct punct punct punct punct bad"),
        ("SELECT ENCODE_FOR_URI # DROP <a> 'x'\n*", "word word punct"),
        ("sg:a\\-b%20c ex:a:b", "name name"),
        ("'not closed", "bad word word"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    """Each token has its kind; comments and white space are none."""
    assert [token.kind for token in tokens_of(text)] == kinds.split()


def test_places() -> None:
    """A token knows where it starts and ends."""
    token = list(tokens_of("ASK  { }"))[1]
    assert (token.text, token.start, token.end) == ("{", 5, 6)


def test_words_in_any_case() -> None:
    """A keyword is one in small letters too, and a name is none."""
    word, name = tokens_of("sElect select:a")
    assert word.is_word("ASK", "SELECT") and not name.is_word("SELECT")


@pytest.mark.parametrize(("offset", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (2, 3))])
def test_line_and_column(offset: int, place: tuple[int, int]) -> None:
    """Lines and columns count from 1; a line feed belongs to the line that it ends."""
    assert line_and_column("ab\ncd", offset) == place
