"""Answer the stored queries of a dataset by name, and any other query by its text."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from steungraaf.catalogue.labels import find_labels
from steungraaf.catalogue.tables import Column, Origin, Table
from steungraaf.errors import SteungraafError, UnknownParameterError, UnknownQueryError
from steungraaf.namespaces import expand
from steungraaf.queryfile import QueryFile
from steungraaf.rdf import Literal, NamedNode, Term, Triple
from steungraaf.store import Solutions, Sound, Store
from steungraaf.store.lookup import rows_of

if TYPE_CHECKING:
    from steungraaf.catalogue.statements import Statements

# The order in which a reader meets the themes; a theme of somebody's own stands before the checks.
_THEMES = ("answers", "actors", "support", "figures", "time", "provenance", "links")
_CHECKS = "checks"
Found = Solutions | list[Triple] | bool  # what a store answers
_AD_HOC = "sparql"
_ANSWER = {"nl": "antwoord", "en": "answer"}


class Catalogue:
    """The stored queries of a dataset, each read when it is first needed."""

    def __init__(
        self, store: Store, query_files: Iterable[Path], read: Callable[[Path], QueryFile] | None = None
    ) -> None:
        """Take the store that is asked and the files with the queries; of one theme and name the last file counts.

        `read` reads such a file where it is not to be `read_query_file`.
        """
        self._reader = read
        self._store = store
        self._files = {(path.parent.name, path.stem): path for path in query_files}
        self._read: dict[Path, QueryFile] = {}
        self.faults: dict[Path, SteungraafError] = {}
        """Why `queries` passed over a file, so that a broken one keeps no other from being used."""

    def queries(self) -> list[QueryFile]:
        """Return every stored query that can be read, by theme in reading order and by name."""
        found = (self._readable(self._files[key]) for key in sorted(self._files, key=_reading_order))
        return [query for query in found if query]

    def by_theme(self) -> dict[str, list[QueryFile]]:
        """Return the stored queries of each theme."""
        return {theme: list(queries) for theme, queries in groupby(self.queries(), lambda query: query.theme)}

    def names(self) -> list[str]:
        """Return the names of the stored queries without reading them."""
        return [name for _, name in sorted(self._files, key=_reading_order)]

    def get(self, name: str) -> QueryFile:
        """Return the stored query of a name, with or without its theme.

        Raises UnknownQueryError for a name that no query has, or queries of several themes.
        """
        theme, _, bare = name.strip().replace("_", "-").rpartition("/")
        found = [path for (where, stem), path in self._files.items() if stem == bare and theme in ("", where)]
        if len(found) != 1:
            from steungraaf.spelling import nearest

            near = [f"{path.parent.name}/{path.stem}" for path in found] or nearest(bare, self.names())
            raise UnknownQueryError(name=name, near=near)
        return self._load(found[0])

    def tagged(self, tag: str, theme: str) -> QueryFile | None:
        """Return the first query of a theme with a tag; only a file in which the tag occurs is read as a query."""
        for key in sorted(self._files):
            if key[0] == theme and tag.encode() in self._files[key].read_bytes():
                query = self._load(self._files[key])
                if tag in query.tags:
                    return query
        return None

    def ask(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        *,
        lang: str = "nl",
        labels: bool = True,
        answered: Callable[[str], Found] | None = None,
    ) -> "Table | Statements":
        """Answer a stored query; a value of None leaves its parameter open. `answered` may answer for the store.

        Raises UnknownQueryError, UnknownParameterError, MissingParameterError, and what the values are not:
        InvalidTermError, ValueNotFoundError, AmbiguousValueError.
        """
        query = self.get(name)
        given = {name: value for name, value in (parameters or {}).items() if value is not None}
        terms: dict[str, NamedNode | Literal] = {}
        sparql = self._looked_at(query)
        if given or not all(parameter.optional for parameter in query.parameters):
            from steungraaf.catalogue.values import fill_slots, read_values

            terms = read_values(self._store, query, given, lang)
            sparql = type(sparql)(fill_slots(sparql, terms))  # a term in its place keeps a query sound
        found = (answered or self._store.query)(sparql)
        if isinstance(found, bool):
            found = Solutions(variables=("answer",), rows=[(Literal(found),)])
        return self._answer(found, query, terms, lang, labels)

    def sparql(self, text: str, *, lang: str = "nl", labels: bool = True) -> "Table | Statements | bool":
        """Answer any SPARQL query: a SELECT with a table, CONSTRUCT and DESCRIBE with statements, ASK with a boolean.

        Raises SparqlSyntaxError, and QueryRefusedError for what is not done here.
        """
        return self.present(self._store.query(text), lang=lang, labels=labels)

    def present(
        self, found: Solutions | list[Triple] | bool, *, lang: str = "nl", labels: bool = True
    ) -> "Table | Statements | bool":
        """Return what an engine found for a query that is not a stored one, as `sparql` does."""
        return found if isinstance(found, bool) else self._answer(found, None, {}, lang, labels)

    def values(self, name: str, parameter: str, beginning: str = "", *, lang: str = "nl") -> list[tuple[str, str]]:
        """Return values of a parameter that begin so, each with its label; none where it takes no thing.

        Raises UnknownQueryError and UnknownParameterError.
        """
        query = self.get(name)
        if parameter not in (known := [each.name for each in query.parameters]):
            raise UnknownParameterError(query=query.name, parameter=parameter, known=known)
        for each in query.parameters:
            if each.name == parameter and each.type == "iri":
                from steungraaf.catalogue.names import suggest_things

                return suggest_things(self._store, beginning, each.class_iri, lang)
        return []

    def _looked_at(self, query: QueryFile) -> str:
        """Return the text of a stored query, which is looked at once for all times that it is asked."""
        if not isinstance(query.sparql, Sound):
            from steungraaf.store.guard import sounded

            query = self._read[query.path] = query._replace(sparql=sounded(query.sparql))
        return query.sparql

    def _readable(self, path: Path) -> QueryFile | None:
        try:
            return self._load(path)
        except SteungraafError as error:
            self.faults[path] = error
            return None

    def _load(self, path: Path) -> QueryFile:
        if path not in self._read:
            self._read[path] = (self._reader or _reader())(path)
        return self._read[path]

    def _answer(
        self,
        found: Solutions | list[Triple],
        query: QueryFile | None,
        terms: Mapping[str, NamedNode | Literal],
        lang: str,
        labels: bool,
    ) -> "Table | Statements":
        """Return what an engine found, with labels for every IRI in it, looked up together."""
        iris = _iris_in(found) if labels else []
        values = [term.value for term in terms.values() if isinstance(term, NamedNode)]
        known = find_labels(self._store, [*iris, *values], lang) if labels else {}
        name = query.name if query else _AD_HOC
        origin = self._origin(query, {name: known.get(term.value, term.value) for name, term in terms.items()}, lang)
        shown = {iri: known[iri] for iri in iris}
        if isinstance(found, list):
            from steungraaf.catalogue.statements import Statements

            return Statements(name, lang, found, shown, origin, getattr(found, "truncated", None))
        columns = tuple(Column(column, _heading(query, column, lang)) for column in found.variables)
        return Table(name, lang, columns, found.rows, shown, origin, found.truncated)

    def _origin(self, query: QueryFile | None, values: dict[str, str], lang: str) -> Origin:
        licence, version = self._licence_and_version
        return Origin(query.question.get(lang, query.name) if query else "", values, licence, version)

    @cached_property
    def _licence_and_version(self) -> tuple[str, str]:
        rows = rows_of(
            self._store,
            f"SELECT ?licence ?version WHERE {{ ?dataset a <{expand('dcat:Dataset')}> . "
            f"OPTIONAL {{ ?dataset <{expand('dcterms:license')}> ?licence }} "
            f"OPTIONAL {{ ?dataset <{expand('dcat:version')}> ?version }} }} ORDER BY ?licence ?version LIMIT 1",
        )
        licence, version = rows[0] if rows else (None, None)
        return _text(licence), _text(version)


def _reader() -> Callable[[Path], QueryFile]:
    from steungraaf.queryfile import read_query_file

    return read_query_file


def _reading_order(key: tuple[str, str]) -> tuple[int, str, str]:
    theme, name = key
    known = _THEMES.index(theme) if theme in _THEMES else len(_THEMES) + (theme == _CHECKS)
    return known, theme, name


def _heading(query: QueryFile | None, column: str, lang: str) -> str:
    if query and column in query.columns:
        return query.columns[column].get(lang, column)
    return _ANSWER.get(lang, column) if query and column == "answer" else column


def _iris_in(found: Solutions | list[Triple]) -> list[str]:
    rows = ((each.subject, each.predicate, each.object) for each in found) if isinstance(found, list) else found.rows
    return list(dict.fromkeys(term.value for row in rows for term in row if isinstance(term, NamedNode)))


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
