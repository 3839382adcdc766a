"""Gather from a store, and from the stored queries, what can be found and by which texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from steungraaf.errors import LANGUAGES
from steungraaf.namespaces import BASE, QUERY, expand
from steungraaf.queryfile import QueryFile
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.search.model import How, Name, Thing, Words
from steungraaf.search.sorts import Sorts, is_ours
from steungraaf.store import Store
from steungraaf.store.lookup import find_periods, rows_of

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
_LABEL, _ADDRESS = How.LABEL, How.ADDRESS
_CLASS, _TYPE, _IN = expand("rdf:type"), expand("dcterms:type"), expand("schema:containedInPlace")
_SOURCE = expand("oa:hasSource")
_LINKS = (_CLASS, _TYPE, _IN, _SOURCE)
_NOTHING: Words = MappingProxyType({})  # one for all things of which nothing is said
_LONGEST_NOTE = 160
_UNTIL = {"nl": "tot {day}", "en": "until {day}"}


@dataclass
class _Told:
    """What was read, of each thing by its IRI; what most things lack takes no room for them."""

    names: defaultdict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    notes: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[str, defaultdict[str, list[str]]] = field(default_factory=lambda: {each: _lists() for each in _LINKS})
    ends: dict[str, str] = field(default_factory=dict)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def call(self, iri: str, value: Term, how: How) -> None:
        """Take a text by which a thing is found."""
        if text := _text(value):
            self.names[iri].append(Name(text, _language(value), how))

    def note(self, iri: str, value: Term, place: int) -> None:
        """Take a text that says what a thing is: of each property the first in each language."""
        lang, text = _language(value), _text(value)
        key = f"{place}{lang}"
        if lang in LANGUAGES and text < self.notes[iri].get(key, f"{text}."):
            self.notes[iri][key] = text

    def label(self, iri: str, lang: str) -> str:
        """Return the label of a thing in a language, else in any, or nothing; many things have the same types."""
        if (iri, lang) not in self._labels:
            labels = (
                (lang != one.lang, "nl" != one.lang, one.text) for one in self.names.get(iri, ()) if _is_label(one)
            )
            self._labels[iri, lang] = min(labels, default=(True, True, ""))[2]
        return self._labels[iri, lang]

    def linked(self, iri: str, how: str) -> list[str]:
        """Return what a thing has by one of the links, sorted, each once."""
        return sorted(set(self.links[how].get(iri, ())))


def _lists() -> defaultdict[str, list[str]]:
    return defaultdict(list)


def _is_label(name: Name) -> bool:
    return name.how == _LABEL


def gather(store: Store, queries: Iterable[QueryFile]) -> list[Thing]:
    """Return everything that can be found, with all texts by which it can.

    A query for each property, however many things there are.
    """
    told, sorts = _read(store), Sorts(store)
    labelled = [iri for iri, names in told.names.items() if any(map(_is_label, names))]
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
            links[iri].append(_text(value))
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
    documents = told.linked(iri, _SOURCE)
    names = _different([*told.names[iri], Name(iri, "", _ADDRESS)])
    return Thing(
        iri, kind, tuple(names), _notes(iri, told), 2 * place + (iri in told.ends), documents[0] if documents else ""
    )


def _different(names: list[Name]) -> Iterable[Name]:
    """Return names in their order, of one text the best use."""
    names.sort(key=lambda name: (name.how, LANGUAGES.index(name.lang) if name.lang in LANGUAGES else 2, name))
    first: dict[tuple[str, str], Name] = {}
    for name in names:
        first.setdefault((name.text, name.lang), name)
    return first.values()


def _notes(iri: str, told: _Told) -> Words:
    """Return in a line what a thing is: its types and what it lies in, else what is said of it; and until when."""
    linked = [*told.linked(iri, _TYPE), *told.linked(iri, _IN)]
    said = sorted(told.notes.get(iri, {}).items())
    if not linked and not said and iri not in told.ends:
        return _NOTHING
    return {lang: note for lang in LANGUAGES if (note := _described(iri, told, lang, linked, said))} or _NOTHING


def _described(iri: str, told: _Told, lang: str, linked: list[str], said: list[tuple[str, str]]) -> str:
    parts = [told.label(each, lang) for each in linked]
    if iri in told.ends:
        parts.append(_UNTIL[lang].format(day=told.ends[iri]))
    texts = (_cut(text) for key, text in said if key.endswith(lang))
    return " · ".join(filter(None, parts)) or next(texts, "")


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
