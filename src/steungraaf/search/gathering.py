"""Gather from a store, and from the stored queries, what can be found and by which texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from steungraaf.namespaces import BASE, QUERY, expand
from steungraaf.queryfile import QueryFile
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.search.model import How, Name, Thing, Words
from steungraaf.search.sorts import Sorts, is_ours
from steungraaf.store import Store
from steungraaf.store.lookup import find_periods, rows_of

LANGUAGES = ("nl", "en")
_CHECKS = "checks"  # the theme of queries that answer nobody's question
_NAMES = {
    expand(name): how
    for how, names in {
        How.LABEL: "skos:prefLabel rdfs:label dcterms:title foaf:name schema:name",
        How.OTHER: "skos:altLabel schema:alternateName",
        How.HIDDEN: "skos:hiddenLabel",
        How.SAID: "sg:restatement sg:asWritten",
        How.CODE: "skos:notation eli:number",
        How.ADDRESS: "skos:exactMatch owl:sameAs schema:url rdfs:seeAlso",
        How.NUMBER: "sdmx-measure:obsValue",
    }.items()
    for name in names.split()
}
_NOTES = tuple(map(expand, ("skos:definition", "dcterms:description", "skos:note")))
_CLASS, _TYPE, _IN = expand("rdf:type"), expand("dcterms:type"), expand("schema:containedInPlace")
_SOURCE = expand("oa:hasSource")
_LINKS = (_CLASS, _TYPE, _IN, _SOURCE)
_NOTHING: Words = MappingProxyType({})  # one for all things of which nothing is said
_LONGEST_NOTE = 160
_UNTIL = {"nl": "tot {day}", "en": "until {day}"}


@dataclass
class _Told:
    """What was read, of each thing by its IRI; what most things lack takes no room for them."""

    names: defaultdict[str, dict[tuple[str, str], How]] = field(default_factory=lambda: defaultdict(dict))
    notes: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[str, defaultdict[str, set[str]]] = field(default_factory=lambda: {each: _sets() for each in _LINKS})
    ends: dict[str, str] = field(default_factory=dict)

    def call(self, iri: str, value: Term, how: How) -> None:
        """Take a text by which a thing is found; of one text the best use counts."""
        key = _text(value), _language(value)
        names = self.names[iri]
        if key[0] and how < names.get(key, how + 1):
            names[key] = how

    def note(self, iri: str, value: Term, place: int) -> None:
        """Take a text that says what a thing is: of each property the first in each language."""
        lang, text = _language(value), _text(value)
        key = f"{place}{lang}"
        if lang in LANGUAGES and text < self.notes[iri].get(key, f"{text}."):
            self.notes[iri][key] = text

    def label(self, iri: str, lang: str) -> str:
        """Return the label of a thing in a language, else in any, or nothing."""
        names = self.names.get(iri, {})
        labels = sorted((tag != lang, tag != "nl", text) for (text, tag), how in names.items() if how == How.LABEL)
        return labels[0][2] if labels else ""

    def linked(self, iri: str, how: str) -> list[str]:
        """Return what a thing has by one of the links, sorted."""
        return sorted(self.links[how].get(iri, ()))


def _sets() -> defaultdict[str, set[str]]:
    return defaultdict(set)


def gather(store: Store, queries: Iterable[QueryFile]) -> list[Thing]:
    """Return everything that can be found, with all texts by which it can.

    A query for each property, however many things there are.
    """
    told, sorts = _read(store), Sorts(store)
    labelled = [iri for iri, names in told.names.items() if How.LABEL in names.values()]
    return [*(_thing(iri, told, sorts) for iri in labelled), *map(_question, _asked(queries))]


def _read(store: Store) -> _Told:
    told = _Told()
    for predicate, how in _NAMES.items():
        for iri, value in _statements(store, predicate):
            told.call(iri, value, how)
    for place, predicate in enumerate(_NOTES):
        for iri, value in _statements(store, predicate):
            told.note(iri, value, place)
    for predicate, links in told.links.items():
        for iri, value in _statements(store, predicate):
            links[iri].add(_text(value))
    told.ends |= {iri: end for iri, (_, end) in find_periods(store, expand("dcterms:temporal")).items() if end}
    return told


def _statements(store: Store, predicate: str) -> Iterator[tuple[str, Term]]:
    """Give what is ours and has a property, with its values."""
    sparql = f'SELECT ?thing ?value WHERE {{ ?thing <{predicate}> ?value FILTER (STRSTARTS(STR(?thing), "{BASE}")) }}'
    for thing, value in rows_of(store, sparql):
        if isinstance(thing, NamedNode) and value is not None and is_ours(thing.value):
            yield thing.value, value


def _text(value: Term) -> str:
    return value.value.strip() if isinstance(value, NamedNode | Literal) else ""


def _language(value: Term) -> str:
    return (value.language or "").lower().partition("-")[0] if isinstance(value, Literal) else ""


def _thing(iri: str, told: _Told, sorts: Sorts) -> Thing:
    kind, place = sorts.sort_of(iri, told.links[_CLASS].get(iri, ()))
    names = [Name(text, lang, how) for (text, lang), how in told.names[iri].items()]
    names.append(Name(iri, "", How.ADDRESS))
    names.sort(key=lambda name: (name.how, LANGUAGES.index(name.lang) if name.lang in LANGUAGES else 2, name))
    notes = {lang: note for lang in LANGUAGES if (note := _described(iri, told, lang))} or _NOTHING
    documents = told.linked(iri, _SOURCE)
    return Thing(iri, kind, tuple(names), notes, 2 * place + (iri in told.ends), documents[0] if documents else "")


def _described(iri: str, told: _Told, lang: str) -> str:
    """Return in a line what a thing is: its types and what it lies in, else what is said of it; and until when."""
    parts = [told.label(each, lang) for how in (_TYPE, _IN) for each in told.linked(iri, how)]
    if iri in told.ends:
        parts.append(_UNTIL[lang].format(day=told.ends[iri]))
    said = sorted(key for key in told.notes.get(iri, ()) if key.endswith(lang))
    return " · ".join(filter(None, parts)) or (_cut(told.notes[iri][said[0]]) if said else "")


def _cut(text: str) -> str:
    """Return a text, or its first words where it is long."""
    return text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE].rpartition(' ')[0] or text[:80]} …"


def _asked(queries: Iterable[QueryFile]) -> Iterator[QueryFile]:
    return (query for query in queries if query.theme != _CHECKS)


def _question(query: QueryFile) -> Thing:
    names = [Name(text, lang) for lang, text in query.question.items()]
    names += [Name(query.name, "", How.OTHER), Name(f"{query.theme}/{query.name}", "", How.HIDDEN)]
    notes = {lang: _cut(text) for lang, text in query.description.items()}
    return Thing(f"{QUERY}{query.theme}/{query.name}", "question", tuple(names), notes)
