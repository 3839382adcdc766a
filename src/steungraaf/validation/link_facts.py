"""Ask what the graph says of our side of the links: names, codes, and when it is what it is."""

from collections.abc import Collection
from dataclasses import dataclass, field

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal
from steungraaf.store import Store
from steungraaf.store.lookup import find_periods, objects_of, parts

_NAMES = tuple(map(expand, ("skos:prefLabel", "rdfs:label")))  # what others have, who know no SKOS, will do
_CODE = expand("skos:notation")
_PERIODS = tuple(map(expand, ("dcterms:temporal", "org:memberDuring")))


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
        for thing, (start, end) in find_periods(store, *_PERIODS, among=some).items():
            if thing in found:
                found[thing].start, found[thing].end = start, end
    return {iri: facts for iri, facts in found.items() if facts.names}


def _add(facts: Facts, how: str, value: Literal) -> None:
    if how == _CODE:
        facts.codes.add(value.value)
    else:
        facts.names.add((value.language or "", value.value))
