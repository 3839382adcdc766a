"""Keep a cell of a table what it is in a spreadsheet: text, and not a formula."""

import re

_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
# A spreadsheet takes a cell that starts with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; a negative number stays one.

    >>> guard("=1+1"), guard("-5.0"), guard("VLAIO")
    ("'=1+1", '-5.0', 'VLAIO')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not re.fullmatch(_NUMBER, cell) else cell
