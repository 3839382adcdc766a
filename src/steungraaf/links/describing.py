"""Ask a store what things are called and what is said of them, for many things in one query."""

from collections.abc import Iterable

from steungraaf.rdf import NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import NAMES, find_texts, parts, rows_of


def find_names(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the name of each IRI that has one: in the language, else without one, else in any."""
    return find_texts(store, iris, NAMES, (lang, ""))


def find_predicates(store: Store, things: Iterable[str]) -> dict[str, list[str]]:
    """Return, by each predicate, the things among these that have a value of it."""
    found: dict[str, list[str]] = {}
    for some in parts(things):
        wanted = f"SELECT DISTINCT ?predicate ?thing WHERE {{ VALUES ?thing {{ {some} }} ?thing ?predicate ?value }}"
        for predicate, thing in rows_of(store, wanted):
            if isinstance(predicate, NamedNode) and isinstance(thing, NamedNode):
                found.setdefault(predicate.value, []).append(thing.value)
    return found
