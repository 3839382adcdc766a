"""Cut an answer off at the limits where it came whole, as from a server."""

from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import TypeVar

from steungraaf.rdf import Triple
from steungraaf.store.base import Cut, Solutions, Triples
from steungraaf.store.limits import Limits

_Row = TypeVar("_Row")


def cut(found: Solutions | list[Triple] | bool, limits: Limits) -> Solutions | Triples | bool:
    """Return as much of an answer as may be."""
    if isinstance(found, bool):
        return found
    if isinstance(found, Solutions):
        rows, truncated = _first(found.rows, limits, lambda row: row)
        return Solutions(found.variables, rows, truncated)
    return Triples(*_first(found, limits, lambda triple: (triple.subject, triple.predicate, triple.object)))


def _first(
    rows: list[_Row], limits: Limits, terms: Callable[[_Row], Iterable[object]]
) -> tuple[list[_Row], Cut | None]:
    kept = rows[: limits.rows]
    if limits.bytes is not None:
        sizes = accumulate(sum(len(str(term).encode()) + 1 for term in terms(row)) for row in kept)
        count = sum(1 for size in sizes if size <= limits.bytes)
        if count < len(kept):
            return kept[:count], Cut("bytes", limits.bytes)
    return kept, Cut("rows", limits.rows or 0) if len(kept) < len(rows) else None
