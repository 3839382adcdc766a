"""Check a whole dataset: files, shapes, originals, check queries and names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Protocol, cast

from steungraaf.errors import ShapesError
from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad, Term
from steungraaf.store import Solutions, Store, derived_as_written
from steungraaf.store.index import GraphIndex
from steungraaf.validation.finding import Finding, Texts
from steungraaf.validation.indexed import IndexedSources
from steungraaf.validation.names import check_names
from steungraaf.validation.positions import check_originals
from steungraaf.validation.queries import check_queries, fault_finding, run_queries, unreadable_queries
from steungraaf.validation.report import Report, make_report
from steungraaf.validation.shapes import Shapes, error_finding, file_to_blame
from steungraaf.validation.sources import Sources

BY_PARTS_FROM = 5_000_000
"""The bytes of all files together from which data is checked by parts: about fifty thousand statements."""
SENTENCES = f"SELECT DISTINCT ?sentence WHERE {{ ?sentence a <{expand('sg:Sentence')}> }}"
ACCOUNTED = f"""
SELECT DISTINCT ?sentence WHERE {{
  {{ ?sentence a <{expand("sg:Sentence")}> ; <{expand("sg:role")}> ?role
    FILTER(?role != <{expand("sentence-role:statement")}>) }}
  UNION {{ VALUES ?kind {{ <{expand("sg:Claim")}> <{expand("sg:Figure")}> }}
    ?statement a ?kind ; <{expand("prov:wasQuotedFrom")}> ?sentence . ?sentence a <{expand("sg:Sentence")}> }}
}}
"""
Progress = Callable[[Mapping[str, str]], None]

STEPS: Mapping[str, Texts] = {
    "files": {"nl": "Bestanden lezen", "en": "Reading files"},
    "shapes": {"nl": "Toetsen aan de shapes", "en": "Holding against the shapes"},
    "originals": {"nl": "Vergelijken met de bronteksten", "en": "Comparing with the originals"},
    "queries": {"nl": "Controlevragen stellen", "en": "Asking the check queries"},
    "names": {"nl": "Namen nagaan", "en": "Looking up names"},
}


def read_folder(folder: Folder) -> Sources:
    """Read every data and ontology file of a folder; those with a fault are kept apart.

    Much data goes into an index, and is checked by parts.
    """
    files = folder.files()
    large = sum(_size(file.path) for file in files) >= BY_PARTS_FROM
    sources = IndexedSources(GraphIndex()) if large else Sources()
    for file in files:
        sources.read(file.path, graph=file.graph)
    return sources


def _size(path: Path) -> int:
    """Return the bytes of a file; of one that cannot be read, which is told later, none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def readable_quads(folder: Folder) -> Iterator[Quad]:
    """Yield the statements of the files that can be read, so that the rest can be checked when one cannot."""
    return read_folder(folder).quads()


class Data(Protocol):
    """Statements that can be gone through again and again, and held against shapes."""

    def __iter__(self) -> Iterator[Quad]: ...

    def check(self, shapes: Shapes, sources: Sources, engine: str) -> list[Finding]:
        """Hold the statements against shapes; raise ShapesError and FastEngineError."""
        ...


class _Data:
    """The statements of the files and what is derived from them, to be gone through again and again."""

    def __init__(self, sources: Sources, derived: list[Quad]) -> None:
        self._sources = sources
        self._derived = derived
        if isinstance(sources, IndexedSources):
            sources.index.add(derived)

    def __iter__(self) -> Iterator[Quad]:
        return chain(self._sources.quads(), self._derived)

    def check(self, shapes: Shapes, sources: Sources, engine: str) -> list[Finding]:
        """Hold the statements against shapes; raise ShapesError and FastEngineError."""
        if isinstance(sources, IndexedSources):
            return shapes.check_by_parts(sources, engine)
        return shapes.check(self, sources, engine)


