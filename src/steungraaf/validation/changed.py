"""Check what changed since the last check and what depends on it, and report as if everything had been checked.

What was checked is kept: every statement, what the rules made of which thing, and of which things something was found.
From the statements that changed, the ways of the rules, shapes and check queries are walked backwards to the things
that look at them (touched.py). Only these, and those of which something was found before, are looked at again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from steungraaf.errors import ShapesError, SteungraafError
from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.queryfile import read_query_file
from steungraaf.rdf import Literal, NamedNode, Quad, Term
from steungraaf.store import EmbeddedStore, Solutions, Store
from steungraaf.store.index import GraphIndex
from steungraaf.validation import names
from steungraaf.validation.dataset_check import ACCOUNTED, SENTENCES, STEPS, Progress, check_dataset, ignore, report_of
from steungraaf.validation.engines import obstacle
from steungraaf.validation.finding import READABLE, Finding
from steungraaf.validation.indexed import IndexedSources
from steungraaf.validation.kept_files import Changes, facts_of, kept_file, key_of
from steungraaf.validation.parts import Parts
from steungraaf.validation.plan import Plan, make_plan, term_in
from steungraaf.validation.positions import check_originals
from steungraaf.validation.queries import check_queries, finding_of_row, unreadable_queries
from steungraaf.validation.reach import Unbounded
from steungraaf.validation.record import DAMAGE, Record, find_record, held, new_record
from steungraaf.validation.rederiving import keep_support, rederive
from steungraaf.validation.report import Report
from steungraaf.validation.results import findings_of, messages_of
from steungraaf.validation.shapes import CHECK, Shapes
from steungraaf.validation.sources import names_in
from steungraaf.validation.touched import Touched

_SUB_CLASS = expand("rdfs:subClassOf")


def check_changed(
    folder: Folder,
    store: Callable[[], Store],
    texts: Mapping[str, str] | None = None,
    *,
    place: Path,
    progress: Progress | None = None,
    engine: str = "auto",
) -> Report:
    """Check a folder as `check_dataset` does, but look only at what changed since the last time, if there was one.

    `place` is where it is kept what was checked. `store` gives the store of all files, for when everything is checked:
    the first time, where the ontology, a rule, a shape, a check query or this program changed, where one of these
    must see everything, and while a file cannot be read; what is kept then stays as it is.

    Raises BusyCheckError, CheckPlaceError, and what `check_dataset` raises.
    """
    with held(place):
        key = key_of(folder)
        record = find_record(place, key)
        if record is not None:
            try:
                return _Recheck(folder, record, texts or {}, progress or ignore, engine).report()
            except _UnreadableChange:  # mended, the file is checked like any other change
                return check_dataset(folder, store(), texts, progress=progress, engine=engine)
            except (Unbounded, ShapesError, *DAMAGE):
                pass  # everything depends on what changed, or what was kept is not to be relied on
            finally:
                record.close()
        return _check_everything(folder, store(), texts or {}, place, key, progress, engine)


# --- Everything -----------------------------------------------------------------------------------------------------


def _check_everything(
    folder: Folder,
    store: Store,
    texts: Mapping[str, str],
    place: Path,
    key: str,
    progress: Progress | None,
    engine: str,
) -> Report:
    """Check everything and keep what was looked at, unless a file has a fault or a rule must see everything."""
    shapes = Shapes(folder.shape_files())
    try:
        plan = make_plan(shapes.sources.quads(), folder.rule_files(), check_queries(folder.query_files()))
    except Unbounded:
        return check_dataset(folder, store, texts, progress=progress, engine=engine)
    with new_record(place, key) as record:
        files = {file.graph: (file.path, facts_of(file.path)) for file in folder.files()}
        sources, seen = IndexedSources(record.index), set[Term]()
        for graph, (path, _) in files.items():
            sources.read(path, graph=graph)
        report = check_dataset(
            folder, store, texts, progress=progress, engine=engine, sources=sources, found=_into(seen)
        )
        if any(finding.shape in (READABLE, CHECK) for finding in report.findings):
            record.drop()
            return report
        record.keep("plan", plan.to_json())
        record.keep("common", "" if obstacle(list(shapes.sources.quads())) else "yes")
        counts = {graph: sum(1 for _ in record.index.quads(graph)) for graph in files}
        record.keep_files({graph: kept_file(*one, counts[graph]) for graph, one in files.items()})
        keep_support(record, plan, store)
        found, accounted = (_first_column(store, text) for text in (SENTENCES, ACCOUNTED))
        record.keep_sentences((), found, accounted)
        _keep_found(record, report.findings, seen)
    return report


def _into(seen: set[Term]) -> Callable[[Term | None], None]:
    """Return what keeps the terms that it is given."""
    return lambda term: None if term is None else seen.add(term)


def _first_column(store: Store, sparql: str) -> set[str]:
    answer = store.query(sparql)
    assert isinstance(answer, Solutions)  # it is a SELECT
    return {str(row[0]) for row in answer.rows}


def _keep_found(record: Record, findings: Iterable[Finding], seen: Iterable[Term]) -> None:
    """Keep about what something was found, so that it is looked at again although it did not change."""
    undescribed = {getattr(finding.value, "value", "") for finding in findings if finding.shape == names.CHECK}
    record.keep_found({*map(_ntriples, {finding.focus for finding in findings}), *map(str, seen)}, undescribed)
    unseen = [name for name in undescribed if not _uses(record.index, name)]
    record.keep("datatypes", " ".join(unseen))  # which an index does not look up


def _uses(index: GraphIndex, name: str) -> list[Quad]:
    """Return the statements that have an IRI for their object or predicate."""
    return [*index.pointing(NamedNode(name)), *index.with_predicate(name)]


def _ntriples(focus: str) -> str:
    """Return the focus of a finding in N-Triples: that of an IRI is the IRI itself."""
    return focus if focus.startswith(('"', "_:")) else str(NamedNode(focus))


# --- What changed ---------------------------------------------------------------------------------------------------


class _UnreadableChange(Exception):
    """A file that changed and cannot be read: what is kept cannot tell what the others miss by it."""


class _Recheck:
    """Look again at what changed since what a record holds."""

    def __init__(self, folder: Folder, record: Record, texts: Mapping[str, str], begin: Progress, engine: str) -> None:
        self._folder = folder
        self._record = record
        self._texts = texts
        self._begin = begin
        self._engine = engine
        self._index = record.index
        self._sources = IndexedSources(record.index)
        self._files = {file.graph: file.path for file in folder.files()}
        for graph, path in self._files.items():
            self._sources.know(path, graph)

    def report(self) -> Report:
        """Return the report; raise Unbounded or _UnreadableChange where everything has to be checked."""
        self._begin(STEPS["files"])
        try:
            changes = Changes(self._files, self._record.files())
        except SteungraafError as error:
            raise _UnreadableChange from error
        plan = Plan.from_json(self._record.value("plan") or "")
        shapes = Shapes(self._folder.shape_files())
        with self._record.changing():
            changed = changes.apply(self._index)
            if any(quad.predicate.value == _SUB_CLASS for quad in changed):
                raise Unbounded
            changed |= rederive(self._record, plan, changed)
            suspects = list(map(term_in, self._record.suspects()))
            self._begin(STEPS["shapes"])
            findings = self._shape_findings(plan, shapes, changed, suspects)
            self._begin(STEPS["originals"])
            findings += self._original_findings(plan)
            self._begin(STEPS["queries"])
            seen = set[Term]()
            touched = plan.of_questions.touched(changed, self._index)
            findings += self._query_findings(plan, touched, suspects, seen)
            self._begin(STEPS["names"])
            findings += self._name_findings(changed)
            self._count_sentences(plan, touched)
            self._record.keep_files(changes.kept)
            _keep_found(self._record, findings, seen)
        findings += unreadable_queries(self._folder.query_files())  # each time, so nothing of it is kept
        checked = {
            "files": len(self._files),
            "statements": self._record.statements(),
            "shapes": shapes.count,
            "queries": len(check_queries(self._folder.query_files())),
            **self._record.coverage(),
            "originals": sum(1 for document in self._texts if self._index.about(NamedNode(document))),
        }
        return report_of(findings, checked, self._sources)

    def _shape_findings(self, plan: Plan, shapes: Shapes, changed: set[Quad], suspects: list[Term]) -> list[Finding]:
        touched = plan.of_shapes.touched(changed, self._index)
        if touched.everything:
            raise Unbounded
        things = {*suspects, *(thing for some in touched.things.values() for thing in some)}
        if not things:
            return []
        quads, classes = list(shapes.sources.quads()), self._index.with_predicate(_SUB_CLASS)
        common = bool(self._record.value("common"))
        parts = Parts(self._index, quads, classes, self._engine, reach=plan.shapes, common=common)
        return list(findings_of(parts.about(sorted(things, key=str)), self._sources, messages_of(quads)))

    def _original_findings(self, plan: Plan) -> list[Finding]:
        """Compare with the originals that are at hand, whether something changed or not: they can change as well."""
        if not self._texts or plan.originals is None:
            return []
        store = EmbeddedStore()
        store.load(plan.originals.around(map(NamedNode, self._texts), plan.ways, self._index))
        return list(check_originals(store, self._texts, self._sources))

    def _query_findings(self, plan: Plan, touched: Touched, suspects: list[Term], seen: set[Term]) -> Iterator[Finding]:
        for path in check_queries(self._folder.query_files()):
            if (sparql := plan.blind.get(str(path))) is not None:
                rows = list(self._index.ask(sparql))
            else:
                question = plan.checks[str(path)]
                if question.start in touched.everything:
                    raise Unbounded
                things = {*suspects, *touched.things.get(question.start, ())}
                rows = [row for some, _ in question.found(things, plan.ways, self._index) for row in some]
                seen.update(term for row in rows if (term := row[question.variable]))
            if rows:
                query = read_query_file(path)
                yield from (finding_of_row(query, row, self._sources) for row in rows)

    def _name_findings(self, changed: set[Quad]) -> list[Finding]:
        """Find what is described nowhere among what is used or was described in what changed."""
        spoken_of = {name for quad in changed for name in (*names_in(quad), getattr(quad.subject, "value", ""))}
        ours = filter(names.is_to_be_described, {*spoken_of, *self._record.undescribed()})
        absent = [name for name in ours if not self._index.about(NamedNode(name))]
        used = {name: use for name in sorted(absent) if (use := self._first_use(name)) is not None}
        literals = (quad.object for quad in changed if isinstance(quad.object, Literal))
        if self._record.value("datatypes") or {literal.datatype.value for literal in literals} & set(absent):
            raise Unbounded
        return list(names.name_findings(used, self._kin(used), self._sources))

    def _first_use(self, name: str) -> Quad | None:
        """Return a statement of the first file that uses an IRI."""
        graphs = {str(getattr(quad.graph_name, "value", "")): quad for quad in _uses(self._index, name)}
        return next((graphs[graph] for graph in self._files if graph in graphs), None)

    def _kin(self, used: Mapping[str, Quad]) -> names.Kin:
        """Return what is described in the same parts of the address space; that means to look at everything."""
        parts = sorted(set(map(names.part_of, used)))
        if not parts:
            return {}
        begins = " || ".join(f"STRSTARTS(STR(?thing), {Literal(f'{part}/')})" for part in parts)
        rows = self._index.ask(f"SELECT DISTINCT ?thing {{ ?thing ?property ?value FILTER({begins}) }}")
        found: dict[str, list[str]] = {part: [] for part in parts}
        for name in sorted({thing.value for row in rows if isinstance(thing := row["thing"], NamedNode)}):
            found.get(names.part_of(name), []).append(name)
        return found

    def _count_sentences(self, plan: Plan, touched: Touched) -> None:
        """Bring up to date which sentences there are and which are accounted for."""
        asked = {thing for question in plan.coverage for thing in touched.things.get(question.start, ())}
        sentences, accounted = (
            {str(row[question.variable]) for rows, _ in question.found(asked, plan.ways, self._index) for row in rows}
            for question in plan.coverage
        )
        self._record.keep_sentences(list(map(str, asked)), sentences, accounted)
