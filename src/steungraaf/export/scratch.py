"""Sort and look up more statements than memory holds, in a database on disk that vanishes with the process.

SQLite keeps in memory what fits in its cache, and the rest in files without a name, so that nothing of them is left
however the process ends (https://sqlite.org/tempfiles.html).
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from steungraaf.export.faults import ScratchError

CACHE = 64 * 1024  # KiB
_FOLDERS = ("SQLITE_TMPDIR", "TMPDIR")  # where SQLite looks for a place, before /var/tmp


class Scratch:
    """A database for one export, in a `with` block."""

    def __init__(self, schema: str, cache: int = CACHE) -> None:
        """Take the statements that make its tables, and how much memory it may use, in KiB."""
        self._setup = f"PRAGMA cache_size = -{cache}; PRAGMA journal_mode = OFF; BEGIN; {schema}"

    def __enter__(self) -> "Scratch":
        with _explained():
            self._database = sqlite3.connect("", isolation_level=None)
            self._database.executescript(self._setup)
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def run(self, sql: str) -> None:
        """Do what changes the tables; raise ScratchError."""
        with _explained():
            self._database.execute(sql)

    def insert(self, into: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Add rows, those that are there already left out; raise ScratchError.

        `into` is a table with its values, as in ``thing VALUES (?)``.
        """
        with _explained():
            self._database.executemany(f"INSERT OR IGNORE INTO {into}", rows)

    def select(self, sql: str, *values: object) -> Iterator[Any]:
        """Give the first column of each row, a value that comes again at once left out; raise ScratchError."""
        with _explained():
            rows = self._database.execute(sql, values)
            yield from (value for value, _ in groupby(row[0] for row in rows))


@contextmanager
def _explained() -> Iterator[None]:
    """Turn a fault of the database, which is one of the place where it stands, into an error that says so."""
    try:
        yield
    except sqlite3.Error as error:
        folder = next(filter(None, map(os.environ.get, _FOLDERS)), "/var/tmp")
        raise ScratchError(folder=folder, reason=str(error)) from error
