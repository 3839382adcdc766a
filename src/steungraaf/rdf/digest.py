"""Tell by one number whether a graph still says the same, whatever the order and the format of its triples.

The digest is the sum, modulo 2^256, of the SHA-256 of each distinct triple in canonical N-Triples, without its dot and
with literals as they are written. A blank node counts by the name that `read_quads` gives it, which stays the same as
long as the text of the file does.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice

import pyoxigraph

from steungraaf.rdf.terms import Quad

END = b" .\n"  # of each triple in canonical N-Triples
_BATCH = 50_000  # as many triples are written out at a time


def graph_digest(quads: Iterable[Quad]) -> str:
    """Return the digest of a graph as 64 hexadecimal digits; the graphs that the quads name do not count.

    >>> graph_digest([])
    '0000000000000000000000000000000000000000000000000000000000000000'
    """
    return digest_of(sum(map(triple_number, set(chain.from_iterable(triples_of(quads))))))


def triple_number(triple: bytes) -> int:
    """Return what one triple adds to the sum."""
    return int.from_bytes(sha256(triple).digest())


def digest_of(total: int) -> str:
    """Return a sum as it is written down."""
    return f"{total % (1 << 256):064x}"


def triples_of(quads: Iterable[Quad]) -> Iterator[list[bytes]]:
    """Give the triples of quads in canonical N-Triples, many at a time."""
    remaining = (quad.triple for quad in quads)
    while text := pyoxigraph.serialize(islice(remaining, _BATCH), format=pyoxigraph.RdfFormat.N_TRIPLES):
        yield text.split(END)[:-1]
