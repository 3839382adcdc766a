"""Read what servers answer: results in JSON (SPARQL 1.1 Query Results JSON Format), triples in any RDF format."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, cast

from steungraaf.errors import NotUtf8Error, RdfSyntaxError
from steungraaf.namespaces import expand
from steungraaf.queryfile import find_columns
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, Triple, parse_quads, read_quads
from steungraaf.sparql import tokens_of
from steungraaf.store.base import Solutions

TRIPLES = "application/n-triples, text/turtle;q=0.5"  # what is asked for; Turtle of Virtuoso makes decimals of doubles
_FORMATS = {
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "text/turtle": "turtle",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "application/rdf+xml": "rdfxml",
}
_XSD = expand("xsd:")
_DURATION, _BOOLEAN = f"{_XSD}duration", f"{_XSD}boolean"
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}
_BARE = re.compile(r"(-?)([0-9]+)(\.[0-9]+)?")


def read_solutions(body: bytes, sparql: str) -> Solutions:
    """Return the rows of a SELECT, with its columns, in whatever order the server has them.

    Raises ValueError for what is no JSON, only half of one, no results or those of something else.
    """
    content = _content(body)
    try:
        variables = [str(name) for name in content["head"].get("vars", ())]
        rows = content["results"]["bindings"]
        columns = _columns(variables, sparql)
        terms = (tuple(_term_or_none(row.get(name)) for name in columns) for row in rows)
        return Solutions(tuple(columns), list(dict.fromkeys(terms) if _is_distinct(sparql) else terms))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no results of a SELECT: {error}") from error


def read_truth(body: bytes) -> bool:
    """Return the answer to an ASK; Virtuoso gives it as a row, or none for no.

    Raises ValueError.
    """
    content = _content(body)
    try:
        if "boolean" in content:
            return _boolean(content["boolean"])
        values = [value for row in content["results"]["bindings"] for value in row.values()]
        return _boolean(*map(_term, values)) if values else False
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise ValueError(f"no answer to an ASK: {error}") from error


def read_triples(body: bytes, media_type: str) -> Iterator[Quad]:
    """Return the quads of an answer in RDF.

    Raises ValueError.
    """
    if media_type not in _FORMATS:
        raise ValueError(media_type)
    try:
        for quad in parse_quads(body, format=_FORMATS[media_type]):
            yield Quad(quad.subject, quad.predicate, mended(quad.object), quad.graph_name)
    except (RdfSyntaxError, NotUtf8Error) as error:
        raise _unusable(error) from error


def stream_triples(path: Path, media_type: str, graph: str) -> Iterator[Quad]:
    """Stream the quads of an answer in RDF that stands in a file; blank nodes get names of this graph.

    Raises ValueError.
    """
    if media_type not in _FORMATS:
        raise ValueError(media_type)
    try:
        for quad in read_quads(path, format=_FORMATS[media_type], graph=graph):
            yield Quad(quad.subject, quad.predicate, mended(quad.object), quad.graph_name)
    except (RdfSyntaxError, NotUtf8Error) as error:
        raise _unusable(error) from error


def _unusable(error: RdfSyntaxError | NotUtf8Error) -> ValueError:
    return ValueError("it is not UTF-8" if isinstance(error, NotUtf8Error) else str(error.reason))


def in_order(variables: list[str], sparql: str) -> list[str]:
    """Return the columns in the order of the SELECT; for an asterisk in which the variables come up."""
    tokens = tokens_of(sparql)
    any(token.is_word("SELECT") for token in tokens)  # reads no further than that
    if all(token.text != "*" for token in islice(tokens, 2)):
        return variables
    order = list(dict.fromkeys(token.text[1:] for token in tokens_of(sparql) if token.kind == "var"))
    return sorted(variables, key=order.index)


def mended(term: Term) -> Term:
    """Return a term in a form that its datatype has, where a server made it one that it has not.

    Virtuoso keeps a duration as a number: of months where it is whole, else of seconds.

    >>> mended(Literal("12", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#duration"))).value
    'P12M'
    """
    if not isinstance(term, Literal):
        return term
    if term.datatype.value == _BOOLEAN and term.value in ("0", "1"):
        return Literal(term.value == "1")
    if term.datatype.value == _DURATION and (number := _BARE.fullmatch(term.value)):
        sign, whole, fraction = number.groups()
        return Literal(f"{sign}{_seconds(int(whole)) if fraction else f'P{whole}M'}", datatype=term.datatype)
    return term


def _is_distinct(sparql: str) -> bool:
    """Tell whether no row may come twice; Virtuoso repeats some after a path of any length."""
    tokens = tokens_of(sparql)
    return any(token.is_word("SELECT") for token in tokens) and next(tokens).is_word("DISTINCT")


def _seconds(number: int) -> str:
    days, rest = divmod(number, 86_400)
    return f"P{days}D" if days and not rest else f"P{days}DT{rest}S"


def _columns(variables: list[str], sparql: str) -> list[str]:
    """Return the columns as the query names them, which a server may have in another order; for an asterisk its own."""
    wanted = list(dict.fromkeys(find_columns(sparql) or ()))
    if not wanted or "*" in wanted:
        return in_order(variables, sparql)
    if set(variables) != set(wanted):
        raise ValueError(f"columns {', '.join(variables)} in place of {', '.join(wanted)}")
    return wanted


def _boolean(*told: object) -> bool:
    """Return the one truth value that is told; a word or an address is none, nor are two."""
    (value,) = told
    if isinstance(value, Literal) and value.value in _TRUTHS:
        return _TRUTHS[value.value]
    if not isinstance(value, bool):
        raise TypeError(f"{str(value)[:40]!r} is not true or false")
    return value


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)  # a JSONDecodeError is a ValueError
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(content, dict):
        raise ValueError(type(content).__name__)
    return content


def _term_or_none(binding: Mapping[str, Any] | None) -> Term | None:
    return None if binding is None else _term(binding)


def _term(binding: Mapping[str, Any]) -> Term:
    kind, value = binding["type"], binding["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode("b" + re.sub(r"\W", "_", value))
    if kind == "triple":
        subject, predicate, object_ = (_term(value[part]) for part in ("subject", "predicate", "object"))
        return Triple(cast(NamedNode, subject), cast(NamedNode, predicate), object_)
    if language := binding.get("xml:lang"):
        return Literal(value, language=language)
    datatype = binding.get("datatype")
    return mended(Literal(value, datatype=NamedNode(datatype) if datatype else None))
