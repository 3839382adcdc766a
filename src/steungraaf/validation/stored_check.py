"""Check what a store on disk or a server holds, without holding it in memory: a part at a time, with its neighbourhood.

What is found is what the check of the files finds from which the store was filled, but for file and line: the graph is
told instead. A store writes literals its own way (``56.0`` as ``56``), so what a finding quotes may be written
otherwise, and what depends on how a literal is written is for the check of the files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED, expand
from steungraaf.rdf import NamedNode, Quad, Term
from steungraaf.store import Store
from steungraaf.validation.dataset_check import Progress, findings_in, ignore, report_of
from steungraaf.validation.finding import Finding
from steungraaf.validation.indexed import term_of
from steungraaf.validation.reach import Neighbourhood, Wanted, Ways
from steungraaf.validation.report import Report
from steungraaf.validation.shapes import Shapes
from steungraaf.validation.sources import Place, Sources, Told, key_of
from steungraaf.validation.store_view import StoreView, graph_order, quads_in_order, view_of

_AT_ONCE = 500
"""Of so many findings together is looked up what they speak of."""
_TYPE = expand("rdf:type")
_SELECTOR = expand("oa:hasSelector")
_NOWHERE = Path()


def check_stored(
    folder: Folder,
    store: Store,
    texts: Mapping[str, str] | None = None,
    *,
    progress: Progress | None = None,
    engine: str = "auto",
) -> Report:
    """Check what a store holds by the shapes and the check queries of a folder, as `check_dataset` checks files.

    Raises EndpointError and StoreError where the store fails, however far the check has come; FastEngineError,
    MissingExtraError and UnknownChoiceError.
    """
    view = view_of(store)
    sources, data = StoredSources(view), _Stored(store, view)
    found, counts = findings_in(folder, store, data, sources, texts or {}, begin=progress or ignore, engine=engine)
    return report_of(found, {**data.counts(), **counts}, sources)


class _Stored:
    """The statements of a store, to be gone through again and again."""

    def __init__(self, store: Store, view: StoreView) -> None:
        self._store = store
        self._view = view
        self._counts: dict[str, int] = {}

    def __iter__(self) -> Iterator[Quad]:
        """Stream all statements, and count those that were not derived on the way."""
        statements, graphs = 0, set()
        for quad in quads_in_order(self._store):
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            if not name.startswith(DERIVED):
                statements += 1
                graphs.add(name)
            yield quad
        self._counts = {"graphs": len(graphs), "statements": statements}

    def check(self, shapes: Shapes, sources: Sources, engine: str) -> list[Finding]:
        """Hold the statements against shapes by parts; raise ShapesError and FastEngineError."""
        return shapes.check_view(self._view, self, sources, engine)

    def counts(self) -> Mapping[str, int]:
        """Return how many graphs and statements there are, besides what was derived."""
        if not self._counts:
            for _ in self:
                pass
        return self._counts


class StoredSources(Sources):
    """What a store says of things, to tell of findings what they are about; there are no files and no lines."""

    in_files = False

    def __init__(self, view: StoreView) -> None:
        """Take what looks up in the store."""
        super().__init__()
        self._view = view
        self._around = Neighbourhood(Ways(), view)

    def ahead(self, told: Iterable[Told], speaks_of: Callable[[Told], Iterable[str]]) -> Iterator[Told]:
        """Pass on what each speaks of some things, after these were looked up, many at once."""
        for some in _batches(told):
            keys = dict.fromkeys(key for each in some for key in speaks_of(each))
            terms = [term for key in keys if (term := term_of(key)) is not None]
            self._around = Neighbourhood(Ways(), self._view)
            self._around.look_up(wanted for term in terms for wanted in (Wanted(term, None), _selecting(term)))
            yield from some

    def place(self, focus: str, path: str | None = None, value: Term | None = None) -> Place:
        """Return that nothing stands in a file."""
        return None, None

    def placed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings with the graph that holds the statement at fault, or what is said of the thing."""
        for some in _batches(findings):
            said: dict[str, list[Quad]] = {}
            foci = dict.fromkeys(term_of(finding.focus) for finding in some if finding.file is None)
            for quad in self._view.in_graphs(filter(None, foci)):
                said.setdefault(key_of(quad.subject), []).append(quad)
            for finding in some:
                about = said.get(finding.focus, ()) if finding.file is None else ()
                yield replace(finding, graph=_graph_of(finding, about)) if about else finding

    def _about(self, focus: str) -> list[tuple[Path, Quad]]:
        term = term_of(focus)
        return [(_NOWHERE, quad) for quad in sorted(self._around.about(term), key=_written)] if term else []

    def _spoken_of(self, focus: str) -> tuple[Path, Quad] | None:
        term = term_of(focus)
        found = sorted(self._around.pointing(term, _SELECTOR), key=_written) if term else []
        return next(((_NOWHERE, quad) for quad in found), None)


def _selecting(term: Term) -> Wanted:
    """Return what tells which sentence stands in a place."""
    return Wanted(term, _SELECTOR, inverse=True)


def _graph_of(finding: Finding, about: Iterable[Quad]) -> str:
    """Return the graph of the very statement, else of one by the same property, of the type, or of any."""

    def order(quad: Quad) -> tuple[object, ...]:
        """Put first what is nearest."""
        path, near = quad.predicate.value, finding.path == quad.predicate.value
        return not (near and quad.object == finding.value), not near, path != _TYPE, graph_order(_graph(quad))

    return _graph(min(about, key=order))


def _graph(quad: Quad) -> str:
    return str(getattr(quad.graph_name, "value", ""))


def _written(quad: Quad) -> tuple[str, ...]:
    return str(quad.subject), str(quad.predicate), str(quad.object)


def _batches(told: Iterable[Told]) -> Iterator[list[Told]]:
    waiting = iter(told)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some
