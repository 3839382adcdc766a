"""Test that what is opened is what was asked for."""

from pathlib import Path

from steungraaf.folder import Folder
from steungraaf.opening import open_store
from steungraaf.rdf import NamedNode, Quad
from steungraaf.store.disk import DiskStore

THING = NamedNode("https://example.org/a")


def test_worker_opens_files(short: Path) -> None:
    """A worker on a folder holds its statements and those that follow from them."""
    folder = Folder.open(short)
    store = open_store(data=str(folder.data), ontology=str(folder.ontology))
    assert bool(store.run("ASK { <https://w3id.org/steungraaf/id/document/kort/fonds> ?p ?o }"))
    assert any("graph/derived/" in graph for graph in store.graphs())


def test_worker_opens_a_store_on_disk(tmp_path: Path) -> None:
    """A worker on a store asks what that holds."""
    DiskStore.create(tmp_path / "store").load([Quad(THING, THING, THING)])
    assert bool(open_store(store=str(tmp_path / "store")).run("ASK { ?s ?p <https://example.org/a> }"))
