"""Gather what RDF says of each thing, on disk, so that a target of any size needs little memory."""

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby, islice
from pathlib import Path

from steungraaf.links.model import Name
from steungraaf.links.things import Thing, day_of, in_order, kinds_of, read_codes
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term

_BATCH = 20_000  # statements that are written at a time
_SCHEMA = "http://schema.org/"
_GENERIC = ("https://data.vlaanderen.be/ns/generiek#", "http://data.vlaanderen.be/ns/generiek#")


def _iris(*names: str) -> tuple[str, ...]:
    """Return the addresses of terms; those of schema.org with http as well."""
    whole = [expand(name) for name in names]
    return (*whole, *(_SCHEMA + iri.rpartition("/")[2] for iri in whole if iri.startswith("https://schema.org/")))


NAMES = {
    **dict.fromkeys(_iris("skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "dcterms:title"), 0),
    **dict.fromkeys(_iris("skos:altLabel", "schema:alternateName", "http://www.w3.org/ns/regorg#legalName"), 1),
    expand("skos:hiddenLabel"): 2,
}
_GIVEN = _iris("foaf:givenName", "foaf:firstName", "schema:givenName") + tuple(
    f"{scheme}://data.vlaanderen.be/ns/persoon#gebruikteVoornaam" for scheme in ("http", "https")
)
_FAMILY = _iris("foaf:familyName", "schema:familyName")
NOTATIONS = _iris("skos:notation", "dcterms:identifier", "schema:identifier")
LOCAL = tuple(f"{namespace}lokaleIdentificator" for namespace in _GENERIC)
IDENTIFIERS = _iris("adms:identifier")
STRUCTURED = tuple(f"{namespace}gestructureerdeIdentificator" for namespace in _GENERIC)
SAME = _iris("owl:sameAs", "skos:exactMatch", "schema:sameAs")
_TYPES = _iris("rdf:type")
_PLACES = _iris("schema:containedInPlace", "dcterms:spatial")
_PERIODS = _iris("dcterms:valid", "dcterms:temporal")
_STARTS = _iris("schema:startDate", "dcat:startDate", "schema:validFrom")
_ENDS = _iris("schema:endDate", "dcat:endDate", "schema:validThrough")
TOLD = (
    *(*NAMES, *_GIVEN, *_FAMILY, *NOTATIONS, *LOCAL, *IDENTIFIERS, *STRUCTURED, *SAME),
    *(*_TYPES, *_PLACES, *_PERIODS, *_STARTS, *_ENDS),
)
NESTED = (*IDENTIFIERS, *STRUCTURED, *_PERIODS)  # they lead to nodes that are no things but tell of one
_APART = frozenset(  # classes whose members are nothing that one links to
    _iris("adms:Identifier", "skos:ConceptScheme", "skos:Collection", "owl:Ontology", "owl:Class", "rdf:Property")
    + _iris("rdfs:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "dcterms:PeriodOfTime", "dcat:Dataset")
    + tuple(f"{namespace}GestructureerdeIdentificator" for namespace in _GENERIC)
)
_NUMBER = {predicate: number for number, predicate in enumerate(TOLD)}

Telling = Callable[[int], None]  # is told how many statements were read
Told = dict[str, set[tuple[str, str | None]]]  # by its property, what is told: a value, the language of a text


class Gathered:
    """What was read of the things of a target, in a file that goes away with it."""

    def __init__(self, folder: Path) -> None:
        """Take a directory for the file."""
        self._base = sqlite3.connect(folder / "things.sqlite")
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute("PRAGMA synchronous=OFF")
        self._base.execute("CREATE TABLE told (subject TEXT, predicate INT, value TEXT, language TEXT)")

    def add(self, quads: Iterable[Quad], tell: Telling | None = None) -> None:
        """Keep what matters of statements."""
        read, remaining = 0, iter(quads)
        while batch := list(islice(remaining, _BATCH)):
            read += len(batch)
            rows = [_row(quad) for quad in batch if quad.predicate.value in _NUMBER]
            self._base.executemany("INSERT INTO told VALUES (?, ?, ?, ?)", [row for row in rows if row is not None])
            if tell is not None:
                tell(read)

    def things(self) -> Iterator[Thing]:
        """Give the things that have a name or a code, in order of their addresses."""
        self._base.execute("CREATE INDEX IF NOT EXISTS by_subject ON told (subject)")
        self._base.execute("CREATE TEMP TABLE IF NOT EXISTS nested (node TEXT PRIMARY KEY)")
        marks = ", ".join(str(_NUMBER[iri]) for iri in NESTED)
        self._base.execute(f"INSERT OR IGNORE INTO nested SELECT value FROM told WHERE predicate IN ({marks})")
        rows = self._base.execute(
            "SELECT subject, predicate, value, language FROM told WHERE substr(subject, 1, 2) != '_:' "
            "AND subject NOT IN (SELECT node FROM nested) ORDER BY subject"
        )
        every = groupby(rows, key=lambda row: row[0])
        for subject, own in every:
            thing = self._thing(subject, _told(row[1:] for row in own))
            if thing is not None:
                yield thing

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _thing(self, iri: str, told: Told) -> Thing | None:
        """Return the thing that is told of, or None where it is none, or has neither a name nor a code."""
        if _values(told, _TYPES) & _APART:
            return None
        nested = self._about(_values(told, IDENTIFIERS))
        deeper = self._about(_values(nested, STRUCTURED))
        notations = _values(told, (*NOTATIONS, *LOCAL)) | _values(nested, (*NOTATIONS, *LOCAL)) | _values(deeper, LOCAL)
        codes, loose = read_codes(notations, {iri, *_values(told, (*SAME, *IDENTIFIERS))})
        names = _names(told)
        if not names and not codes:
            return None
        kinds = kinds_of(iri, _values(told, _TYPES))
        start, end = self._period(told)
        return Thing(iri, in_order(names), codes, kinds, self._place(told), start, end, loose)

    def _period(self, told: Told) -> tuple[str, str]:
        """Return the first and the last day, of the thing itself or of its one period."""
        periods = _values(told, _PERIODS)
        own = told if not periods else _joined(told, self._about(periods)) if len(periods) == 1 else told
        starts, ends = (sorted(filter(None, map(day_of, _values(own, each)))) for each in (_STARTS, _ENDS))
        return starts[0] if starts else "", ends[-1] if ends else ""

    def _place(self, told: Told) -> str:
        """Return the name of the one place that it lies in; of several, none says more than the others."""
        places = _values(told, _PLACES)
        about = self._about(places) if len(places) == 1 else {}
        names = {Name(text, tag, 0) for how in NAMES if not NAMES[how] for text, tag in about.get(how, ())}
        return in_order(names)[0].text if names else ""

    def _about(self, subjects: Iterable[str]) -> Told:
        """Return what is told of some nodes together."""
        rows = [
            row
            for subject in sorted(subjects)
            for row in self._base.execute("SELECT predicate, value, language FROM told WHERE subject = ?", [subject])
        ]
        return _told(rows)


@contextmanager
def gathered() -> Iterator[Gathered]:
    """Give a place to gather what a target says, which is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="steungraaf-") as folder, closing(Gathered(Path(folder))) as place:
        yield place


def _row(quad: Quad) -> tuple[str, int, str, str | None] | None:
    predicate, value = _NUMBER[quad.predicate.value], quad.object
    if isinstance(value, Literal):
        return _key(quad.subject), predicate, value.value, value.language
    return (_key(quad.subject), predicate, _key(value), None) if isinstance(value, NamedNode | BlankNode) else None


def _key(node: Term) -> str:
    """Return a node as a text, blank ones so that they are no address."""
    return node.value if isinstance(node, NamedNode) else str(node)


def _told(rows: Iterable[tuple[int, str, str | None]]) -> Told:
    told: Told = defaultdict(set)
    for predicate, value, language in rows:
        told[TOLD[predicate]].add((value, language))
    return told


def _names(told: Told) -> set[Name]:
    """Return the names of a thing; that of a person may be told in its parts."""
    names = {Name(text, tag, NAMES[how]) for how in NAMES for text, tag in told.get(how, ()) if text.strip()}
    given, family = _values(told, _GIVEN), _values(told, _FAMILY)
    return names or {Name(f"{min(given)} {min(family)}")} if given and family else names


def _joined(one: Told, other: Told) -> Told:
    return {key: one.get(key, set()) | other.get(key, set()) for key in (*one, *other)}


def _values(told: Told, predicates: Iterable[str]) -> set[str]:
    return {value for predicate in predicates for value, _ in told.get(predicate, ())}
