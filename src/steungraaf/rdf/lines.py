"""Take N-Triples and N-Quads apart by lines, which needs no parser where they are written as most programs do.

Such lines have single blanks, no comments, and no escapes but those that are needed (the canonical form of RDF 1.2
N-Quads, 4). Lines with blank nodes are left to the parser. Whether the terms are sound is for the engine to see.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from steungraaf.rdf.digest import END

BLOCK = 1 << 21  # bytes of lines that are looked at together
# What makes a block one for the parser: other white space, comments, terms without a blank between them, blank nodes
# and triple terms, a datatype that need not be named, and escapes of what needs none.
_ODD = (b"\t", b"\r", b"  ", b" #", b".#", b"><", b" _:", b"<<", b"XMLSchema#string>")
_ODD_ESCAPES = (b"\\u", b"\\U", b"\\b", b"\\f", b"\\'")
_CAPITAL_TAG = re.compile(rb'"@[a-z-]*+[A-Z]')

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
    lines = block.split(END)
    whole = not lines.pop() and block.startswith(b"<") and len(lines) == block.count(b"\n") == block.count(b"\n<") + 1
    if not whole or any(sign in block for sign in _ODD) or _CAPITAL_TAG.search(block):
        return None
    if b"\\" in block and any(sign in block for sign in _ODD_ESCAPES):
        return None
    return [(b"", lines)] if format == "ntriples" else list(_runs(lines))


def _runs(lines: list[bytes]) -> Iterator[Run]:
    last = [line[line.rfind(b" ") + 1 :] for line in lines]
    graphs = {term for term in set(last) if term.startswith(b"<") and term.endswith(b">") and b'"' not in term}
    if len(graphs) < len(set(last)) or any(line.count(b" ") == 2 for line in lines):  # where it may be the object
        last = [
            term if term in graphs and line.count(b" ") > 2 else b"" for term, line in zip(last, lines, strict=True)
        ]
    start = 0
    for graph, same in groupby(last):
        end = start + sum(1 for _ in same)
        length = len(graph) + 1
        yield graph, [line[:-length] for line in lines[start:end]] if graph else lines[start:end]
        start = end
