"""Set a table as plain text that fits a terminal."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 2
_NARROWEST = 8
_LONGEST_WORD = 22
_LONGEST_HEADING = 30
_LEAST_ROOM = 16  # for a value beside its heading


@dataclass(frozen=True)
class Sheet:
    """Headings over rows of text, and which columns stand right."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]

    def only(self, wanted: Sequence[int]) -> "Sheet":
        """Return a sheet of some of the columns."""
        rows = [[row[index] for index in wanted] for row in self.rows]
        return Sheet([self.headings[index] for index in wanted], rows, [self.right[index] for index in wanted])

    def columns(self) -> list[list[str]]:
        """Return the cells of each column, its heading first."""
        return [[heading, *(row[index] for row in self.rows)] for index, heading in enumerate(self.headings)]


def set_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> str:
    """Return a table of at most `width` characters a line, cells wrapped, the columns marked `right` aligned there.

    Where the columns cannot stand side by side, what is the same in every row is said once above the others; where
    that is not enough, each row becomes a block with a line a cell. A table without columns has no lines.
    """
    if not headings:
        return ""
    sheet = Sheet(headings, rows, right)
    if whole := _side_by_side(sheet, width):
        return whole
    differing = [index for index, cells in enumerate(sheet.columns()) if len(set(cells[1:])) > 1]
    if not differing:
        return _blocks(sheet, width)
    alike = [index for index in range(len(headings)) if index not in differing]
    above = _blocks(Sheet(headings, rows[:1], right).only(alike), width)
    rest = sheet.only(differing)
    below = _side_by_side(rest, width) or _blocks(rest, width)
    return f"{above}\n\n{below}" if above else below


def fit_widths(natural: Sequence[int], least: Sequence[int], width: int) -> list[int] | None:
    """Return widths of columns that fit together, the widest shortened first; None where even the least do not fit."""
    room = width - GAP * (len(natural) - 1)
    if sum(least) > room:
        return None
    widths = list(natural)
    while sum(widths) > room:
        spare = [have if have > need else 0 for have, need in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _side_by_side(sheet: Sheet, width: int) -> str | None:
    columns = sheet.columns()
    widths = fit_widths([max(map(len, cells)) for cells in columns], [_narrowest(cells) for cells in columns], width)
    if widths is None:
        return None
    lines = [_set_row(row, widths, sheet.right) for row in [sheet.headings, *sheet.rows]]
    rule = (" " * GAP).join("\u2500" * column for column in widths)
    gap = "\n\n" if any("\n" in line for line in lines[1:]) else "\n"
    return f"{lines[0]}\n{rule}\n{gap.join(lines[1:])}"


def _narrowest(cells: Sequence[str]) -> int:
    """Tell how narrow a column can be without breaking its words, or not below what can be read."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=1)
    natural = max(map(len, cells))
    return min(natural, max(_NARROWEST, min(longest, _LONGEST_WORD)))


def _set_row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = [textwrap.wrap(cell, max(column, 1)) for cell, column in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(1, *map(len, cells))):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        placed = [
            part.rjust(column) if to_right else part.ljust(column)
            for part, column, to_right in zip(parts, widths, right, strict=True)
        ]
        lines.append((" " * GAP).join(placed).rstrip())
    return "\n".join(lines)


def _blocks(sheet: Sheet, width: int) -> str:
    """Return each row as a block: a heading, its cell beside it, empty cells left out."""
    blocks = [
        [(heading, cell) for heading, cell in zip(sheet.headings, row, strict=True) if cell] for row in sheet.rows
    ]
    longest = max((len(heading) for block in blocks for heading, _ in block), default=0)
    margin = min(longest, _LONGEST_HEADING, max(width - _LEAST_ROOM, 0)) + GAP
    return "\n\n".join("\n".join(_beside(*each, margin, width) for each in block) for block in blocks)


def _beside(heading: str, cell: str, margin: int, width: int) -> str:
    """Return a cell beside its heading, or under it where the heading is too long."""
    lines = textwrap.wrap(cell, max(width - margin, _LEAST_ROOM))
    indented = [" " * margin + line for line in lines]
    if len(heading) > margin - GAP:
        return "\n".join([*textwrap.wrap(heading, max(width, _LEAST_ROOM)), *indented])
    return "\n".join([heading.ljust(margin) + lines[0], *indented[1:]])
