"""Ask a store what things are called and what is said of them, for many things in one query."""

from collections.abc import Iterable

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of, parts, rows_of

_NAMES = tuple(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))  # the best first


def find_names(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the name of each IRI that has one: in the language, else without one, else in any."""
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for iri, how, text in objects_of(store, iris, _NAMES):
        if isinstance(text, Literal):
            rank = (_distance(text.language, lang), _NAMES.index(how), text.value)
            if iri not in best or rank < best[iri][0]:
                best[iri] = rank, text.value
    return {iri: name for iri, (_, name) in best.items()}


def find_predicates(store: Store, things: Iterable[str]) -> dict[str, list[str]]:
    """Return, by each predicate, the things among these that have a value of it."""
    found: dict[str, list[str]] = {}
    for some in parts(things):
        wanted = f"SELECT DISTINCT ?predicate ?thing WHERE {{ VALUES ?thing {{ {some} }} ?thing ?predicate ?value }}"
        for predicate, thing in rows_of(store, wanted):
            if isinstance(predicate, NamedNode) and isinstance(thing, NamedNode):
                found.setdefault(predicate.value, []).append(thing.value)
    return found


def _distance(language: str | None, wanted: str) -> int:
    """Tell how far the language of a text is from the one that is wanted."""
    main = (language or "").lower().partition("-")[0]
    return 0 if main == wanted else 2 if main else 1
