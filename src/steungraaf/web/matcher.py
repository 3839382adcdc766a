"""Say what the service needs of a matcher."""

from collections.abc import Mapping
from typing import Protocol

from steungraaf.links.model import Decision, Entity, Match, Wanted


class Matcher(Protocol):
    """Find the things that fit what is wanted, and decide whether one of them surely is it."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Return everything that can be found, by its IRI."""
        ...

    def find(self, wanted: Wanted, limit: int = ...) -> list[Match]:
        """Return the best matches, best first."""
        ...

    def decide(self, wanted: Wanted) -> Decision:
        """Return the one thing that is meant, or none."""
        ...
