"""Write a file wholly or not at all."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from steungraaf.errors import OutputExistsError, OutputWriteError
from steungraaf.reasons import reason_of

_HIDDEN = ".part"
Output = str | PathLike[str] | BinaryIO | None  # a file name, an open binary file, None for standard output


@contextmanager
def opened(out: Output, force: bool) -> Iterator[BinaryIO]:
    """Open what is to be written to; a file that is open already belongs to the caller.

    Raises what `open_output` does.
    """
    if out is not None and not isinstance(out, str | PathLike):
        yield out
        return
    with open_output(None if out is None else Path(out), force=force) as file:
        yield file


@contextmanager
def open_output(path: Path | None, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name only once it is complete.

    The bytes go to a hidden file beside it, which takes its place when the block ends and disappears when the block
    fails, so that neither a full disk nor an interruption leaves half a file. Without a path the bytes go to standard
    output. A device or a pipe is written directly: there is nothing to replace.

    Raises OutputExistsError for a file that exists, unless `force`; OutputWriteError when it cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
        with _explained(path), path.open("wb") as device:  # of a pipe behind /dev/stdout there is no other name
            yield device
        return
    target = path.resolve()  # a link stays a link: what it leads to is replaced
    if target.is_dir():
        raise OutputWriteError(file=str(path), reason=reason_of(IsADirectoryError(errno.EISDIR, "Is a directory")))
    if target.exists() and not force:
        raise OutputExistsError(file=str(path))
    with _explained(path), _replacing(target, force) as file:
        yield file


def lock_alone(path: Path, mode: int) -> int:
    """Take the lock of a file, which is made with these rights where it is absent; to close what this returns lets go.

    Raises BlockingIOError where somebody else holds it, and OSError.
    """
    import fcntl

    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, mode)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


@contextmanager
def _replacing(target: Path, force: bool) -> Iterator[BinaryIO]:
    """Write beside the target, then take its place."""
    _remove_leftovers(target)
    name, file = _open_beside(target)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.chmod(name, _permissions(target))
            if os.name == "nt":  # pragma: no cover  # Windows renames no open file
                file.close()
            _publish(name, target, force)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _open_beside(target: Path) -> tuple[str, BinaryIO]:
    """Open a hidden file beside the target, locked as long as it is written to."""
    import tempfile  # takes as long to import as a question takes to parse

    while True:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_HIDDEN, dir=target.parent)
        file = open(descriptor, "wb")
        if _lock(file) and os.path.exists(name):  # before it was locked, another process may take it for a leftover
            return name, file
        file.close()


def _remove_leftovers(target: Path) -> None:
    """Remove what processes that were killed have left beside the target; who is alive holds a lock on its file."""
    for path in target.parent.glob(f".{escape(target.name)}.*{_HIDDEN}"):
        with suppress(OSError), path.open("rb+") as file:
            if _lock(file):
                path.unlink()


def _lock(file: BinaryIO) -> bool:
    """Lock a file as long as it is open; tell whether nobody else has."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover  # Windows has no such locks, and refuses to remove an open file
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _publish(name: str, target: Path, force: bool) -> None:
    """Give the finished file its name; a file that came there in the meantime is kept unless `force`."""
    if force:
        os.replace(name, target)
        return
    try:
        os.link(name, target)  # unlike a rename, a link never replaces
    except FileExistsError:
        raise OutputExistsError(file=str(target)) from None
    except OSError:  # a file system without links
        os.replace(name, target)


def _permissions(target: Path) -> int:
    """Return the permissions of the file that is replaced, else those that any new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn a refusal of the operating system into an error that names the file."""
    try:
        yield
    except BrokenPipeError:  # whoever read it has had enough
        raise
    except OSError as error:
        own = (path.name, path.resolve().name)  # what a link leads to may have another name
        if error.filename is not None and not any(name in str(error.filename) for name in own):
            raise  # a fault of what was being read
        raise OutputWriteError(file=str(path), reason=reason_of(error)) from error
