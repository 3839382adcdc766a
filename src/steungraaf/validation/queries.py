"""Run the stored queries that must return nothing: each row is a finding, its message the question and the row."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from steungraaf.errors import LANGUAGES, EngineError, SteungraafError
from steungraaf.namespaces import QUERY
from steungraaf.queryfile import QueryFile, read_query_file
from steungraaf.rdf import NamedNode, Term
from steungraaf.store import Solutions, Store
from steungraaf.store.faults import EndpointError
from steungraaf.store.store_faults import StoreError
from steungraaf.validation.finding import READABLE, Finding, Severity, Texts
from steungraaf.validation.sources import Sources
from steungraaf.validation.words import show_term, text_in

THEME = "checks"
_SENTENCE = "sentence"  # the column that says on which sentence a row rests
_NOT_SELECT = {"nl": "een controlevraag is een SELECT", "en": "a check query is a SELECT"}


def check_queries(files: Iterable[Path]) -> list[Path]:
    """Return the files among stored queries that are checks."""
    return [path for path in files if path.parent.name == THEME]


def unreadable_queries(files: Iterable[Path]) -> Iterator[Finding]:
    """Yield a finding for each stored query that cannot be read; of a check `run_queries` tells that."""
    for path in files:
        if path.parent.name != THEME:
            try:
                read_query_file(path)
            except SteungraafError as error:
                yield fault_finding(path, error)


def run_queries(
    files: Iterable[Path], store: Store, sources: Sources, found: Callable[[Term | None], object] | None = None
) -> Iterator[Finding]:
    """Yield a finding for each row of each check, and one for a check that cannot be run.

    `found` is called with what stands in the first column of each row.

    Raises EndpointError and StoreError where the store is on a server or on disk.
    """
    for path in files:
        try:
            query = read_query_file(path)
            answer = store.query(query.sparql)
            if not isinstance(answer, Solutions):
                raise EngineError(reason=_NOT_SELECT)
        except (EndpointError, StoreError):
            raise  # what is asked has gone, not this one question
        except SteungraafError as error:
            yield fault_finding(path, error)
            continue
        for row in sources.ahead(answer.rows, _named):
            if found:
                found(row[0])
            yield finding_of_row(query, dict(zip(answer.variables, row, strict=True)), sources)


def _named(row: tuple[Term | None, ...]) -> list[str]:
    return [term.value for term in row if isinstance(term, NamedNode)]


def fault_finding(path: Path, error: SteungraafError, focus: str | None = None) -> Finding:
    """Return the finding that a file cannot be used, at the line that the error knows of."""
    told = type(error)(**{**error.parts, "file": path.name})  # the finding says where the file is
    return Finding(
        focus=focus or path.resolve().as_uri(),
        shape=READABLE,
        severity=Severity.VIOLATION,
        message={language: told.message(language) for language in LANGUAGES},
        file=path,
        line=error.parts.get("line"),
    )


def finding_of_row(query: QueryFile, row: dict[str, Term | None], sources: Sources) -> Finding:
    """Return the finding of a row; it is about the first thing in it that has an IRI."""
    check = f"{QUERY}{query.theme}/{query.name}"
    named = {name: term.value for name, term in row.items() if isinstance(term, NamedNode)}
    focus = next(iter(named.values()), check)
    sentence = named.get(_SENTENCE) or sources.sentence_of(focus)
    told = {name: term for name, term in row.items() if term and named.get(name) not in (focus, sentence)}
    file, line = sources.place(focus)
    return Finding(
        focus=focus,
        shape=check,
        severity=Severity.WARNING if "warning" in query.tags else Severity.VIOLATION,
        message=_message(query, told, sources),
        file=file or (query.path if sources.in_files else None),
        line=line,
        sentence=sentence,
    )


def _message(query: QueryFile, row: dict[str, Term], sources: Sources) -> Texts:
    """Return what the check looks for, what else stands in the row, and what its description says to do."""
    labels = sources.labels(dict.fromkeys(term.value for term in row.values() if isinstance(term, NamedNode)))
    message = {}
    for language in LANGUAGES:
        cells = [
            f"{text_in(query.columns.get(name, {}), language) or name}: {_shown(term, labels, language)}"
            for name, term in row.items()
        ]
        parts = [text_in(query.question, language), f"({'; '.join(cells)})" if cells else ""]
        message[language] = " ".join(filter(None, [*parts, text_in(query.description, language)]))
    return message


def _shown(term: Term, labels: dict[str, Texts], language: str) -> str:
    label = text_in(labels.get(term.value, {}), language) if isinstance(term, NamedNode) else ""
    return label or show_term(term)
