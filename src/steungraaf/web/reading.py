"""Read JSON that others send: every part is looked at before it is used, and a fault says where it stands."""

import json
from collections.abc import Iterator
from typing import Any

from steungraaf.web.faults import FieldError, NotJsonError, TooManyError, ValueFault

Object = dict[str, Any]


def read_object(text: str, field: str, example: str) -> Object:
    """Return the JSON object in a form field.

    Raises NotJsonError.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotJsonError(field=field, reason=_fault(error), example=example) from None
    if not isinstance(value, dict):
        raise NotJsonError(field=field, reason=_OTHER, example=example)
    return value


def as_object(value: Any, where: str, *keys: str) -> Object:
    """Return an object that has no other keys than these, if any are named.

    Raises FieldError.
    """
    if not isinstance(value, dict) or (keys and not set(keys).issuperset(value)):
        expected = {"nl": "een object", "en": "an object"}
        among = {lang: f"{word} ({', '.join(keys)})" for lang, word in expected.items()}
        raise FieldError(where=where, expected=among if keys else expected)
    return value


def as_text(value: Any, where: str, longest: int) -> str:
    """Return a text of a few characters.

    Raises FieldError, for one that is too long a ValueFault.
    """
    expected = {"nl": f"een tekst van hoogstens {longest} tekens", "en": f"a text of at most {longest} characters"}
    if not isinstance(value, str):
        raise FieldError(where=where, expected=expected)
    if len(value) > longest:
        raise ValueFault(where=where, expected=expected)
    return value


def as_list(value: Any, where: str) -> list[Any]:
    """Return a list.

    Raises FieldError.
    """
    if not isinstance(value, list):
        raise FieldError(where=where, expected={"nl": "een lijst", "en": "a list"})
    return value


def as_count(value: Any, where: str, least: int, most: int) -> int:
    """Return a whole number within bounds; one in quotes will do, as forms send it.

    Raises FieldError.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        numbers = f"{least}..{most}"
        raise FieldError(where=where, expected={"nl": f"een getal van {numbers}", "en": f"a number of {numbers}"})
    return value


def check_count(count: int, what: dict[str, str], limit: int) -> None:
    """Refuse more than a limit.

    Raises TooManyError.
    """
    if count > limit:
        raise TooManyError(what=what, count=count, limit=limit)


def values_of(value: Any, where: str, longest: int) -> Iterator[str]:
    """Give the values of a property as texts: of one that was reconciled its name, or else its identifier.

    Raises FieldError.
    """
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield as_text(one.get("name") or one.get("id"), f"{where}.id", longest)
        elif isinstance(one, bool) or not isinstance(one, str | int | float):
            raise FieldError(where=where, expected=_VALUE)
        else:
            yield as_text(str(int(one) if isinstance(one, float) and one.is_integer() else one), where, longest).strip()


_OTHER = {"nl": "het is iets anders", "en": "it is something else"}
_TOO_LARGE = {"nl": "een getal of nesting is te groot", "en": "a number or a nesting is too large"}
_VALUE = {"nl": "een tekst, een getal of een object met id", "en": "a text, a number or an object with an id"}


def _fault(error: Exception) -> dict[str, str]:
    if isinstance(error, json.JSONDecodeError):
        at = error.lineno, error.colno
        return {"nl": "fout op regel {}, kolom {}".format(*at), "en": "a fault at line {}, column {}".format(*at)}
    return _TOO_LARGE


def _refuse(constant: str) -> None:
    raise ValueError(constant)
