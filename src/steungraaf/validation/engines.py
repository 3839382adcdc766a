"""Choose the SHACL engine: the reference, or the fast one where it makes the same of the shapes."""

from collections.abc import Iterable

from steungraaf.errors import FastEngineError, ShapesError, UnknownChoiceError
from steungraaf.namespaces import shorten
from steungraaf.rdf import NamedNode, Quad
from steungraaf.validation import fast_engine, shacl
from steungraaf.validation.common_terms import misread, peculiarities
from steungraaf.validation.shacl import ShaclResult

ENGINES = ("auto", "pyshacl", "shifty")
FAST_FROM = 20_000
"""The number of statements from which `auto` takes the fast engine, where it is installed."""


def validate(data: Iterable[Quad], shapes: Iterable[Quad], engine: str = "pyshacl") -> list[ShaclResult]:
    """Validate data with the engine asked for; `auto` takes the fast one for much data that both read the same.

    Raises ShapesError where the engine cannot work with the shapes; FastEngineError where `shifty` is asked for and
    would pass over something in the shapes; MissingExtraError and UnknownChoiceError.
    """
    if engine not in ENGINES:
        raise UnknownChoiceError(option="--engine", value=engine, near=None, known=ENGINES)
    against = list(shapes)
    if engine == "shifty":
        if (why := _obstacle(against)) is not None:
            raise FastEngineError(reason=why)
        return fast_engine.validate(data, against)
    if engine == "auto":
        data = list(data)
        if (results := _fast_results(data, against)) is not None:
            return results
    return shacl.validate(data, against)


def _fast_results(data: list[Quad], shapes: list[Quad]) -> list[ShaclResult] | None:
    """Return what the fast engine finds, or None where the reference has to look."""
    few = len(data) < FAST_FROM
    if few or not fast_engine.is_installed() or _obstacle(shapes) is not None or misread(data):
        return None
    try:
        return fast_engine.validate(data, shapes)
    except ShapesError:  # the reference says what is wrong
        return None


def _obstacle(shapes: list[Quad]) -> str | None:
    """Return what keeps the fast engine from the shapes, which it would pass over in silence."""
    for quad, what in peculiarities(shapes):
        subject = shorten(quad.subject.value) if isinstance(quad.subject, NamedNode) else ""
        return f"{what} ({subject})" if subject else what
    if fast_engine.is_installed() and (faults := fast_engine.validate(shapes, shacl.shapes_of_shapes())):
        return " ".join(literal.value for literal in faults[0].messages) or faults[0].component
    return None
