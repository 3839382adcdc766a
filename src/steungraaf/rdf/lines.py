"""Take N-Triples and N-Quads apart by lines, which needs no parser where they are written as most programs do.

Such lines have single blanks, no comments, and no escapes but those that are needed (the canonical form of RDF 1.2
N-Quads, 4). Lines with blank nodes are left to the parser. Whether the terms are sound is for the engine to see.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

BLOCK = 1 << 21  # bytes of lines that are looked at together
# One line, whose terms are told apart as a parser would, so that a sound one is never taken for another. A term that
# begins with two signs is a triple term, or nested ones. What is no line takes all that is left with it, so that
# nothing is read twice.
_IRI = rb"<(?!<)[^>]*+>"
_LITERAL = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"(?:\^\^' + _IRI + rb"|@[a-z0-9-]++)?+"
_LINE = re.compile(
    rb"(" + _IRI + rb" " + _IRI + rb" (?:" + _IRI + rb"|" + _LITERAL + rb"))(?: (" + _IRI + rb"))?+ \.\n|(?s:.)++"
)
# What the canonical form writes otherwise: white space, a datatype that need not be named, escapes of what needs none.
_ODD = (b"\t", b"\r", b"XMLSchema#string>")
_ODD_ESCAPES = (b"\\u", b"\\U", b"\\b", b"\\f", b"\\'")

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


def runs_of(block: bytes, format: str) -> list[Run] | None:
    """Return the lines of a block as runs of one graph; None where they are for the parser."""
    if any(sign in block for sign in _ODD):
        return None
    if b"\\" in block and any(sign in block for sign in _ODD_ESCAPES):
        return None
    parts = _LINE.split(block)  # for each line nothing, its triple, and its graph or None
    triples, graphs = parts[1::3], parts[2::3]
    if None in triples or format == "ntriples" and any(graphs):
        return None
    return list(_runs(triples, graphs))


def _runs(triples: list[bytes], graphs: list[bytes | None]) -> Iterator[Run]:
    start = 0
    for graph, same in groupby(graphs):
        end = start + sum(1 for _ in same)
        yield graph or b"", triples[start:end]
        start = end
