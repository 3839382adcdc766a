"""Bring the files of a dataset together: its data, and the ontology, rules, shapes and queries that go with it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from steungraaf.assets import data_dir, ontology_dir, queries_dir
from steungraaf.errors import EmptyFolderError, FolderMissingError, NotADatasetError, UnreadableFileError
from steungraaf.namespaces import GRAPH, expand
from steungraaf.rdf import LINK_SET, Literal, Quad

_PARTS = ("dataset.ttl", "registers", "documents", "links")
_QUERIES = "queries"
_APART = ("ontology", _QUERIES)  # inside a dataset folder these hold no data
_STORED = ("", "concepts", "alignments")  # what of the ontology can be asked


class GraphFile(NamedTuple):
    """Name a Turtle file, or a link set, and the graph that it is."""

    path: Path
    graph: str

    def quads(self) -> Iterator[Quad]:
        """Stream the quads of the file, in its graph; raise UnreadableFileError and RdfSyntaxError."""
        from steungraaf.rdf import read_quads

        return read_quads(self.path, graph=self.graph)


@dataclass(frozen=True)
class Folder:
    """Hold where the files of a dataset are; every list of them is in the order of their paths."""

    data: Path
    ontology: Path = field(default_factory=ontology_dir)

    @classmethod
    def open(cls, data: Path | None = None) -> "Folder":
        """Return the folder of a dataset, the bundled one without a path.

        Raises FolderMissingError, NotADatasetError, EmptyFolderError and UnreadableFileError.
        """
        if data is None:
            return cls(data_dir())
        names = _names_in(data)
        if not names:
            raise EmptyFolderError(folder=str(data))
        if not names.intersection(_PARTS):
            raise NotADatasetError(folder=str(data))
        folder = cls(data)
        if not folder.data_files():
            raise EmptyFolderError(folder=str(data))
        return folder

    def data_files(self) -> list[GraphFile]:
        """Return the files of the data, each with its graph; raise FolderMissingError where the folder has gone."""
        if not self.data.is_dir():
            raise FolderMissingError(folder=str(self.data))
        found = _below(self.data, ".ttl", LINK_SET)
        return [_graph_file(name, path, GRAPH) for name, path in found.items() if _first_part(name) not in _APART]

    def link_sets(self) -> list[GraphFile]:
        """Return the link sets among the files of the data."""
        return [file for file in self.data_files() if file.path.name.endswith(LINK_SET)]

    def ontology_files(self) -> list[GraphFile]:
        """Return the files of the vocabulary, the concepts and the alignments, each with its graph."""
        found = _layered([self.ontology, self._own_ontology()], ".ttl")
        namespace = f"{GRAPH}ontology/"
        return [_graph_file(name, path, namespace) for name, path in found.items() if _first_part(name) in _STORED]

    def files(self) -> list[GraphFile]:
        """Return the files of what can be asked: data first, then vocabulary, concepts and alignments."""
        return [*self.data_files(), *self.ontology_files()]

    def shape_files(self) -> list[Path]:
        """Return the files with shapes; those of the dataset itself come on top of the bundled ones."""
        return self._of_ontology("shapes", ".ttl")

    def example_files(self) -> list[Path]:
        """Return the files with the smallest valid example of each class; those of the dataset itself on top."""
        return self._of_ontology("examples", ".ttl")

    def rule_files(self) -> list[Path]:
        """Return the files with rules; those of the dataset itself come on top of the bundled ones."""
        return self._of_ontology("rules", ".rq")

    def version(self) -> str:
        """Return the version of the data as its description states it, or an empty string."""
        from steungraaf.rdf import read_quads

        path = self.data / "dataset.ttl"
        quads = read_quads(path) if path.is_file() else ()
        found = (quad.object for quad in quads if quad.predicate.value == expand("dcat:version"))
        return next((term.value for term in found if isinstance(term, Literal)), "")

    def query_files(self) -> list[Path]:
        """Return the files with stored queries; those of the dataset itself come on top of the bundled ones."""
        return list(_layered([queries_dir(), self.own_queries()], ".rq").values())

    def own_queries(self) -> Path:
        """Return where the stored queries of the dataset itself lie, if it has any."""
        return self.data / _QUERIES

    def quads(self) -> Iterator[Quad]:
        """Stream what can be asked: data, vocabulary, concepts and alignments, each in the graph of its file."""
        for file in self.files():
            yield from file.quads()

    def _own_ontology(self) -> Path:
        return self.data / "ontology"

    def _of_ontology(self, part: str, extension: str) -> list[Path]:
        return list(_layered([self.ontology / part, self._own_ontology() / part], extension).values())


def _first_part(name: str) -> str:
    """Return the folder at the head of a path, or nothing for a file that is in none."""
    return name.partition("/")[0] if "/" in name else ""


def _graph_file(name: str, path: Path, namespace: str) -> GraphFile:
    from urllib.parse import quote

    bare = name.removesuffix(".tsv").rpartition(".")[0]
    return GraphFile(path, namespace + quote(bare, safe="/!$&'()*+,;=:@~", errors="surrogateescape"))


def _layered(folders: Iterable[Path], extension: str) -> dict[str, Path]:
    """Return the files of folders by their path inside; a later folder replaces what has the same path."""
    found: dict[str, Path] = {}
    for folder in folders:
        found.update(_below(folder, extension))
    return dict(sorted(found.items()))


def _below(folder: Path, *extensions: str) -> dict[str, Path]:
    """Return the files with one of the extensions below a folder by their path inside it, hidden ones left out."""
    found: dict[str, Path] = {}
    for place, names, files in os.walk(folder, onerror=_refuse):
        names[:] = [name for name in names if not name.startswith(".")]
        paths = [Path(place, name) for name in files if name.endswith(extensions) and not name.startswith(".")]
        found.update({path.relative_to(folder).as_posix(): path for path in paths})
    return dict(sorted(found.items()))


def _names_in(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))
    except FileNotFoundError as error:
        raise FolderMissingError(folder=str(folder)) from error
    except NotADirectoryError as error:
        raise NotADatasetError(folder=str(folder)) from error
    except OSError as error:
        raise _unreadable(error) from error


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a folder that may be absent
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> UnreadableFileError:
    from steungraaf.reasons import reason_of

    return UnreadableFileError(file=str(error.filename), reason=reason_of(error))
