"""Test what is taken for common ground of the two SHACL engines."""

from collections.abc import Callable

import pytest

from steungraaf.rdf import Quad
from steungraaf.validation.common_terms import TERMS, misread, peculiarities
from steungraaf.validation.shacl import known_terms

Read = Callable[[str], list[Quad]]


def test_terms_are_of_shacl() -> None:
    """Every term of the list is one that SHACL has."""
    assert TERMS <= known_terms()


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("sh:minCout 1", "sh:minCout"),
        ("sh:js ex:Script", "sh:js"),
        ("a sh:ConstraintComponent", "sh:ConstraintComponent"),
        ('sh:uniqueLang "1"^^xsd:boolean', '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("sh:datatype xsd:hexBinary", "sh:datatype xsd:hexBinary"),
        ("sh:minInclusive ex:a", "sh:minInclusive <https://example.org/a>"),
        ('sh:maxInclusive "P1D"', 'sh:maxInclusive "P1D"'),
        ('sh:pattern "(?=a)b"', 'sh:pattern "(?=a)b"'),
        ('sh:pattern "(a"', 'sh:pattern "(a"'),
        ('sh:pattern "[[:alpha:]]"', 'sh:pattern "[[:alpha:]]"'),
        ('sh:flags "x"', 'sh:flags "x"'),
        ('sh:select "SELECT $this { GRAPH $shapesGraph { } }"', "$shapesGraph (sh:select)"),
    ],
)
def test_what_differs_is_told(quads: Read, said: str, what: str) -> None:
    """A term, value, pattern or query that the engines read in two ways is named as it is written."""
    assert [each.what for each in peculiarities(quads(f"ex:S {said} ."))] == [what]


@pytest.mark.parametrize(
    "said",
    [
        "sh:datatype xsd:date",
        "sh:datatype ex:Code",
        "sh:in (1 true sh:IRI)",
        "sh:minInclusive 1 ; sh:maxExclusive 2.5",
        r'sh:pattern "^[0-9a-f]{2}[.](a|b)\\d\\.$" ; sh:flags "i"',
        'sh:select "SELECT $this { $this ?path ?value }"',
        "sh:sourceConstraintComponent sh:JSConstraintComponent",
    ],
)
def test_common_ground_is_passed(quads: Read, said: str) -> None:
    """What both engines read alike is not told of."""
    assert list(peculiarities(quads(f"ex:S {said} ."))) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"1e3"^^xsd:decimal', True),
        ('"2019-02-28T10:00:00"^^xsd:date', True),
        ('"PT"^^xsd:duration', True),
        ('" 1"^^xsd:double', True),
        ('"2019-02-30"^^xsd:date', False),
        ("2.5", False),
        ('"veel"^^xsd:integer', False),
        ("ex:b", False),
    ],
)
def test_literals_that_one_engine_lets_pass(quads: Read, value: str, expected: bool) -> None:
    """A literal that only one engine takes for a value of its type is misread."""
    assert misread(quads(f"ex:a ex:p {value} .")) is expected
