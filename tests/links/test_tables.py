"""Test what is read from tables: CSV of every making, and workbooks."""

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from steungraaf.errors import MissingExtraError, SteungraafError, UnreadableFileError
from steungraaf.links.link_faults import BaseNeededError, UnreadableTargetError
from steungraaf.links.table_faults import ColumnNotFoundError, ColumnTwiceError, EmptyTableError, RowLengthError
from steungraaf.links.tables import Columns, read_table
from steungraaf.links.things import Thing
from tests.actors import CSV

Read = Callable[..., list[Thing]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the things of a table of some bytes."""

    def read_bytes(data: bytes, columns: Columns | None = None, name: str = "t.csv") -> list[Thing]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_table(path, columns or Columns()))

    return read_bytes


@pytest.mark.parametrize("data", [CSV.encode(), CSV.encode("utf-8-sig"), CSV.encode("latin-1"), CSV.encode("utf-16")])
def test_a_table_is_read_in_any_usual_encoding(read: Read, data: bytes) -> None:
    """UTF-8 with or without a mark, UTF-16 and Latin-1 give the same things."""
    things = read(data)
    assert [thing.label for thing in things] == ["Alfa", "Bètafonds", "Iets heel anders"]
    assert things[1].codes == {("kbo", "0316380841")}


def test_columns_can_be_named(read: Read) -> None:
    """Columns are found by their name whatever the capitals, several of them may hold codes."""
    columns = Columns("Sleutel", "hoe", ("NIS", "ovo"), "wat", "https://example.org/id/")
    (thing,) = read(b"sleutel;hoe;nis;ovo;wat\nk 1;Oostende;35013;OVO000001;Stad\n;;;;\n", columns)
    assert thing.iri == "https://example.org/id/k%201"
    assert thing.codes == {("nis", "35013"), ("ovo", "OVO000001")}
    assert thing.kinds == {"municipality"}


def test_a_row_without_identifier_is_named_by_its_code_or_name(read: Read) -> None:
    """What stands for a row where it has no identifier is its code, else its name."""
    things = read(b"naam,code\nAlfa,OVO000001\nBeta,\n\n", Columns(base="urn:x:"))
    assert [thing.iri for thing in things] == ["urn:x:OVO000001", "urn:x:Beta"]


def test_a_formula_is_no_name(read: Read) -> None:
    """A cell that a spreadsheet would work out is not taken for a name."""
    (thing,) = read(b'id,name\nhttps://example.org/1,"=HYPERLINK(""x"")"\n')
    assert thing.names == ()


@pytest.mark.parametrize(
    ("data", "columns", "error", "told"),
    [
        (b"x,y\n1,2\n", Columns(), ColumnNotFoundError, "It has: x, y"),
        (b"naam,y\n1,2\n", Columns(name="naem"), ColumnNotFoundError, "Nearest: naam"),
        (b"x,,y\n1,2,3\n", Columns(), ColumnNotFoundError, "no column for --name-column. It has: x, y"),
        (b"naam,naam\n1,2\n", Columns(), ColumnTwiceError, "naam"),
        (b"", Columns(), EmptyTableError, "empty"),
        (b"naam\nAlfa\n", Columns(), BaseNeededError, "row 2: 'Alfa' is no address"),
        (b"naam,code\nAlfa\n", Columns(base="urn:x:"), RowLengthError, "line 2"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(
    read: Read, data: bytes, columns: Columns, error: type[SteungraafError], told: str
) -> None:
    """A missing column is told with the nearest one; an identifier that is no address with its row."""
    with pytest.raises(error) as raised:
        read(data, columns)
    assert told in str(raised.value)


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    """The first sheet of a workbook gives the same things; numbers are texts, formulas without a value are empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["naam", "nis"], ["Oostende", 35013], ["=1+1", None], [None, None]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    things = list(read_table(tmp_path / "t.xlsx", Columns(base="urn:x:")))
    assert [(thing.label, thing.codes) for thing in things] == [("Oostende", {("nis", "35013")})]


def test_what_is_no_workbook_is_told(read: Read, tmp_path: Path) -> None:
    """A file that only ends in .xlsx, and one that is not there, are told."""
    with pytest.raises(UnreadableTargetError, match="no xlsx workbook"):
        read(b"naam\nAlfa\n", name="t.xlsx")
    with pytest.raises(UnreadableFileError):
        list(read_table(tmp_path / "none.xlsx", Columns()))


def test_a_workbook_without_a_row_is_told(tmp_path: Path) -> None:
    """An empty sheet is an empty table."""
    openpyxl.Workbook().save(tmp_path / "t.xlsx")
    with pytest.raises(EmptyTableError):
        list(read_table(tmp_path / "t.xlsx", Columns()))


def test_a_workbook_needs_an_extra(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without openpyxl it is said how to install it."""
    importing: Any = builtins.__import__

    def refuse(name: str, *more: Any) -> Any:
        """Import anything but openpyxl."""
        if name == "openpyxl":
            raise ImportError(name)
        return importing(name, *more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=r"steungraaf\[xlsx\]"):
        read(b"", name="t.xlsx")
