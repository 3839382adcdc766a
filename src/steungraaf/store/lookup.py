"""Look things up in a store: rows of a SELECT, and what many things have for some properties, asked together."""

from collections.abc import Iterable, Iterator, Sequence

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Solutions, Sound, Store

_IN_NO_IRI = frozenset(map(chr, range(0x21))).union('<>"{}|^`\\')  # SPARQL 1.1 Query 19.8, IRIREF
_AT_ONCE = 2_000  # IRIs in one query, which keeps it below what a store takes
_WHOLE = 500  # things of which all that is said is read together; of more only what is wanted
# What counts as the name of a thing, the best first.
NAMES = tuple(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))


class Described:
    """A store of which what is said of a thing is read once, for one page or one answer that asks it often."""

    def __init__(self, store: Store, only: Iterable[str] = ()) -> None:
        """Take the store, and the properties that are read of a thing together; without them all are."""
        self.query = store.query
        self._store, self._only = store, frozenset(only)
        self._said: dict[str, list[tuple[str, Term]]] = {}

    def objects_of(self, subjects: Iterable[str], predicates: Iterable[str]) -> Iterator[tuple[str, str, Term]]:
        """Give what `objects_of` gives of a store."""
        wanted, among = dict.fromkeys(subjects), frozenset(predicates)
        new = [iri for iri in wanted if iri not in self._said]
        if len(new) > _WHOLE or (self._only and not among <= self._only):
            yield from objects_of(self._store, wanted, among)
            return
        self._said.update((iri, []) for iri in new)
        read = objects_of(self._store, new, self._only) if self._only else _statements(self._store, new)
        for subject, predicate, value in read:
            self._said[subject].append((predicate, value))
        yield from ((iri, how, value) for iri in wanted for how, value in self._said[iri] if how in among)


Readable = Store | Described  # what things can be looked up in


def rows_of(store: Readable, sparql: str) -> list[tuple[Term | None, ...]]:
    """Return the rows of a SELECT of our own."""
    found = store.query(Sound(sparql))
    assert isinstance(found, Solutions)
    return found.rows


def objects_of(store: Readable, subjects: Iterable[str], predicates: Iterable[str]) -> Iterator[tuple[str, str, Term]]:
    """Give each subject, predicate and object there is of some subjects and some predicates.

    One query for all of them, or for as many as one query may name. The predicates are filtered: a second VALUES makes
    pyoxigraph multiply the two, which takes twenty times as long.
    """
    if isinstance(store, Described):
        return store.objects_of(subjects, predicates)
    among = ", ".join(f"<{iri}>" for iri in predicates if _is_sound(iri))
    return _statements(store, subjects, f" FILTER (?predicate IN ({among}))")


def _statements(store: Store, subjects: Iterable[str], only: str = "") -> Iterator[tuple[str, str, Term]]:
    for some in parts(subjects):
        for subject, predicate, value in rows_of(
            store,
            f"SELECT ?subject ?predicate ?object WHERE {{ VALUES ?subject {{ {some} }} "
            f"?subject ?predicate ?object{only} }}",
        ):
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
                yield subject.value, predicate.value, value


def find_texts(
    store: Readable, iris: Iterable[str], properties: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return the text that each IRI has by the first of the properties, in the first of the languages or in any other.

    A language is its main tag, an empty one stands for none. What has no such text is left out.
    """
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for iri, how, text in objects_of(store, iris, properties):
        if isinstance(text, Literal):
            main = (text.language or "").lower().partition("-")[0]
            distance = languages.index(main) if main in languages else len(languages)
            rank = (distance, properties.index(how), text.value)
            if iri not in best or rank < best[iri][0]:
                best[iri] = rank, text.value
    return {iri: text for iri, (_, text) in best.items()}


def find_periods(store: Store, *properties: str, among: str = "") -> dict[str, tuple[str, str]]:
    """Return the first and the last day of what has a period by a property, empty where it is open.

    Of several periods the whole counts. `among` are things as they stand in VALUES; without it all are looked at.
    """
    only = f"VALUES ?thing {{ {among} }} " if among else ""
    rows = rows_of(
        store,
        f"SELECT ?thing ?start ?end WHERE {{ {only}?thing {'|'.join(f'<{iri}>' for iri in properties)} ?period "
        f"OPTIONAL {{ ?period <{expand('dcat:startDate')}> ?start }} "
        f"OPTIONAL {{ ?period <{expand('dcat:endDate')}> ?end }} }}",
    )
    periods: dict[str, list[tuple[str, str]]] = {}
    for thing, *days in rows:
        if isinstance(thing, NamedNode):
            start, end = (day.value if isinstance(day, Literal) else "" for day in days)
            periods.setdefault(thing.value, []).append((start, end))
    return {iri: _whole(each) for iri, each in periods.items()}


def _whole(periods: list[tuple[str, str]]) -> tuple[str, str]:
    starts, ends = zip(*periods, strict=True)
    return "" if "" in starts else min(starts), "" if "" in ends else max(ends)


def parts(iris: Iterable[str], at_once: int | None = None) -> Iterator[str]:
    """Give different IRIs as they stand in VALUES, as many at a time as one query may name."""
    wanted, most = list(filter(_is_sound, dict.fromkeys(iris))), at_once or _AT_ONCE
    for start in range(0, len(wanted), most):
        yield nodes(wanted[start : start + most])


def nodes(iris: Iterable[str]) -> str:
    """Return IRIs as they stand in VALUES, without what is none: data that nobody checked may hold it."""
    return " ".join(f"<{iri}>" for iri in iris if _is_sound(iri))


def _is_sound(iri: str) -> bool:
    return _IN_NO_IRI.isdisjoint(iri)
