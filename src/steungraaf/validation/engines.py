"""Choose the SHACL engine: the reference, or the fast one where it makes the same of the shapes."""

from collections.abc import Iterable
from typing import Protocol

from steungraaf.errors import DatasetError, ShapesError, UnknownChoiceError
from steungraaf.namespaces import shorten
from steungraaf.rdf import NamedNode, Quad
from steungraaf.validation import fast_engine, shacl
from steungraaf.validation.common_terms import misread, peculiarities
from steungraaf.validation.shacl import ShaclResult

ENGINES = ("auto", "pyshacl", "shifty")
FAST_FROM = 20_000
"""The number of statements from which `auto` takes the fast engine, where it is installed."""


class Engine(Protocol):
    """Hold shapes, and hold data against them as often as one likes."""

    def validate(self, data: Iterable[Quad]) -> list[ShaclResult]:
        """Return what is found; raise ShapesError."""
        ...


class FastEngineError(DatasetError):
    """Shapes that the fast engine would pass over in part (reason)."""

    nl = "Voor shifty is in de shapes {reason} te veel: het zou dat overslaan. Gebruik --engine pyshacl of auto."
    en = "For shifty {reason} in the shapes is too much: it would pass over it. Use --engine pyshacl or auto."


def validate(data: Iterable[Quad], shapes: Iterable[Quad], engine: str = "pyshacl") -> list[ShaclResult]:
    """Validate data with the engine asked for; `auto` takes the fast one for much data that both read the same.

    Raises ShapesError where the engine cannot work with the shapes; FastEngineError where `shifty` is asked for and
    would pass over something in the shapes; MissingExtraError and UnknownChoiceError.
    """
    whole = list(data)
    return prepare(shapes, "pyshacl" if engine == "auto" and len(whole) < FAST_FROM else engine).validate(whole)


def prepare(shapes: Iterable[Quad], engine: str = "auto", *, common: bool = False) -> Engine:
    """Return what validates data; `auto` takes the fast engine where both read the same, else the reference.

    `common` says that it is known already that both read these shapes the same, which takes long to tell.

    Raises FastEngineError, MissingExtraError and UnknownChoiceError, and ShapesError for `shifty`.
    """
    if engine not in ENGINES:
        raise UnknownChoiceError(option="--engine", value=engine, near=None, known=ENGINES)
    against = list(shapes)
    if engine == "shifty":
        if not common and (why := obstacle(against)) is not None:
            raise FastEngineError(reason=why)
        return fast_engine.FastEngine(against)
    if engine == "pyshacl" or not fast_engine.is_installed() or not common and obstacle(against):
        return shacl.Reference(against)
    try:
        return _WithReference(against)
    except ShapesError:  # the reference says what is wrong
        return shacl.Reference(against)


class _WithReference:
    """Validate with the fast engine, and let the reference look where that reads something its own way."""

    def __init__(self, shapes: list[Quad]) -> None:
        self._fast = fast_engine.FastEngine(shapes)
        self._reference = shacl.Reference(shapes)

    def validate(self, data: Iterable[Quad]) -> list[ShaclResult]:
        """Return what is found; raise ShapesError."""
        whole = list(data)
        try:
            return self._reference.validate(whole) if misread(whole) else self._fast.validate(whole)
        except ShapesError:
            return self._reference.validate(whole)

    def suspects(self, data: Iterable[Quad]) -> set[str] | None:
        """Return the things about which something would be told, None where the reference has to look."""
        whole = list(data)
        try:
            return None if misread(whole) else self._fast.suspects(whole)
        except ShapesError:
            return None


def obstacle(shapes: list[Quad]) -> str | None:
    """Return what keeps the fast engine from the shapes, which it would pass over in silence."""
    for quad, what in peculiarities(shapes):
        subject = shorten(quad.subject.value) if isinstance(quad.subject, NamedNode) else ""
        return f"{what} ({subject})" if subject else what
    if fast_engine.is_installed() and (faults := fast_engine.validate(shapes, shacl.shapes_of_shapes())):
        return " ".join(literal.value for literal in faults[0].messages) or faults[0].component
    return None
