"""A store for tests of how often one is asked."""

from typing import Any

from steungraaf.store import Store


class CountingStore:
    """A store that counts what it is asked."""

    def __init__(self, store: Store) -> None:
        """Take the store that answers."""
        self.asked = 0
        self._store = store

    def query(self, sparql: str) -> Any:
        """Answer a query and count it."""
        self.asked += 1
        return self._store.query(sparql)
