"""Run the fast SHACL engine: the one place that imports shifty, and only when it is asked for.

Its report lacks the constraint that a result comes from (sh:sourceConstraint) and what blank nodes of paths lead to.
So constraints get numbers in their messages and the blank nodes of shapes get names of their own; both are taken out
of the report again.
"""

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import cast

from steungraaf.errors import MissingExtraError, ShapesError
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, Triple, parse_quads
from steungraaf.validation.shacl import ShaclResult, refused_triple, results_in

_SPARQL = expand("sh:sparql")
_MESSAGE = expand("sh:message")
_RESULT_MESSAGE = expand("sh:resultMessage")
_RESULT_PATH = expand("sh:resultPath")
_CONSTRAINT = NamedNode(expand("sh:sourceConstraint"))
_RESULT = "ValidationResult"  # in a report only where something is found
_NUMBER = re.compile(r"constraint-(\d+): ?")


def is_installed() -> bool:
    """Return whether shifty can be imported."""
    return importlib.util.find_spec("shifty") is not None


class FastEngine:
    """Hold shapes ready, to hold data against them as often as one likes, also from several threads."""

    def __init__(self, shapes: Iterable[Quad]) -> None:
        """Take shapes, which must hold nothing that this engine passes over.

        Raises ShapesError where the engine cannot work with them, and MissingExtraError where it is not installed.
        """
        if not is_installed():
            raise MissingExtraError(library="pyshifty", extra="fast")
        from shifty._shifty import PreparedValidator

        self._marked = _Marked(shapes)
        self._calls = count()
        with _faults():
            self._validator = PreparedValidator(_ntriples(self._marked.quads))

    def suspects(self, data: Iterable[Quad]) -> set[str]:
        """Return the things about which `validate` would tell something, in N-Triples, at half the price.

        Raises ShapesError where the engine passes over something.
        """
        with _faults():
            told = self._validator.validate_algebra(
                _ntriples(data), graph_mode="data", run_infer=False, sort_results=False
            )
        _refuse(self._validator.diagnostics, told.diagnostics)
        return {violation.focus_node for violation in told.violations}

    def validate(self, data: Iterable[Quad]) -> list[ShaclResult]:
        """Validate as the reference does; raise ShapesError where the engine passes over something."""
        with _faults():
            report = self._validator.validate_w3c(
                _ntriples(data), graph_mode="data", run_infer=False, sort_results=False
            )
        _refuse(self._validator.diagnostics, report.diagnostics)
        if _RESULT not in report.report_turtle:
            return []
        told_by = list(parse_quads(report.report_turtle.encode(), format="turtle", keep_names=True))
        return results_in(self._marked.restored(told_by, f"r{next(self._calls)}x"))


def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[ShaclResult]:
    """Validate data against shapes once; raise ShapesError and MissingExtraError as FastEngine does."""
    return FastEngine(shapes).validate(data)


def _refuse(*told: Sequence[str]) -> None:
    """Refuse to go on where something was passed over."""
    for each in (text for texts in told for text in texts):
        raise ShapesError(reason=" ".join(each.split()).rstrip("."))


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise ShapesError(reason=" ".join(str(error).split()).rstrip(".")) from error


def _ntriples(quads: Iterable[Quad]) -> bytes:
    """Write each statement once, without its graph, with the names that blank nodes have."""
    return "".join(dict.fromkeys(map(_line, quads))).encode()


def _line(quad: Quad) -> str:
    if isinstance(quad.object, Triple):
        raise refused_triple(quad.object)
    return f"{quad.subject} {quad.predicate} {quad.object} .\n"


class _Marked:
    """Shapes in which each SPARQL constraint has its number in its messages, and no blank node a name of the data."""

    def __init__(self, shapes: Iterable[Quad]) -> None:
        original = list(shapes)
        self._names: dict[Term, BlankNode] = {}
        self._constraints = list(dict.fromkeys(quad.object for quad in original if quad.predicate.value == _SPARQL))
        numbers = {constraint: number for number, constraint in enumerate(self._constraints)}
        told = {quad.subject for quad in original if quad.predicate.value == _MESSAGE}
        silent = [each for each in self._constraints if each not in told]
        self.quads = [self._renamed(_numbered(quad, numbers)) for quad in original]
        self.quads += [self._renamed(_numbered(_silent(each), numbers)) for each in silent]
        self._originals = {name: node for node, name in self._names.items()}
        self._about: dict[Term, list[Quad]] = {}
        for quad in original:
            self._about.setdefault(quad.subject, []).append(quad)

    def _renamed(self, quad: Quad) -> Quad:
        return _mapped(quad, lambda node: self._names.setdefault(node, BlankNode()))

    def restored(self, report: Sequence[Quad], prefix: str) -> Iterator[Quad]:
        """Yield a report with the names, messages, constraints and paths that it would have had.

        Its own blank nodes get a prefix: another report of this engine has the same ones.
        """
        own = {quad.subject for quad in report if isinstance(quad.subject, BlankNode)}.difference(self._originals)
        names = {**self._originals, **{node: BlankNode(f"{prefix}{node.value}") for node in own}}
        for marked in report:
            quad = _mapped(marked, lambda node: cast(BlankNode, names.get(cast(BlankNode, node), node)))
            if quad.predicate.value == _RESULT_PATH:
                yield from self._below(quad.object)
            number = _number(quad)
            if number is None:
                yield quad
                continue
            yield Quad(quad.subject, _CONSTRAINT, self._constraints[int(number[1])])
            text = cast(Literal, quad.object)
            if rest := text.value[number.end() :]:
                yield Quad(quad.subject, quad.predicate, _with_text(text, rest))

    def _below(self, node: Term) -> Iterator[Quad]:
        """Yield what the shapes say of a blank node, and of those under it."""
        for quad in self._about.get(node, []) if isinstance(node, BlankNode) else []:
            yield Quad(quad.subject, quad.predicate, quad.object)
            yield from self._below(quad.object)


def _mapped(quad: Quad, name: Callable[[Term], BlankNode]) -> Quad:
    """Return a statement with other names for its blank nodes."""
    subject, object_ = (name(term) if isinstance(term, BlankNode) else term for term in (quad.subject, quad.object))
    return Quad(cast(NamedNode, subject), quad.predicate, object_)


def _silent(constraint: Term) -> Quad:
    """Return an empty message for a constraint that has none."""
    return Quad(cast(NamedNode, constraint), NamedNode(_MESSAGE), Literal(""))


def _numbered(quad: Quad, numbers: Mapping[Term, int]) -> Quad:
    """Put the number of its constraint in front of a message."""
    text = quad.object
    if quad.predicate.value != _MESSAGE or quad.subject not in numbers or not isinstance(text, Literal):
        return quad
    marked = f"constraint-{numbers[quad.subject]}: {text.value}"
    return Quad(quad.subject, quad.predicate, _with_text(text, marked))


def _number(quad: Quad) -> re.Match[str] | None:
    text = quad.object
    if quad.predicate.value != _RESULT_MESSAGE or not isinstance(text, Literal):
        return None
    return _NUMBER.match(text.value)


def _with_text(literal: Literal, text: str) -> Literal:
    return Literal(text, language=literal.language) if literal.language else Literal(text, datatype=literal.datatype)
