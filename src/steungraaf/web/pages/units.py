"""Know in which unit the numbers of a table are: those that are the value of a figure in the same row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store.lookup import objects_of
from steungraaf.web.pages.amounts import SIGNED, UNIT, VALUE, with_sign
from steungraaf.web.pages.rendering import Visit

Row = Sequence[Term | None]


@dataclass(frozen=True)
class Units:
    """The values and units of the figures in some rows, and what the units are called."""

    values: Mapping[str, Term]
    units: Mapping[str, str]
    names: Mapping[str, str]
    lang: str

    @classmethod
    def of(cls, wanted: Visit, rows: Iterable[Row]) -> "Units":
        """Return the units of all figures in rows, with few queries."""
        things = dict.fromkeys(term.value for row in rows for term in row if isinstance(term, NamedNode))
        found = list(objects_of(wanted.served.store, things, (VALUE, UNIT)))
        units = {iri: term.value for iri, how, term in found if how == UNIT and isinstance(term, NamedNode)}
        values = {iri: term for iri, how, term in found if how == VALUE}
        named = set(units.values()) - SIGNED
        names = wanted.served.labels(sorted(named), wanted.lang)
        return cls(values, units, names, wanted.lang)

    def shown(self, row: Row, at: int, number: str) -> str:
        """Return the number in a column of a row with its unit, by its sign or its name.

        It is the value of the figure that stands nearest before it, else after it; one that is no figure's stays as it
        is. A unit that the row itself names is not said twice, but a sign belongs to its number.
        """
        unit = self._unit(row, at)
        if unit in SIGNED:
            return with_sign(number, unit, self.lang)
        named = any(isinstance(term, NamedNode) and term.value == unit for term in row)
        return f"{number} ({self.names[unit]})" if unit and not named else number

    def _unit(self, row: Row, at: int) -> str:
        term = row[at]
        assert isinstance(term, Literal)
        for other in (*reversed(row[:at]), *row[at + 1 :]):
            if isinstance(other, NamedNode) and self.values.get(other.value) == term:
                return self.units.get(other.value, "")
        return ""
