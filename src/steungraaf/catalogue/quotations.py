"""Find which claims and figures rest on which sentences, and how sure they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from steungraaf.model import PLAIN
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import Readable, nodes, objects_of, rows_of

# A figure that was computed rests on the sentences of what it was computed from.
_DERIVED, _QUOTED = expand("prov:wasDerivedFrom"), expand("prov:wasQuotedFrom")
_RESTS_ON = f"<{_DERIVED}>*/<{_QUOTED}>"
_WHERE = _ITEM, _POSITION, _DOCUMENT = (expand("dcterms:isPartOf"), expand("schema:position"), expand("oa:hasSource"))
_KINDS = (expand("sg:Figure"), expand("sg:Claim"))
_HEDGES = tuple(map(expand, ("sg:modality", "sg:basis", "sg:precision", "sg:during", "sdmx-dimension:refPeriod")))
_PERIODS = frozenset(map(expand, ("sg:during", "sdmx-dimension:refPeriod")))
NO_PERIOD = expand("period:not-stated")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: its item, its number there, its document."""

    sentence: str
    item: str
    number: int
    document: str


def places(store: Readable, *, items: Iterable[str] = (), sentences: Iterable[str] = ()) -> list[Place]:
    """Return where sentences stand, those of some items and some others, each item's in their order."""
    wanted = [*_sentences_of(store, items), *sentences]
    found: dict[str, dict[str, set[str]]] = {}
    for sentence, how, term in objects_of(store, wanted, _WHERE):
        told = found.setdefault(sentence, {each: set() for each in _WHERE})
        if isinstance(term, NamedNode | Literal) and isinstance(term, Literal) == (how == _POSITION):
            told[how].add(term.value)
    stand = (
        Place(sentence, item, int(position), document)
        for sentence, told in found.items()
        for item, position, document in product(*(told[how] for how in _WHERE))
    )
    return sorted(stand, key=lambda place: (place.item, place.number))


def _sentences_of(store: Readable, items: Iterable[str]) -> list[str]:
    among = nodes(items)
    if not among:
        return []
    query = f"SELECT DISTINCT ?sentence WHERE {{ VALUES ?item {{ {among} }} ?sentence <{_ITEM}> ?item }}"
    return [sentence.value for (sentence,) in rows_of(store, query) if isinstance(sentence, NamedNode)]


def statements_in(store: Store, sentences: Iterable[str]) -> list[str]:
    """Return the figures, then the claims that rest on sentences, each in the order of the sentences."""
    ranks = {sentence: rank for rank, sentence in enumerate(sentences)}
    rows = rows_of(
        store,
        f"SELECT DISTINCT ?statement ?kind ?sentence WHERE {{ VALUES ?sentence {{ {nodes(ranks)} }} "
        f"?statement {_RESTS_ON} ?sentence ; a ?kind FILTER (?kind IN ({', '.join(f'<{iri}>' for iri in _KINDS)})) }}",
    )
    best: dict[str, tuple[int, int]] = {}
    for statement, kind, sentence in rows:
        if isinstance(statement, NamedNode) and isinstance(kind, NamedNode) and isinstance(sentence, NamedNode):
            rank = (_KINDS.index(kind.value), ranks[sentence.value])
            best[statement.value] = min(rank, best.get(statement.value, rank))
    return sorted(best, key=lambda statement: (best[statement], _natural(statement)))


def quotes(store: Readable, statements: Iterable[str]) -> dict[str, list[str]]:
    """Return the sentences that each statement rests on."""
    wanted = new = list(dict.fromkeys(statements))
    told: dict[str, dict[str, list[str]]] = {}
    while new:
        told.update((iri, {_QUOTED: [], _DERIVED: []}) for iri in new)
        for iri, how, term in objects_of(store, new, (_QUOTED, _DERIVED)):
            if isinstance(term, NamedNode):
                told[iri][how].append(term.value)
        new = list(dict.fromkeys(source for iri in new for source in told[iri][_DERIVED] if source not in told))
    found = {statement: _quoted(statement, told) for statement in wanted}
    return {statement: sorted(sentences, key=_natural) for statement, sentences in found.items() if sentences}


def _quoted(statement: str, told: Mapping[str, Mapping[str, Sequence[str]]]) -> set[str]:
    """Return the sentences of a statement, and of all that it was computed from."""
    reached: set[str] = set()
    rest = [statement]
    while rest:
        if (one := rest.pop()) not in reached:
            reached.add(one)
            rest += told[one][_DERIVED]
    return {sentence for one in reached for sentence in told[one][_QUOTED]}


def hedges(store: Readable, statements: Iterable[str]) -> dict[str, list[str]]:
    """Return what keeps each statement from being plain: planned, inferred, approximate, of a period not stated."""
    found: dict[str, dict[str, int]] = {}
    for statement, hedge, value in objects_of(store, statements, _HEDGES):
        if isinstance(value, NamedNode) and (
            value.value == NO_PERIOD or not (hedge in _PERIODS or value.value in PLAIN)
        ):
            found.setdefault(statement, {})[value.value] = _HEDGES.index(hedge)
    return {statement: sorted(values, key=lambda value: (values[value], value)) for statement, values in found.items()}


def _natural(iri: str) -> list[tuple[int, str]]:
    """Return a key by which s10 comes after s9."""
    return [(int(part) if part.isdigit() else 0, part) for part in _DIGITS.split(iri)]
