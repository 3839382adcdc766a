"""Take in what a server sends, piece by piece, and unpack it where it comes packed without being asked to.

No piece is large, however much a server has packed together: who takes them in can stop at any.
"""

import zlib
from collections.abc import Iterator
from http.client import IncompleteRead
from typing import Any

CHUNK = 65_536
_PACKED = ("gzip", "x-gzip", "deflate")
_EITHER = zlib.MAX_WBITS | 32  # of gzip or of zlib, which its first bytes tell


def pieces(response: Any) -> Iterator[bytes]:
    """Give the bytes of a response as they come, without its Content-Encoding (RFC 9110 8.4).

    Raises zlib.error for what cannot be unpacked, and IncompleteRead for what ends half-way.
    """
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    packed = iter(lambda: bytes(response.read1(CHUNK)), b"")
    if encoding == "identity":
        return packed
    if encoding not in _PACKED:
        raise zlib.error(f"Content-Encoding: {encoding[:40]}")
    return _unpacked(packed)


def _unpacked(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacking = None
    for rest in packed:
        while rest:
            if unpacking is None or unpacking.eof:  # one may follow the other
                unpacking = zlib.decompressobj(_EITHER)
            yield unpacking.decompress(rest, CHUNK)
            rest = unpacking.unconsumed_tail or unpacking.unused_data
    if unpacking is not None:
        yield unpacking.flush()
        if not unpacking.eof:
            raise IncompleteRead(b"")
