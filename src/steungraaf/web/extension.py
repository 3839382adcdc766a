"""Fetch the values of properties for many entities at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from steungraaf.links.describing import find_names
from steungraaf.links.model import Entity
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of
from steungraaf.web.descriptions import Describer
from steungraaf.web.faults import FieldError
from steungraaf.web.identifiers import IDENTIFIER_SPACE, find_entity, identifier_of
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.properties import Properties, Property, own_values
from steungraaf.web.reading import as_count, as_list, as_object, as_text, check_count, read_object

EXAMPLE = '{"ids": ["municipality/oostende"], "properties": [{"id": "nis"}]}'
CONTENTS = ("name", "id")
_MOST = 1_000
_INTEGERS = frozenset(map(expand, ("xsd:integer", "xsd:int", "xsd:long", "xsd:nonNegativeInteger")))
_FLOATS = frozenset(map(expand, ("xsd:decimal", "xsd:double", "xsd:float")))
_DAY, _MOMENT = expand("xsd:date"), expand("xsd:dateTime")
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")
_REFERS = ("place", "successor")  # properties of ours whose values are entities
_DAYS = ("start", "end")
Cell = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A property to fetch, how many of its values (0 is all), and whether entities are told by name or as IRIs."""

    asked: str  # its identifier as it was given
    property: Property
    limit: int = 0
    content: str = "name"


@dataclass(frozen=True)
class Extension:
    """Answer data extension queries."""

    store: Store
    entities: Mapping[str, Entity]
    properties: Properties
    describer: Describer
    limits: ServiceLimits
    lang: str

    def answer(self, text: str) -> dict[str, Any]:
        """Return for each identifier the values of each property; an identifier that nothing has gets none.

        Raises NotJsonError, TooManyError, FieldError and UnknownPropertyError.
        """
        asked = as_object(read_object(text, "extend", EXAMPLE), "extend", "ids", "properties")
        ids = [as_text(one, "extend.ids", self.limits.name) for one in as_list(asked.get("ids"), "extend.ids")]
        check_count(len(ids), {"nl": "identificaties", "en": "identifiers"}, self.limits.ids)
        columns = self._columns(as_list(asked.get("properties"), "extend.properties"))
        found = {identifier: find_entity(self.entities, identifier) for identifier in ids}
        terms = self._terms([entity.iri for entity in found.values() if entity], columns)
        rows = {identifier: self._row(entity, columns, terms) for identifier, entity in found.items()}
        return {"meta": [self._meta(column, rows.values()) for column in columns], "rows": rows}

    def _columns(self, given: list[Any]) -> list[Column]:
        check_count(len(given), {"nl": "eigenschappen", "en": "properties"}, self.limits.properties)
        return [self._column(each, f"extend.properties[{number}]") for number, each in enumerate(given)]

    def _column(self, given: Any, where: str) -> Column:
        told = as_object(given, where)
        name = as_text(told.get("id"), f"{where}.id", self.limits.name)
        settings = as_object(told.get("settings") or {}, f"{where}.settings")
        limit = as_count(settings.get("limit") or 0, f"{where}.settings.limit", 0, _MOST)
        content = settings.get("content") or CONTENTS[0]
        if content not in CONTENTS:
            expected = " | ".join(CONTENTS)
            raise FieldError(where=f"{where}.settings.content", expected={"nl": expected, "en": expected})
        return Column(name, self.properties.to_fetch(name, f"{where}.id"), limit, content)

    def _terms(self, iris: list[str], columns: list[Column]) -> "Terms":
        """Ask the store for all values at once, and then for the names of all things among them."""
        predicates = sorted({one.property.predicate for one in columns if one.property.predicate})
        values: dict[tuple[str, str], list[Term]] = {}
        for thing, predicate, term in objects_of(self.store, iris, predicates) if predicates else ():
            values.setdefault((thing, predicate), []).append(term)
        for name in {one.property.id for one in columns if one.property.id in _REFERS}:
            for iri in iris:
                values[iri, name] = [NamedNode(value) for value in own_values(name, self.entities[iri])]
        named = {term.value for terms in values.values() for term in terms if isinstance(term, NamedNode)}
        ours = [iri for iri in named if iri.startswith(IDENTIFIER_SPACE) and iri not in self.entities]
        return Terms(values, find_names(self.store, sorted(ours), self.lang))

    def _row(self, entity: Entity | None, columns: list[Column], terms: "Terms") -> dict[str, list[Cell]]:
        return {one.asked: [] if entity is None else self._cells(entity, one, terms) for one in columns}

    def _cells(self, entity: Entity, column: Column, terms: "Terms") -> list[Cell]:
        name, predicate = column.property.id, column.property.predicate
        if predicate is not None or name in _REFERS:
            found = readable(terms.values.get((entity.iri, predicate or name), []), self.lang)
            cells = [self._cell(term, column.content, terms.names) for term in found]
        else:
            cells = [moment(value) if name in _DAYS else {"str": value} for value in own_values(name, entity)]
        cells.sort(key=lambda cell: str(cell.get("name", list(cell.values())[0])))
        return cells[: column.limit] if column.limit else cells

    def _cell(self, term: Literal | NamedNode, content: str, names: Mapping[str, str]) -> Cell:
        """Write a value: what we know is an entity, any other IRI a text."""
        if isinstance(term, Literal):
            return literal_cell(term)
        iri = term.value
        entity = self.entities.get(iri)
        name = names.get(iri, "") if entity is None else self.describer.name(entity)
        return {"id": identifier_of(iri), "name": name} if name and content == "name" else {"str": iri}

    def _meta(self, column: Column, rows: Iterable[Mapping[str, list[Cell]]]) -> dict[str, Any]:
        """Tell what a column is, and the type of the entities in it where they share one."""
        told: dict[str, Any] = {"id": column.asked, "name": column.property.name}
        cells = [cell for row in rows for cell in row[column.asked]]
        entities = [find_entity(self.entities, str(cell.get("id", ""))) for cell in cells]
        types = [self.describer.types(entity)[:1] for entity in entities if entity is not None]
        if types and len(types) == len(cells) and all(one == types[0] for one in types):
            told["type"] = types[0][0]
        return told


@dataclass(frozen=True)
class Terms:
    """What the store said: values by thing and property, and the names of things of ours that are no entities."""

    values: Mapping[tuple[str, str], list[Term]]
    names: Mapping[str, str]


def readable(terms: list[Term], lang: str) -> list[Literal | NamedNode]:
    """Leave out what has no name, and texts in other languages where there are some in this one."""
    named = [term for term in terms if isinstance(term, Literal | NamedNode)]
    if not any(isinstance(term, Literal) and term.language == lang for term in named):
        return named
    return [term for term in named if isinstance(term, NamedNode) or term.language in (lang, None)]


def literal_cell(term: Literal) -> Cell:
    """Write a literal as a number, a date or a text; one that is not what it says is a text."""
    kind = term.datatype.value
    try:
        if kind in _INTEGERS:
            return {"int": int(term.value)}
        if kind in _FLOATS and isfinite(number := float(term.value)):
            return {"float": number}
    except ValueError:
        return {"str": term.value}
    return moment(term.value) if kind in (_DAY, _MOMENT) else {"str": term.value}


def moment(value: str) -> Cell:
    """Write a day or a moment as the API does, with a time; what is none stays a text.

    >>> moment("2019-01-01"), moment("2019")
    ({'date': '2019-01-01T00:00:00Z'}, {'str': '2019'})
    """
    found = _WRITTEN.fullmatch(value)
    if found is None:
        return {"str": value}
    return {"date": value if found[1] else f"{value}T00:00:00Z"}
