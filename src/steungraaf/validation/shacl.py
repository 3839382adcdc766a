"""Run the SHACL engine: the one place that imports pyshacl and rdflib, and only when something is validated.

Terms go over one by one, never through a text, so that lexical forms stay as they are written.
"""

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, cast

from steungraaf.errors import ShapesError
from steungraaf.namespaces import shorten
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, Triple, parse_quads

if TYPE_CHECKING:
    import rdflib
    import rdflib.term

SH = "http://www.w3.org/ns/shacl#"
# What only runs with SHACL-AF switched on (SHACL Advanced Features 3, 5 and 8).
_ADVANCED = {f"{SH}{name}" for name in ("target", "rule", "SPARQLFunction", "SPARQLTargetType", "expression")}
# The loggers that speak of what becomes a finding or an error here.
_LOUD = ("rdflib.term", "rdflib.plugins.parsers.notation3", "pyshacl-validate", "pyshacl.validator")
# The modules of the engine that print an error before they raise it.
_PRINTING = (
    "pyshacl.shape",
    "pyshacl.constraints.advanced",
    "pyshacl.constraints.core.other_constraints",
    "pyshacl.constraints.core.property_pair_constraints",
)


@dataclass(frozen=True)
class ShaclResult:
    """One validation result (SHACL 3.6.2), with the results that lie beneath it (sh:detail)."""

    focus: Term
    severity: str
    shape: Term
    component: str
    path: str | None
    value: Term | None
    constraint: Term | None
    messages: tuple[Literal, ...]
    details: tuple["ShaclResult", ...]
    statements: tuple[Triple, ...] = field(repr=False)


def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[ShaclResult]:
    """Validate all statements of the data, whatever their graph, against shapes, and return the results.

    Raises ShapesError where the engine cannot work with the shapes.
    """
    import pyshacl
    import rdflib

    _let_print_nothing()
    with _quiet():
        data_graph, shapes_graph = _data_graph(data), _shapes_graph(shapes)
        _bind_imported(shapes_graph, data_graph)
        advanced = any(str(term) in _ADVANCED for triple in shapes_graph for term in triple[1:])
        try:
            _, report, text = pyshacl.validate(
                data_graph, shacl_graph=shapes_graph, advanced=advanced, inference="none", inplace=True
            )
        except Exception as error:  # an engine on shapes of anybody's making can raise nearly anything
            raise ShapesError(reason=_one_line(str(error))) from error
        if not isinstance(report, rdflib.Graph):
            raise ShapesError(reason=_one_line(text))
        return [_result(report, node) for node in report.objects(None, rdflib.SH.result)]


class Reference:
    """Hold shapes, to hold data against them as often as one likes."""

    def __init__(self, shapes: Iterable[Quad]) -> None:
        """Take the shapes."""
        self._shapes = list(shapes)

    def validate(self, data: Iterable[Quad]) -> list[ShaclResult]:
        """Validate data as `validate` does; raise ShapesError."""
        return validate(data, self._shapes)


def results_in(report: Iterable[Quad]) -> list[ShaclResult]:
    """Return the results that the statements of a report tell of (SHACL 3.6)."""
    import rdflib

    with _quiet():
        graph = _graph(report)
        return [_result(graph, node) for node in graph.objects(None, rdflib.SH.result)]


def refused_triple(term: Triple) -> ShapesError:
    """Return the error for a triple term in the data."""
    reason = {
        "nl": f"SHACL kent de tripelterm {term} niet (RDF 1.2)",
        "en": f"SHACL does not know the triple term {term} (RDF 1.2)",
    }
    return ShapesError(reason=reason)


def ill_formed(shapes: Iterable[Quad]) -> list[ShaclResult]:
    """Validate shapes against the W3C's shapes for shapes (SHACL, appendix C)."""
    return validate(shapes, shapes_of_shapes())


def shapes_of_shapes() -> tuple[Quad, ...]:
    """Return the W3C's shapes for shapes."""
    return _asset("shacl-shacl.ttl")


@cache
def known_terms() -> frozenset[str]:
    """Return every term of SHACL's own namespace."""
    subjects = (quad.subject for quad in _asset("shacl.ttl"))
    return frozenset(term.value for term in subjects if isinstance(term, NamedNode) and term.value.startswith(SH))


