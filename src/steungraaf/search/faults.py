"""Say why nothing can be searched.

The part of the tree of `steungraaf.errors` that belongs to search::

    SteungraafError
    `-- SearchUnavailableError      2   a SQLite that cannot search in texts
"""

from steungraaf.errors import SteungraafError


class SearchUnavailableError(SteungraafError):
    """A SQLite without what search needs (version, reason)."""

    nl = (
        "Zoeken kan niet met deze Python: SQLite {version} mist FTS5 met trigrammen ({reason}). "
        "Neem een Python met SQLite 3.34 of nieuwer; alle andere opdrachten werken wel."
    )
    en = (
        "Nothing can be searched with this Python: SQLite {version} lacks FTS5 with trigrams ({reason}). "
        "Take a Python with SQLite 3.34 or later; all other commands do work."
    )
