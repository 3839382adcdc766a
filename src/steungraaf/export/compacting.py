"""Compact JSON-LD by one context again and again (JSON-LD 1.1 Processing Algorithms, 6).

PyLD (3.3.0) reads the context anew for each document, and tries every term of it on every IRI. Both take much longer
than the page of a thing may. Here the context is read once, only what may be a prefix is tried, and an IRI that was
compacted is known.
"""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Protocol, cast

_NAME = "urn:steungraaf:context"  # PyLD keeps a context that has a name
_MOST = 10_000  # IRIs that are known


class Compactor(Protocol):
    """Compact by one context."""

    def nodes(self, expanded: list[Any], options: Mapping[str, Any]) -> list[Any]:
        """Return nodes as the context has them, in the order of the expanded ones."""
        ...


@lru_cache(maxsize=4)
def compactor(context: str) -> Compactor:
    """Return what compacts by the text of a context, the same one for the same text."""
    return cast(Compactor, _kind()(context))


@cache
def _kind() -> Any:
    """Return the class of what compacts, which PyLD is needed for."""
    from pyld.context_resolver import ContextResolver
    from pyld.jsonld import JsonLdProcessor

    class Remembering(JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
        """A processor of JSON-LD that compacts by one context."""

        def __init__(self, context: str) -> None:
            super().__init__()
            document = {"contextUrl": None, "documentUrl": _NAME, "document": json.loads(context)}
            self._resolver = ContextResolver({}, lambda *_: document)
            self._known: dict[tuple[Any, ...], str] = {}
            self._prefixes: dict[str, Any] = {}

        def nodes(self, expanded: list[Any], options: Mapping[str, Any]) -> list[Any]:
            """Return nodes as the context has them."""
            chosen = {**options, "graph": True, "skipExpansion": True, "contextResolver": self._resolver}
            return cast(list[Any], self.compact(expanded, _NAME, chosen)["@graph"])

        def _compact_iri(
            self, active: Any, iri: Any, value: Any = None, vocab: bool = False, base: Any = None, reverse: bool = False
        ) -> Any:
            if value is not None:
                return super()._compact_iri(active, iri, value, vocab, base, reverse)
            key = active["_uuid"], iri, vocab, base, reverse
            found = self._known.get(key)
            if found is None:
                by_name = iri in self._get_inverse_context(active) or "@vocab" in active
                context = active if by_name else self._with_prefixes(active)
                found = super()._compact_iri(context, iri, None, vocab, base, reverse)
                if len(self._known) >= _MOST:
                    self._known.clear()
                    self._prefixes.clear()  # contexts inside others come anew each time
                self._known[key] = found
            return found

        def _with_prefixes(self, context: Any) -> Any:
            """Return a context with only those of its terms that can stand in front of a colon, or have one."""
            name = context["_uuid"]
            if name not in self._prefixes:
                terms = context["mappings"].items()
                kept = {term: each for term, each in terms if ":" in term or each is not None and each["_prefix"]}
                self._prefixes[name] = {**context, "mappings": kept}
            return self._prefixes[name]

    return Remembering
