"""Write a table as an Excel workbook, row by row, so that a large one needs little memory."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from steungraaf.catalogue.display import is_number, to_python
from steungraaf.catalogue.faults import SheetTooLongError
from steungraaf.rdf import NamedNode, Term
from steungraaf.rdf.terms import is_web_address

if TYPE_CHECKING:
    from steungraaf.catalogue.tables import Table

_SHEETS = {"nl": ("Antwoord", "Over deze tabel"), "en": ("Answer", "About this table")}
_ABOUT = {
    "nl": ("Vraag", "Waarden", "Aantal rijen", "Licentie van de gegevens", "Versie van de gegevens"),
    "en": ("Question", "Values", "Number of rows", "Licence of the data", "Version of the data"),
}
_WIDEST = 60
_SAMPLE = 200  # rows whose lengths decide the width of a column
_EXACT = 10**15  # beyond it a spreadsheet changes the digits of a number
_ROWS = 1_048_575  # and the headings
_LINKS = 65_530  # that many links fit one sheet
_LONGEST_LINK = 2079
_LONGEST_TEXT = 32_767
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts days wrongly
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(table: Table, out: BinaryIO) -> None:
    """Write the rows on one sheet and what they answer on a second one; the same table gives the same bytes.

    Raises SheetTooLongError.
    """
    import xlsxwriter

    if len(table.rows) > _ROWS:
        raise SheetTooLongError(rows=f"{len(table.rows):,}", limit=f"{_ROWS:,}")
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": table.name, "comments": table.origin.question, "created": datetime(2000, 1, 1)})
        answer, about = _SHEETS.get(table.lang, _SHEETS["en"])
        _Answer(table, book, book.add_worksheet(answer)).write()
        _write_about(table, book, book.add_worksheet(about))


class _Answer:
    """Write the sheet with the rows."""

    def __init__(self, table: Table, book: Any, sheet: Any) -> None:
        self._table = table
        self._sheet = sheet
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0B5394", "underline": 1})
        self._number = book.add_format({"num_format": "#,##0.###############", "valign": "top"})
        self._whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._links = 0

    def write(self) -> None:
        """Write the headings, which stay in sight, and the rows, which can be filtered."""
        self._sheet.freeze_panes(1, 0)
        for index, column in enumerate(self._table.columns):
            self._sheet.set_column(index, index, self._width(index))
            self._sheet.write_string(0, index, column.heading, self._bold)
        for number, row in enumerate(self._table.rows, start=1):
            for index, term in enumerate(row):
                if term is not None:
                    self._write_cell(number, index, term)
        if self._table.columns:
            self._sheet.autofilter(0, 0, len(self._table.rows), len(self._table.columns) - 1)

    def _width(self, index: int) -> int:
        cells = [self._table.shown(row[index]) for row in self._table.rows[:_SAMPLE]]
        return min(_WIDEST, 3 + max(map(len, [self._table.columns[index].heading, *cells])))

    def _write_cell(self, row: int, column: int, term: Term) -> None:
        value = to_python(term)
        if isinstance(term, NamedNode):
            self._write_link(row, column, term.value)
        elif is_number(term) and isinstance(value, int | float | Decimal) and -_EXACT < value < _EXACT:
            self._sheet.write_number(row, column, value, self._whole if isinstance(value, int) else self._number)
        elif isinstance(value, bool):
            self._sheet.write_boolean(row, column, value)
        elif isinstance(value, date) and value >= _FIRST_DAY:
            self._sheet.write_datetime(row, column, value, self._day)
        else:
            self._sheet.write_string(row, column, str(value)[:_LONGEST_TEXT], self._text)

    def _write_link(self, row: int, column: int, iri: str) -> None:
        """Write the label with a link to the IRI, as long as the sheet can hold one."""
        label = self._table.shown(NamedNode(iri))
        web = is_web_address(iri) and len(iri) <= _LONGEST_LINK
        if web and self._links < _LINKS:
            self._links += 1
            self._sheet.write_url(row, column, iri, self._link, label)
        else:
            self._sheet.write_string(row, column, label, self._text)


def _write_about(table: Table, book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    origin = table.origin
    values = "\n".join(f"{name} = {value}" for name, value in origin.parameters.items())
    rows = f"{len(table.rows)}{table.goes_on}"
    facts = (origin.question or table.name, values, rows, origin.licence, origin.version)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for row, (name, fact) in enumerate(zip(_ABOUT.get(table.lang, _ABOUT["en"]), facts, strict=True)):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, fact, wrapped)
