"""Refuse before parsing what the parser itself would not survive.

JSON-LD and triple terms nested some thousands deep end the whole process (measured on pyoxigraph 0.5.13), and entities
of RDF/XML that stand for each other grow without bounds.
"""

import re
from collections.abc import Mapping

MAX_DEPTH = 500
MAX_ENTITY = 10_000

Fault = tuple[int, Mapping[str, str]]  # the offset in bytes, and the reason in both languages

_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_TRIPLE_TERMS = re.compile(rb"(?P<open><<)|(?P<close>>>)")
_ENTITY = re.compile(rb"<!ENTITY\s+(\S+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"&([^;&\s]+);")

TOO_DEEP = {
    "nl": f"meer dan {MAX_DEPTH} niveaus in elkaar",
    "en": f"nested more than {MAX_DEPTH} levels deep",
}
_TOO_LARGE = {
    "nl": f"een entiteit die voor meer dan {MAX_ENTITY} tekens staat",
    "en": f"an entity that stands for more than {MAX_ENTITY} characters",
}


def find_fault(data: bytes, format: str) -> Fault | None:
    """Return where and why a text must not reach the parser, or nothing when it may."""
    if format == "jsonld":
        return _find_depth(data, _JSON)
    if format == "rdfxml":
        return _find_entity(data)
    return _find_depth(data, _TRIPLE_TERMS) if data.count(b"<<") > MAX_DEPTH else None


def _find_depth(data: bytes, brackets: re.Pattern[bytes]) -> Fault | None:
    depth = 0
    for found in brackets.finditer(data):
        depth += 1 if found["open"] else -1 if found["close"] else 0
        if depth > MAX_DEPTH:
            return found.start(), TOO_DEEP
    return None


def _find_entity(data: bytes) -> Fault | None:
    """Measure what each declared entity stands for, whatever the order in which they refer to each other."""
    declared = {found[1]: (found.start(), found[2] or found[3] or b"") for found in _ENTITY.finditer(data)}
    sizes = {name: len(text) for name, (_, text) in declared.items()}
    for _ in declared:
        for name, (start, text) in declared.items():
            sizes[name] = len(text) + sum(sizes.get(one, 0) for one in _REFERENCE.findall(text))
            if sizes[name] > MAX_ENTITY:
                return start, _TOO_LARGE
    return None
