"""Make an RDF term of what a person or program gives as the value of a parameter."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from steungraaf.catalogue.labels import find_labels
from steungraaf.catalogue.names import Found, as_iri, describe_things, find_things, is_known
from steungraaf.errors import (
    AmbiguousValueError,
    InvalidTermError,
    MissingParameterError,
    UnknownParameterError,
    ValueNotFoundError,
)
from steungraaf.namespaces import expand, shorten
from steungraaf.queryfile import Parameter, QueryFile, fill_slot
from steungraaf.rdf import Literal, NamedNode
from steungraaf.spelling import nearest
from steungraaf.store import Store

# How an error calls a type: {parameter} is "geen ..." or "no ...".
_TYPES = {
    "iri": {"nl": "geldig adres (IRI) of naam", "en": "valid IRI or name"},
    "string": {"nl": "tekst zonder stuurtekens", "en": "text without control characters"},
    "integer": {"nl": "geheel getal", "en": "whole number"},
    "decimal": {"nl": "getal (met een punt voor de decimalen)", "en": "number (with a point before its decimals)"},
    "date": {"nl": "datum (jjjj-mm-dd of dd/mm/jjjj)", "en": "date (yyyy-mm-dd or dd/mm/yyyy)"},
    "boolean": {"nl": "ja of nee", "en": "yes or no"},
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROL_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_TRUTH = {"true": True, "ja": True, "yes": True, "1": True, "false": False, "nee": False, "no": False, "0": False}

Term = NamedNode | Literal


def read_values(store: Store, query: QueryFile, given: Mapping[str, object], lang: str) -> dict[str, Term]:
    """Return the terms that the values of a stored query's parameters stand for, by the names of the parameters.

    Raises UnknownParameterError, MissingParameterError, and what `read_value` raises.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    values = {name.replace("-", "_"): value for name, value in given.items()}
    for name in values:
        if name not in known:
            near = nearest(name, known)
            raise UnknownParameterError(query=query.name, parameter=name, near=near, known=list(known))
    for parameter in known.values():
        if not parameter.optional and parameter.name not in values:
            example = None if parameter.example is None else shorten(str(parameter.example))
            raise MissingParameterError(query=query.name, parameter=parameter.name, example=example)
    return {name: read_value(store, known[name], value, lang) for name, value in values.items()}


def fill_slots(sparql: str, terms: Mapping[str, Term]) -> str:
    """Return a stored query with each of the terms in the slot of its parameter."""
    for name, term in terms.items():
        sparql = fill_slot(sparql, name, term)
    return sparql


def read_value(store: Store, parameter: Parameter, value: object, lang: str) -> Term:
    """Return the term that a value stands for, by the type of its parameter.

    Raises InvalidTermError for what is no value of that type; ValueNotFoundError and AmbiguousValueError for a name
    that fits nothing, or several things.
    """
    if isinstance(value, NamedNode | Literal):
        value = value.value
    if parameter.type == "iri":
        return _read_iri(store, parameter, str(value).strip(), lang)
    try:
        return _READERS[parameter.type](value)
    except (ValueError, OverflowError):
        raise _invalid(parameter, value) from None


def _read_iri(store: Store, parameter: Parameter, text: str, lang: str) -> NamedNode:
    if _CONTROL.search(text):
        raise _invalid(parameter, text)
    if node := _known_node(store, parameter, text):
        return node
    found = find_things(store, text, parameter.class_iri, lang)
    if len(found.iris) == 1:
        return NamedNode(found.iris[0])
    if found.iris:
        candidates = describe_things(store, found.iris, lang)
        raise AmbiguousValueError(parameter=parameter.name, value=text, candidates=candidates)
    raise _not_found(store, parameter, text, found, lang)


def _known_node(store: Store, parameter: Parameter, text: str) -> NamedNode | None:
    """Return the node of an IRI, whole or by a prefix, of which the data know something; None for any other text.

    Raises InvalidTermError for a whole IRI that is none.
    """
    iri = as_iri(text)
    if iri is None:
        return None
    try:
        node = NamedNode(iri)
    except ValueError:
        if iri == text:
            raise _invalid(parameter, text) from None
        return None  # a name with a colon in it
    return node if is_known(store, iri) else None


def _not_found(store: Store, parameter: Parameter, text: str, found: Found, lang: str) -> ValueNotFoundError:
    """Return the error that names what comes near or can be chosen, and what has that name and is of another kind."""
    elsewhere: list[str] = []
    kind = None
    if parameter.class_iri is not None:
        elsewhere = describe_things(store, find_things(store, text, None, lang).iris, lang)
        label = find_labels(store, [parameter.class_iri], lang)[parameter.class_iri]
        kind = None if label == shorten(parameter.class_iri) else label
    return ValueNotFoundError(
        parameter=parameter.name, value=text, kind=kind, near=found.near, known=found.known, elsewhere=elsewhere
    )


def _read_string(value: object) -> Literal:
    text = str(value)
    if _CONTROL_IN_TEXT.search(text):
        raise ValueError
    return Literal(text)


def _read_integer(value: object) -> Literal:
    text = _number_text(value)
    if not _INTEGER.fullmatch(text):
        raise ValueError
    return Literal(text, datatype=NamedNode(expand("xsd:integer")))


def _read_decimal(value: object) -> Literal:
    text = _number_text(value)
    if not _DECIMAL.fullmatch(text):
        raise ValueError
    return Literal(text, datatype=NamedNode(expand("xsd:decimal")))


def _number_text(value: object) -> str:
    """Return a number as it is written, without an exponent."""
    if isinstance(value, bool):
        raise ValueError
    if isinstance(value, float | Decimal):
        exact = Decimal(str(value))
        return f"{int(exact)}" if exact == int(exact) else f"{exact:f}"
    return str(value).strip()


def _read_date(value: object) -> Literal:
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else read_day(str(value))
    return Literal(text, datatype=NamedNode(expand("xsd:date")))


def read_day(text: str) -> str:
    """Return a day as ISO 8601 writes it, of one written so or with the day first, as in Flanders.

    Raises ValueError for what is no day, or has not all of its year.

    >>> read_day("27/11/2018"), read_day("3.4.2018"), read_day("2018-11-27")
    ('2018-11-27', '2018-04-03', '2018-11-27')
    """
    if found := _DAY_FIRST.fullmatch(text.strip()):
        return date(int(found[4]), int(found[3]), int(found[1])).isoformat()
    if not _DATE.fullmatch(text.strip()):
        raise ValueError
    return date.fromisoformat(text.strip()).isoformat()


def _read_boolean(value: object) -> Literal:
    word = str(value).strip().lower()
    if word not in _TRUTH:
        raise ValueError
    return Literal(_TRUTH[word])


_READERS: Mapping[str, Callable[[Any], Literal]] = {
    "string": _read_string,
    "integer": _read_integer,
    "decimal": _read_decimal,
    "date": _read_date,
    "boolean": _read_boolean,
}


def _invalid(parameter: Parameter, value: object) -> InvalidTermError:
    shown = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", str(value))
    kind = _TYPES[parameter.type]
    return InvalidTermError(parameter=parameter.name, value=shown, type=kind, example=parameter.example)
