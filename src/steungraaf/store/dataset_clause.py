"""Put what a request says beside its query into the query itself: the graphs that it asks, and a base for its IRIs."""

import re
from collections.abc import Sequence

from steungraaf.rdf import NamedNode
from steungraaf.sparql import Token, tokens_of
from steungraaf.store.guard import check_size

_RELATIVE = re.compile(r"<[^<>:\s]*>")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def with_dataset(sparql: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return a query that asks these graphs, whatever graphs it names itself (SPARQL 1.1 Protocol 2.1.4).

    >>> with_dataset("ASK FROM <urn:x> { ?s ?p ?o }", ["urn:a"], ["urn:b"])
    'ASK FROM <urn:a> FROM NAMED <urn:b>  { ?s ?p ?o }'

    Raises QueryTooLargeError, and ValueError for a name that is no IRI.
    """
    if not default and not named:
        return sparql
    check_size(sparql)
    clauses = [f"FROM {NamedNode(name)}" for name in default] + [f"FROM NAMED {NamedNode(name)}" for name in named]
    tokens = list(tokens_of(sparql))
    place = _place(tokens)
    start = tokens[place].end if place >= 0 else 0
    parts = [sparql[:start], f" {' '.join(clauses)} "]
    for first, last in _clauses(tokens):
        parts.append(sparql[start : first.start])
        start = last.end
    return "".join([*parts, sparql[start:]])


def with_base(sparql: str, base: str) -> str:
    """Return a query in which relative IRIs are resolved against a base; one without them comes back as it is.

    >>> with_base("ASK { <s> ?p ?o }", "https://example.org/")
    'BASE <https://example.org/> ASK { <s> ?p ?o }'
    """
    check_size(sparql)
    may_be = _RELATIVE.search(sparql) is not None  # most have none, and need not be cut into tokens
    relative = may_be and any(token.kind == "iri" and ":" not in token.text for token in tokens_of(sparql))
    return f"BASE {NamedNode(base)} {sparql}" if relative else sparql


def _clauses(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Return the first and last token of each clause that names a graph; FROM stands nowhere else."""
    found = []
    for place, token in enumerate(tokens[:-1]):
        if token.is_word("FROM"):
            named = tokens[place + 1].is_word("NAMED") and place + 2 < len(tokens)
            found.append((token, tokens[place + 2 if named else place + 1]))
    return found


def _place(tokens: Sequence[Token]) -> int:
    """Return the token behind which the clauses go: before them all, so that those of the query can be left out."""
    form = next((place for place, token in enumerate(tokens) if token.is_word(*_FORMS)), -1)
    if form < 0 or tokens[form].is_word("ASK"):
        return form
    if tokens[form].is_word("CONSTRUCT"):
        return _behind_braces(tokens, form + 1)
    depth = 0
    for place, token in enumerate(tokens[form + 1 :], form + 1):
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "punct" else 0
        if depth == 0 and (token.text == "{" or token.is_word("WHERE", "FROM", "ORDER", "LIMIT", "OFFSET", "VALUES")):
            return place - 1
    return len(tokens) - 1


def _behind_braces(tokens: Sequence[Token], start: int) -> int:
    """Return the token that closes the template of a CONSTRUCT, or CONSTRUCT itself where it has none."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[place].text, 0) if tokens[place].kind == "punct" else 0
        if depth == 0:
            return place if tokens[place].text == "}" else start - 1
    return start - 1
