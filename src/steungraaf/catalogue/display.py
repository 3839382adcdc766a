"""Write an RDF term as a reader of Dutch or English expects it, and as the Python value that it stands for."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Term

Value = str | int | float | Decimal | bool | date | None

WHOLE = frozenset(
    expand(f"xsd:{name}")
    for name in (
        "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
        "unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)
DECIMAL = expand("xsd:decimal")
FLOATING = frozenset({expand("xsd:double"), expand("xsd:float")})
NUMBERS = WHOLE | FLOATING | {DECIMAL}
BOOLEAN = expand("xsd:boolean")
DATE = expand("xsd:date")
DURATIONS = frozenset(expand(f"xsd:{name}") for name in ("duration", "yearMonthDuration", "dayTimeDuration"))

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_UNITS = {
    "nl": "jaar/jaar maand/maanden dag/dagen uur/uur minuut/minuten seconde/seconden".split(),
    "en": "year/years month/months day/days hour/hours minute/minutes second/seconds".split(),
}
_TRUTH = {"nl": ("nee", "ja"), "en": ("no", "yes")}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_DURATION = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)
# What would move the cursor of a terminal or be lost in a table.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def show(term: Term | None, lang: str, labels: Mapping[str, str]) -> str:
    """Return a term as a person reads it: a label for an address, numbers and dates as in the language."""
    if isinstance(term, NamedNode):
        return labels.get(term.value) or shorten(term.value)
    if isinstance(term, Literal):
        return show_literal(term, lang)
    return "" if term is None else str(term)


def show_literal(literal: Literal, lang: str) -> str:
    """Return a literal in the manner of the language; one that its type does not allow stays as it is written.

    >>> show_literal(Literal(2500), "nl"), show_literal(Literal(2500), "en")
    ('2.500', '2,500')
    """
    value = to_python(literal)
    kind = literal.datatype.value
    if isinstance(value, bool):
        return _TRUTH.get(lang, _TRUTH["en"])[value]
    if isinstance(value, int | Decimal):
        return _in_language(f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}", lang)
    if isinstance(value, float):
        return _in_language(literal.value, lang)
    if isinstance(value, date):
        return f"{value.day} {_MONTHS.get(lang, _MONTHS['en'])[value.month - 1]} {value.year}"
    return _show_duration(literal.value, lang) if kind in DURATIONS else _CONTROL.sub("\ufffd", literal.value)


def to_python(term: Term | None) -> Value:
    """Return the Python value of a term: numbers, booleans and dates as such, all else as text."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    try:
        return _value_of(term.value, term.datatype.value)
    except ValueError:
        return term.value


def is_number(term: Term | None) -> bool:
    """Tell whether a term is a number."""
    return isinstance(term, Literal) and term.datatype.value in NUMBERS


def _value_of(text: str, datatype: str) -> Value:
    if datatype in WHOLE and _INTEGER.fullmatch(text):
        return int(text)
    if datatype == DECIMAL and _DECIMAL.fullmatch(text):
        return Decimal(text)
    if datatype in FLOATING:
        return float(text)
    if datatype == BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if datatype == DATE and (day := _DAY.fullmatch(text)):
        return date(*map(int, day.groups()))
    return text


def _in_language(number: str, lang: str) -> str:
    return number.translate(str.maketrans(",.", ".,")) if lang == "nl" else number


def _show_duration(text: str, lang: str) -> str:
    """Return a duration in words: P12M is "12 maanden"."""
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()[1:]):
        return text
    words = []
    for amount, unit in zip(found.groups()[1:], _UNITS.get(lang, _UNITS["en"]), strict=True):
        if amount is not None:
            one, many = unit.split("/")
            words.append(f"{_in_language(amount, lang)} {one if amount == '1' else many}")
    return found[1] + " ".join(words)


def plain(text: Any) -> str:
    """Return text on one line that cannot steer a terminal."""
    return " ".join(_CONTROL.sub("\ufffd", str(text)).split())
