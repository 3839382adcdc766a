"""Sort things into the few categories that readers tell apart: each has a word, an icon and a colour."""

from collections.abc import Iterable

from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode
from steungraaf.store.classes import roots_of_classes
from steungraaf.store.lookup import objects_of
from steungraaf.web.served import Served

_AGENTS = ("m8g:PublicOrganisation", "org:FormalOrganization", "org:Organization", "foaf:Group", "foaf:Agent")
# A thing of several belongs to the first; a class of somebody's own counts by what it is a subclass of.
CATEGORIES: dict[str, tuple[str, ...]] = {
    "figure": ("sg:Figure",),
    "claim": ("sg:Claim",),
    "sentence": ("sg:Sentence",),
    "person": ("foaf:Person",),
    "initiative": ("sg:Initiative", "cpsv:PublicService", "schema:EventSeries", "schema:LoanOrCredit"),
    "organisation": _AGENTS,
    "place": ("schema:AdministrativeArea", "schema:City", "schema:Country", "dcterms:Location"),
    "document": ("foaf:Document", "sg:WrittenQuestion", "sg:WrittenAnswer", "sg:Item", "sg:Gap"),
    "period": ("dcterms:PeriodOfTime",),
    "concept": ("skos:Concept", "skos:ConceptScheme"),
}
OTHER = "thing"
_ORDER = tuple(CATEGORIES)
_CATEGORY_OF = {expand(name): category for category, names in CATEGORIES.items() for name in names}


def categories_of(served: Served, iris: Iterable[str]) -> dict[str, str]:
    """Return the category of each thing, "thing" for what has none."""
    return served.recalled("categories", iris, lambda new: _categories(served, new))


def _categories(served: Served, wanted: list[str]) -> dict[str, str]:
    roots = served.once("categories of classes", lambda: roots_of_classes(served.store, _CATEGORY_OF))
    found: dict[str, set[str]] = {iri: {OTHER} for iri in wanted}
    for thing, _, kind in objects_of(served.store, wanted, [expand("rdf:type")]):
        if isinstance(kind, NamedNode) and kind.value in roots:
            found[thing].add(_CATEGORY_OF[roots[kind.value]])
    return {iri: min(categories, key=(*_ORDER, OTHER).index) for iri, categories in found.items()}
