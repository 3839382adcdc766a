"""Test reading tables as people keep them."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steungraaf.errors import SteungraafError, UnreadableFileError
from steungraaf.links.sheets import Sheet, SheetWriter, open_sheet, opened
from steungraaf.links.table_faults import (
    BrokenTableError,
    DelimiterError,
    EmptyTableError,
    NoTableError,
    RowLengthError,
    UndecodableTableError,
    UnknownEncodingError,
)

TEXT = 'naam;bedrag\r\n"Zoë; ""en"" co";1\r\n"twee\r\nregels";2\r\n'


def table(tmp_path: Path, content: bytes, **how: str) -> tuple[Sheet, list[tuple[int, list[str]]]]:
    """Write a file, and return how it is read and its rows."""
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    sheet = open_sheet(path, **how)
    with opened(sheet) as (text, _):
        return sheet, list(sheet.rows(text))


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_encodings_are_told_by_their_bytes(tmp_path: Path, encoding: str, found: str) -> None:
    """A table is read in the encoding that its bytes show; what is not UTF-8 is a guess that is told."""
    sheet, rows = table(tmp_path, TEXT.encode(encoding))
    assert (sheet.encoding, sheet.guessed) == (found, encoding == "windows-1252")
    assert rows == [(2, ['Zoë; "en" co', "1"]), (3, ["twee\r\nregels", "2"])]


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [("a,b;c,d\n", ","), ("a;b\n", ";"), ("a\tb,c\td\n", "\t"), ('"a,b,c";d\n', ";"), ("naam\n", ",")],
)
def test_the_header_tells_the_delimiter(tmp_path: Path, content: str, delimiter: str) -> None:
    """What stands most often in the header, outside quotes, separates the cells."""
    assert table(tmp_path, content.encode())[0].delimiter == delimiter


@pytest.mark.parametrize(("name", "delimiter"), [("tab", "\t"), ("|", "|"), ("semicolon", ";")])
def test_the_delimiter_can_be_named(tmp_path: Path, name: str, delimiter: str) -> None:
    """A delimiter is a character or its name."""
    assert table(tmp_path, b"a|b\n", delimiter=name)[0].delimiter == delimiter


def test_a_header_of_several_lines(tmp_path: Path) -> None:
    """A header may have a line break between quotes; lines are counted all the same."""
    sheet, rows = table(tmp_path, b'"naam\nvan";b\n1;2\n')
    assert (sheet.header, rows) == (("naam\nvan", "b"), [(3, ["1", "2"])])


@pytest.mark.parametrize("begin", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_a_first_line_may_tell_the_delimiter(tmp_path: Path, begin: str) -> None:
    """The line by which Excel is told the delimiter is read so; lines are counted with it."""
    sheet, rows = table(tmp_path, f"{begin}\r\na,b;c\r\n1;2\r\n".encode())
    assert (sheet.delimiter, sheet.header, rows) == (";", ("a,b", "c"), [(3, ["1", "2"])])
    with pytest.raises(RowLengthError) as caught:
        table(tmp_path, f"{begin}\na;b\n1\n".encode())
    assert "line 3" in str(caught.value)


def test_a_long_cell_is_a_cell(tmp_path: Path) -> None:
    """A cell may hold a whole report."""
    long = "x" * 300_000
    assert table(tmp_path, f"a;b\n{long};2\n".encode())[1] == [(2, [long, "2"])]


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", {}),
        (b"a;b\n1;\x002\n", {}),
        (b"a;\x00b\n", {"encoding": "latin-1"}),
    ],
)
def test_what_is_no_text_is_to_be_saved_as_csv(tmp_path: Path, content: bytes, how: dict[str, str]) -> None:
    """A workbook, or a file with bytes that no text has, is told what to do with, and none of it is shown."""
    with pytest.raises(NoTableError) as caught:
        table(tmp_path, content, **how)
    told = str(caught.value)
    assert "Save it as CSV" in told and told.replace("\n", "").isprintable()


def test_an_encoding_that_is_named(tmp_path: Path) -> None:
    """An encoding that is named holds, with or without a byte-order mark."""
    assert table(tmp_path, "é\n".encode("latin-1"), encoding="latin-1")[0].header == ("é",)
    assert table(tmp_path, "é\n".encode("utf-8-sig"), encoding="utf-8")[0].header == ("é",)
    assert table(tmp_path, "é\n".encode(), encoding="UTF8")[0].encoding == "utf-8"


@pytest.mark.parametrize(
    ("content", "how", "fault", "told"),
    [
        (b"", {}, EmptyTableError, "is empty"),
        (b";;\n", {}, EmptyTableError, "is empty"),
        (b"a;b\n1\n", {}, RowLengthError, "line 2: 1 cells, and the header has 2 (separated by ';')"),
        (b"a\tb\n1\t2\n1\t2\t3\n", {}, RowLengthError, "line 3: 3 cells, and the header has 2 (separated by tab)"),
        (b'a;b\n"1"x;2\n', {}, BrokenTableError, "line 2: the row cannot be read"),
        (b'a;b\n"1;2\n', {}, BrokenTableError, "the row cannot be read (unexpected end of data)"),
        (b"a\x81\n", {}, UndecodableTableError, "is no windows-1252 (byte 1)"),
        (b"a\n\xff\n", {"encoding": "utf-8"}, UndecodableTableError, "is no utf-8"),
        (b"a;b\n", {"delimiter": ";;"}, DelimiterError, "';;' is not one character"),
        (b"a;b\n", {"encoding": "klingon"}, UnknownEncodingError, "'klingon' is not known"),
        (b"a;b\n", {"encoding": "base64"}, UnknownEncodingError, "'base64' is not known"),
        (b"a;b\n", {"encoding": "utf-8\0"}, UnknownEncodingError, "is not known"),
        (b'a;"b\n' + b"1;2\n" * 50_000, {}, BrokenTableError, "line 1: the row cannot be read"),
    ],
)
def test_faults_say_where(
    tmp_path: Path, content: bytes, how: dict[str, str], fault: type[SteungraafError], told: str
) -> None:
    """What is wrong with a table is told with its line and what to do."""
    with pytest.raises(fault) as caught:
        table(tmp_path, content, **how)
    assert told in str(caught.value)


def test_a_file_that_turns_out_otherwise(tmp_path: Path) -> None:
    """Bytes that do not fit, behind what is read to find the header, are told as well."""
    with pytest.raises(UndecodableTableError):
        table(tmp_path, b"a\n" + b"1\n" * 20_000 + b"\xff\n", encoding="utf-8")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that cannot be opened is told with the reason."""
    with pytest.raises(UnreadableFileError):
        open_sheet(tmp_path / "none.csv")


@settings(deadline=None)  # a busy machine is slow, which says nothing
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
            min_size=2,
            max_size=2,
        ),
        max_size=4,
    )
)
def test_values_survive(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """What is read and written again has the same values, whatever stands in the cells."""
    path = tmp_path_factory.mktemp("t") / "t.csv"
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        writer = SheetWriter(Sheet(path, "utf-8", ";", "\r\n", ("a", "b")), out)
        for row in [["a", "b"], *rows]:
            writer.write(row)
        writer.end()
        path.write_bytes(out.getvalue())
        sheet = open_sheet(path, delimiter=";")
        with opened(sheet) as (text, _):
            rows_read = [row for _, row in sheet.rows(text)]
        assert rows_read == rows
        rows = rows_read
    assert first.getvalue() == second.getvalue()
