"""Bring quads together and ask them in SPARQL."""

from steungraaf.store.base import Solutions, Store
from steungraaf.store.embedded import EmbeddedStore
from steungraaf.store.written import as_written, derived_as_written

__all__ = ["EmbeddedStore", "Solutions", "Store", "as_written", "derived_as_written"]
