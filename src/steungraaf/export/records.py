"""Write a quad as bytes that sort as exports are ordered: graph, subject, predicate (type and labels first), object.

IRIs come before blank nodes, and these before literals, Dutch before English before the rest. A record holds the whole
quad, so that the same statement is the same record, and a long sort needs no objects in memory.
"""

import re
from functools import lru_cache
from typing import cast

from steungraaf.namespaces import expand
from steungraaf.rdf import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple, parse_quads

_SEPARATOR = "\0"  # below every character that a field may hold
_CONTROL = re.compile("[\0\1]")
_ESCAPED = re.compile("\1(.)")
_ESCAPES = {"\0": "\1\1", "\1": "\1\2"}  # which keep the order of what they stand for
_UNESCAPES = {"\1": "\0", "\2": "\1"}
_IRI, _BLANK, _LITERAL, _TRIPLE = "0123"
_LANGUAGES = {"nl": "0", "en": "1"}
_LANGUAGE_OF = {rank: language for language, rank in _LANGUAGES.items()}
_OTHER = "2"
_DEFAULT = DefaultGraph()
_NUMBER = re.compile("([0-9]+)")

# What a reader wants first of any thing; the other predicates follow by their IRIs.
_FIRST = {
    expand(name): rank
    for rank, name in enumerate(("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:definition"))
}


def record_of(quad: Quad, *, merged: bool = False) -> bytes:
    """Return the record of a quad; with `merged` that of its triple in the default graph."""
    graph = "" if merged else _graph_key(quad.graph_name)
    text = f"{graph}\0{key_of(quad.subject)}\0{_predicate_key(quad.predicate)}\0{key_of(quad.object)}"
    return text.encode()


def quad_of(record: bytes) -> Quad:
    """Return the quad that a record was made of."""
    graph, subject, predicate, object_ = record.decode().split(_SEPARATOR, 3)
    return Quad(_node(subject), _named(predicate[1:]), _term(object_), _node(graph) if graph else _DEFAULT)


def key_of(term: Term) -> str:
    """Return what a term is sorted by and made of again."""
    kind = type(term)
    if kind is NamedNode:
        return f"{_IRI}{cast(NamedNode, term).value}"
    if kind is Literal:
        return _literal_key(cast(Literal, term))
    return _BLANK + term.value if isinstance(term, BlankNode) else _TRIPLE + _escape(str(term))


def _literal_key(term: Literal) -> str:
    if term.language is None:
        return f"{_LITERAL}{_OTHER}\0{_escape(term.value)}\0{term.datatype.value}"
    language = _LANGUAGES.get(term.language) or _OTHER + term.language
    direction = term.direction.value if term.direction else ""
    return f"{_LITERAL}{language}\0{_escape(term.value)}\0{direction}"


def natural_key(text: str) -> str:
    """Return what sorts ``a4-s2`` before ``a4-s10``: each number goes by its value.

    >>> sorted(["s10", "s2"], key=natural_key)
    ['s2', 's10']
    """
    parts = _NUMBER.split(text)
    parts[1::2] = [f"{len(digits):04}{digits}" for digits in (part.lstrip("0") or "0" for part in parts[1::2])]
    return _SEPARATOR.join(parts)


@lru_cache(1_000)
def _predicate_key(predicate: NamedNode) -> str:
    return f"{_FIRST.get(predicate.value, len(_FIRST))}{predicate.value}"


def _graph_key(graph: NamedNode | BlankNode | DefaultGraph) -> str:
    return "" if isinstance(graph, DefaultGraph) else key_of(graph)


def _escape(text: str) -> str:
    return _CONTROL.sub(lambda found: _ESCAPES[found[0]], text) if _CONTROL.search(text) else text


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: _UNESCAPES[found[1]], text) if "\1" in text else text


def _term(key: str) -> Term:
    if key[0] == _LITERAL:
        return _literal(*key[1:].split(_SEPARATOR))
    return _triple(_unescape(key[1:])) if key[0] == _TRIPLE else _node(key)


def _literal(language: str, escaped: str, rest: str) -> Literal:
    text = _unescape(escaped) if "\1" in escaped else escaped
    if language == _OTHER:
        return Literal(text, datatype=_named(rest))
    return _in_language(text, _LANGUAGE_OF.get(language) or language[1:], rest)


def _in_language(text: str, language: str, direction: str) -> Literal:
    if not direction:
        return Literal(text, language=language)
    return Literal(text, language=language, direction=BaseDirection(direction))


def _triple(text: str) -> Triple:
    """Return a triple term from its text in N-Triples."""
    line = f"<urn:x> <urn:x> <<( {text} )>> .".encode()
    (quad,) = parse_quads(line, format="ntriples", keep_names=True)
    assert isinstance(quad.object, Triple)
    return quad.object


def _node(key: str) -> NamedNode | BlankNode:
    return _named(key[1:]) if key[0] == _IRI else BlankNode(key[1:])


@lru_cache(10_000)
def _named(iri: str) -> NamedNode:
    return NamedNode(iri)
