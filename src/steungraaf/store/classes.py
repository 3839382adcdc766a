"""Tell which classes are narrower than some, by what a store's ontology says and what is known of foreign ones."""

from collections.abc import Iterable

from steungraaf.model import SUBCLASSES
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode
from steungraaf.store.base import Store
from steungraaf.store.lookup import rows_of


def roots_of_classes(store: Store, roots: Iterable[str]) -> dict[str, str]:
    """Return each class that is one of some roots, or is narrower at any depth, with its root; the first has it.

    A root counts as itself also where it is narrower than another.
    """
    ordered = list(roots)
    below: dict[str, set[str]] = {}
    for narrow, broad in SUBCLASSES:
        below.setdefault(broad, set()).add(narrow)
    subclass = f"<{expand('rdfs:subClassOf')}>|<{expand('owl:equivalentClass')}>"
    for lower, upper in rows_of(store, f"SELECT ?lower ?upper WHERE {{ ?lower {subclass} ?upper }}"):
        if isinstance(lower, NamedNode) and isinstance(upper, NamedNode):
            below.setdefault(upper.value, set()).add(lower.value)
    found: dict[str, str] = {}
    for root in ordered:
        reached = [root]
        for each in reached:  # the list grows while it is read
            reached += sorted(below.get(each, set()).difference(reached, ordered))
            found.setdefault(each, root)
    return found
