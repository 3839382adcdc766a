"""Read compressed files as if they were not: gzip (RFC 1952) and Zstandard (RFC 8878), told by the end of the name."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from steungraaf.errors import MissingExtraError, UnreadableFileError
from steungraaf.reasons import reason_of

_PLAIN = 1 << 20  # bytes read at a time
_PACKED = 1 << 16  # and of a compressed file, which grow
_CUT = {"nl": "het houdt te vroeg op", "en": "it ends too early"}
_GARBAGE = {"nl": "het is geen {kind}", "en": "it is no {kind}"}


class BrokenArchiveError(UnreadableFileError):
    """A compressed file that cannot be unpacked to its end (file, reason)."""

    nl = "{file} kan niet uitgepakt worden: {reason}. Haal of maak het bestand opnieuw."
    en = "{file} cannot be unpacked: {reason}. Fetch or make the file again."
    exit_status = 27


class _Unpacker(Protocol):
    """What unpacks one member of a file, as zlib and zstandard both have it."""

    @property
    def eof(self) -> bool:
        """Tell whether the member is whole."""
        ...

    @property
    def unused_data(self) -> bytes:
        """Return what stands behind the member."""
        ...

    def decompress(self, data: bytes, /) -> bytes:
        """Return what a piece unpacks to."""
        ...


def compression_of(path: Path) -> str:
    """Return ".gz" or ".zst" where the name of a file ends so, in capitals or not, else an empty string.

    >>> compression_of(Path("claims.ttl.gz"))
    '.gz'
    """
    extension = path.suffix.lower()
    return extension if extension in _KINDS else ""


def pieces_of(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, unpacked, some at a time.

    Raises UnreadableFileError, BrokenArchiveError, and MissingExtraError for Zstandard where its library is not there.
    """
    kind = compression_of(path)
    try:
        with path.open("rb") as file:
            raw = iter(lambda: file.read(_PACKED if kind else _PLAIN), b"")
            yield from _unpacked(raw, _KINDS[kind], path) if kind else raw
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error


def _unpacked(raw: Iterator[bytes], begin: Callable[[], _Unpacker], path: Path) -> Iterator[bytes]:
    """Unpack the members of a file one after the other; the last must be whole."""
    member = begin()
    try:
        for piece in raw:
            while piece := piece.lstrip(b"\0") if member.eof else piece:  # zeros may fill up the end
                member = begin() if member.eof else member
                yield member.decompress(piece)
                piece = member.unused_data if member.eof else b""
    except _errors() as error:
        reason = {lang: text.replace("{kind}", compression_of(path)[1:]) for lang, text in _GARBAGE.items()}
        raise BrokenArchiveError(file=str(path), reason=reason) from error
    if not member.eof:
        raise BrokenArchiveError(file=str(path), reason=_CUT)


def _gzip() -> _Unpacker:
    return zlib.decompressobj(wbits=31)


def _zstandard() -> _Unpacker:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError(library="zstandard", extra="zst") from error
    return zstandard.ZstdDecompressor().decompressobj()


_KINDS: dict[str, Callable[[], _Unpacker]] = {".gz": _gzip, ".zst": _zstandard}


def _errors() -> tuple[type[Exception], ...]:
    """Return what the libraries raise for what they cannot unpack."""
    import sys

    zstandard = sys.modules.get("zstandard")
    return (zlib.error, zstandard.ZstdError) if zstandard else (zlib.error,)
