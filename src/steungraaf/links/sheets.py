"""Read tables as people keep them, whatever their encoding and separator, a row at a time; write them so too."""

import codecs
import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from steungraaf.errors import UnreadableFileError
from steungraaf.links.table_faults import (
    BrokenTableError,
    ColumnNotFoundError,
    ColumnTwiceError,
    DelimiterError,
    EmptyTableError,
    NoTableError,
    RowLengthError,
    UndecodableTableError,
    UnknownEncodingError,
)
from steungraaf.reasons import reason_of

if TYPE_CHECKING:
    from _csv import Reader

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how workbooks begin
_DECLARATION = re.compile(r'"?sep=([^\r\n"])"?[\r\n]*', re.IGNORECASE)  # what Excel writes and reads
_BLOCK = 1 << 20
_CELL = 1 << 24  # characters in a cell
_LISTED = 40  # columns in an error
_LEGACY = "windows-1252"
_DELIMITERS = ",;\t"
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
_BROKEN = {"nl": "de rij is niet te lezen", "en": "the row cannot be read"}


@dataclass(frozen=True)
class Sheet:
    """A table in a file: how it is written, and its header."""

    path: Path
    encoding: str
    delimiter: str
    newline: str
    header: tuple[str, ...]
    guessed: bool = False  # the encoding is what remains when it is not UTF-8
    declared: bool = False  # a first line, before the header, says what separates the cells

    @property
    def size(self) -> int:
        """Return the size of the file in bytes."""
        return self.path.stat().st_size

    def rows(self, file: IO[str]) -> Iterator[tuple[int, list[str]]]:
        """Give each row behind the header with the number of its first line; a blank line has no cells.

        Raises RowLengthError, BrokenTableError and UndecodableTableError.
        """
        before = 1 + self.declared  # the line of the header
        if self.declared:
            file.readline()
        reader = _reader(file, self.delimiter)
        line = before
        with self._explained(reader):
            for row in reader:
                if line > before and row and len(row) != len(self.header):
                    raise RowLengthError(
                        file=str(self.path),
                        line=line,
                        expected=len(self.header),
                        found=len(row),
                        delimiter=_shown(self.delimiter),
                    )
                if line > before:
                    yield line, row
                line = reader.line_num + before

    @contextmanager
    def _explained(self, reader: "Reader") -> Iterator[None]:
        try:
            yield
        except csv.Error as error:
            raise _broken(self.path, reader.line_num + self.declared, error) from error
        except UnicodeError as error:
            raise undecodable(self.path, self.encoding, error) from error


def open_sheet(path: Path, *, delimiter: str | None = None, encoding: str | None = None) -> Sheet:
    """Find out how a table is written, from its byte-order mark, all of its bytes and its header.

    UTF-8 it is when every byte fits; else it is read as Windows-1252, and `guessed` says so.

    Raises UnreadableFileError, UnknownEncodingError, UndecodableTableError, DelimiterError, EmptyTableError,
    NoTableError and BrokenTableError.
    """
    try:
        named = _known(encoding) if encoding else None
        found = _encoding_of(path) if named is None else _marked(path, named)
        with path.open(encoding=found, newline="") as file:
            lines = _first_lines(file)
            if declared := _DECLARATION.fullmatch(lines):
                lines = _first_lines(file)
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error
    except UnicodeError as error:
        raise undecodable(path, encoding or _LEGACY, error) from error
    if "\0" in lines:
        raise NoTableError(file=str(path))
    separator = _separator(delimiter) if delimiter else declared[1] if declared else _most_used(lines)
    header = _cells(path, lines, separator)
    if not any(cell.strip() for cell in header):
        raise EmptyTableError(file=str(path))
    guessed = named is None and found == _LEGACY
    return Sheet(
        path, found, separator, "\r\n" if lines.endswith("\r\n") else "\n", tuple(header), guessed, bool(declared)
    )


@contextmanager
def opened(sheet: Sheet) -> Iterator[tuple[IO[str], BinaryIO]]:
    """Open a table for reading: its text, and its bytes, which tell how far the reading is."""
    try:
        raw = sheet.path.open("rb")
    except OSError as error:  # pragma: no cover  # it was there a moment ago
        raise UnreadableFileError(file=str(sheet.path), reason=reason_of(error)) from error
    with raw, TextIOWrapper(raw, encoding=sheet.encoding, newline="") as text:
        yield text, raw


