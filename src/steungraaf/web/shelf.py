"""Make the files that people take home, once for each state of the data, and tell their size and digest."""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from typing import BinaryIO, cast
from weakref import finalize

from steungraaf.export import PARTS, TABLES
from steungraaf.rdf import Literal
from steungraaf.store.lookup import rows_of
from steungraaf.web.served import Served
from steungraaf.web.writing import RDF, SUFFIXES

WHOLE = "steungraaf"  # what the file of all parts is called
CSV = "text/csv"
GZIP = "application/gzip"
_PREPARED = 200_000  # statements up to which all files are made when their list is first looked at
_BLOCK = 2**20


@dataclass(frozen=True)
class Item:
    """A file that can be taken: what is in it, and how it is written."""

    name: str
    part: str
    suffix: str  # of the format, without a dot
    packed: bool

    @property
    def media(self) -> str:
        """Return its media type."""
        return GZIP if self.packed else SUFFIXES.get(self.suffix, CSV)

    @property
    def format(self) -> str:
        """Return the format as an export names it."""
        return RDF[SUFFIXES[self.suffix]] if self.suffix in SUFFIXES else self.suffix


@dataclass(frozen=True)
class Made:
    """A file that is there: where, of how many bytes, and its SHA-256 in hexadecimal."""

    path: Path
    size: int
    digest: str


def items() -> Iterator[Item]:
    """Give each file that can be made: the whole in each format of RDF, packed as well, and each part."""
    for suffix in SUFFIXES:
        for ending, packed in (("", False), (".gz", True)):
            yield Item(f"{WHOLE}.{suffix}{ending}", "all", suffix, packed)
    for part in PARTS:
        for suffix in ("csv", "ttl"):
            if part != "all" and (suffix != "csv" or part in TABLES):
                yield Item(f"{part}.{suffix}", part, suffix, False)


@dataclass
class _Board:
    """What was made of one state of the data, by its name, and whether all of it is being made."""

    made: dict[str, Made] = field(default_factory=dict)
    is_prepared: bool = False


@dataclass
class Shelf:
    """Hold the files that were made of what is served; they go when the program ends, or the data has changed twice."""

    served: Served
    _locks: dict[str, Lock] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _former: _Board = field(default_factory=_Board)
    _last: _Board = field(default_factory=_Board)

    @cached_property
    def _folder(self) -> Path:
        place = Path(mkdtemp(prefix="steungraaf-"))
        finalize(self, rmtree, place, ignore_errors=True)
        return place

    @property
    def _board(self) -> _Board:
        return self.served.once("downloads", self._begin) if self.served.tag else _Board()

    def _begin(self) -> _Board:
        """Begin anew; what was made last stays for who is being sent it, and what was made before that goes."""
        for made in self._former.made.values():
            made.path.unlink(missing_ok=True)
        self._former, self._last = self._last, _Board()
        return self._last

    @property
    def statements(self) -> int:
        """Return how many statements can be asked, with what follows from them."""
        return self.served.once("statements", self._count)

    def _count(self) -> int:
        ((count,),) = rows_of(self.served.store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(count.value) if isinstance(count, Literal) else 0

    def ready(self, name: str) -> Made | None:
        """Return a file if it is there already."""
        return self._board.made.get(name)

    def get(self, item: Item) -> Made:
        """Return a file, and make it first where it is not there; of data that may change at any time a new one.

        Raises what an export raises.
        """
        with self._lock:
            lock = self._locks.setdefault(item.name, Lock())
            place = self._folder
        with lock:
            board = self._board  # before it is made: what is written meanwhile is not in it for sure
            if (made := board.made.get(item.name)) is None:
                made = board.made[item.name] = self._make(item, place / f"{token_hex(8)}-{item.name}")
            return made

    def prepare(self) -> None:
        """Begin to make all files, one after the other, unless the data is too large for that or keeps changing."""
        board = self._board
        with self._lock:
            begins, board.is_prepared = not board.is_prepared, True
        if begins and self.served.tag and self.statements <= _PREPARED:
            self._next(sorted(items(), key=lambda item: item.suffix == "jsonld"))  # which takes the longest

    def _next(self, left: list[Item]) -> None:
        if not left:
            return
        with suppress(RuntimeError):  # the site ends: nobody waits for the rest

            def make() -> None:
                """Make the first, then the others."""
                self.get(left[0])
                self._next(left[1:])

            self.served.threads.submit(make)

    def _make(self, item: Item, path: Path) -> Made:
        with path.open("wb") as out:
            if item.packed:
                with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed:  # no name, no time: the same bytes
                    self._export(item, cast(BinaryIO, packed))
            else:
                self._export(item, out)
        return measured(path)

    def _export(self, item: Item, out: BinaryIO) -> None:
        self.served.dataset.export(out, format=item.format, part=item.part)


def measured(path: Path) -> Made:
    """Return the size and the digest of a file, which is read a block at a time."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return Made(path, size, digest.hexdigest())
