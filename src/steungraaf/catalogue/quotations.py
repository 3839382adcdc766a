"""Find which claims and figures rest on which sentences, and how sure they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from steungraaf.model import PLAIN
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import nodes, objects_of, rows_of

# A figure that was computed rests on the sentences of what it was computed from.
_RESTS_ON = f"<{expand('prov:wasDerivedFrom')}>*/<{expand('prov:wasQuotedFrom')}>"
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


def places(store: Store, *, items: Iterable[str] = (), sentences: Iterable[str] = ()) -> list[Place]:
    """Return where sentences stand, those of some items and some others, each item's in their order."""
    rows = rows_of(
        store,
        "SELECT DISTINCT ?sentence ?item ?position ?document WHERE { "
        f"{{ VALUES ?item {{ {nodes(items)} }} ?sentence <{expand('dcterms:isPartOf')}> ?item }} UNION "
        f"{{ VALUES ?sentence {{ {nodes(sentences)} }} ?sentence <{expand('dcterms:isPartOf')}> ?item }} "
        f"?sentence <{expand('schema:position')}> ?position ; <{expand('oa:hasSource')}> ?document }}",
    )
    found = [
        Place(sentence.value, item.value, int(position.value), document.value)
        for sentence, item, position, document in rows
        if isinstance(sentence, NamedNode)
        and isinstance(item, NamedNode)
        and isinstance(position, Literal)
        and isinstance(document, NamedNode)
    ]
    return sorted(found, key=lambda place: (place.item, place.number))


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


def quotes(store: Store, statements: Iterable[str]) -> dict[str, list[str]]:
    """Return the sentences that each statement rests on."""
    found: dict[str, list[str]] = {}
    for statement, sentence in rows_of(
        store,
        f"SELECT DISTINCT ?statement ?sentence WHERE {{ VALUES ?statement {{ {nodes(statements)} }} "
        f"?statement {_RESTS_ON} ?sentence }}",
    ):
        if isinstance(statement, NamedNode) and isinstance(sentence, NamedNode):
            found.setdefault(statement.value, []).append(sentence.value)
    return {statement: sorted(sentences, key=_natural) for statement, sentences in found.items()}


def hedges(store: Store, statements: Iterable[str]) -> dict[str, list[str]]:
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
