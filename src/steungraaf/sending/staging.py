"""Take quads of many graphs apart, on disk, so that each graph can be read by itself and as often as need be."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from steungraaf.rdf import NamedNode, Quad, parse_quads
from steungraaf.rdf.digest import triples_of
from steungraaf.sending.outgoing import DATASET, Outgoing, Text, measured, text_of
from steungraaf.store.base import GRAPHLESS

_BATCH = 50_000  # as many quads are held at a time


@contextmanager
def staged(quads: Iterable[Quad], source: Text = "", part: str = DATASET) -> Iterator[list[Outgoing]]:
    """Give the graphs that quads name, in the order of their names; they can be read until the block ends.

    What is in no graph comes in the graph in which servers keep that.

    Raises what reading the quads raises.
    """
    with tempfile.TemporaryDirectory(prefix="steungraaf-") as folder:
        files = _split(quads, Path(folder))
        yield [measured(name, partial(_read, path), source, part) for name, path in sorted(files.items())]


def _split(quads: Iterable[Quad], folder: Path) -> dict[str, Path]:
    files: dict[str, Path] = {}
    remaining = iter(quads)
    while batch := list(islice(remaining, _BATCH)):
        graphs: dict[str, list[Quad]] = {}
        for quad in batch:
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else GRAPHLESS
            graphs.setdefault(name, []).append(quad)
        for name, members in graphs.items():
            path = files.setdefault(name, folder / sha256(name.encode()).hexdigest())
            with path.open("ab") as file:
                file.writelines(map(text_of, triples_of(members)))
    return files


def _read(path: Path) -> Iterator[Quad]:
    """Give back what was put aside, a part of the file at a time; blank nodes keep their names."""
    with path.open("rb") as file:
        while lines := list(islice(file, _BATCH)):
            yield from parse_quads(b"".join(lines), format="ntriples", keep_names=True)
