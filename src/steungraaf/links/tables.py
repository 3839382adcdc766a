"""Read the things of a table, CSV or a workbook, by the columns that hold their identifiers, names, codes and kinds."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from steungraaf.errors import MissingExtraError, UnreadableFileError
from steungraaf.links.link_faults import BaseNeededError, UnreadableTargetError
from steungraaf.links.model import Name
from steungraaf.links.sheets import find_column, no_column, open_sheet, opened, plain
from steungraaf.links.table_faults import EmptyTableError
from steungraaf.links.things import Thing, kind_word, read_codes
from steungraaf.rdf.terms import is_iri, is_web_address
from steungraaf.reasons import reason_of

_USUAL = {  # what such columns are called where nobody says so
    "id": ("id", "iri", "uri", "url", "@id"),
    "name": ("name", "naam", "label", "preflabel", "titel", "title", "benaming", "organisatie"),
    "code": ("code", "nis", "niscode", "nis-code", "ovo", "ovo-code", "kbo", "kbonummer", "kbo-nummer", "notation"),
    "kind": ("kind", "soort", "type", "aard"),
}
_FORMULA = re.compile(r"[=@+\t\r]")
_NO_BOOK = {"nl": "het is geen xlsx-werkmap", "en": "it is no xlsx workbook"}

Rows = Iterator[tuple[int, Sequence[str]]]  # each with its number in the file, from 1


@dataclass(frozen=True)
class Columns:
    """The columns of a table by what they hold; what is not named is looked for under the usual names."""

    id: str = ""
    name: str = ""
    code: tuple[str, ...] = ()
    kind: str = ""
    base: str = ""  # what stands before an identifier that is no address


def read_table(path: Path, columns: Columns) -> Iterator[Thing]:
    """Give the things of a table, one a row that has a name, an identifier or a code.

    Raises what `open_sheet` and the rows of a sheet raise for CSV; UnreadableFileError, UnreadableTargetError and
    MissingExtraError for a workbook; ColumnTwiceError, ColumnNotFoundError and BaseNeededError.
    """
    rows = _book(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    head = [cell.strip() for cell in next(rows, (0, ()))[1]]
    if not any(head):
        raise EmptyTableError(file=str(path))
    yield from _things(path, rows, head, _Places.of(path, head, columns), columns.base)


@dataclass(frozen=True)
class _Places:
    """Where in a row each part stands."""

    id: int | None
    name: int | None
    codes: tuple[int, ...]
    kind: int | None

    @classmethod
    def of(cls, path: Path, head: list[str], columns: Columns) -> "_Places":
        """Find the columns in the head of a table; raise ColumnNotFoundError."""
        codes = [_place(path, head, "--code-column", one, "code") for one in columns.code or ("",)]
        found = cls(
            _place(path, head, "--id-column", columns.id, "id"),
            _place(path, head, "--name-column", columns.name, "name"),
            tuple(code for code in codes if code is not None),
            _place(path, head, "--kind-column", columns.kind, "kind"),
        )
        if found.name is None and not found.codes:
            raise no_column(path, head, "", "--name-column")
        return found


def _place(path: Path, head: list[str], option: str, wanted: str, usual: str) -> int | None:
    """Return where a column stands: the one that was named, else one of a usual name, else nowhere."""
    named = wanted or next((name for name in _USUAL[usual] if name in map(plain, head)), "")
    return find_column(path, head, named, option) if named else None


def _things(path: Path, rows: Rows, head: list[str], places: _Places, base: str) -> Iterator[Thing]:
    for line, cells in rows:
        row = [cell.strip() for cell in (*cells, *[""] * len(head))]
        name = "" if places.name is None else row[places.name]
        own = "" if places.id is None else row[places.id]
        written = {row[place] for place in places.codes if row[place]}
        if not (own or name or written):
            continue
        iri = _address(path, line, own or min(written, default="") or name, base)
        codes, loose = read_codes(written, {iri})
        names = (Name(name),) if name and not _is_formula(name) else ()
        kind = "" if places.kind is None else kind_word(row[places.kind])
        yield Thing(iri, names, codes, frozenset(filter(None, [kind])), loose=loose)


def _is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would work a cell out; what it gives is not in the file."""
    return bool(_FORMULA.match(cell))


def _address(path: Path, line: int, own: str, base: str) -> str:
    if is_web_address(own) and is_iri(own):
        return own
    if not base:
        raise BaseNeededError(file=str(path), line=line, value=own)
    return base + quote(own, safe="")


def _csv(path: Path) -> Rows:
    sheet = open_sheet(path)
    yield 1, sheet.header
    with opened(sheet) as (file, _):
        yield from sheet.rows(file)


def _book(path: Path) -> Rows:
    """Give the rows of the first sheet of a workbook, with what its formulas gave when it was saved."""
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError(library="openpyxl", extra="xlsx") from error
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows: Iterable[tuple[object, ...]] = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception as error:  # the library raises whatever it stumbles on
        raise UnreadableTargetError(file=str(path), line=None, reason=_NO_BOOK) from error
    for line, row in enumerate(rows, 1):
        yield line, ["" if cell is None else str(cell) for cell in row]