class SheetWriter:
    """Write rows as the table has them: the same separator and ends of lines, in UTF-8.

    A byte-order mark goes before where the table had one or was not in UTF-8, so that spreadsheets know.
    """

    def __init__(self, sheet: Sheet, out: BinaryIO) -> None:
        """Take the table and where to write."""
        if sheet.encoding != "utf-8":
            out.write(codecs.BOM_UTF8)
        self._text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
        self._writer = csv.writer(self._text, delimiter=sheet.delimiter, lineterminator=sheet.newline)
        self._blank = sheet.newline

    def write(self, row: Sequence[str]) -> None:
        """Write one row; one without cells is a blank line."""
        if row:
            self._writer.writerow(row)
        else:
            self._text.write(self._blank)

    def end(self) -> None:
        """Write what is held back, and leave the file open."""
        self._text.flush()
        self._text.detach()


def find_column(path: Path, header: Sequence[str], column: str, option: str) -> int:
    """Return where a column stands that an option names; capitals and blanks make no difference where it is clear.

    Raises ColumnNotFoundError and ColumnTwiceError.
    """
    found = [place for place, name in enumerate(header) if name == column]
    found = found or [place for place, name in enumerate(header) if plain(name) == plain(column)]
    if len(found) > 1:
        raise ColumnTwiceError(file=str(path), column=column)
    if not found:
        raise no_column(path, header, column, option)
    return found[0]


def no_column(path: Path, header: Sequence[str], column: str, option: str) -> ColumnNotFoundError:
    """Return the error for a column that is not there, or for none where one must be named."""
    from difflib import get_close_matches

    known = {plain(name): name for name in header if name}
    near = [known[name] for name in get_close_matches(plain(column), known)]
    listed = None if near else list(known.values())[:_LISTED]
    return ColumnNotFoundError(file=str(path), option=option, column=column, near=near, known=listed)


def plain(column: str) -> str:
    """Return what the ways to write the name of one column have in common."""
    return " ".join(column.casefold().split())


def undecodable(path: Path, encoding: str, error: UnicodeError) -> UndecodableTableError:
    """Return the error for bytes that are not in an encoding."""
    position = error.start if isinstance(error, UnicodeDecodeError) else 0
    return UndecodableTableError(file=str(path), encoding=encoding, position=position)


def _known(encoding: str) -> str:
    try:
        TextIOWrapper(BytesIO(), encoding=encoding)  # which takes no codec of another sort, such as base64
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise UnknownEncodingError(encoding=encoding) from None


def _marked(path: Path, encoding: str) -> str:
    """Return an encoding that was named, as one with a mark where the file begins with one."""
    with path.open("rb") as file:
        marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    return "utf-8-sig" if encoding == "utf-8" and marked else encoding


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        begin = file.read(4)
        if begin in _BINARY:
            raise NoTableError(file=str(path))
        marked = next((name for mark, name in _MARKS if begin.startswith(mark)), None)
        if marked:
            return marked
        if len(begin) > 1 and 0 in begin[:2]:
            return "utf-16-le" if begin[1] == 0 else "utf-16-be"
        file.seek(0, os.SEEK_SET)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(_BLOCK):
                if b"\0" in block:
                    raise NoTableError(file=str(path))
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _LEGACY
    return "utf-8"


def _first_lines(file: IO[str]) -> str:
    """Return the first row as it is written: as many lines as its quotes span."""
    text = file.readline(_BLOCK)
    while text.count('"') % 2 and (more := file.readline(_BLOCK)) and len(text) < _BLOCK:
        text += more
    return text


def _reader(file: Iterable[str], separator: str) -> "Reader":
    """Return a reader of rows, in which a cell may be as long as anything that people write."""
    csv.field_size_limit(max(_CELL, csv.field_size_limit()))
    return csv.reader(file, delimiter=separator, strict=True)


def _cells(path: Path, lines: str, separator: str) -> list[str]:
    """Return the cells of the header."""
    try:
        return next(_reader(StringIO(lines, newline=""), separator), [])
    except csv.Error as error:
        raise _broken(path, 1, error) from error


def _broken(path: Path, line: int, error: csv.Error) -> BrokenTableError:
    reason = {lang: f"{text} ({error})" for lang, text in _BROKEN.items()}
    return BrokenTableError(file=str(path), line=line, reason=reason)


def _most_used(header: str) -> str:
    """Return the separator that stands most often outside quotes."""
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)


def _separator(delimiter: str) -> str:
    single = _NAMES.get(delimiter.lower(), delimiter)
    if len(single) != 1 or single in '\r\n"':
        raise DelimiterError(delimiter=delimiter)
    return single


def _shown(delimiter: str) -> str:
    return "tab" if delimiter == "\t" else f"'{delimiter}'"
