"""Count graphs: those in the engine, and those of files in which some triples come twice or mean the same."""

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pyoxigraph

from steungraaf.rdf.digest import triple_number
from steungraaf.store.staging import Source, Tally, staged

_PARTS = 64  # what is counted at a time is about such a part of it all
_PER_GRAPH = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def count_graphs(engine: pyoxigraph.Store) -> dict[str, int]:
    """Return how many triples each graph of an engine has; its name is a term of N-Quads."""
    found = engine.query(_PER_GRAPH)
    assert isinstance(found, pyoxigraph.QuerySolutions)  # it is a SELECT
    return {str(row["g"]): int(row["n"].value) for row in found if row["g"] is not None}


def recount(sources: Iterable[Source], graphs: Collection[str], place: Path) -> dict[str, Tally]:
    """Count the distinct triples of some graphs of files, as the engine tells them apart, in bounded memory.

    They are first spread over files in a scratch directory at `place`, the same subject always to the same file.
    """
    tallies = {graph: Tally() for graph in graphs}
    with TemporaryDirectory(dir=place) as scratch:
        paths = [Path(scratch, f"{number}.nq") for number in range(_PARTS)]
        _spread(sources, graphs, paths)
        for path in paths:
            lines = set(path.read_bytes().splitlines(keepends=True))
            for line in lines:
                triple, _, graph = line.removesuffix(b" .\n").rpartition(b" ")
                tallies[graph.decode()].total += triple_number(triple)
            engine = pyoxigraph.Store()
            engine.bulk_load(b"".join(lines), pyoxigraph.RdfFormat.N_QUADS)
            for name, number in count_graphs(engine).items():
                tallies[name].triples += number
    return tallies


def _spread(sources: Iterable[Source], graphs: Collection[str], paths: list[Path]) -> None:
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("wb")) for path in paths]
        for source in sources:
            for graph, triples in (run for piece in staged(source) for run in piece.all_runs() if run[0] in graphs):
                end = f" {graph} .\n".encode()
                for triple in triples:
                    files[crc32(triple.partition(b" ")[0]) % _PARTS].write(triple + end)