@cache
def _asset(name: str) -> tuple[Quad, ...]:
    """Return a graph of the W3C that comes with the engine."""
    data = resources.files("pyshacl").joinpath("assets", name).read_bytes()
    return tuple(parse_quads(data, format="turtle", name=name))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries from writing to the screen: literals out of their type are for the shapes to tell of."""
    loggers = [logging.getLogger(name) for name in _LOUD]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled


@cache
def _let_print_nothing() -> None:
    """Keep the engine from printing amid a report on standard output; others may print there meanwhile."""
    for name in _PRINTING:
        vars(import_module(name))["print"] = lambda *_: None


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


# --- To rdflib and back ---------------------------------------------------------------------------------------------


def _graph(quads: Iterable[Quad]) -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph()
    known: dict[Term, rdflib.term.Node] = {}

    def node(term: Term) -> "rdflib.term.Node":
        """Convert each term once."""
        if term not in known:
            known[term] = _node(term)
        return known[term]

    for quad in quads:
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def _data_graph(data: Iterable[Quad]) -> "rdflib.Graph":
    """Return data that parses each query once: the engine asks it again, as text, for every thing that it looks at."""
    graph = _graph(data)
    ask = graph.query

    def query(text: str, *rest: Any, **named: Any) -> Any:
        """Ask a query that was parsed before."""
        return ask(_prepared(text, tuple(graph.namespaces())), *rest, **named)

    cast(Any, graph).query = query
    return graph


@lru_cache(maxsize=256)  # parsing takes as long as the rest of the check of a small file
def _prepared(text: str, prefixes: tuple[tuple[str, Any], ...]) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text, dict(prefixes))


def _shapes_graph(shapes: Iterable[Quad]) -> "rdflib.Graph":
    """Return shapes in which only the word true is true: "1" is another term (SHACL 4.4.5)."""
    from pyshacl import monkey

    cast(Any, monkey).rdflib_bool_patch()
    try:
        return _graph(shapes)
    finally:
        cast(Any, monkey).rdflib_bool_unpatch()


def _bind_imported(shapes: "rdflib.Graph", data: "rdflib.Graph") -> None:
    """Let queries use prefixes that are declared where owl:imports leads, which the engine does not follow."""
    import rdflib

    for imported in shapes.objects(None, rdflib.OWL.imports):
        for declaration in shapes.objects(imported, rdflib.SH.declare):
            prefix = shapes.value(declaration, rdflib.SH.prefix)
            data.bind(str(prefix), str(shapes.value(declaration, rdflib.SH.namespace)))


def _node(term: Term) -> "rdflib.term.Node":
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise refused_triple(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)


def term_of(node: Any) -> Term:
    """Return a term of rdflib as ours."""
    import rdflib

    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or rdflib.XSD.string)))
    return BlankNode(str(node)) if isinstance(node, rdflib.BNode) else NamedNode(str(node))


# --- The report -----------------------------------------------------------------------------------------------------


def _result(report: "rdflib.Graph", node: Any) -> ShaclResult:
    import rdflib

    def one(name: str) -> Any:
        """Return what the result says by one of SHACL's properties."""
        return report.value(node, rdflib.URIRef(SH + name))

    path, value, constraint = one("resultPath"), one("value"), one("sourceConstraint")
    messages = sorted(map(term_of, report.objects(node, rdflib.SH.resultMessage)), key=str)
    details = sorted((_result(report, each) for each in report.objects(node, rdflib.SH.detail)), key=_order)
    return ShaclResult(
        focus=term_of(one("focusNode")),
        severity=str(one("resultSeverity")),
        shape=term_of(one("sourceShape")),
        component=str(one("sourceConstraintComponent")),
        path=None if path is None else _path(report, path, whole=True),
        value=None if value is None else term_of(value),
        constraint=None if constraint is None else term_of(constraint),
        messages=cast(tuple[Literal, ...], tuple(messages)),
        details=tuple(details),
        statements=tuple(_statements(report, node)),
    )


def _order(result: ShaclResult) -> tuple[str, ...]:
    """Return the key by which results come in one order; names of blank nodes differ each time."""
    terms = (result.focus, result.value, result.shape, *result.messages)
    named = ("" if isinstance(term, BlankNode) else str(term) for term in terms)
    return (result.path or "", result.component, *named)


def _statements(report: "rdflib.Graph", node: Any) -> Iterator[Triple]:
    """Yield what the report says of a node and of every blank node under it, in an order that does not change.

    Each result gets a path of its own: the engine lets results share one.
    """
    import rdflib

    waiting, names = [node], {node: term_of(node)}
    while waiting:
        subject = waiting.pop(0)
        about = report.predicate_objects(subject)
        for predicate, object_ in sorted(about, key=lambda each: (str(each[0]), _signature(report, each[1]))):
            if isinstance(object_, rdflib.BNode) and object_ not in names:
                in_path = predicate == rdflib.SH.resultPath or names[subject] != term_of(subject)
                names[object_] = BlankNode(f"{node}p{len(names)}") if in_path else term_of(object_)
                waiting.append(object_)
            object_term = names.get(object_) or term_of(object_)
            yield Triple(cast(NamedNode, names[subject]), cast(NamedNode, term_of(predicate)), object_term)


def _signature(report: "rdflib.Graph", node: Any) -> str:
    """Return a text by which terms are put in order: blank nodes by what is said of them, as their names differ.

    There are no circles: the engine copies blank nodes into its report up to some depth, each under a new name.
    """
    import rdflib

    if not isinstance(node, rdflib.BNode):
        return str(node.n3())
    about = ((str(each[0]), _signature(report, each[1])) for each in report.predicate_objects(node))
    return f"_:{sorted(about)}"


_STEPS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


def _path(graph: "rdflib.Graph", node: Any, *, whole: bool = False) -> str:
    """Return a path in SPARQL's words (SHACL 2.3.1); one that is a single property as its IRI."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return str(node) if whole else _short(str(node))
    if graph.value(node, rdflib.RDF.first) is not None:
        path = "/".join(_path(graph, each) for each in graph.items(node))
        return path if whole else f"({path})"
    alternatives = graph.value(node, rdflib.SH.alternativePath)
    if alternatives is not None:
        path = "|".join(_path(graph, each) for each in graph.items(alternatives))
        return path if whole else f"({path})"
    name = next(name for name in _STEPS if (node, rdflib.URIRef(SH + name), None) in graph)  # the engine saw to that
    return _STEPS[name].format(_path(graph, graph.value(node, rdflib.URIRef(SH + name))))


def _short(iri: str) -> str:
    name = shorten(iri)
    return f"<{iri}>" if name == iri else name
