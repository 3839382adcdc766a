"""Lay out a table for a page: headings sort, names are links, numbers stand right, a hundred rows at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Any
from urllib.parse import quote, urlencode

from steungraaf.catalogue import Table
from steungraaf.catalogue.display import is_number, to_python
from steungraaf.model import PLAIN
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.rdf.terms import is_web_address
from steungraaf.spelling import fold
from steungraaf.web.pages.addresses import in_words
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.units import Units

AT_ONCE = 100  # rows on a page
# Where a row comes from stands beside what it is about, and the document, which is mostly one, last (docs/queries.md).
_NEAR, _LAST = ("sentence", "fromSentence", "claim"), ("document",)
_CLAIM = "claim"
_HEDGES = tuple(map(expand, ("modality:", "basis:", "precision:")))


@dataclass(frozen=True)
class Controls:
    """The fields of an address that say how a table is shown."""

    sort: str = "sort"
    desc: str = "desc"
    page: str = "page"

    @classmethod
    def beside(cls, taken: Iterable[str]) -> "Controls":
        """Return the fields where some names have another meaning already: those get an underscore."""
        names = set(taken)
        return cls(*(f"{name}_" if name in names else name for name in ("sort", "desc", "page")))

    @property
    def names(self) -> tuple[str, str, str]:
        """Return the names of the fields."""
        return self.sort, self.desc, self.page


@dataclass(frozen=True)
class Cell:
    """What stands in a row and a column; `kind` is "text", "number", "code", "hedge" or "none"."""

    text: str
    kind: str = "text"
    href: str = ""
    outside: bool = False
    lang: str = ""  # where it is another than that of the page
    short: str = ""  # what stands for a long text in sight; the text is still read aloud and copied


@dataclass(frozen=True)
class Heading:
    """What stands above a column: `order` is "ascending", "descending" or empty; `href` sorts by it."""

    text: str
    kind: str
    href: str
    order: str


@dataclass(frozen=True)
class Shown:
    """A part of a table as a page shows it; `first` and `last` are the numbers of its rows, from 1."""

    headings: list[Heading]
    rows: list[list[Cell]]
    total: int
    first: int
    last: int
    previous: str
    next: str
    limit: int  # at which the table itself was cut off, 0 where it was not
    folded: tuple[str, ...] = ()  # the headings of columns that no row has anything in: they are not shown


def show_table(wanted: Visit, table: Table, controls: Controls | None = None) -> Shown:
    """Return the part of a table that the address of the visit asks for, sorted as it asks.

    What the address asks and the table has not is passed over.
    """
    names = controls or Controls()
    given = dict(wanted.fields)
    columns = [column.name for column in table.columns]
    by = columns.index(given[names.sort]) if given.get(names.sort) in columns else None
    falling = given.get(names.desc, "") not in ("", "0")
    rows = table.rows if by is None else sorted_rows(table, by, falling=falling)
    last_page = max(1, -(-len(rows) // AT_ONCE))
    asked = given.get(names.page, "")
    page = min(int(asked), last_page) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 10 else 1
    page = max(page, 1)
    first = (page - 1) * AT_ONCE
    part = rows[first : first + AT_ONCE]
    units = Units.of(wanted, part)
    order, folded = _laid_out(table)
    return Shown(
        headings=[_heading(wanted, names, table, at, falling=falling if at == by else None) for at in order],
        rows=[[_cell(wanted, table, units, row, at) for at in order] for row in part],
        total=len(rows),
        first=first + 1 if part else 0,
        last=first + len(part),
        previous=address(wanted, **{names.page: page - 1 if page > 2 else None}) if page > 1 else "",
        next=address(wanted, **{names.page: page + 1}) if page < last_page else "",
        limit=table.truncated.limit if table.truncated else 0,
        folded=tuple(table.columns[at].heading for at in folded),
    )


def _laid_out(table: Table) -> tuple[list[int], list[int]]:
    """Return the places of the columns in the order in which a page shows them, and of those that are empty."""
    filled = {at for row in table.rows for at, term in enumerate(row) if term is not None}
    places = [at for at in range(len(table.columns)) if at == 0 or at in filled or not table.rows]
    ranks = {name: rank for rank, name in enumerate(_NEAR, start=1)} | dict.fromkeys(_LAST, 99)
    order = sorted(places, key=lambda at: ranks.get(table.columns[at].name, 9) if at else 0)
    return order, [at for at in range(len(table.columns)) if at not in places]


def address(wanted: Visit, /, **changes: Any) -> str:
    """Return the address of this very page with other values for some fields, None for one that goes."""
    kept = [(name, value) for name, value in wanted.fields if name not in changes]
    kept += [(name, str(value)) for name, value in changes.items() if value is not None]
    kept += [("lang", wanted.lang)] if wanted.chosen else []
    return f"{wanted.root}{quote(wanted.path)}{f'?{urlencode(kept)}' if kept else ''}"


def sorted_rows(table: Table, by: int, *, falling: bool) -> list[tuple[Term | None, ...]]:
    """Return the rows by what a reader sees in a column: numbers by size, days by time; what is empty is last."""
    bound = [row for row in table.rows if row[by] is not None]
    bound.sort(key=lambda row: _rank(table, row[by]), reverse=falling)
    return [*bound, *(row for row in table.rows if row[by] is None)]


def _cell(wanted: Visit, table: Table, units: Units, row: tuple[Term | None, ...], at: int) -> Cell:
    """Return a cell of a row: a value of a figure has its unit, and a claim beside what it says is a short link."""
    cell = show_cell(wanted, table, row[at])
    if cell.kind == "number":
        return replace(cell, text=units.shown(row, at, cell.text))
    if at and table.columns[at].name == _CLAIM and cell.href and not cell.outside:
        return replace(cell, short=wanted.say("table.claim"))
    return cell


def show_cell(wanted: Visit, table: Table, term: Term | None) -> Cell:
    """Return a term as it stands in a table of a page."""
    if term is None:
        return Cell("", "none")
    text = table.shown(term)
    if isinstance(term, NamedNode):
        return _named(wanted, term.value, text)
    if isinstance(term, Literal):
        tongue = term.language or ""
        return Cell(text, "number" if is_number(term) else "text", lang="" if tongue == wanted.lang else tongue)
    return Cell(text, "code")


def _named(wanted: Visit, iri: str, text: str) -> Cell:
    """Return the cell of an IRI; what has no name stands as a code, and only the web is linked to."""
    href = wanted.href(iri)
    outside = href == iri
    if not href or outside and not is_web_address(iri):
        return Cell(text, "code")
    kind = "code" if text in (iri, shorten(iri)) else "text"
    if text == iri:
        text = in_words(iri)
    if iri.startswith(_HEDGES) and iri not in PLAIN:
        kind = "hedge"
    return Cell(text, kind, href, outside)


def _heading(wanted: Visit, names: Controls, table: Table, at: int, *, falling: bool | None) -> Heading:
    """Return a heading; `falling` tells how its column is sorted, None where it is not."""
    column = table.columns[at]
    changes = {names.sort: column.name, names.desc: 1 if falling is False else None, names.page: None}
    order = "" if falling is None else "descending" if falling else "ascending"
    return Heading(column.heading, _kind(table.rows, at), address(wanted, **changes), order)


def _kind(rows: Sequence[tuple[Term | None, ...]], at: int) -> str:
    bound = [row[at] for row in rows if row[at] is not None]
    return "number" if bound and all(map(is_number, bound)) else "text"


def _rank(table: Table, term: Term | None) -> tuple[int, Any, str]:
    """Return what a cell is sorted by: numbers come first, then days, then texts."""
    value = to_python(term)
    if isinstance(value, int | float | Decimal) and not (isinstance(value, float) and isnan(value)):
        return 0, value, ""
    if isinstance(value, date):
        return 1, value, ""
    return 2, fold(table.shown(term)), str(term)
