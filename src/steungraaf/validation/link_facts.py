"""Ask what the graph says of our side of the links: names, codes, and when it is what it is."""

from collections.abc import Collection
from dataclasses import dataclass, field

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of, parts, rows_of

_NAMES = tuple(map(expand, ("skos:prefLabel", "rdfs:label")))  # what others have, who know no SKOS, will do
_CODE = expand("skos:notation")


@dataclass
class Facts:
    """What is known of one thing."""

    names: set[tuple[str, str]] = field(default_factory=set)  # each with its language before it
    codes: set[str] = field(default_factory=set)
    start: str = ""
    end: str = ""

    @property
    def label(self) -> str:
        """Return the name in Dutch, else in any language; of several always the same one."""
        names = sorted(self.names)
        return next((name for language, name in names if language == "nl"), names[0][1])


def facts_of(store: Store, iris: Collection[str]) -> dict[str, Facts]:
    """Return what a store says of things; one without a name is not there."""
    found: dict[str, Facts] = {}
    for thing, how, value in objects_of(store, iris, (*_NAMES, _CODE)):
        if isinstance(value, Literal):
            _add(found.setdefault(thing, Facts()), how, value)
    for some in parts(iris):
        _add_periods(store, some, found)
    return {iri: facts for iri, facts in found.items() if facts.names}


def _add(facts: Facts, how: str, value: Literal) -> None:
    if how == _CODE:
        facts.codes.add(value.value)
    else:
        facts.names.add((value.language or "", value.value))


def _add_periods(store: Store, among: str, found: dict[str, Facts]) -> None:
    periods: dict[str, list[tuple[str, str]]] = {}
    for thing, start, end in rows_of(
        store,
        f"SELECT ?thing ?start ?end WHERE {{ VALUES ?thing {{ {among} }} "
        f"?thing <{expand('dcterms:temporal')}>|<{expand('org:memberDuring')}> ?period "
        f"OPTIONAL {{ ?period <{expand('dcat:startDate')}> ?start }} "
        f"OPTIONAL {{ ?period <{expand('dcat:endDate')}> ?end }} }}",
    ):
        if isinstance(thing, NamedNode) and thing.value in found:
            periods.setdefault(thing.value, []).append((_text(start), _text(end)))
    for iri, each in periods.items():  # of several periods the whole; one that is open has no end
        starts, ends = zip(*each, strict=True)
        found[iri].start = "" if "" in starts else min(starts)
        found[iri].end = "" if "" in ends else max(ends)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""
