"""Load a dataset, or any files, into a store on disk.

A dataset becomes what `steungraaf.open` makes of it in memory: its data, the ontology and what the rules derive. Other
files become what they say, and nothing more.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from steungraaf.derivation import derive_in_place
from steungraaf.errors import NotADatasetError, UnknownFormatError
from steungraaf.folder import Folder
from steungraaf.rdf import format_of
from steungraaf.reasons import reason_of
from steungraaf.store.generations import new_generation
from steungraaf.store.loading import Filling, Report
from steungraaf.store.staging import Source
from steungraaf.store.store_faults import (
    GraphWithoutFilesError,
    NotAFileError,
    NothingToLoadError,
    StorePlaceError,
    UnreadableSourceError,
)

_INSIDE = {"nl": "ze ligt in {folder}, waaruit geladen wordt", "en": "it lies in {folder}, which is loaded from"}


@dataclass(frozen=True)
class Loaded:
    """Count what a store holds after a load: graphs, quads in them, and triples of all graphs as one."""

    graphs: int
    quads: int
    triples: int


@dataclass(frozen=True)
class Wanted:
    """Hold which files are to be loaded, which rules to be run on them, and the folders that were looked through."""

    sources: Sequence[Source]
    rules: Sequence[Path] = ()
    folders: Sequence[Path] = ()

    @property
    def size(self) -> int:
        """Return the bytes of all the files together."""
        return sum(os.path.getsize(source.path) for source in self.sources if source.path.is_file())


def find_sources(
    paths: Iterable[str | PathLike[str]] = (), *, data: str | PathLike[str] | None = None, graph: str | None = None
) -> Wanted:
    """Return what is to be loaded: the dataset in `data`, or the bundled one, where no paths are given.

    Of paths, one folder that is a dataset is taken as such. Any other folder stands for the RDF files below it. What
    such a file says outside any graph goes to `graph`, or else to a graph that is named by the address of the file.

    Raises what Folder.open raises, UnreadableSourceError, UnknownFormatError, NothingToLoadError, and
    GraphWithoutFilesError for a graph without paths.
    """
    given = [Path(path) for path in paths]
    if graph is not None and not given:
        raise GraphWithoutFilesError()
    if graph is None and (not given or len(given) == 1 and given[0].is_dir()):
        try:
            return _of_dataset(Folder.open(given[0] if given else None if data is None else Path(data)))
        except NotADatasetError:
            if not given:
                raise
    files = [file for path in given for file in _files(path)]
    if not files:
        raise NothingToLoadError(paths=[str(path) for path in given])
    sources = [Source(file, graph or file.resolve().as_uri()) for file in dict.fromkeys(files)]
    return Wanted(sources, folders=[path for path in given if path.is_dir()])


def load_store(store: str | PathLike[str], wanted: Wanted, *, report: Report | None = None) -> Loaded:
    """Make files the whole of a store on disk; who reads the store keeps what it held until it is opened again.

    Whatever fails, the store holds what it held before. `report` is called with the bytes and statements read so far.

    Raises StoreError, and what is wrong with the files: UnreadableSourceError, BrokenArchiveError, ChangedSourceError,
    RdfSyntaxError, RuleError.
    """
    path = Path(store)
    _check_place(path, wanted.folders)
    with new_generation(path) as place:
        filling = Filling(path, place)
        filling.add(wanted.sources, report)
        if wanted.rules:
            derive_in_place(filling, wanted.rules)
        totals = filling.finish()
    return Loaded(totals["graphs"], totals["quads"], totals["triples"])


def _of_dataset(folder: Folder) -> Wanted:
    return Wanted([Source(file.path, file.graph) for file in folder.files()], folder.rule_files(), [folder.data])


def _files(path: Path) -> Iterator[Path]:
    """Give a file, or the files in formats of RDF below a folder, in the order of their paths."""
    if not path.is_dir():
        _check_file(path)
        format_of(path)
        yield path
        return
    for place, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found = [Path(place, name) for name in sorted(names) if not name.startswith(".") and _is_rdf(Path(name))]
        yield from map(_check_file, found)


def _check_file(path: Path) -> Path:
    """Return the path of a file, or of nothing, which who reads it will say; a pipe can only be read once."""
    if str(path) == "-" or os.path.exists(path) and not os.path.isfile(path):
        raise NotAFileError(file=str(path))
    return path


def _is_rdf(name: Path) -> bool:
    try:
        return bool(format_of(name))
    except UnknownFormatError:
        return False


def _refuse(error: OSError) -> None:
    raise UnreadableSourceError(file=str(error.filename), reason=reason_of(error)) from error


def _check_place(store: Path, folders: Iterable[Path]) -> None:
    """Refuse a store among the files that it is made from, where the next load would come upon it."""
    place = store.resolve()
    for folder in folders:
        if folder.resolve() in (place, *place.parents):
            reason = {lang: text.replace("{folder}", str(folder)) for lang, text in _INSIDE.items()}
            raise StorePlaceError(store=str(store), reason=reason)
