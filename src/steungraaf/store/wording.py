"""Say a query to a server in the words that every server understands, and that ask the same."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from steungraaf.queryfile import find_columns
from steungraaf.sparql import Token, tokens_of

_COMMENT = re.compile(r"#[^\n\r]*")
_OPEN = ["{", "UNDEF", "}"]
_UNLESS_BOUND = "FILTER ( ! BOUND ( ?x ) ||"


def without_comments(sparql: str, tokens: Iterable[Token]) -> str:
    """Return a query without its comments, which may mislead who looks for keywords; its lines stay where they are.

    >>> text = "ASK { ?s ?p '#' } # DROP"
    >>> without_comments(text, tokens_of(text))
    "ASK { ?s ?p '#' } "
    """
    parts, end = [], 0
    for token in tokens:
        parts += [_COMMENT.sub("", sparql[end : token.start]), token.text]
        end = token.end
    return "".join([*parts, _COMMENT.sub("", sparql[end:])])


def without_open_slots(sparql: str) -> str:
    """Return a query without ``VALUES ?x { UNDEF }``, which asks nothing; servers join better where it is not there.

    Virtuoso 7 loses rows of a UNION and of an OPTIONAL beside it. With an asterisk it stays: it makes a column. A
    filter ``(!BOUND(?x) || ...)`` holds then and goes with it, unless something else may bind the variable.

    >>> without_open_slots("SELECT ?s { VALUES ?s { UNDEF } ?s ?p ?o }")
    'SELECT ?s {                     ?s ?p ?o }'
    """
    if find_columns(sparql) == ["*"]:
        return sparql
    tokens = list(tokens_of(sparql))
    for place, (word, variable) in enumerate(pairwise(tokens)):
        inside = tokens[place + 2 : place + 5]
        if word.is_word("VALUES") and variable.kind == "var" and [one.text.upper() for one in inside] == _OPEN:
            for start, end in ((word.start, inside[-1].end), *_idle_filters(tokens, variable.text[1:])):
                sparql = f"{sparql[:start]}{' ' * (end - start)}{sparql[end:]}"
    return sparql


def _idle_filters(tokens: Sequence[Token], variable: str) -> list[tuple[int, int]]:
    """Return where filters begin and end that hold without a value for a variable; none where it stands elsewhere."""
    spans: list[tuple[int, int]] = []
    place = elsewhere = 0
    while place < len(tokens):
        words = tokens[place : place + _UNLESS_BOUND.count(" ") + 1]
        if " ".join("?x" if _is(one, variable) else one.text.upper() for one in words) == _UNLESS_BOUND:
            end = _closing(tokens, place + 1)
            spans.append((tokens[place].start, tokens[end].end))
            place = end
        else:
            elsewhere += _is(tokens[place], variable)
        place += 1
    return spans if elsewhere == 1 else []  # in VALUES


def _is(token: Token, variable: str) -> bool:
    return token.kind == "var" and token.text[1:] == variable


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the place of the bracket that closes another one."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += (tokens[place].text == "(") - (tokens[place].text == ")")
        if not depth:
            break
    return place


def named_graphs(tokens: list[Token]) -> list[str]:
    """Return the graphs that a query names outright."""
    prefixes = {
        name.text: iri.text[1:-1]
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.is_word("PREFIX")
    }
    found = []
    for word, name in zip(tokens, tokens[1:], strict=False):
        if word.is_word("GRAPH") and name.kind == "iri":
            found.append(name.text[1:-1])
        elif word.is_word("GRAPH") and name.kind == "name":
            prefix, _, local = name.text.partition(":")
            found.append(prefixes.get(f"{prefix}:", "") + local)
    return list(dict.fromkeys(found))
