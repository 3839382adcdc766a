"""Ask a stored query in plain rdflib, as a reader with the files and no Steungraaf would.

Usage: rdflib_peer.py NAME [FILE]     (prints CSV; imports nothing of the project)

FILE holds the link sets as N-Triples, for rdflib does not read SSSOM.
"""

import sys
from pathlib import Path

import rdflib

ROOT = Path(__file__).resolve().parent.parent


def main(name: str, *more: str) -> None:
    """Parse every file of the dataset, and more of them, into one graph, run the query and print its rows."""
    graph = rdflib.Graph()
    for folder in ("data", "ontology/concepts", "ontology/alignments"):
        for path in sorted((ROOT / folder).rglob("*.ttl")):
            graph.parse(path)
    graph.parse(ROOT / "ontology/steungraaf.ttl")
    for file in more:
        graph.parse(file, format="nt")
    (query,) = (ROOT / "queries").glob(f"*/{name}.rq")
    table = graph.query(query.read_text("utf-8")).serialize(format="csv")
    sys.stdout.write((table or b"").decode("utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
