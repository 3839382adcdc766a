"""Read a batch of reconciliation queries into what is wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from steungraaf.errors import LANGUAGES
from steungraaf.links.codes import read_code
from steungraaf.links.model import Entity, Wanted
from steungraaf.web.faults import FieldError, ValueFault
from steungraaf.web.identifiers import find_entity
from steungraaf.web.kinds import Types
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.properties import REGISTERS, Properties
from steungraaf.web.reading import Object, as_count, as_list, as_object, as_text, check_count, read_object, values_of

EXAMPLE = '{"q0": {"query": "Oostende"}}'
CANDIDATES = 10  # that a query gets which names no limit
_STRICTNESS = ("any", "should", "all")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?")
_OF_DAY = {"nl": "een dag, zoals 2018-11-27", "en": "a day, such as 2018-11-27"}
_OF_QUERY = {"nl": "een naam, of anders properties", "en": "a name, or else properties"}
_OF_STRICTNESS = {lang: " | ".join(_STRICTNESS) for lang in LANGUAGES}
_DIGITS = {"nis": ("", 5), "ovo": ("OVO", 6)}  # which spreadsheets take for a number
_QUERIES = {"nl": "vragen", "en": "queries"}


@dataclass(frozen=True)
class Asked:
    """One query of a batch."""

    wanted: Wanted
    limit: int = CANDIDATES
    strictness: str = "any"  # of several types: one of them, all of them, or "should": one of them if anything has it


@dataclass(frozen=True)
class BatchReader:
    """Read batches by what this service knows."""

    types: Types
    properties: Properties
    limits: ServiceLimits
    entities: Mapping[str, Entity]

    def read(self, text: str) -> dict[str, Asked | ValueFault]:
        """Return the queries of a batch by their names, or what keeps one from being answered.

        Raises NotJsonError, TooManyError, FieldError, UnknownTypeError and UnknownPropertyError.
        """
        batch = read_object(text, "queries", EXAMPLE)
        check_count(len(batch), _QUERIES, self.limits.batch)
        return {name: self._read(one, f"queries.{name[:40]}") for name, one in batch.items()}

    def _read(self, given: Any, where: str) -> Asked | ValueFault:
        try:
            return self._query(given, where)
        except ValueFault as fault:
            return fault

    def _query(self, given: Any, where: str) -> Asked:
        told = as_object(given, where, "query", "type", "limit", "properties", "type_strict")
        query = {name: value for name, value in told.items() if value is not None}  # some send null for nothing
        name = as_text(query.get("query", ""), f"{where}.query", self.limits.name).strip()
        properties = as_list(query.get("properties", []), f"{where}.properties")
        if not name and not properties:
            raise ValueFault(where=f"{where}.query", expected=_OF_QUERY)
        limit = as_count(query.get("limit", CANDIDATES), f"{where}.limit", 1, self.limits.candidates)
        wanted = Wanted(name, kinds=self._kinds(query.get("type", []), f"{where}.type"))
        return Asked(self._refined(wanted, properties, where), limit, _strictness(query, where))

    def _kinds(self, given: Any, where: str) -> frozenset[str]:
        """Read a type, or several; OpenRefine sends an empty one for none."""
        types = as_list([given] if isinstance(given, str | dict) else given, where)
        check_count(len(types), {"nl": "soorten", "en": "types"}, self.limits.properties)
        names = [as_text(one.get("id") if isinstance(one, dict) else one, where, self.limits.name) for one in types]
        return frozenset(self.types.get(name, where).kind for name in names if name)

    def _refined(self, wanted: Wanted, properties: list[Any], where: str) -> Wanted:
        check_count(len(properties), {"nl": "eigenschappen", "en": "properties"}, self.limits.properties)
        codes: set[tuple[str, str]] = set()
        day = place = ""
        for number, each in enumerate(properties):
            at = f"{where}.properties[{number}]"
            pid, values = self._property(as_object(each, at, "pid", "v"), at)
            if pid in REGISTERS:
                codes.update((pid, written(pid, value)) for value in values)
            elif pid == "date":
                day = _day(values[0], f"{at}.v") if values else day
            else:
                place = self._place(values[0]) if values else place
        return Wanted(wanted.name, wanted.kinds, frozenset(codes), day, place)

    def _place(self, value: str) -> str:
        """Return the name of a place; one that was reconciled may come as its identifier."""
        entity = find_entity(self.entities, value)
        return value if entity is None else entity.label("nl")

    def _property(self, given: Object, where: str) -> tuple[str, list[str]]:
        pid = as_text(given.get("pid"), f"{where}.pid", self.limits.name)
        values = list(values_of(given.get("v"), f"{where}.v", self.limits.name))
        check_count(len(values), {"nl": "waarden", "en": "values"}, self.limits.values)
        return self.properties.to_match(pid, f"{where}.pid").id, [value for value in values if value]


def written(register: str, value: str) -> str:
    """Return a code as its register writes it.

    >>> written("kbo", "BE 0207.437.468"), written("nis", "1000"), written("ovo", "39")
    ('0207437468', '01000', 'OVO000039')
    """
    if value.isdigit() and register in _DIGITS:
        before, digits = _DIGITS[register]
        value = before + value.zfill(digits)
    found = read_code(value)
    return found[1] if found is not None and found[0] == register else value


def _day(value: str, where: str) -> str:
    found = _DAY.fullmatch(value)
    try:
        return date.fromisoformat(found[1] if found else value).isoformat()
    except ValueError:
        raise ValueFault(where=where, expected=_OF_DAY) from None


def _strictness(query: Object, where: str) -> str:
    strictness = query.get("type_strict", "any")
    if strictness not in _STRICTNESS:
        raise FieldError(where=f"{where}.type_strict", expected=_OF_STRICTNESS)
    return str(strictness)
