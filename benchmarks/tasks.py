"""Do one thing that is measured, in a process of its own; print what came of it as JSON.

Usage: python -m benchmarks.tasks TASK ARGUMENTS
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.questions import ask_embedded, ask_rdflib, ask_server

FORMATS = {"turtle": "TURTLE", "trig": "TRIG", "ntriples": "N_TRIPLES", "nquads": "N_QUADS", "rdfxml": "RDF_XML"}
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}
WITH_GRAPHS = ("trig", "nquads", "jsonld")


def union(folder: str, out: str) -> dict[str, Any]:
    """Write all that can be asked of a folder as N-Triples."""
    import steungraaf
    from steungraaf.rdf import write_rdf
    from steungraaf.store import EmbeddedStore

    store = steungraaf.open(folder).store
    assert isinstance(store, EmbeddedStore)
    with Path(out).open("wb") as file:
        write_rdf(store.union(), file, "ntriples")
    return {}


def links(folder: str, out: str) -> dict[str, Any]:
    """Write what the link sets of a folder say as N-Triples."""
    from steungraaf.rdf import LINK_SET
    from steungraaf.rdf.reading import turtle_of

    sets = sorted(path for path in Path(folder).iterdir() if path.name.endswith(LINK_SET))
    Path(out).write_bytes(b"".join(map(turtle_of, sets)))
    return {}


def count(file: str, format: str) -> dict[str, Any]:
    """Count the different statements of a file."""
    import pyoxigraph

    parsed = pyoxigraph.parse(path=file, format=_format(format))
    if format in ("ntriples", "nquads", "trig"):
        return {"count": sum(1 for _ in parsed)}
    return {"count": len({hash(quad) for quad in parsed})}


def rdflib_load(file: str) -> dict[str, Any]:
    """Load N-Quads into rdflib."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(file, format="nquads")
    return {"count": sum(len(graph) for graph in dataset.graphs())}


def rdflib_export(file: str, format: str, out: str) -> dict[str, Any]:
    """Load N-Triples or N-Quads into rdflib and write them in a format."""
    import rdflib

    graphs = format in WITH_GRAPHS
    data: Any = rdflib.Dataset() if graphs else rdflib.Graph()
    data.parse(file, format="nquads" if graphs else "nt")
    start = time.perf_counter()
    data.serialize(out, format=RDFLIB[format])
    return {"written": time.perf_counter() - start}


def oxigraph_export(file: str, format: str, out: str) -> dict[str, Any]:
    """Load N-Triples or N-Quads into pyoxigraph and write them in a format."""
    import pyoxigraph

    store, graphs = pyoxigraph.Store(), format in WITH_GRAPHS
    store.bulk_load(path=file, format=_format("nquads" if graphs else "ntriples"))
    start = time.perf_counter()
    where: Any = {} if graphs else {"from_graph": pyoxigraph.DefaultGraph()}
    store.dump(out, _format(format), **where)
    return {"written": time.perf_counter() - start}


def shapes(folder: str, engine: str) -> dict[str, Any]:
    """Hold a folder against all shapes with one engine."""
    from steungraaf.folder import Folder
    from steungraaf.validation.dataset_check import read_folder
    from steungraaf.validation.shapes import Shapes

    opened = Folder.open(Path(folder))
    sources = read_folder(opened)
    found = Shapes(opened.shape_files()).check(sources.quads(), sources, engine)
    return {"findings": sorted(f"{one.focus} {one.shape}" for one in found)}


def held(store: str) -> dict[str, Any]:
    """Count the statements of a store that the Oxigraph command made."""
    import pyoxigraph

    return {"count": len(pyoxigraph.Store.read_only(store))}


def search_names(names: str, table: str, rows: str) -> dict[str, Any]:
    """Look up the first rows of a table among all names by rapidfuzz, as one would without an index."""
    import csv

    from rapidfuzz import fuzz, process, utils

    known, wanted = (
        [row["naam"] for row in csv.DictReader(Path(path).open(encoding="utf-8", newline=""))]
        for path in (names, table)
    )
    known = [utils.default_process(name) for name in known]
    start = time.perf_counter()
    found = [
        process.extractOne(name, known, scorer=fuzz.ratio, processor=utils.default_process)
        for name in wanted[: int(rows)]
    ]
    return {"seconds": time.perf_counter() - start, "count": len(found)}


def find_by_name(turtle: str, asked: str) -> dict[str, Any]:
    """Look for texts with our search; without a file among the bundled data."""
    from benchmarks.searching import answer
    from benchmarks.searching import open_store as opened
    from steungraaf.search import Search

    search = Search(opened(turtle), list)
    start = time.perf_counter()
    assert search.index.names
    built = time.perf_counter() - start
    return {"built": built, **answer(asked, lambda text: len(search.find(text, limit=10)))}


def find_by_scan(turtle: str, asked: str) -> dict[str, Any]:
    """Look for texts by a SPARQL query that reads every label; without a file among the bundled data."""
    from benchmarks.searching import answer, scan
    from benchmarks.searching import open_store as opened

    store = opened(turtle)
    return answer(asked, lambda text: len(store.query(scan(text)).rows))  # type: ignore[union-attr]


def _format(name: str) -> Any:
    import pyoxigraph

    return getattr(pyoxigraph.RdfFormat, {**FORMATS, "jsonld": "JSON_LD"}[name])


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    one.__name__: one
    for one in (
        *(union, links, count, held, shapes),
        *(rdflib_load, rdflib_export, oxigraph_export),
        *(ask_embedded, ask_server, ask_rdflib),
        search_names,
        *(find_by_name, find_by_scan),
    )
}


def main(arguments: Sequence[str]) -> int:
    """Do the task and print what came of it."""
    print(json.dumps(TASKS[arguments[0]](*arguments[1:])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
