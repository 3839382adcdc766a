"""Keep a store on disk as generations: each is built aside, published whole by one rename, and removed when unread.

    STORE/current                  the name of the generation in use; replaced, never written in place
    STORE/lock                     held by who loads
    STORE/generations/ID/          one generation: data/ (Oxigraph), manifest.json, graphs.json
    STORE/generations/ID/lock      shared by who reads it, taken alone by who removes it
    STORE/generations/.building-ID what is being built; left behind only by a process that was killed

A reader shares the lock of its generation as long as it lives, whatever is published meanwhile.
"""

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from steungraaf.reasons import reason_of
from steungraaf.store.store_faults import (
    DamagedStoreError,
    LockedStoreError,
    NotAStoreError,
    StoreError,
    StorePlaceError,
    StoreVersionError,
    StoreWriteError,
    UnreadableStoreError,
)

Graphs = dict[str, dict[str, Any]]  # for each graph "triples" and "digest"

FORMAT = 1
_BUILDING = ".building-"
_TRIES = 100  # a reader that comes upon as many generations that go away gives up
MISSING = {"nl": "het bestand ontbreekt", "en": "the file is missing"}
_UNREADABLE = {"nl": "het is niet te lezen", "en": "it cannot be read"}
_RESIZED = {"nl": "het bestand is niet zo lang als het was", "en": "the file is not as long as it was"}
_OCCUPIED = {"nl": "er staat al iets anders in", "en": "it holds something else"}


@dataclass
class Generation:
    """Hold one generation that is open for reading; it stays on disk as long as this object lives."""

    store: Path
    path: Path
    manifest: Mapping[str, Any]
    _lock: int = -1

    @property
    def data(self) -> Path:
        """Return the directory of the engine."""
        return self.path / "data"

    @property
    def totals(self) -> dict[str, Any]:
        """Return what the manifest says of the whole: the triples of the union, and where they came from."""
        return {key: self.manifest[key] for key in ("triples", "sources") if key in self.manifest}

    def graphs(self) -> Graphs:
        """Return for each graph its number of triples and its digest, which is None where it is not known.

        Raises DamagedStoreError.
        """
        graphs: Graphs = _read_json(self.store, self.path / "graphs.json")
        return graphs

    def close(self) -> None:
        """Let the generation go, so that it may be removed."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __del__(self) -> None:
        self.close()


def open_generation(store: Path) -> Generation:
    """Return the generation in use, held for reading.

    Raises NotAStoreError, StoreVersionError, UnreadableStoreError and DamagedStoreError.
    """
    for _ in range(_TRIES):
        name = _current(store)
        path = store / "generations" / name
        if (lock := _share(store, path)) is None:
            if _current(store) != name:
                continue
            raise DamagedStoreError(store=str(store), file=f"generations/{name}", reason=MISSING)
        generation = Generation(store, path.absolute(), {}, lock)  # wherever the program goes next
        if _current(store) == name:  # so nobody was removing it when we took its lock
            generation.manifest = _manifest(store, path)
            return generation
    raise DamagedStoreError(store=str(store), file="current", reason=_UNREADABLE)


@contextmanager
def new_generation(store: Path) -> Iterator[Path]:
    """Give the directory for a new generation of a store; it is published when the block ends and gone when it fails.

    Within the block the engine's files go to ``data/`` in it, and `write_manifest` must be called once they are whole.

    Raises LockedStoreError, StorePlaceError and StoreWriteError.
    """
    import shutil

    with _writing(store), _loading(store):
        _sweep(store)
        name = uuid4().hex
        place = store / "generations" / f"{_BUILDING}{name}"
        place.mkdir()
        try:
            yield place
            _publish(store, place, name)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        _sweep(store)


def write_manifest(place: Path, totals: Mapping[str, Any], graphs: Graphs) -> None:
    """Write beside the engine's files what they are: the totals, and for each graph its triples and its digest."""
    from importlib.metadata import version

    files = {path.name: path.stat().st_size for path in sorted((place / "data").iterdir()) if _is_kept(path.name)}
    head = {"format": FORMAT, "made_by": f"steungraaf {version('steungraaf')}"}
    quads = sum(each["triples"] for each in graphs.values())
    _write_json(place / "graphs.json", dict(sorted(graphs.items())))
    _write_json(place / "manifest.json", {**head, "graphs": len(graphs), "quads": quads, **totals, "files": files})
    (place / "lock").touch()


def _is_kept(name: str) -> bool:
    """Tell whether a file is one that the engine needs and never changes when it only reads."""
    return name.endswith(".sst") or name == "CURRENT" or name.startswith("MANIFEST-")


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, "utf-8", errors="backslashreplace")  # of a path that is not UTF-8: as JSON escapes it


