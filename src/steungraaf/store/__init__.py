"""Bring quads together and ask them in SPARQL."""

from steungraaf.store.base import Solutions, Store
from steungraaf.store.embedded import EmbeddedStore

__all__ = ["EmbeddedStore", "Solutions", "Store"]
