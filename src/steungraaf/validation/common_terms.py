"""Tell what in shapes the two SHACL engines do not make the same of: the fast one passes over it without a word."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad, Term

_SH = expand("sh:")
_KINDS = "BlankNode BlankNodeOrIRI BlankNodeOrLiteral IRI IRIOrLiteral Literal"
_CONSTRAINTS = """
and class closed datatype disjoint equals flags hasValue ignoredProperties in languageIn lessThan lessThanOrEquals
maxCount maxExclusive maxInclusive maxLength minCount minExclusive minInclusive minLength node nodeKind not or pattern
property qualifiedMaxCount qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint uniqueLang xone
"""
_SPARQL = "PrefixDeclaration SPARQLConstraint declare namespace prefix prefixes select sparql"
_SHAPES = """
NodeShape PropertyShape deactivated targetClass targetNode targetObjectsOf targetSubjectsOf alternativePath inversePath
oneOrMorePath path zeroOrMorePath zeroOrOnePath
"""
_WORDS = """
Info PropertyGroup Violation Warning defaultValue description group message name order severity
ValidationReport ValidationResult conforms detail focusNode result resultMessage resultPath resultSeverity
sourceConstraint sourceConstraintComponent sourceShape value
"""

TERMS = frozenset(_SH + name for name in f"{_KINDS} {_CONSTRAINTS} {_SPARQL} {_SHAPES} {_WORDS}".split())
"""The terms of SHACL that both engines know, each tried in both."""

_XSD = expand("xsd:")
_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger", "int")
_DATATYPES = {_XSD + name for name in (*_NUMBERS, "boolean", "date", "duration", "string", "anyURI", "gYear")}
_COMPARED = {_XSD + name for name in (*_NUMBERS, "date")}
_BOUNDS = {_SH + name for name in ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")}
# What a regular expression may hold to mean the same in Python and in Rust.
_PLAIN_PATTERN = re.compile(r"(?:[^\\([]|\\[dwsDWSnrt.\\/+*?()\[\]{}|^$-]|\((?!\?)|\[\^?(?:[^\\\]\[&~]|\\.)*\])*")
_UNBOUND = re.compile(r"[$?](?:shapesGraph|currentShape)\b")  # the reference binds neither (SHACL 5.3.1)
_FORMS = {
    _XSD + "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    _XSD + "double": re.compile(r"\S+"),
    _XSD + "float": re.compile(r"\S+"),
    _XSD + "date": re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
    _XSD + "duration": re.compile(r"-?P.*[^T]"),
}


class Peculiarity(NamedTuple):
    """A statement among shapes that the engines may read differently, and what in it."""

    quad: Quad
    what: str


def peculiarities(shapes: Iterable[Quad]) -> Iterator[Peculiarity]:
    """Yield what in shapes is no common ground of the engines."""
    for quad in shapes:
        if (what := _unknown(quad) or _value(quad.predicate.value, quad.object)) is not None:
            yield Peculiarity(quad, what)


def misread(data: Iterable[Quad]) -> bool:
    """Return whether a literal is out of its type in a way that only one of the engines sees."""
    return any(isinstance(quad.object, Literal) and _is_misread(quad.object) for quad in data)


def _is_misread(literal: Literal) -> bool:
    form = _FORMS.get(literal.datatype.value)
    return form is not None and not form.fullmatch(literal.value)


def _unknown(quad: Quad) -> str | None:
    terms = [quad.predicate, quad.object]
    if quad.predicate.value == _SH + "sourceConstraintComponent":  # of a report that stands beside the shapes
        terms.pop()
    names = (term.value for term in terms if isinstance(term, NamedNode))
    return next((shorten(name) for name in names if name.startswith(_SH) and name not in TERMS), None)


def _value(predicate: str, value: Term) -> str | None:
    """Return what is peculiar in a value of a parameter, as it would be written."""
    if isinstance(value, Literal) and value.datatype.value == _XSD + "boolean" and value.value in ("0", "1"):
        return str(value)
    if predicate == _SH + "datatype" and isinstance(value, NamedNode):
        known = value.value in _DATATYPES or not value.value.startswith(_XSD)
        return None if known else f"sh:datatype {shorten(value.value)}"
    if predicate in _BOUNDS and not (isinstance(value, Literal) and value.datatype.value in _COMPARED):
        return f"{shorten(predicate)} {value}"
    return _text(predicate, value) if isinstance(value, Literal) else None


def _text(predicate: str, value: Literal) -> str | None:
    """Return what is peculiar in a regular expression, its flags or a query."""
    same = True
    if predicate == _SH + "pattern":
        same = _is_plain(value.value)
    elif predicate == _SH + "flags":
        same = value.value in ("", "i")
    elif predicate == _SH + "select" and (unbound := _UNBOUND.search(value.value)):
        return f"{unbound[0]} (sh:select)"
    return None if same else f"{shorten(predicate)} {value}"


def _is_plain(pattern: str) -> bool:
    if _PLAIN_PATTERN.fullmatch(pattern) is None:
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
