"""The files of a dataset: which they are, what graphs they make, and what is no dataset."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.assets import data_dir, ontology_dir
from steungraaf.errors import (
    EmptyFolderError,
    FolderMissingError,
    NotADatasetError,
    RdfSyntaxError,
    UnreadableFileError,
)
from steungraaf.folder import Folder, GraphFile
from steungraaf.namespaces import GRAPH
from steungraaf.rdf import NamedNode

TRIPLE = "<urn:s> <urn:p> <urn:o> ."
FILES = {
    "dataset.ttl": TRIPLE,
    "registers/b.ttl": TRIPLE,
    "registers/a b.ttl": TRIPLE,
    "documents/x/claims.ttl": TRIPLE,
    "documents/x/notes.txt": "",
    "documents/.hidden.ttl": "not Turtle",
    ".git/c.ttl": "not Turtle",
    "queries/own/mine.rq": "",
    "queries/actors/who-supports.rq": "",
    "ontology/concepts/units.ttl": TRIPLE,
    "ontology/concepts/mine.ttl": TRIPLE,
    "ontology/shapes/mine.ttl": TRIPLE,
    "ontology/rules/mine.rq": "",
}

Make = Callable[[dict[str, str]], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a folder with files of these texts."""

    def made(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / "some" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "some"

    return made


@pytest.fixture
def folder(make: Make) -> Folder:
    """Give a dataset of somebody's own, with concepts, shapes, a rule and queries of its own."""
    return Folder.open(make(FILES))


def test_bundled_dataset() -> None:
    """Without a path the bundled dataset is opened."""
    folder = Folder.open()
    assert (folder.data, folder.ontology) == (data_dir(), ontology_dir())
    assert GraphFile(data_dir() / "dataset.ttl", f"{GRAPH}dataset") in folder.data_files()


def test_data_files(folder: Folder) -> None:
    """Every Turtle file is a graph by its path; hidden files, and what is no data, are not."""
    assert [file.graph.removeprefix(GRAPH) for file in folder.data_files()] == [
        "dataset",
        "documents/x/claims",
        "registers/a%20b",
        "registers/b",
    ]


def test_ontology_files(folder: Folder) -> None:
    """The vocabulary, concepts and alignments can be asked; what the dataset has replaces what is called the same."""
    files = {file.graph.removeprefix(f"{GRAPH}ontology/"): file.path for file in folder.ontology_files()}
    assert files["steungraaf"] == ontology_dir() / "steungraaf.ttl"
    assert files["concepts/units"] == folder.data / "ontology/concepts/units.ttl"
    assert files["concepts/mine"] == folder.data / "ontology/concepts/mine.ttl"
    assert files["concepts/modality"] == ontology_dir() / "concepts/modality.ttl"
    assert not [name for name in files if name.startswith(("shapes", "rules", "examples"))]


def test_shapes_rules_and_queries(folder: Folder) -> None:
    """Those of the dataset come on top of the bundled ones; of one theme and name its own one counts."""
    bundled = Folder.open()
    own = folder.data
    assert set(folder.shape_files()) == {*bundled.shape_files(), own / "ontology/shapes/mine.ttl"}
    assert set(folder.rule_files()) == {*bundled.rule_files(), own / "ontology/rules/mine.rq"}
    queries = {path.relative_to(path.parents[1]).as_posix(): path for path in folder.query_files()}
    assert queries["own/mine.rq"] == own / "queries/own/mine.rq"
    assert queries["actors/who-supports.rq"] == own / "queries/actors/who-supports.rq"
    assert len(queries) == len(bundled.query_files()) + 1


def test_bundled_shapes_and_rules_are_there() -> None:
    """The bundled ontology has shapes, rules and queries, in the order of their names."""
    folder = Folder.open()
    for files in (folder.shape_files(), folder.rule_files(), folder.query_files()):
        assert files and files == sorted(files)


def test_quads(make: Make) -> None:
    """All that can be asked is streamed, each quad in the graph of its file."""
    graphs = {quad.graph_name for quad in Folder.open(make({"registers/a.ttl": TRIPLE})).quads()}
    expected = {"registers/a", "ontology/steungraaf", "ontology/concepts/units"}
    assert {NamedNode(GRAPH + name) for name in expected} <= graphs


def test_one_broken_file_leaves_the_others(make: Make) -> None:
    """Each file can be read on its own, so that one with a fault does not stop the others."""
    folder = Folder.open(make({"registers/a.ttl": "no", "registers/b.ttl": TRIPLE}))
    broken, sound = folder.data_files()
    with pytest.raises(RdfSyntaxError):
        list(broken.quads())
    assert len(list(sound.quads())) == 1


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is told as such."""
    with pytest.raises(FolderMissingError, match="nowhere"):
        Folder.open(tmp_path / "nowhere")


@pytest.mark.parametrize("files", [[], ["registers/"], ["documents/x/", "queries/"]])
def test_empty_folder(tmp_path: Path, files: list[str]) -> None:
    """A folder with nothing in it, or no data in its folders, is empty."""
    for name in files:
        (tmp_path / name).mkdir(parents=True)
    with pytest.raises(EmptyFolderError):
        Folder.open(tmp_path)


def test_other_folder(make: Make) -> None:
    """A folder of other things is no dataset, nor is a file."""
    path = make({"letters/a.ttl": TRIPLE})
    for other in (path, path / "letters/a.ttl"):
        with pytest.raises(NotADatasetError):
            Folder.open(other)


@pytest.mark.parametrize("refused", ["listdir", "scandir"])
def test_unreadable_folder(make: Make, monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    """A folder that may not be read, at the top or below, is told with the reason of the system."""
    path = make({"registers/a.ttl": TRIPLE})

    def refuse(folder: object) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, refused, refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        Folder.open(path)


def test_folder_that_has_gone(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that is no longer there is missed, not empty; and so is one whose path leads elsewhere now."""
    place = make({"registers/a.ttl": TRIPLE})
    monkeypatch.chdir(place.parent)
    folder = Folder.open(Path(place.name))
    assert len(folder.data_files()) == 1
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(FolderMissingError, match=place.name):
        folder.data_files()
