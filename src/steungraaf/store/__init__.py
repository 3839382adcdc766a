"""Bring quads together and ask them in SPARQL."""

from typing import TYPE_CHECKING

from steungraaf.homes import find_by
from steungraaf.store.base import Cut, Solutions, Sound, Store

if TYPE_CHECKING:
    from steungraaf.store.embedded import EmbeddedStore
    from steungraaf.store.kept import KeptStore, write_union
    from steungraaf.store.written import as_written, derived_as_written

__all__ = [
    "Cut",
    "EmbeddedStore",
    "KeptStore",
    "Solutions",
    "Sound",
    "Store",
    "as_written",
    "derived_as_written",
    "write_union",
]

__getattr__ = find_by(
    {
        "EmbeddedStore": "steungraaf.store.embedded",
        "KeptStore": "steungraaf.store.kept",
        "as_written": "steungraaf.store.written",
        "derived_as_written": "steungraaf.store.written",
        "write_union": "steungraaf.store.kept",
    },
    __name__,
)
