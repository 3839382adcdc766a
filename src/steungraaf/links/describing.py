"""Ask a store what things are called and what is said of them, for many things in one query."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Solutions, Sound, Store

_NAMES = tuple(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))  # the best first
_IN_NO_IRI = frozenset(map(chr, range(0x21))).union('<>"{}|^`\\')  # SPARQL 1.1 Query 19.8, IRIREF
_AT_ONCE = 2_000  # IRIs in one query, which keeps it below what a store takes


def find_names(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the name of each IRI that has one: in the language, else without one, else in any."""
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for iri, how, text in find_values(store, iris, _NAMES):
        if isinstance(text, Literal):
            rank = (_distance(text.language, lang), _NAMES.index(how), text.value)
            if iri not in best or rank < best[iri][0]:
                best[iri] = rank, text.value
    return {iri: name for iri, (_, name) in best.items()}


def find_values(store: Store, things: Iterable[str], predicates: Collection[str]) -> Iterator[tuple[str, str, Term]]:
    """Give each thing, predicate and value there is of some things and some predicates."""
    among = ", ".join(f"<{iri}>" for iri in predicates if _is_iri(iri))
    for some in _parts(things):
        for thing, predicate, value in _rows(
            store,
            f"SELECT ?thing ?predicate ?value WHERE {{ VALUES ?thing {{ {some} }} "
            f"?thing ?predicate ?value FILTER (?predicate IN ({among})) }}",
        ):
            if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
                yield thing.value, predicate.value, value


def find_predicates(store: Store, things: Iterable[str]) -> dict[str, list[str]]:
    """Return, by each predicate, the things among these that have a value of it."""
    found: dict[str, list[str]] = {}
    for some in _parts(things):
        wanted = f"SELECT DISTINCT ?predicate ?thing WHERE {{ VALUES ?thing {{ {some} }} ?thing ?predicate ?value }}"
        for predicate, thing in _rows(store, wanted):
            if isinstance(predicate, NamedNode) and isinstance(thing, NamedNode):
                found.setdefault(predicate.value, []).append(thing.value)
    return found


def _distance(language: str | None, wanted: str) -> int:
    """Tell how far the language of a text is from the one that is wanted."""
    main = (language or "").lower().partition("-")[0]
    return 0 if main == wanted else 2 if main else 1


def _parts(iris: Iterable[str]) -> Iterator[str]:
    """Give IRIs as they stand in VALUES, as many at a time as one query may name."""
    sound = [f"<{iri}>" for iri in dict.fromkeys(iris) if _is_iri(iri)]
    for start in range(0, len(sound), _AT_ONCE):
        yield " ".join(sound[start : start + _AT_ONCE])


def _is_iri(iri: str) -> bool:
    """Tell whether a text can stand between < and >: data that nobody checked may hold what cannot."""
    return _IN_NO_IRI.isdisjoint(iri)


def _rows(store: Store, sparql: str) -> Sequence[tuple[Term | None, ...]]:
    found = store.query(Sound(sparql))
    assert isinstance(found, Solutions)
    return found.rows
