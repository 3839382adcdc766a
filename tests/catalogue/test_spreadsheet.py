"""Check tables as workbooks, read back by another library."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from steungraaf.catalogue import Column, Origin, Table, spreadsheet
from steungraaf.catalogue.faults import SheetTooLongError
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Cut

WEB = NamedNode("https://example.org/a")
OTHER = NamedNode("urn:x:y")


def typed(text: str, datatype: str) -> Literal:
    """Make a literal of a type of XML Schema."""
    return Literal(text, datatype=NamedNode(expand(f"xsd:{datatype}")))


def workbook(*rows: tuple[Term | None, ...], lang: str = "nl") -> Any:
    """Write rows and read the workbook."""
    origin = Origin("Wie helpt?", {"wie": "Anker"}, "CC0", "1.2.3")
    columns = tuple(Column(name, f"kop {name}") for name in "abc"[: len(rows[0])])
    out = io.BytesIO()
    Table("test", lang, columns, list(rows), {WEB.value: "Anker"}, origin).to_xlsx(out)
    return openpyxl.load_workbook(out)


def cells(sheet: Any) -> list[list[Any]]:
    """Return the values of a sheet."""
    return [[cell.value for cell in row] for row in sheet.rows]


def test_rows_keep_their_types() -> None:
    """Numbers, dates and truth are such in the cells, and what is unbound is empty."""
    sheet = workbook((typed("2500", "integer"), typed("46.5", "decimal"), typed("2018-11-27", "date")), (None,) * 3)
    assert cells(sheet["Antwoord"])[:2] == [["kop a", "kop b", "kop c"], [2500, 46.5, datetime(2018, 11, 27)]]


@pytest.mark.parametrize(
    "literal",
    [
        typed("12345678901234567890", "integer"),
        typed("1830-10-04", "date"),
        typed("NaN", "double"),
        typed("x", "integer"),
        Literal("=1+1"),
        Literal("https://example.org/"),
    ],
)
def test_what_a_cell_cannot_hold_is_text(literal: Literal) -> None:
    """What a spreadsheet would round, miscount, run or turn into a link stays the text that it is."""
    cell = workbook((literal,))["Antwoord"]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_truth_is_truth() -> None:
    """A boolean is one in the cell."""
    assert workbook((Literal(True),))["Antwoord"]["A2"].value is True


def test_label_links_to_its_iri() -> None:
    """A label on the web is a link; another IRI is text."""
    sheet = workbook((WEB, OTHER))["Antwoord"]
    assert (sheet["A2"].value, sheet["A2"].hyperlink.target) == ("Anker", WEB.value)
    assert (sheet["B2"].value, sheet["B2"].hyperlink) == (OTHER.value, None)


def test_links_end_where_the_sheet_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a sheet can hold, labels stand without a link."""
    monkeypatch.setattr(spreadsheet, "_LINKS", 1)
    sheet = workbook((WEB, WEB))["Antwoord"]
    assert [sheet["A2"].hyperlink is None, sheet["B2"].hyperlink is None] == [False, True]


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit on a sheet is refused, and not left out."""
    monkeypatch.setattr(spreadsheet, "_ROWS", 2)
    assert len(cells(workbook(*[(WEB,)] * 2)["Antwoord"])) == 3
    with pytest.raises(SheetTooLongError, match="room for 2 rows and the answer has 3"):
        workbook(*[(WEB,)] * 3)


def test_header_stays_and_filters() -> None:
    """The headings stay in sight and the rows can be filtered."""
    sheet = workbook((WEB, OTHER))["Antwoord"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")


def test_second_sheet_says_what_it_is() -> None:
    """The second sheet has the question, the values, the licence and the version."""
    assert cells(workbook((WEB,))["Over deze tabel"]) == [
        ["Vraag", "Wie helpt?"],
        ["Waarden", "wie = Anker"],
        ["Aantal rijen", "1"],
        ["Licentie van de gegevens", "CC0"],
        ["Versie van de gegevens", "1.2.3"],
    ]


def test_second_sheet_says_that_there_are_more_rows() -> None:
    """Of an answer that was cut off, the number of rows is told as what it is."""
    out = io.BytesIO()
    Table("test", "en", (Column("a", "a"),), [(WEB,)], truncated=Cut("rows", 1)).to_xlsx(out)
    about = openpyxl.load_workbook(out)["About this table"]
    assert cells(about)[2] == ["Number of rows", "1, cut off: there are more"]


def test_sheets_follow_the_language() -> None:
    """An English reader gets English sheets."""
    assert workbook((WEB,), lang="en").sheetnames == ["Answer", "About this table"]


def test_same_table_gives_same_bytes() -> None:
    """A workbook holds no time of writing."""
    table = Table("test", "nl", (Column("a", "a"),), [(WEB,)])
    first, second = io.BytesIO(), io.BytesIO()
    table.to_xlsx(first)
    table.to_xlsx(second)
    assert first.getvalue() == second.getvalue()


def test_workbook_without_columns() -> None:
    """A table without columns is an empty sheet."""
    out = io.BytesIO()
    Table("test", "nl", (), []).to_xlsx(out)
    assert openpyxl.load_workbook(out)["Antwoord"].max_row == 1
