"""Run the fast SHACL engine: the one place that imports shifty, and only when it is asked for.

Its report lacks the constraint that a result comes from (sh:sourceConstraint) and what blank nodes of paths lead to.
So constraints get numbers in their messages and the blank nodes of shapes get names of their own; both are taken out
of the report again.
"""

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_NUMBER = re.compile(r"constraint-(\d+): ?")


def is_installed() -> bool:
    """Return whether shifty can be imported."""
    return importlib.util.find_spec("shifty") is not None


def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[ShaclResult]:
    """Validate as the reference does; the shapes must hold nothing that this engine passes over.

    Raises ShapesError where the engine cannot work with the shapes, and MissingExtraError where it is not installed.
    """
    if not is_installed():
        raise MissingExtraError(library="pyshifty", extra="fast")
    from shifty._shifty import PreparedValidator

    marked = _Marked(shapes)
    try:
        validator = PreparedValidator(_ntriples(marked.quads))
        report = validator.validate_w3c(_ntriples(data), graph_mode="data", run_infer=False, sort_results=False)
    except ValueError as error:
        raise ShapesError(reason=" ".join(str(error).split()).rstrip(".")) from error
    told = [*validator.diagnostics, *report.diagnostics]
    if told:  # something was passed over
        raise ShapesError(reason=" ".join(told[0].split()).rstrip("."))
    told_by = parse_quads(report.report_turtle.encode(), format="turtle", keep_names=True)
    return results_in(marked.restored(told_by))


def _ntriples(quads: Iterable[Quad]) -> bytes:
    """Write statements without their graphs, with the names that blank nodes have."""
    return "".join(map(_line, quads)).encode()


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

    def restored(self, report: Iterable[Quad]) -> Iterator[Quad]:
        """Yield a report with the names, messages, constraints and paths that it would have had."""
        for marked in report:
            quad = _mapped(marked, lambda node: cast(BlankNode, self._originals.get(cast(BlankNode, node), node)))
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
