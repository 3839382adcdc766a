"""Gather from a store, and from the stored queries, what can be found and by which texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from steungraaf.namespaces import BASE, QUERY, expand
from steungraaf.queryfile import QueryFile
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.search.model import How, Name, Thing
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
_LONGEST_NOTE = 160
_UNTIL = {"nl": "tot {day}", "en": "until {day}"}


@dataclass
class _Draft:
    """What was read of a thing so far."""

    names: dict[tuple[str, str], How] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    end: str = ""

    def call(self, text: str, lang: str, how: How) -> None:
        """Take a text by which it is found; of one text the best use counts."""
        key = text, lang
        if text and how < self.names.get(key, how + 1):
            self.names[key] = how

    def label(self, lang: str) -> str:
        """Return its label in a language, else in any."""
        labels = sorted((tag != lang, tag != "nl", text) for (text, tag), how in self.names.items() if how == How.LABEL)
        return labels[0][2] if labels else ""


def gather(store: Store, queries: Iterable[QueryFile]) -> list[Thing]:
    """Return everything that can be found, by kind and, within one, what comes first when all else is equal.

    A query for each property, however many things there are.
    """
    drafts = _read(store)
    for iri, (_, end) in find_periods(store, expand("dcterms:temporal")).items():
        if iri in drafts:
            drafts[iri].end = end
    sorts = Sorts(store)
    named = ((iri, draft) for iri, draft in drafts.items() if any(how == How.LABEL for how in draft.names.values()))
    return [*(_thing(iri, draft, drafts, sorts) for iri, draft in named), *map(_question, _asked(queries))]


def _read(store: Store) -> dict[str, _Draft]:
    drafts: defaultdict[str, _Draft] = defaultdict(_Draft)
    for predicate, how in _NAMES.items():
        for iri, value in _statements(store, predicate):
            drafts[iri].call(_text(value), _language(value), how)
    for place, predicate in enumerate(_NOTES):
        for iri, value in _statements(store, predicate):
            _note(drafts[iri], value, place)
    for predicate, name in ((_CLASS, "classes"), (_TYPE, "types"), (_IN, "within"), (_SOURCE, "documents")):
        for iri, value in _statements(store, predicate):
            getattr(drafts[iri], name).add(_text(value))
    return dict(drafts)


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


def _note(draft: _Draft, value: Term, place: int) -> None:
    """Take a text that says what a thing is: the first property, and of that the first text, in each language."""
    lang = _language(value)
    key = f"{place}{lang}"
    if lang in LANGUAGES and (key not in draft.notes or _text(value) < draft.notes[key]):
        draft.notes[key] = _text(value)


def _thing(iri: str, draft: _Draft, drafts: dict[str, _Draft], sorts: Sorts) -> Thing:
    kind, place = sorts.sort_of(iri, draft.classes)
    names = [Name(text, lang, how) for (text, lang), how in draft.names.items()]
    names.append(Name(iri, "", How.ADDRESS))
    names.sort(key=lambda name: (name.how, LANGUAGES.index(name.lang) if name.lang in LANGUAGES else 2, name))
    notes = {lang: _described(draft, drafts, lang) for lang in LANGUAGES}
    return Thing(iri, kind, tuple(names), notes, 2 * place + bool(draft.end), min(draft.documents, default=""))


def _described(draft: _Draft, drafts: dict[str, _Draft], lang: str) -> str:
    """Return in a line what a thing is: its types and what it lies in, else what is said of it; and until when."""
    linked = [drafts[iri].label(lang) for iri in (*sorted(draft.types), *sorted(draft.within)) if iri in drafts]
    said = [draft.notes[key] for key in sorted(draft.notes) if key.endswith(lang)]
    ended = [_UNTIL[lang].format(day=draft.end)] if draft.end else []
    return " · ".join([*(filter(None, linked)), *ended]) if linked or ended else _cut(said[0]) if said else ""


def _cut(text: str) -> str:
    """Return a text, or its first words where it is long."""
    return text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE].rpartition(' ')[0] or text[:80]} …"


def _asked(queries: Iterable[QueryFile]) -> Iterator[QueryFile]:
    return (query for query in queries if query.theme != _CHECKS)


def _question(query: QueryFile) -> Thing:
    names = [Name(text, lang) for lang, text in query.question.items()]
    names += [Name(query.name, "", How.OTHER), Name(f"{query.theme}/{query.name}", "", How.HIDDEN)]
    notes = {lang: _cut(query.description.get(lang, "")) for lang in LANGUAGES}
    return Thing(f"{QUERY}{query.theme}/{query.name}", "question", tuple(names), notes)
