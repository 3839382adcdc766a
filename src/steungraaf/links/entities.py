"""Read from a store the things that can be matched: actors, places and initiatives, with all that tells them apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from steungraaf.links.codes import codes_of
from steungraaf.links.model import Entity, Name
from steungraaf.namespaces import ID, THINGS, expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.classes import roots_of_classes
from steungraaf.store.lookup import find_periods, rows_of

_RANKS = {"skos:prefLabel": 0, "rdfs:label": 0, "skos:altLabel": 1, "skos:hiddenLabel": 2}
_NAMES = {expand(name): rank for name, rank in _RANKS.items()}
_PLACES = frozenset(map(expand, ("schema:containedInPlace", "dcterms:spatial")))
_KINDS = frozenset(map(expand, ("rdf:type", "dcterms:type")))
_SUCCESSOR, _FORMER = expand("dcterms:isReplacedBy"), expand("dcterms:replaces")
_NOTATION, _SAME = expand("skos:notation"), expand("skos:exactMatch")
_TOLD = (*_NAMES, *_PLACES, *_KINDS, _SUCCESSOR, _FORMER, _NOTATION, _SAME)
_WORDS = {  # what things are called whose address does not say it, by their class
    "foaf:Person": "person",
    "foaf:Group": "group",
    "org:Organization": "organisation",
    "foaf:Organization": "organisation",
    "foaf:Agent": "organisation",
    "schema:Country": "country",
    "schema:AdministrativeArea": "place",
    "dcterms:Location": "place",
    "sg:Initiative": "initiative",
}
_CLASSES = {expand(name): word for name, word in _WORDS.items()}


@dataclass
class _Draft:
    """What was read of a thing so far."""

    names: set[Name] = field(default_factory=set)
    notations: set[str] = field(default_factory=set)
    same: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    start: str = ""
    end: str = ""
    successors: set[str] = field(default_factory=set)


def read_entities(store: Store) -> list[Entity]:
    """Return the actors, places and initiatives of a store that have a name, in order of their IRIs.

    Three queries, however many things there are.
    """
    classes = {each: _CLASSES[root] for each, root in roots_of_classes(store, _CLASSES).items()}
    drafts: defaultdict[str, _Draft] = defaultdict(_Draft)
    for thing, predicate, value in _statements(store, classes):
        _tell(drafts, thing, predicate, value)
    for thing, (start, end) in find_periods(store, expand("dcterms:temporal")).items():
        if thing in drafts:
            drafts[thing].start, drafts[thing].end = start, end
    return [_entity(iri, draft, classes) for iri, draft in sorted(drafts.items()) if draft.names]


def _tell(drafts: defaultdict[str, _Draft], thing: str, predicate: str, value: Term) -> None:
    """Put one statement where it belongs."""
    draft = drafts[thing]
    if isinstance(value, Literal):
        if predicate in _NAMES:
            draft.names.add(Name(value.value, value.language, _NAMES[predicate]))
        elif predicate == _NOTATION:
            draft.notations.add(value.value)
    elif isinstance(value, NamedNode):
        if predicate == _FORMER:
            drafts[value.value].successors.add(thing)
        else:
            _set_of(draft, predicate).add(value.value)


def _set_of(draft: _Draft, predicate: str) -> set[str]:
    if predicate in _PLACES:
        return draft.places
    if predicate in _KINDS:
        return draft.kinds
    return draft.successors if predicate == _SUCCESSOR else draft.same


def _entity(iri: str, draft: _Draft, classes: dict[str, str]) -> Entity:
    return Entity(
        iri,
        tuple(sorted(draft.names, key=lambda name: (name.rank, name.language or "", name.text))),
        codes_of(sorted(draft.notations), sorted(draft.same)),
        frozenset({*draft.kinds, _word(iri, draft.kinds, classes)}),
        frozenset(draft.places),
        draft.start,
        draft.end,
        tuple(sorted(draft.successors)),
    )


def _word(iri: str, kinds: Iterable[str], classes: dict[str, str]) -> str:
    """Return what a thing is called by its address, else by its most telling class."""
    word = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""
    if word in THINGS and word != "document":
        return word
    told = {classes[kind] for kind in kinds if kind in classes}
    return next((word for word in _WORDS.values() if word in told), "")


def _statements(store: Store, classes: Iterable[str]) -> Iterator[tuple[str, str, Term]]:
    kinds = " ".join(f"<{iri}>" for iri in sorted(classes))
    told = ", ".join(f"<{iri}>" for iri in sorted(_TOLD))
    sparql = (
        f"SELECT DISTINCT ?thing ?predicate ?value WHERE {{ VALUES ?class {{ {kinds} }} "
        f"?thing a ?class . ?thing ?predicate ?value FILTER (?predicate IN ({told})) }}"
    )
    for thing, predicate, value in rows_of(store, sparql):
        if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
            yield thing.value, predicate.value, value
