"""Compact JSON-LD by one context again and again (JSON-LD 1.1 Processing Algorithms, 6): the one place that does so.

PyLD (3.3.0) reads the context anew for each document, and tries every term of it on every IRI. Both take much longer
than the page of a thing may. Here the context is read once, only what may be a prefix is tried, and an IRI that was
compacted is known.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdProcessor

_NAME = "urn:steungraaf:context"  # PyLD keeps a context that has a name
_MOST = 10_000  # IRIs that are known


class Compactor(JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """A processor of JSON-LD that compacts by one context."""

    def __init__(self, context: str) -> None:
        """Take the text of the context."""
        super().__init__()
        document = {"contextUrl": None, "documentUrl": _NAME, "document": json.loads(context)}
        self._resolver = ContextResolver({}, lambda *_: document)
        self._known: dict[tuple[Any, ...], str] = {}
        self._prefixes: dict[str, dict[str, Any]] = {}

    def nodes(self, expanded: list[Any], options: Mapping[str, Any]) -> list[Any]:
        """Return nodes as the context has them, in the order of the expanded ones."""
        chosen = {**options, "graph": True, "skipExpansion": True, "contextResolver": self._resolver}
        return cast(list[Any], self.compact(expanded, _NAME, chosen)["@graph"])

    def _compact_iri(
        self, active_ctx: Any, iri: Any, value: Any = None, vocab: bool = False, base: Any = None, reverse: bool = False
    ) -> Any:
        if value is not None:
            return super()._compact_iri(active_ctx, iri, value, vocab, base, reverse)
        key = active_ctx["_uuid"], iri, vocab, base, reverse
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            by_name = iri in self._get_inverse_context(active_ctx) or "@vocab" in active_ctx
            context = active_ctx if by_name else self._with_prefixes(active_ctx)
            self._known[key] = super()._compact_iri(context, iri, None, vocab, base, reverse)
        return self._known[key]

    def _with_prefixes(self, context: Any) -> Any:
        """Return a context with only those of its terms that can stand in front of a colon, or have one."""
        name = context["_uuid"]
        if name not in self._prefixes:
            terms = context["mappings"].items()
            kept = {term: each for term, each in terms if ":" in term or each is not None and each["_prefix"]}
            self._prefixes[name] = {**context, "mappings": kept}
        return self._prefixes[name]


@lru_cache(maxsize=4)
def compactor(context: str) -> Compactor:
    """Return what compacts by a context, the same one for the same text."""
    return Compactor(context)
