"""Sort things into the few categories that readers tell apart: each has a word, an icon and a colour."""

from collections.abc import Iterable

from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import parts, rows_of
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
    return served.recalled("categories", iris, lambda new: _categories(served.store, new))


def _categories(store: Store, wanted: list[str]) -> dict[str, str]:
    classes = " ".join(f"<{iri}>" for iri in _CATEGORY_OF)
    found: dict[str, list[str]] = {}
    for some in parts(wanted):
        rows = rows_of(
            store,
            f"SELECT DISTINCT ?thing ?class WHERE {{ VALUES ?thing {{ {some} }} VALUES ?class {{ {classes} }} "
            f"?thing a ?own . ?own <{expand('rdfs:subClassOf')}>* ?class }}",
        )
        for thing, kind in rows:
            if isinstance(thing, NamedNode) and isinstance(kind, NamedNode):
                found.setdefault(thing.value, []).append(_CATEGORY_OF[kind.value])
    return {iri: min(found.get(iri, [OTHER]), key=(*_ORDER, OTHER).index) for iri in wanted}
