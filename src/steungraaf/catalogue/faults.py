"""Say why there is no one answer, or why it could not be put in the form that was asked for.

The part of the tree of `steungraaf.errors` that belongs to the catalogue::

    AmbiguousQuestionError   2   a number that questions of several documents have
    SheetTooLongError        2   more rows than one sheet of a workbook holds
"""

from steungraaf.errors import UsageError


class AmbiguousQuestionError(UsageError):
    """A number that questions of several documents have (number, candidates)."""

    nl = "Vraag {number} staat in meer dan een document. Vraag er een van: {candidates}."
    en = "There is a question {number} in several documents. Ask one of these: {candidates}."


class SheetTooLongError(UsageError):
    """More rows than one sheet of a workbook holds (rows, limit)."""

    nl = "Een werkblad heeft plaats voor {limit} rijen en het antwoord heeft er {rows}. Neem csv, of vraag minder."
    en = "A sheet has room for {limit} rows and the answer has {rows}. Take csv, or ask for less."
