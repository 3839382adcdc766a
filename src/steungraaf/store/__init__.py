"""Bring quads together and ask them in SPARQL."""

from typing import TYPE_CHECKING

from steungraaf.homes import find_by
from steungraaf.store.base import Solutions, Store

if TYPE_CHECKING:
    from steungraaf.store.embedded import EmbeddedStore
    from steungraaf.store.written import as_written, derived_as_written

__all__ = ["EmbeddedStore", "Solutions", "Store", "as_written", "derived_as_written"]

__getattr__ = find_by(
    {
        "EmbeddedStore": "steungraaf.store.embedded",
        "as_written": "steungraaf.store.written",
        "derived_as_written": "steungraaf.store.written",
    },
    __name__,
)
