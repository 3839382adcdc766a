"""Sort things into the few categories that readers tell apart: each has a word, an icon and a colour."""

from collections.abc import Iterable, Mapping

from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode
from steungraaf.store.classes import roots_of_classes
from steungraaf.store.lookup import Readable, objects_of
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


def categories_of(served: Served, iris: Iterable[str], store: Readable | None = None) -> dict[str, str]:
    """Return the category of each thing, "thing" for what has none; `store` is what a page reads things from."""
    return served.recalled("categories", iris, lambda new: _categories(served, store or served.store, new))


def category_of(served: Served, classes: Iterable[str]) -> str:
    """Return the category of a thing of some classes."""
    return _category(classes, _roots(served))


def _categories(served: Served, store: Readable, wanted: list[str]) -> dict[str, str]:
    roots = _roots(served)
    classes: dict[str, set[str]] = {iri: set() for iri in wanted}
    for thing, _, kind in objects_of(store, wanted, [expand("rdf:type")]):
        if isinstance(kind, NamedNode):
            classes[thing].add(kind.value)
    return {iri: _category(each, roots) for iri, each in classes.items()}


def _category(classes: Iterable[str], roots: Mapping[str, str]) -> str:
    return min((_CATEGORY_OF[roots[one]] for one in classes if one in roots), key=_ORDER.index, default=OTHER)


def _roots(served: Served) -> Mapping[str, str]:
    return served.once("categories of classes", lambda: roots_of_classes(served.store, _CATEGORY_OF))
