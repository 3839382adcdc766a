"""Keep what the files of a dataset give only slowly, so that the next question need not compute it again.

Kept are the store that a question asks (the union of all graphs with what the rules derive) and the stored queries as
read; only these where a store on disk or a server is asked. An entry holds for exactly the files that it was made
from: each of them, and each file of this program, is known by its path, size, time of change and time of change of
status. It may be removed at any time; where it is not there, cannot be read or is not as it was written, everything is
computed from the files as if there were no cache.

    DIRECTORY/DATASET-FILES/about     what the entry was made from, and the stored queries
    DIRECTORY/DATASET-FILES/store/    the files of the engine
    DIRECTORY/.building-*             what is being written; it gets its name when it is whole
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from zlib import crc32

from steungraaf.assets import queries_dir
from steungraaf.errors import SteungraafError
from steungraaf.folder import Folder
from steungraaf.queryfile import Parameter, QueryFile
from steungraaf.store import Sound
from steungraaf.store.kept import ENGINE

HOME = "STEUNGRAAF_HOME"  # the environment variable that moves the user's own files, for servers and tests
SETTING = "STEUNGRAAF_CACHE"  # the environment variable that switches the cache off
MOST_BYTES = 4_000_000  # in all these files; to keep more takes longer than anybody waits unasked
_MOST_ENTRIES, _MOST_KEPT = 8, 256_000_000  # entries, and bytes in all of them together
_SETTLED = 2_000_000_000  # nanoseconds; no file system in use tells the time more coarsely
_ABANDONED = 3600  # seconds after which what is being written belongs to nobody
_READ = (".ttl", ".rq", ".py")
_BUILDING = ".building-"

Facts = tuple[int, int, int]  # of a file: its size, and in nanoseconds when it and when its status was changed


class Kept:
    """What was kept: the directory of the store, and the stored queries."""

    def __init__(self, store: Path, queries: bytes) -> None:
        """Take the directory, and a line a query: its path and what it is, which is read when it is asked."""
        self.store = store
        lines = (line.partition(b"\t") for line in queries.splitlines())
        self._queries = {Path(os.fsdecode(path)): text for path, _, text in lines}

    def query_files(self) -> list[Path]:
        """Return the files of the stored queries."""
        return list(self._queries)

    def read_query(self, path: Path) -> QueryFile:
        """Return a stored query; one with a fault, which is not kept, is read again to tell the fault."""
        import json

        text = self._queries[path]
        if not text:
            from steungraaf.queryfile import read_query_file

            return read_query_file(path)
        about = json.loads(text)
        sparql = (Sound if about.pop("sound") else str)(about.pop("sparql"))
        parameters = tuple(Parameter(**each) for each in about["parameters"])
        known = {"path": path, "sparql": sparql, "tags": tuple(about["tags"]), "parameters": parameters}
        return QueryFile(**{**about, **known})


class Cache:
    """The cache as far as one dataset goes, with its files as they were when this object was made."""

    def __init__(self, folder: Folder, directory: Path, *, only_queries: bool = False) -> None:
        """Take the dataset and where to keep things; its files are looked at now, before anybody reads them.

        `only_queries` says that no statements are read from the files, so that the others do not count.
        """
        self._directory = directory
        own = [queries for queries in (folder.own_queries(),) if queries.is_dir()]
        read = own if only_queries else (folder.data, folder.ontology)
        self._roots = [str(root) for root in (Path(__file__).parent, *read, queries_dir())]
        self._now = time.time_ns()
        self._files = _look(self._roots)
        self._entry = directory / f"{crc32(os.fsencode(repr(self._roots))):08x}-{crc32(self._about):08x}"

    @cached_property
    def _about(self) -> bytes:
        """Return what an entry is made from: the engine, and each file of the data and of this program."""
        lines = ("\t".join(map(str, (*facts, path))) for path, facts in self._files.items())
        return os.fsencode("\n".join((ENGINE, *lines)))

    def find(self) -> Kept | None:
        """Return what was kept of these very files; None where nothing was, or it is not as it was written."""
        try:
            check, _, rest = (self._entry / "about").read_bytes().partition(b"\n")
            about, engine, queries = rest.split(b"\n\n")
            sound = int(check, 16) == crc32(rest) and about == self._about and engine == _sizes(self._entry / "store")
        except (OSError, ValueError):
            return None
        if not sound:
            return None
        with suppress(OSError):
            os.utime(self._entry / "about")  # so that what is used is not taken for old
        return Kept(self._entry / "store", queries)

    def keep(self, write_store: Callable[[Path], None], query_files: Iterable[Path]) -> None:
        """Keep a store, by a function that writes it to a new directory, and stored queries; remove what is old.

        Files that were changed a moment ago are not trusted, and too many are not kept. Whatever goes wrong is let go:
        the next question is answered from the files then.
        """
        if not self._is_worth_keeping() or self.find():
            return
        with suppress(Exception):
            self._directory.mkdir(0o700, parents=True, exist_ok=True)
            self._write(write_store, query_files)
            self._tidy()

    def forget(self) -> None:
        """Remove what was kept of these files."""
        _remove(self._entry)

    def _is_worth_keeping(self) -> bool:
        size = sum(size for size, _, _ in self._files.values())
        last = max((moment for _, *moments in self._files.values() for moment in moments), default=self._now)
        is_plain = not any("\n" in path for path in self._files)  # names are kept a line each
        return 0 < size <= MOST_BYTES and last < self._now - _SETTLED and is_plain

    def _write(self, write_store: Callable[[Path], None], query_files: Iterable[Path]) -> None:
        """Write an entry beside the others, and let it take its place if the files are still the same."""
        import shutil
        import tempfile

        place = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self._directory))
        try:
            write_store(place / "store")
            rest = b"\n\n".join((self._about, _sizes(place / "store"), b"\n".join(map(_line, query_files))))
            (place / "about").write_bytes(b"%08x\n%s" % (crc32(rest), rest))
            if _look(self._roots) == self._files:
                self.forget()  # where it is damaged
                place.rename(self._entry)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _tidy(self) -> None:
        """Remove what was kept of other states of this dataset, the entries used longest ago, and what was given up."""
        dataset = self._entry.name.partition("-")[0]
        count, size = 0, 0
        for path in sorted(self._directory.iterdir(), key=_last_used, reverse=True):
            if path.name.startswith(_BUILDING):
                is_old = _last_used(path) < time.time() - _ABANDONED
            else:
                count, size = count + 1, size + sum(file.stat().st_size for file in path.glob("**/*"))
                is_old = path.name.startswith(dataset) or count > _MOST_ENTRIES or size > _MOST_KEPT
            if is_old and path != self._entry:
                _remove(path)


def open_cache(folder: Folder, *, only_queries: bool = False) -> Cache | None:
    """Return the cache of a dataset, in the user's own cache directory; None where it is switched off."""
    if os.environ.get(SETTING) == "off":
        return None
    return Cache(folder, _directory(), only_queries=only_queries)


