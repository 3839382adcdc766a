"""Turn files of any format into lines that the engine loads in bulk, counted and summed up for each graph.

Most files are one graph without blank nodes: those are parsed and written out by the engine itself. N-Triples and
N-Quads that are canonical need not be parsed here at all. What is left goes one quad at a time, which also explains
faults.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import cast

import pyoxigraph

from steungraaf.errors import UnreadableFileError
from steungraaf.rdf import BlankNode, DefaultGraph, NamedNode, Quad, Triple, format_of, read_quads
from steungraaf.rdf.compressed import pieces_of
from steungraaf.rdf.digest import END, triple_number, triples_of
from steungraaf.rdf.formats import LINKS, engine_format
from steungraaf.rdf.limits import find_fault
from steungraaf.rdf.lines import blocks_of, runs_of
from steungraaf.rdf.reading import is_large, naming_of, parse_block, read_bytes
from steungraaf.rdf.streaming import GuardedText
from steungraaf.store.base import GRAPHLESS
from steungraaf.store.store_faults import UnreadableSourceError

_BATCH = 20_000  # quads that are written out together
_BY_LINES = ("ntriples", "nquads")

Run = tuple[str, list[bytes]]  # a graph, as a term of N-Quads, and triples of it


@dataclass(frozen=True)
class Source:
    """Name a file to load, and the graph of those of its triples that are in none."""

    path: Path
    graph: str = GRAPHLESS

    def quads(self) -> Iterator[Quad]:
        """Stream what the file says, all of it in graphs that have an IRI; raise what `staged` raises."""
        with _source_faults():
            yield from read_quads(self.path, graph=self.graph, name_graphs=True)


@dataclass
class Tally:
    """Count the triples of one graph as they come, and sum up their digests; a triple that comes twice counts twice."""

    triples: int = 0
    total: int = 0
    sources: set[Source] = field(default_factory=set)

    def add(self, triples: list[bytes]) -> None:
        """Take some triples."""
        self.triples += len(triples)
        self.total += sum(map(triple_number, triples))


@dataclass(frozen=True)
class Piece:
    """Hold some statements, those of one graph together.

    The bulk loader gives blank nodes names of its own, so statements that have some come as quads beside the runs.
    """

    runs: list[Run]
    with_nodes: list[Quad] = field(default_factory=list)
    text: bytes | None = None  # the runs as N-Quads, where they were read so

    def named(self) -> bytes:
        """Return the statements without blank nodes as N-Quads."""
        if self.text is not None:
            return self.text
        return b"".join(_lines(triples, f" {graph} .\n".encode()) for graph, triples in self.runs)

    def plain(self) -> bytes:
        """Return the same as N-Triples."""
        return b"".join(_lines(triples, END) for _, triples in self.runs)

    def all_runs(self) -> Iterator[Run]:
        """Give all statements, also those with blank nodes."""
        yield from self.runs
        yield from _runs(self.with_nodes)


def _lines(triples: list[bytes], end: bytes) -> bytes:
    return end.join([*triples, b""])


def staged(source: Source) -> Iterator[Piece]:
    """Give what a file says, piece by piece.

    Raises UnreadableSourceError, NotUtf8Error, BrokenArchiveError, MissingExtraError, UnknownFormatError and
    RdfSyntaxError.
    """
    format = format_of(source.path)
    with _source_faults():
        if format in _BY_LINES:
            yield from _by_lines(source, format)
        elif format == LINKS or is_large(source.path) or (piece := _at_once(source, format)) is None:
            yield from _written(source.quads())
        else:
            yield piece


@contextmanager
def _source_faults() -> Iterator[None]:
    """Let a file that cannot be read end the program with the status of files to load."""
    try:
        yield
    except UnreadableFileError as error:
        if type(error) is not UnreadableFileError:
            raise
        raise UnreadableSourceError(**error.parts) from error


def explain(sources: Iterable[Source]) -> None:
    """Read files again that the engine refused; raise RdfSyntaxError for the first with a fault."""
    for source in sources:
        for _ in source.quads():
            pass


def _at_once(source: Source, format: str) -> Piece | None:
    """Return all of a file that is one graph without blank nodes, each triple once; None for any other file."""
    data = read_bytes(source.path)
    if format == "jsonld" or find_fault(data, format):  # JSON-LD drops relative IRIs unless it is watched
        return None
    try:
        quads = cast(Iterator[Quad], pyoxigraph.parse(data, engine_format(format)))
        triples = list(dict.fromkeys(chain.from_iterable(triples_of(_ungraphed(quads)))))
    except (SyntaxError, ValueError):
        return None
    has_nodes = any(b"_:" in triple.partition(b'"')[0] for triple in triples if b"_:" in triple)
    return None if has_nodes else Piece([(_term(source.graph), triples)])


def _ungraphed(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Pass quads on; raise ValueError for one that names a graph."""
    for quad in quads:
        if type(quad.graph_name) is not DefaultGraph:
            raise ValueError("a named graph")
        yield quad


def _by_lines(source: Source, format: str) -> Iterator[Piece]:
    """Give the statements of N-Triples or N-Quads, by blocks of lines."""
    name, naming, read = str(source.path), None, 0
    text = GuardedText(pieces_of(source.path), format, name)
    for block in blocks_of(iter(text.read, b"")):
        runs = runs_of(block, format)
        if runs is not None:
            graphless, named = _term(source.graph), all(graph for graph, _ in runs)
            runs_by_term = [(graph.decode() or graphless, triples) for graph, triples in runs]
            yield Piece(runs_by_term, text=block if named else None)
        else:
            naming = naming or naming_of(source.path, source.graph, format)  # no block before has a blank node
            yield from _written(parse_block(block, format=format, name=name, naming=naming, line=read))
        read += block.count(b"\n")


def _written(quads: Iterator[Quad]) -> Iterator[Piece]:
    """Write quads out, each in its graph."""
    while batch := list(islice(quads, _BATCH)):
        plain = [quad for quad in batch if not _has_nodes(quad)]
        yield Piece(list(_runs(plain)), [quad for quad in batch if _has_nodes(quad)])


def _runs(quads: list[Quad]) -> Iterator[Run]:
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    for graph, members in graphs.items():
        yield graph, list(chain.from_iterable(triples_of(members)))


def _has_nodes(quad: Quad) -> bool:
    """Tell whether a quad has, or may have, a blank node."""
    kinds = type(quad.subject), type(quad.object), type(quad.graph_name)
    return BlankNode in kinds or Triple in kinds


def _term(graph: str) -> str:
    return str(NamedNode(graph))