def _read_json(store: Path, path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _fault(store, path.name, error) from error


def _fault(store: Path, file: str, error: Exception) -> StoreError:
    """Return what is wrong with a file of a store; one that may not be read is not damaged."""
    if isinstance(error, PermissionError):
        return UnreadableStoreError(store=str(store), file=file, reason=reason_of(error))
    if isinstance(error, FileNotFoundError):
        return DamagedStoreError(store=str(store), file=file, reason=MISSING)
    reason = reason_of(error) if isinstance(error, OSError) else _UNREADABLE
    return DamagedStoreError(store=str(store), file=file, reason=reason)


def _manifest(store: Path, path: Path) -> Mapping[str, Any]:
    """Return the manifest of a generation, after a look at the files that it names."""
    manifest = _read_json(store, path / "manifest.json")
    if not isinstance(manifest, dict) or not isinstance(files := manifest.get("files", {}), dict):
        raise DamagedStoreError(store=str(store), file="manifest.json", reason=_UNREADABLE)
    if manifest.get("format") != FORMAT:
        raise StoreVersionError(store=str(store), found=manifest.get("format", "?"), known=FORMAT)
    for name, size in files.items():
        try:
            found = os.stat(path / "data" / name).st_size
        except OSError as error:
            raise _fault(store, name, error) from error
        if found != size:
            raise DamagedStoreError(store=str(store), file=name, reason=_RESIZED)
    return manifest


def _current(store: Path) -> str:
    """Return the name of the generation in use."""
    try:
        name = (store / "current").read_text("utf-8").strip()
    except FileNotFoundError:
        if (store / "generations").is_dir() and any(_generations(store)):
            raise DamagedStoreError(store=str(store), file="current", reason=MISSING) from None
        raise NotAStoreError(store=str(store)) from None
    except NotADirectoryError:
        raise NotAStoreError(store=str(store)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(store, "current", error) from error
    if not name or "/" in name or name.startswith("."):
        raise DamagedStoreError(store=str(store), file="current", reason=_UNREADABLE)
    return name


def _share(store: Path, path: Path) -> int | None:
    """Share the lock of a generation; None where it is gone or going."""
    try:
        lock = os.open(path / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except PermissionError as error:
        raise _fault(store, f"generations/{path.name}", error) from error
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


@contextmanager
def _writing(store: Path) -> Iterator[None]:
    """Turn a refusal of the operating system, or of the engine, into an error that names the store."""
    try:
        yield
    except StoreError:
        raise
    except OSError as error:
        raise StoreWriteError(store=str(store), reason=_reason(error)) from error


def _reason(error: OSError) -> Mapping[str, str]:
    """Return the reason of a refusal; the engine tells that of the system in its own words."""
    if error.errno is None:
        for number in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EACCES):
            if os.strerror(number) in str(error):
                return reason_of(OSError(number, os.strerror(number)))
    return reason_of(error)


@contextmanager
def _loading(store: Path) -> Iterator[None]:
    """Hold the one lock of those who load, and make the directory of a store that is not there yet."""
    if store.exists() and not (store.is_dir() and _may_be_store(store)):
        raise StorePlaceError(store=str(store), reason=_OCCUPIED)
    (store / "generations").mkdir(parents=True, exist_ok=True)
    from steungraaf.files import lock_alone

    try:
        lock = lock_alone(store / "lock", 0o666)
    except BlockingIOError as error:
        raise LockedStoreError(store=str(store)) from error
    try:
        yield
    finally:
        os.close(lock)


def _may_be_store(store: Path) -> bool:
    """Tell whether a directory holds nothing but what belongs to a store."""
    return set(os.listdir(store)) <= {"current", ".current.part", "lock", "generations"}


def _publish(store: Path, place: Path, name: str) -> None:
    """Bring everything to the disk, then let one rename make the generation the one in use."""
    for folder, _, files in os.walk(place):
        for file in files:
            _sync(Path(folder, file))
        _sync(Path(folder))
    place.rename(store / "generations" / name)
    _sync(store / "generations")
    part = store / ".current.part"
    part.write_text(f"{name}\n", "utf-8")
    _sync(part)
    part.replace(store / "current")
    _sync(store)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(store: Path) -> None:
    """Remove what a killed load left behind, and the generations that are not in use and that nobody reads.

    Where it cannot be told which one is in use, they all stay until a new one is.
    """
    kept = None
    with suppress(StoreError):
        kept = _current(store)
    for path in list((store / "generations").iterdir()):
        if path.name != kept and (kept or path.name.startswith(_BUILDING)):
            _remove(path)


def _remove(path: Path) -> None:
    """Remove a generation unless somebody reads it."""
    import shutil

    try:
        lock = os.open(path / "lock", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(lock)


def _generations(store: Path) -> Iterator[Path]:
    return (path for path in (store / "generations").iterdir() if not path.name.startswith("."))