def checked_place(folder: Folder) -> Path | None:
    """Return where it is kept what of a dataset was checked; None where nothing is to be kept."""
    if os.environ.get(SETTING) == "off":
        return None
    roots = (str(Path(root).resolve()) for root in (folder.data, folder.ontology, queries_dir()))
    directory = _directory()
    return directory.with_name(f"{directory.name}-checked") / f"{crc32(os.fsencode(repr(list(roots)))):08x}"


def _directory() -> Path:
    if home := os.environ.get(HOME):
        return Path(home) / "cache"
    if sys.platform == "linux":  # as platformdirs has it, whose import takes as long as a tenth of a question
        base = os.environ.get("XDG_CACHE_HOME", "")
        return Path(base if base.startswith("/") else os.path.expanduser("~/.cache"), "steungraaf")
    import platformdirs

    return platformdirs.user_cache_path("steungraaf", appauthor=False)


def _look(roots: Iterable[str]) -> dict[str, Facts]:
    """Return the files that count with what tells whether they changed; nothing where that cannot be seen."""
    try:
        return dict(sorted(one for root in roots for one in _below(root)))
    except OSError:
        return {}


def _below(folder: str) -> Iterator[tuple[str, Facts]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from () if entry.is_symlink() else _below(entry.path)
            elif entry.name.endswith(_READ):
                status = entry.stat()
                yield entry.path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _last_used(path: Path) -> float:
    about = path / "about"
    return (about if about.exists() else path).stat().st_mtime


def _sizes(store: Path) -> bytes:
    """Return the name and size of each file of the engine, a line each."""
    with os.scandir(store) as entries:
        return b"\n".join(sorted(os.fsencode(f"{entry.name}\t{entry.stat().st_size}") for entry in entries))


def _line(path: Path) -> bytes:
    """Return the line of a stored query; of one with a fault its path only."""
    import json

    from steungraaf.queryfile import read_query_file
    from steungraaf.store.guard import sounded

    try:
        query = read_query_file(path)
    except SteungraafError:
        return os.fsencode(path)
    parameters = [each._asdict() for each in query.parameters]
    about = {
        **query._asdict(),
        "path": None,
        "parameters": parameters,
        "sound": isinstance(sounded(query.sparql), Sound),
    }
    return os.fsencode(path) + b"\t" + json.dumps(about).encode()


def _remove(path: Path) -> None:
    """Remove an entry: first its name, so that nobody finds half of it."""
    import shutil

    aside = path.with_name(f"{_BUILDING}{path.name}-{os.getpid()}")
    with suppress(OSError):
        path.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
