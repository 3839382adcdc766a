"""Take N-Triples and N-Quads apart by lines, which needs no parser where they are written in the canonical way.

The canonical way (RDF 1.2 N-Quads, 4) is the one in which most programs write them: single blanks, no comments, no
escapes but those that are needed. Lines with blank nodes are left to the parser, and so are those with a fault.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

BLOCK = 1 << 21  # bytes of lines that are looked at together
_IRI = rb'<[A-Za-z][A-Za-z0-9+.-]*+:[^\x00-\x20<>"{}|\\^`]*+>'
_TYPE = rb"\^\^(?!<http://www\.w3\.org/2001/XMLSchema#string>)" + _IRI
_LITERAL = rb'"(?:[^"\\\x00-\x1f\x7f]++|\\[\\"nrt])*+"(?:@[a-z]++(?:-[a-z0-9]++)*+|' + _TYPE + rb")?"
_LINE = re.compile(rb"(" + _IRI + rb" " + _IRI + rb" (?:" + _IRI + rb"|" + _LITERAL + rb"))(?: (" + _IRI + rb"))? \.\n")

Run = tuple[bytes, list[bytes]]  # a graph as it is written, empty for none, and its triples without the dot


def blocks_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give a text in blocks of whole lines; a line feed is added to a last line without one."""
    rest = [b""]
    size = 0
    for piece in pieces:
        size += len(piece)
        cut = piece.rfind(b"\n") + 1 if size >= BLOCK else 0
        rest.append(piece[:cut] if cut else piece)
        if cut:
            yield b"".join(rest)
            rest, size = [piece[cut:]], len(piece) - cut
    if last := b"".join(rest):
        yield last if last.endswith(b"\n") else last + b"\n"


def canonical_runs(block: bytes) -> list[Run] | None:
    """Return the lines of a block as runs of one graph; None where any line is not canonical, or has a blank node."""
    found = _LINE.findall(block)
    if sum(len(triple) + len(graph) + bool(graph) for triple, graph in found) + 3 * len(found) != len(block):
        return None
    return [(graph, [triple for triple, _ in run]) for graph, run in groupby(found, itemgetter(1))]
