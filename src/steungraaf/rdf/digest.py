"""Tell by one number whether a graph still says the same, whatever the order and the format of its triples.

The digest is the sum, modulo 2^256, of the SHA-256 of each distinct triple as a line of canonical N-Triples, with its
literals as they are written. A blank node counts by the name that `read_quads` gives it, which stays the same as long
as the text of the file does.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice

import pyoxigraph

from steungraaf.rdf.terms import Quad

_BATCH = 50_000  # as many triples are written out at a time


def graph_digest(quads: Iterable[Quad]) -> str:
    """Return the digest of a graph as 64 hexadecimal digits; the graphs that the quads name do not count.

    >>> graph_digest([])
    '0000000000000000000000000000000000000000000000000000000000000000'
    """
    return lines_digest(line for text in triple_lines(quads) for line in text.splitlines())


def lines_digest(lines: Iterable[bytes]) -> str:
    """Return the digest of triples that are lines of canonical N-Triples already, without their line feeds."""
    return digest_of(sum(map(line_number, set(lines))))


def line_number(line: bytes) -> int:
    """Return what one line adds to the sum."""
    return int.from_bytes(sha256(line).digest())


def digest_of(total: int) -> str:
    """Return a sum as it is written down."""
    return f"{total % (1 << 256):064x}"


def triple_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Give the triples of quads as canonical N-Triples, many lines at a time."""
    remaining = (quad.triple for quad in quads)
    while text := pyoxigraph.serialize(islice(remaining, _BATCH), format=pyoxigraph.RdfFormat.N_TRIPLES):
        yield text
