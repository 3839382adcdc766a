"""Run the stored queries that must return nothing: each row is a finding, its message the question and the row."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from steungraaf.errors import EngineError, SteungraafError
from steungraaf.namespaces import QUERY, SGSH, shorten
from steungraaf.queryfile import QueryFile, read_query_file
from steungraaf.rdf import NamedNode, Term
from steungraaf.store import Solutions, Store
from steungraaf.validation.finding import Finding, Severity, Texts
from steungraaf.validation.sources import Sources
from steungraaf.validation.words import show_term, text_in

THEME = "checks"
FAULT = f"{SGSH}Readable"  # the check that a broken file breaks
_NOT_SELECT = {"nl": "een controlevraag is een SELECT", "en": "a check query is a SELECT"}


def check_queries(files: Iterable[Path]) -> list[Path]:
    """Return the files among stored queries that are checks."""
    return [path for path in files if path.parent.name == THEME]


def run_queries(files: Iterable[Path], store: Store, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each row of each check, and one for a check that cannot be run."""
    for path in files:
        try:
            query = read_query_file(path)
            answer = store.query(query.sparql)
            if not isinstance(answer, Solutions):
                raise EngineError(reason=_NOT_SELECT)
        except SteungraafError as error:
            yield fault_finding(path, error)
            continue
        for row in answer.rows:
            yield _finding(query, dict(zip(answer.variables, row, strict=True)), sources)


def fault_finding(path: Path, error: SteungraafError, focus: str | None = None) -> Finding:
    """Return the finding that a file cannot be used, at the line that the error knows of."""
    return Finding(
        focus=focus or path.resolve().as_uri(),
        shape=FAULT,
        severity=Severity.VIOLATION,
        message={language: error.message(language) for language in ("nl", "en")},
        file=path,
        line=error.parts.get("line"),
    )


def _finding(query: QueryFile, row: dict[str, Term | None], sources: Sources) -> Finding:
    """Return the finding of a row; it is about the first thing in it that has an IRI."""
    check = f"{QUERY}{query.theme}/{query.name}"
    things = [term.value for term in row.values() if isinstance(term, NamedNode)]
    focus = things[0] if things else check
    named = row.get("sentence")
    file, line = sources.place(focus)
    return Finding(
        focus=focus,
        shape=check,
        severity=Severity.WARNING if "warning" in query.tags else Severity.VIOLATION,
        message=_message(query, row, sources),
        file=file or query.path,
        line=line,
        sentence=named.value if isinstance(named, NamedNode) else sources.sentence_of(focus),
    )


def _message(query: QueryFile, row: dict[str, Term | None], sources: Sources) -> Texts:
    """Return what the check looks for, the row, and what its description says to do."""
    labels = sources.labels(term.value for term in row.values() if isinstance(term, NamedNode))
    message = {}
    for language in ("nl", "en"):
        cells = [f"{name}: {_shown(term, labels, language)}" for name, term in row.items() if term is not None]
        about = text_in(query.description, language)
        message[language] = " ".join([text_in(query.question, language), f"({'; '.join(cells)})", about]).strip()
    return message


def _shown(term: Term, labels: dict[str, Texts], language: str) -> str:
    if isinstance(term, NamedNode):
        return text_in(labels.get(term.value, {}), language) or shorten(term.value)
    return show_term(term)
