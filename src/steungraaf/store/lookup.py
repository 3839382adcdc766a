"""Look things up in a store: rows of a SELECT, and what many things have for some properties, asked together."""

from collections.abc import Iterable, Iterator

from steungraaf.rdf import NamedNode, Term
from steungraaf.store import Solutions, Sound, Store

_IN_NO_IRI = frozenset(map(chr, range(0x21))).union('<>"{}|^`\\')  # SPARQL 1.1 Query 19.8, IRIREF
_AT_ONCE = 2_000  # IRIs in one query, which keeps it below what a store takes


def rows_of(store: Store, sparql: str) -> list[tuple[Term | None, ...]]:
    """Return the rows of a SELECT of our own."""
    found = store.query(Sound(sparql))
    assert isinstance(found, Solutions)
    return found.rows


def objects_of(store: Store, subjects: Iterable[str], predicates: Iterable[str]) -> Iterator[tuple[str, str, Term]]:
    """Give each subject, predicate and object there is of some subjects and some predicates.

    One query for all of them, or for as many as one query may name. The predicates are filtered: a second VALUES makes
    pyoxigraph multiply the two, which takes twenty times as long.
    """
    among = ", ".join(f"<{iri}>" for iri in predicates if _is_sound(iri))
    for some in parts(subjects):
        for subject, predicate, value in rows_of(
            store,
            f"SELECT ?subject ?predicate ?object WHERE {{ VALUES ?subject {{ {some} }} "
            f"?subject ?predicate ?object FILTER (?predicate IN ({among})) }}",
        ):
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
                yield subject.value, predicate.value, value


def parts(iris: Iterable[str]) -> Iterator[str]:
    """Give different IRIs as they stand in VALUES, as many at a time as one query may name."""
    wanted = list(filter(_is_sound, dict.fromkeys(iris)))
    for start in range(0, len(wanted), _AT_ONCE):
        yield nodes(wanted[start : start + _AT_ONCE])


def nodes(iris: Iterable[str]) -> str:
    """Return IRIs as they stand in VALUES, without what is none: data that nobody checked may hold it."""
    return " ".join(f"<{iri}>" for iri in iris if _is_sound(iri))


def _is_sound(iri: str) -> bool:
    return _IN_NO_IRI.isdisjoint(iri)
