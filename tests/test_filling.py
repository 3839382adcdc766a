"""Loading a dataset or files into a store on disk: the same answers as from the files, and clear refusals."""

import gzip
import os
from pathlib import Path

import pytest

import steungraaf
from steungraaf.catalogue import Table
from steungraaf.errors import FolderMissingError, NotADatasetError, UnknownFormatError
from steungraaf.filling import Loaded, find_sources, load_store
from steungraaf.folder import Folder
from steungraaf.rdf import NamedNode, Quad
from steungraaf.rdf.digest import graph_digest
from steungraaf.store import EmbeddedStore
from steungraaf.store.disk import DiskStore
from steungraaf.store.store_faults import (
    GraphWithoutFilesError,
    NotAFileError,
    NothingToLoadError,
    StorePlaceError,
    UnreadableSourceError,
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of the bundled dataset."""
    path = tmp_path_factory.mktemp("loaded") / "store"
    load_store(path, find_sources())
    return path


def test_dataset_is_what_it_is_in_memory(loaded: Path, bundled_store: EmbeddedStore) -> None:
    """A store holds the data, the ontology and what the rules derive, as the embedded store does."""
    store = DiskStore.open(loaded)
    assert store.graphs() == bundled_store.graphs()
    assert set(store.dump()) == set(bundled_store.dump())
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert store.query(everything) == bundled_store.query(everything)


def test_digests_are_those_of_the_files(loaded: Path) -> None:
    """The manifest has for each file the digest of what it says as written, so that changes can be seen."""
    graphs = DiskStore.open(loaded).generation.graphs()
    folder = Folder.open()
    files = (*folder.data_files(), *folder.ontology_files())
    assert {file.graph: graphs[file.graph]["digest"] for file in files} == {
        file.graph: graph_digest(file.quads()) for file in files
    }


def test_every_question_has_the_same_answer(loaded: Path) -> None:
    """Each stored query that needs no parameter gives from the disk what it gives from the files."""
    files, disk = steungraaf.open(), steungraaf.open(store=loaded)
    for query in files.queries():
        if all(parameter.optional for parameter in query.parameters) and not query.is_federated:
            one, other = (dataset.ask(query.name) for dataset in (files, disk))
            tables = [each if isinstance(each, Table) else each.table() for each in (one, other)]
            assert tables[0].to_json() == tables[1].to_json(), query.name
    assert disk.answers() == files.answers()


def quads_of(path: Path) -> set[Quad]:
    """Return what a store holds."""
    return set(DiskStore.open(path).dump())


def test_files_go_each_to_its_graph(tmp_path: Path) -> None:
    """What a file says outside any graph is in the graph of its address, what it says in a graph stays there."""
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/a.ttl").write_text("<urn:a> <urn:p> 1 .", "utf-8")
    (tmp_path / "in/deep/b.nq.gz").write_bytes(gzip.compress(b"<urn:b> <urn:p> <urn:o> <urn:g> .\n"))
    (tmp_path / "in/.hidden.ttl").touch()
    (tmp_path / "in/readme.txt").touch()
    assert load_store(tmp_path / "s", find_sources([tmp_path / "in"])) == Loaded(2, 2, 2)
    assert DiskStore.open(tmp_path / "s").graphs() == [(tmp_path / "in/a.ttl").as_uri(), "urn:g"]


def test_graph_that_is_named(tmp_path: Path) -> None:
    """With a graph, all that is in none goes there; a file that is named twice is loaded once."""
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:p> <urn:b> .", "utf-8")
    load_store(tmp_path / "s", find_sources([path, path], graph="urn:mine"))
    a, p, b = map(NamedNode, ("urn:a", "urn:p", "urn:b"))
    assert quads_of(tmp_path / "s") == {Quad(a, p, b, NamedNode("urn:mine"))}


def test_no_statement_of_a_graph_without_an_iri_is_lost(tmp_path: Path) -> None:
    """What a file says in graphs that it names by blank nodes is counted, dumped and named like all else."""
    path = tmp_path / "odd.trig"
    path.write_text("_:g { <urn:a> <urn:p> 1 } <urn:g> { <urn:a> <urn:p> 2 } [] { <urn:a> <urn:p> 3 }", "utf-8")
    assert load_store(tmp_path / "s", find_sources([path])) == Loaded(3, 3, 3)
    assert (len(quads_of(tmp_path / "s")), len(DiskStore.open(tmp_path / "s").graphs())) == (3, 3)


def test_names_that_are_not_utf8(tmp_path: Path, short: Path) -> None:
    """A file is loaded whatever bytes its name has, alone, in a folder and in a dataset; the manifest gives it back."""
    (tmp_path / "in").mkdir()
    name = os.fsdecode(b"l1\xe9.ttl")
    for place in (tmp_path / "in", short / "registers"):
        place.mkdir(exist_ok=True)
        (place / name).write_text("<urn:a> <urn:p> 1 .", "utf-8")
    for paths in ([tmp_path / "in"], [tmp_path / "in" / name], [short]):
        load_store(tmp_path / "s", find_sources(paths))
        generation = DiskStore.open(tmp_path / "s").generation
        assert name in {Path(source).name for source in generation.manifest["sources"]}
        assert any(graph.endswith(("/l1%E9.ttl", "/l1%E9")) for graph in generation.graphs())


def test_load_replaces_the_whole(tmp_path: Path, short: Path) -> None:
    """A second load leaves nothing of the first, and tells what it reads as it goes on."""
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:p> 1 .", "utf-8")
    told: list[tuple[int, int]] = []
    load_store(tmp_path / "s", find_sources([tmp_path / "a.ttl"]))
    wanted = find_sources(data=short)
    load_store(tmp_path / "s", wanted, report=lambda read, statements: told.append((read, statements)))
    assert not any("urn:a" in str(quad) for quad in quads_of(tmp_path / "s"))
    assert told == sorted(told) and told[-1][0] == wanted.size and told[-1][1] > 100


def test_folder_of_a_dataset_is_told_from_others(tmp_path: Path, short: Path) -> None:
    """A folder in the layout of a dataset brings its ontology and rules; a place without RDF is an error."""
    assert find_sources([short]).rules and find_sources([short]) == find_sources(data=short)
    assert not find_sources([short], graph="urn:g").rules
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/x.txt").touch()
    with pytest.raises(NothingToLoadError, match="empty"):
        find_sources([tmp_path / "empty", tmp_path / "empty"])
    with pytest.raises(NotADatasetError):
        find_sources(data=tmp_path / "empty")


def test_what_cannot_be_loaded(tmp_path: Path) -> None:
    """A folder that is not there and a file of no known format are told before anything is made."""
    with pytest.raises(FolderMissingError):
        find_sources(data=tmp_path / "none")
    with pytest.raises(UnknownFormatError):
        find_sources([tmp_path / "a.doc", tmp_path / "b.ttl"])
    with pytest.raises(UnreadableSourceError, match=r"b\.ttl"):
        load_store(tmp_path / "s", find_sources([tmp_path / "b.ttl", tmp_path / "c.ttl"]))
    assert not (tmp_path / "s/current").exists()


def test_only_files_are_read(tmp_path: Path) -> None:
    """Standard input and pipes, which can be read once only, are refused and not waited for; so in a folder."""
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in/a.ttl")
    for path in ("-", "/dev/null", tmp_path / "in/a.ttl", tmp_path / "in"):
        with pytest.raises(NotAFileError) as caught:
            find_sources([path], graph="urn:g")
        assert caught.value.exit_status == 29


def test_graph_needs_files(tmp_path: Path) -> None:
    """A graph is for files that are named; a dataset has a graph for each of its own."""
    with pytest.raises(GraphWithoutFilesError):
        find_sources(data=tmp_path, graph="urn:g")


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is told, and not passed over."""
    (tmp_path / "in").mkdir()

    def refuse(path: Path, onerror: object) -> None:
        onerror(PermissionError(13, "Permission denied", str(path)))  # type: ignore[operator]

    monkeypatch.setattr("steungraaf.filling.os.walk", refuse)
    with pytest.raises(UnreadableSourceError, match="Permission denied"):
        find_sources([tmp_path / "in", tmp_path / "in"])


@pytest.mark.parametrize("place", [".", "store", "documents/kort/store"])
def test_store_among_its_own_files(short: Path, place: str) -> None:
    """A store in the folder that it is made from is refused."""
    with pytest.raises(StorePlaceError, match="which is loaded from"):
        load_store(short / place, find_sources(data=short))