def check_dataset(
    folder: Folder,
    store: Store,
    texts: Mapping[str, str] | None = None,
    *,
    progress: Progress | None = None,
    engine: str = "auto",
    sources: Sources | None = None,
    found: Callable[[Term | None], object] | None = None,
) -> Report:
    """Check the files of a folder, and the store that was made from them.

    `texts` holds for each document, by IRI, its original where it is at hand. `progress` is called as each step begins,
    with the name of the step in both languages. A fault in a file, a shape or a check query is a finding, and the rest
    is checked all the same. `engine` is one of validation.ENGINES; FastEngineError where it cannot be used. `sources`
    are the files, where they have been read; `found` is told what stands first in each row of the check queries.
    """
    begin = progress or ignore
    begin(STEPS["files"])
    sources = sources or read_folder(folder)
    graphs = {file.path: file.graph for file in folder.files()}
    data = _Data(sources, list(derived_as_written(store, sources.quads())))
    faults = [fault_finding(path, error, graphs[path]) for path, error in sources.faults]
    findings, counts = findings_in(folder, store, data, sources, texts or {}, begin=begin, engine=engine, found=found)
    checked = {"files": sources.files, "statements": sum(1 for _ in sources.quads()), **counts}
    return report_of([*faults, *findings], checked, sources)


def report_of(findings: Iterable[Finding], checked: Mapping[str, int], sources: Sources) -> Report:
    """Return the report of findings, each once: several targets may lead one shape to the same thing."""
    distinct = {finding.order: finding for finding in findings}.values()
    iris = dict.fromkeys(iri for finding in distinct for iri in (finding.focus, finding.sentence) if iri)
    return make_report(sources.placed(distinct), checked, sources.labels(sources.ahead(iris, lambda iri: [iri])))


def findings_in(
    folder: Folder,
    store: Store,
    data: Data,
    sources: Sources,
    texts: Mapping[str, str],
    *,
    begin: Progress,
    engine: str,
    found: Callable[[Term | None], object] | None = None,
) -> tuple[list[Finding], dict[str, int]]:
    """Return what is found in data that are at hand, and by how much they were held; see check_dataset."""
    begin(STEPS["shapes"])
    shapes = Shapes(folder.shape_files())
    own_shapes = [path for path in folder.shape_files() if not path.is_relative_to(folder.ontology)]
    findings = _shape_findings(shapes, data, sources, own=own_shapes, engine=engine)
    begin(STEPS["originals"])
    findings += check_originals(store, texts, sources)
    begin(STEPS["queries"])
    queries = check_queries(folder.query_files())
    findings += run_queries(queries, store, sources, found)
    findings += unreadable_queries(folder.query_files())
    begin(STEPS["names"])
    if not sources.faults:  # what a broken file describes would seem to be described nowhere
        findings += check_names(data, sources, store)
    counts = {
        "shapes": shapes.count,
        "queries": len(queries),
        **_coverage(store),
        "originals": _spoken_of(store, texts),
    }
    return findings, counts


def _shape_findings(shapes: Shapes, data: Data, sources: Sources, *, own: list[Path], engine: str) -> list[Finding]:
    """Return what is wrong with the shapes, and with the data by what the engine makes of them.

    Bundled shapes are known to be well formed: where a dataset has its `own`, all are looked at first, else when the
    engine fails on them.
    """
    faults = [fault_finding(path, error) for path, error in shapes.sources.faults]
    faults += shapes.ignored()
    faults += shapes.ill_formed() if own else []
    try:
        found = data.check(shapes, sources, engine)
    except ShapesError as error:
        faults += [] if own else shapes.ill_formed()
        found = [error_finding(error, file_to_blame(error, own, lambda some: data.check(some, sources, engine)))]
    return [*(replace(fault, about_data=True) for fault in faults), *found]


def _spoken_of(store: Store, texts: Mapping[str, str]) -> int:
    """Return of how many attached texts the document is in the data: a user keeps those of all datasets together."""
    return sum(store.query(f"ASK {{ {NamedNode(document)} ?property ?value }}") is True for document in texts)


def _coverage(store: Store) -> dict[str, int]:
    """Return how many sentences there are, and how many carry statements or have another role than stating."""
    counts = {}
    for name, pattern in (("sentences", SENTENCES), ("accounted", ACCOUNTED)):
        answer = store.query(f"SELECT (COUNT(*) AS ?count) WHERE {{ {{ {pattern} }} }}")
        assert isinstance(answer, Solutions)  # it is a SELECT
        counts[name] = int(cast(Literal, answer.rows[0][0]).value)
    return counts


def ignore(_: Mapping[str, str]) -> None:
    """Tell nobody."""
