"""Say why an answer could not be put in the form that was asked for.

The part of the tree of `steungraaf.errors` that belongs to the catalogue::

    SheetTooLongError   2   more rows than one sheet of a workbook holds
"""

from steungraaf.errors import UsageError


class SheetTooLongError(UsageError):
    """More rows than one sheet of a workbook holds (rows, limit)."""

    nl = "Een werkblad heeft plaats voor {limit} rijen en het antwoord heeft er {rows}. Neem csv, of vraag minder."
    en = "A sheet has room for {limit} rows and the answer has {rows}. Take csv, or ask for less."
