"""Keep what a check looked at, so that the next one looks at what changed since.

    PLACE/lock      held by who checks
    PLACE/kept/     what the last check kept: `index/`, all statements as they are written, and `facts`, in SQLite
    PLACE/new/      what is being written; left behind only by a check that was ended, and removed by the next

All of it may be removed at any time: then everything is checked again. So it is when a check was ended while it changed
what is kept, which is marked before it begins.
"""

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from steungraaf.errors import DatasetError
from steungraaf.files import lock_alone
from steungraaf.reasons import reason_of
from steungraaf.store.index import GraphIndex

DAMAGE = (OSError, RuntimeError, sqlite3.Error)
"""What the engine and SQLite raise where files are not as they were written, or cannot be written."""
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE file (graph TEXT PRIMARY KEY, path TEXT, facts TEXT, digest TEXT, statements INTEGER) WITHOUT ROWID;
CREATE TABLE suspect (term TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE undescribed (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE sentence (iri TEXT PRIMARY KEY, accounted INTEGER) WITHOUT ROWID;
CREATE TABLE support (rule TEXT, thing TEXT, triple TEXT, PRIMARY KEY (rule, thing, triple)) WITHOUT ROWID;
CREATE INDEX supported ON support (rule, triple);
"""


class BusyCheckError(DatasetError):
    """A check of the same data that is going on (place)."""

    nl = "Een andere controle van dezelfde gegevens is bezig. Wacht tot die klaar is, of laat --changed weg."
    en = "Another check of the same data is going on. Wait until it is done, or leave out --changed."


class CheckPlaceError(DatasetError):
    """A place where nothing can be kept (place, reason)."""

    nl = "In {place} kan niet bewaard worden wat nagekeken is: {reason}. Maak daar plaats, of laat --changed weg."
    en = "In {place} it cannot be kept what was checked: {reason}. Make room there, or leave out --changed."


class KeptFile(NamedTuple):
    """Hold what is known of a file that was checked: where it is, what tells that it changed, and how much it says."""

    path: str
    facts: str
    digest: str
    statements: int


@contextmanager
def held(place: Path) -> Iterator[None]:
    """Hold a place for one check at a time; raise BusyCheckError and CheckPlaceError."""
    try:
        place.mkdir(0o700, parents=True, exist_ok=True)
        lock = lock_alone(place / "lock", 0o600)
    except BlockingIOError as error:
        raise BusyCheckError(place=str(place)) from error
    except OSError as error:
        raise CheckPlaceError(place=str(place), reason=reason_of(error)) from error
    try:
        yield
    finally:
        os.close(lock)


class Record:
    """What is kept of one check; it is `new_record` or `find_record` that opens it."""

    def __init__(self, place: Path) -> None:
        """Open the files of a directory, which are made where they are not there."""
        self.index = GraphIndex(place / "index")
        self.is_wanted = True
        self._facts = sqlite3.connect(place / "facts", isolation_level=None)
        self._facts.execute("PRAGMA synchronous = NORMAL")
        if not self._rows("SELECT name FROM sqlite_master"):
            self._facts.executescript(_TABLES)

    def drop(self) -> None:
        """Do not let this record take the place of the one that is kept, and remove that as well."""
        self.is_wanted = False

    def close(self) -> None:
        """Let go of the files."""
        self._facts.close()
        self.index.close()

    # What stands in it by itself

    def value(self, name: str) -> str | None:
        """Return what is kept under a name."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE name = ?", name)), None)

    def keep(self, name: str, value: str) -> None:
        """Keep something under a name."""
        self._do("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(name, value)])

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Mark what is kept as not to be relied on until the block has ended well."""
        self.keep("whole", "no")
        with self._together():
            yield
        self.index.flush()
        self.keep("whole", "yes")

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._facts.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._facts.execute("ROLLBACK")
            raise
        self._facts.execute("COMMIT")

    # Files

    def files(self) -> dict[str, KeptFile]:
        """Return the files that were checked, by the graphs that they are."""
        return {graph: KeptFile(*rest) for graph, *rest in self._rows("SELECT * FROM file")}

    def keep_files(self, files: Mapping[str, KeptFile | None]) -> None:
        """Keep what is known of some files, None for those that are gone."""
        self._do("DELETE FROM file WHERE graph = ?", [(graph,) for graph in files])
        self._do("INSERT INTO file VALUES (?, ?, ?, ?, ?)", [(graph, *one) for graph, one in files.items() if one])

    def statements(self) -> int:
        """Return how many statements the files make."""
        return sum(count for (count,) in self._rows("SELECT statements FROM file"))

    # Things

    def suspects(self) -> list[str]:
        """Return the things of which something was found, and what is used and described nowhere, in N-Triples."""
        return [term for (term,) in self._rows("SELECT term FROM suspect")]

    def undescribed(self) -> set[str]:
        """Return the IRIs that were used and described nowhere."""
        return {iri for (iri,) in self._rows("SELECT iri FROM undescribed")}

    def keep_found(self, suspects: Iterable[str], undescribed: Iterable[str]) -> None:
        """Keep of which things something is found now, and which IRIs are described nowhere."""
        self._facts.execute("DELETE FROM suspect")
        self._facts.execute("DELETE FROM undescribed")
        self._do("INSERT OR IGNORE INTO suspect VALUES (?)", [(term,) for term in suspects])
        self._do("INSERT OR IGNORE INTO undescribed VALUES (?)", [(iri,) for iri in undescribed])

    def keep_sentences(self, asked: Collection[str], found: Collection[str], accounted: Collection[str]) -> None:
        """Keep which of the things that were asked about are sentences, and which of these are accounted for."""
        self._do("DELETE FROM sentence WHERE iri = ?", [(iri,) for iri in asked])
        self._do("INSERT INTO sentence VALUES (?, ?)", [(iri, iri in accounted) for iri in found])

    def coverage(self) -> dict[str, int]:
        """Return how many sentences there are, and how many are accounted for."""
        ((sentences, accounted),) = self._rows("SELECT COUNT(*), COALESCE(SUM(accounted), 0) FROM sentence")
        return {"sentences": sentences, "accounted": accounted}

    # What rules made

    def support(self, rule: str, thing: str) -> set[str]:
        """Return the triples that a rule made of a thing, in N-Triples."""
        return {one for (one,) in self._rows("SELECT triple FROM support WHERE rule = ? AND thing = ?", rule, thing)}

    def is_supported(self, rule: str, triple: str) -> bool:
        """Tell whether a rule made a triple of anything."""
        return bool(self._rows("SELECT 1 FROM support WHERE rule = ? AND triple = ? LIMIT 1", rule, triple))

    def keep_support(self, rule: str, things: Iterable[str], made: Iterable[tuple[str, str]]) -> None:
        """Keep what a rule makes of things, pairs of a thing and a triple, in the place of what it made of them."""
        self._do("DELETE FROM support WHERE rule = ? AND thing = ?", [(rule, thing) for thing in things])
        self._do("INSERT OR IGNORE INTO support VALUES (?, ?, ?)", ((rule, *each) for each in made))

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._facts.execute(sql, values).fetchall()

    def _do(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._facts.executemany(sql, rows)


def find_record(place: Path, key: str) -> Record | None:
    """Return what is kept at a place, if it is of these rules, shapes and queries and can be relied on."""
    if not (place / "kept").is_dir():
        return None
    with suppress(*DAMAGE):
        record = Record(place / "kept")
        if record.value("key") == key and record.value("whole") == "yes":
            return record
        record.close()
    return None


@contextmanager
def new_record(place: Path, key: str) -> Iterator[Record]:
    """Give a record to be filled, which takes the place of the one that is kept when the block ends well.

    Raises CheckPlaceError.
    """
    new, kept = place / "new", place / "kept"
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        record = Record(new)
        try:
            with record.changing():
                record.keep("key", key)
                yield record
        finally:
            record.close()
        shutil.rmtree(kept, ignore_errors=True)
        if record.is_wanted:
            new.rename(kept)
    except (OSError, sqlite3.Error) as error:
        raise CheckPlaceError(place=str(place), reason=_reason(error)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _reason(error: Exception) -> Mapping[str, str] | str:
    return reason_of(error) if isinstance(error, OSError) and error.errno else str(error)
