"""Test what is told of the shapes themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import ShapesError
from steungraaf.validation import Finding, Severity
from steungraaf.validation.shapes import Shapes, error_finding, error_of, file_to_blame

EX = "https://example.org/"
Read = Callable[[str], Shapes]


@pytest.fixture
def shapes(write: Callable[[str, str], Path]) -> Read:
    """Give what reads shapes from a file."""
    return lambda text: Shapes([write("shapes.ttl", text)])


def test_shapes_are_counted(shapes: Read) -> None:
    """With or without a class, a name or a path of its own, a shape counts once."""
    assert shapes("ex:S a sh:NodeShape ; sh:property [ sh:path ex:p ] , ex:P . ex:P a sh:PropertyShape .").count == 3
    assert shapes("ex:a a ex:Thing .").count == 0


def test_a_term_that_shacl_lacks_is_told(shapes: Read) -> None:
    """A slip of the pen is found on its line, with the term that was meant; an engine would say nothing."""
    (found,) = shapes("ex:S a sh:PropertyShape ;\n  sh:path ex:p ;\n  sh:minCout 1 .").ignored()
    assert (found.severity, found.line, found.focus) == (Severity.WARNING, 4, f"{EX}S")
    assert "There is no sh:minCout" in found.message["en"]
    assert "Dichtstbij: sh:minCount" in found.message["nl"]
    assert not found.about_data


@pytest.mark.parametrize("predicate", ["sh:node", "sh:property", "sh:not", "sh:qualifiedValueShape", "sh:sparql"])
def test_a_shape_that_is_not_there_is_told(shapes: Read, predicate: str) -> None:
    """A reference to nothing would count as fulfilled; it is found with the name that comes nearest."""
    (found,) = shapes(f"ex:S a sh:NodeShape ;\n  {predicate} ex:Persom . ex:Person a sh:NodeShape .").ignored()
    assert (found.line, found.path) == (3, f"http://www.w3.org/ns/shacl#{predicate[3:]}")
    assert f"Nearest: {EX}Person" in found.message["en"]


def test_good_shapes_have_no_faults(shapes: Read) -> None:
    """Terms of SHACL and shapes that are there are not told of."""
    good = shapes("ex:S a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:or (ex:T) ; sh:node ex:T . ex:T a sh:NodeShape .")
    assert (list(good.ignored()), good.ill_formed()) == ([], [])


def test_ill_formed_shapes_have_a_place(shapes: Read) -> None:
    """What SHACL's own shapes refuse is found at its line and is no fault of the data."""
    (found,) = shapes("ex:S a sh:PropertyShape ;\n  sh:path ex:p ;\n  sh:minCount 1 , 2 .").ill_formed()
    assert (found.focus, found.severity, found.about_data) == (f"{EX}S", Severity.VIOLATION, False)
    assert found.line == 4


def test_an_error_takes_the_place_of_the_first_fault() -> None:
    """The engine does not say where; what is ill formed does."""
    error = ShapesError(file=None, line=None, reason="minCount")
    fault = Finding(EX, EX, Severity.VIOLATION, {"nl": "Fout.", "en": "Wrong."}, file=Path("s.ttl"), line=3)
    assert error_of(error, []) is error
    assert (
        str(error_of(error, [fault])) == "The shapes in s.ttl, line 3 cannot be used: Wrong. Mend them and check again."
    )


def test_an_error_can_be_a_finding() -> None:
    """Within a whole check the error is told as a violation in both languages."""
    found = error_finding(ShapesError(file=None, line=None, reason="minCount"))
    assert found.severity is Severity.VIOLATION
    assert found.message["nl"].startswith("De shapes zijn niet bruikbaar: minCount")
    assert "Tot dan is geen enkele shape toegepast" in found.message["nl"]


def test_what_stands_in_the_data_is_no_fault_of_a_file(write: Callable[[str, str], Path]) -> None:
    """A file of shapes is to blame only for what the engine says of them, and where it does so of that file alone."""

    def fail(_: Shapes) -> None:
        raise ShapesError(reason="[")

    path = write("s.ttl", "ex:S a sh:NodeShape .")
    assert file_to_blame(ShapesError(reason="["), [path], fail) == path
    assert file_to_blame(ShapesError(reason="("), [path], fail) is None
    assert file_to_blame(ShapesError(reason={"nl": "tripelterm", "en": "triple term"}), [path], fail) is None
