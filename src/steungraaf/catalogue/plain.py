"""Set a table as plain text that fits a terminal."""

import textwrap
from collections.abc import Sequence

GAP = 2
_NARROWEST = 8
_LONGEST_WORD = 18


def set_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> str:
    """Return a table of at most `width` characters a line, cells wrapped, the columns marked `right` aligned there.

    Where the columns cannot stand side by side, each row becomes a block of one line a cell.
    """
    columns = [[heading, *(row[index] for row in rows)] for index, heading in enumerate(headings)]
    widths = fit_widths([max(map(len, cells)) for cells in columns], [_narrowest(cells) for cells in columns], width)
    if widths is None:
        return "\n\n".join(_block(headings, row, width) for row in rows)
    lines = [_set_row(row, widths, right) for row in [headings, *rows]]
    rule = (" " * GAP).join("\u2500" * column for column in widths)
    gap = "\n\n" if any("\n" in line for line in lines[1:]) else "\n"
    return f"{lines[0]}\n{rule}\n{gap.join(lines[1:])}"


def fit_widths(natural: Sequence[int], least: Sequence[int], width: int) -> list[int] | None:
    """Return widths of columns that fit together, the widest shortened first; None where even the least do not fit."""
    room = width - GAP * (len(natural) - 1)
    if sum(least) > room:
        return None
    widths = list(natural)
    while sum(widths) > room:
        spare = [have - need and have for have, need in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


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


def _block(headings: Sequence[str], row: Sequence[str], width: int) -> str:
    return "\n".join(
        textwrap.fill(f"{heading}: {cell}", max(width, 10), subsequent_indent="    ")
        for heading, cell in zip(headings, row, strict=True)
        if cell
    )
