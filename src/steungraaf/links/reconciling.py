"""Put beside each row of a table the thing that its name means, how sure that is, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from steungraaf.cells import guard
from steungraaf.errors import UnknownChoiceError
from steungraaf.links.codes import read_code
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Decision, Wanted
from steungraaf.links.sheets import Sheet, SheetWriter, find_column, opened
from steungraaf.links.table_faults import ColumnTakenError
from steungraaf.links.things import kind_word

COLUMNS = ("steungraaf_iri", "steungraaf_label", "steungraaf_score", "steungraaf_reason")
Report = Callable[[int, int], None]  # is told how many bytes are read, and how many rows

_REMEMBERED = 100_000  # different rows whose match is remembered
_ROWS = 2_000  # between two reports
_NO_CODE = {
    "nl": "'{code}' is geen geldige NIS-, OVO- of NUTS-code en geen ondernemingsnummer",
    "en": "'{code}' is no valid NIS, OVO or NUTS code and no enterprise number",
}


@dataclass(frozen=True)
class Columns:
    """Which columns of a table say what."""

    name: str
    code: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Asked:
    """What every row is asked for, and in which language it is answered."""

    kinds: frozenset[str] = frozenset()
    on: str = ""
    lang: str = "nl"


class Tally(NamedTuple):
    """How many rows there were, and how many got a match."""

    rows: int
    matched: int


def known_kinds(matcher: Matcher) -> list[str]:
    """Return the words for what a graph holds: "municipality", "organisation" ..."""
    return sorted({kind for entity in matcher.entities.values() for kind in entity.kinds if kind and ":" not in kind})


def check_kinds(matcher: Matcher, kinds: Iterable[str]) -> frozenset[str]:
    """Return the kinds, named in English or Dutch, all of which the graph must hold.

    Raises UnknownChoiceError.
    """
    from difflib import get_close_matches

    known = known_kinds(matcher)
    meant = {kind: kind if kind in known else kind_word(kind) for kind in kinds}
    for kind in meant:
        if meant[kind] not in known:
            near = get_close_matches(kind, known)
            raise UnknownChoiceError(option="--kind", value=kind, near=near, known=known)
    return frozenset(meant.values())


def reconcile(
    matcher: Matcher, sheet: Sheet, columns: Columns, asked: Asked, out: BinaryIO, report: Report | None = None
) -> Tally:
    """Write the table with four columns more; the others keep the values that they have.

    Raises ColumnNotFoundError, ColumnTwiceError, ColumnTakenError, and what reading a table raises.
    """
    name, code, place = _places(sheet, columns)
    answer = lru_cache(_REMEMBERED)(lambda *cells: _answer(matcher, asked, *cells))
    writer, rows, matched = SheetWriter(sheet, out), 0, 0
    writer.write([*sheet.header, *COLUMNS])
    with opened(sheet) as (text, raw):
        for _, row in sheet.rows(text):
            added = answer(*(_cell(row, each) for each in (name, code, place))) if row else ()
            writer.write([*row, *added])
            rows += bool(row)
            matched += bool(added and added[0])
            if report is not None and rows % _ROWS == 0:
                report(raw.tell(), rows)
    writer.end()
    return Tally(rows, matched)


def check_places(sheet: Sheet, columns: Columns) -> None:
    """See that the table has the columns, and none of ours, before anything else is read.

    Raises ColumnNotFoundError, ColumnTwiceError and ColumnTakenError.
    """
    _places(sheet, columns)


def _places(sheet: Sheet, columns: Columns) -> tuple[int, int | None, int | None]:
    """Return where the columns stand."""
    for taken in COLUMNS:
        if taken in sheet.header:
            raise ColumnTakenError(file=str(sheet.path), column=taken)
    others = (("--code-column", columns.code), ("--place-column", columns.place))
    code, place = (find_column(sheet.path, sheet.header, name, option) if name else None for option, name in others)
    return find_column(sheet.path, sheet.header, columns.name, "--column"), code, place


def _cell(row: list[str], place: int | None) -> str:
    return "" if place is None else row[place].strip()


def _answer(matcher: Matcher, asked: Asked, name: str, code: str, place: str) -> tuple[str, str, str, str]:
    """Return the four cells for a row."""
    read = read_code(code) if code else None
    codes = frozenset() if read is None else frozenset({read})
    decision = matcher.decide(Wanted(name, asked.kinds, codes, asked.on, place), limit=1)
    reason = decision.reason[asked.lang]
    if code and read is None:
        reason = f"{reason}; {_NO_CODE[asked.lang].format(code=code)}"
    return _cells(decision, reason, asked.lang)


def _cells(decision: Decision, reason: str, lang: str) -> tuple[str, str, str, str]:
    best = decision.match or next(iter(decision.candidates), None)
    score = "" if best is None else f"{best.score:g}"
    if decision.match is None:
        return "", "", score, guard(reason)
    return decision.match.entity.iri, guard(decision.match.entity.label(lang)), score, guard(reason)
