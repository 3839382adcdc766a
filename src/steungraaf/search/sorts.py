"""Tell of what kind a thing is, and in what order the things of one kind come."""

from collections.abc import Iterable, Mapping

from steungraaf.namespaces import ID, SG, expand
from steungraaf.store import Store
from steungraaf.store.classes import roots_of_classes

# The kind of each class and, within a kind, its place: what people look for most comes first.
_OF_CLASS: Mapping[str, tuple[str, int]] = {
    expand(name): where
    for name, where in {
        "foaf:Person": ("person", 0),
        "org:Post": ("person", 1),
        "org:Role": ("person", 1),
        "org:Membership": ("person", 2),
        "sg:Initiative": ("initiative", 0),
        "cpsv:PublicService": ("initiative", 0),
        "sg:Figure": ("figure", 0),
        "qb:DataSet": ("figure", 1),
        "sg:Claim": ("claim", 0),
        "sg:WrittenQuestion": ("document", 1),
        "sg:WrittenAnswer": ("document", 1),
        "sg:Item": ("document", 2),
        "sg:Gap": ("document", 3),
        "sg:Sentence": ("document", 4),
        "foaf:Document": ("document", 0),
        "skos:Concept": ("concept", 0),
        "skos:ConceptScheme": ("concept", 2),
        "dcterms:PeriodOfTime": ("concept", 3),
        "foaf:Group": ("organisation", 1),
        "schema:City": ("place", 0),
        "schema:Country": ("place", 4),
        "schema:AdministrativeArea": ("place", 0),
        "dcterms:Location": ("place", 6),
        "foaf:Agent": ("organisation", 0),
    }.items()
}
# Places have classes in common: their addresses tell them apart.
_OF_ADDRESS = {"municipality": 0, "province": 1, "region": 2, "country": 3, "arrondissement": 5}
_OTHER = ("concept", 1)  # the terms of the ontology, and what has no class that we know


class Sorts:
    """The kinds of things by their classes, with what the ontology says of these."""

    def __init__(self, store: Store) -> None:
        """Take the store that holds the ontology."""
        self._of_class = {each: _OF_CLASS[root] for each, root in roots_of_classes(store, _OF_CLASS).items()}
        self._known: dict[frozenset[str], tuple[str, int]] = {}

    def sort_of(self, iri: str, classes: Iterable[str]) -> tuple[str, int]:
        """Return the kind of a thing and its place within it."""
        told = frozenset(classes)
        if told not in self._known:
            found = [self._of_class[each] for each in told if each in self._of_class]
            order = list(_OF_CLASS.values())
            self._known[told] = min(found, key=order.index, default=_OTHER)
        kind, place = self._known[told]
        word = iri.removeprefix(ID).partition("/")[0]
        return kind, _OF_ADDRESS.get(word, place) if kind == "place" else place


def is_ours(iri: str) -> bool:
    """Tell whether an IRI is that of a thing of ours, or of a term of the ontology."""
    return iri.startswith((ID, SG)) and iri != SG
