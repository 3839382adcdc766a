"""Find what a change to a store on disk makes wrong: only the things that it touches are held against the shapes.

The check queries are asked of the whole store, and the names are looked up in it, which takes little time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.rdf import Quad, Term
from steungraaf.store.disk import DiskStore
from steungraaf.validation.engines import obstacle
from steungraaf.validation.finding import Finding, Severity
from steungraaf.validation.names import check_names
from steungraaf.validation.parts import Parts
from steungraaf.validation.queries import check_queries, run_queries
from steungraaf.validation.reach import Unbounded
from steungraaf.validation.results import Messages, findings_of, messages_of
from steungraaf.validation.shape_reach import ShapeReach, reach_of
from steungraaf.validation.shapes import Shapes
from steungraaf.validation.store_view import quads_in_order
from steungraaf.validation.stored_check import StoredSources, check_stored
from steungraaf.validation.touched import Backwards

_SUB_CLASS = expand("rdfs:subClassOf")

Violations = dict[tuple[object, ...], Finding]


def violations_brought(folder: Folder, before: DiskStore, after: DiskStore, changed: Sequence[Quad]) -> list[Finding]:
    """Return what is wrong after a change and was not wrong before; `changed` is what came and what went.

    Raises StoreError, ShapesError, FastEngineError and MissingExtraError.
    """
    shapes = _prepared(tuple((path, path.stat().st_mtime_ns) for path in folder.shape_files()))
    things = shapes.touched(changed, after)
    found = _violations(folder, after, shapes, things)
    known = _violations(folder, before, shapes, things) if found else {}
    return [finding for key, finding in found.items() if key not in known]


@dataclass(frozen=True)
class _Shapes:
    """What of shapes stays the same from one change to the next, and takes seconds to tell."""

    quads: list[Quad]
    reach: ShapeReach
    messages: Messages
    is_common: bool

    def touched(self, changed: Sequence[Quad], view: DiskStore) -> list[Term] | None:
        """Return the things that have to be looked at again; None where that may be any."""
        if self.reach.unbounded or any(quad.predicate.value == _SUB_CLASS for quad in changed):
            return None
        try:
            starts = (target.start for target in self.reach.targets)
            touched = Backwards(self.reach.ways, starts).touched(changed, view)
        except Unbounded:
            return None
        if touched.everything:
            return None
        return sorted({thing for some in touched.things.values() for thing in some}, key=str)


@lru_cache(maxsize=1)
def _prepared(files: tuple[tuple[Path, int], ...]) -> _Shapes:
    quads = list(Shapes([path for path, _ in files]).sources.quads())
    return _Shapes(quads, reach_of(quads), messages_of(quads), not obstacle(quads))


def _violations(folder: Folder, store: DiskStore, shapes: _Shapes, things: Sequence[Term] | None) -> Violations:
    found = _found(folder, store, shapes, things) if things is not None else check_stored(folder, store).findings
    return {
        (one.focus, one.shape, one.path, str(one.value), *sorted(one.message.items())): one
        for one in found
        if one.severity is Severity.VIOLATION
    }


def _found(folder: Folder, store: DiskStore, shapes: _Shapes, things: Sequence[Term]) -> Iterable[Finding]:
    sources = StoredSources(store)
    classes = store.with_predicate(_SUB_CLASS)
    parts = Parts(store, shapes.quads, classes, "auto", reach=shapes.reach, common=shapes.is_common)
    findings = list(findings_of(parts.about(things), sources, shapes.messages))
    findings += run_queries(check_queries(folder.query_files()), store, sources)
    findings += check_names(quads_in_order(store), sources, store)
    return sources.placed(findings)
