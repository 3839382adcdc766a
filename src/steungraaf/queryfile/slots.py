"""Find the slots of a query's parameters and the columns of its answer, and put a term in a slot."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from steungraaf.errors import QueryHeaderError
from steungraaf.sparql import Token, line_and_column, tokens_of

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ONE_SLOT = {
    "nl": "de buitenste groep moet er precies een VALUES ?{name} {{ UNDEF }} voor hebben, en heeft er {count}",
    "en": "the outermost group must have exactly one VALUES ?{name} {{ UNDEF }} for it, and has {count}",
}
# What the N-Triples form of an IRI or a literal consists of.
_TERMS = (["iri"], ["string"], ["string", "lang"], ["string", "punct", "iri"])


class Slot(NamedTuple):
    """Hold a place for a value: what stands in it, where that starts and ends, and the line."""

    name: str
    content: str
    start: int
    end: int
    line: int

    @property
    def is_open(self) -> bool:
        """Tell whether the slot stands for all values."""
        return self.content.upper() == "UNDEF"


def fill_slot(sparql: str, name: str, term: object) -> str:
    """Put an RDF term, an IRI or a literal, in the slot of one parameter; comments and strings are no slots.

    >>> fill_slot("SELECT ?x { VALUES ?place { UNDEF } ?x ?y ?place }", "place", "<https://example.org/8400>")
    'SELECT ?x { VALUES ?place { <https://example.org/8400> } ?x ?y ?place }'

    Raises QueryHeaderError for a query that has not exactly one such slot, ValueError for what is no such term.
    """
    written = str(term)
    if [token.kind for token in tokens_of(written)] not in _TERMS:
        raise ValueError(f"{written} is neither an IRI nor a literal")
    slots = [slot for slot in find_slots(sparql) if slot.name == name]
    if len(slots) != 1:
        raise QueryHeaderError(file="SPARQL", line=None, key=name, reason=count_reason(name, len(slots)))
    return f"{sparql[: slots[0].start]} {written} {sparql[slots[0].end :]}"


def redirect_services(sparql: str, address: str) -> str:
    """Let each SERVICE of a query ask another server; comments and strings are left alone.

    >>> redirect_services("ASK { SERVICE <https://example.org/a> { ?s ?p ?o } }", "http://127.0.0.1/sparql")
    'ASK { SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }'
    """
    tokens = list(tokens_of(sparql))
    named = [after for before, after in pairwise(tokens) if after.kind == "iri" and before.is_word("SERVICE", "SILENT")]
    for token in reversed(named):
        sparql = f"{sparql[: token.start]}<{address}>{sparql[token.end :]}"
    return sparql


def count_reason(name: str, count: int) -> dict[str, str]:
    """Return the reason for a parameter that has not exactly one slot."""
    return {lang: text.format(name=name, count=count) for lang, text in _ONE_SLOT.items()}


def find_slots(sparql: str) -> Iterator[Slot]:
    """Give each ``VALUES ?name { ... }`` of the outermost group."""
    tokens = list(tokens_of(sparql))
    depth = 0
    for index, token in enumerate(tokens):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "punct" else 0
        if depth == 1 and token.is_word("VALUES") and [one.text for one in tokens[index + 2 : index + 3]] == ["{"]:
            inside = _until_closed(tokens[index + 3 :])
            start = tokens[index + 2].end
            if inside is not None and tokens[index + 1].kind == "var":
                line, _ = line_and_column(sparql, token.start)
                yield Slot(tokens[index + 1].text[1:], sparql[start:inside].strip(), start, inside, line)


def _until_closed(tokens: list[Token]) -> int | None:
    """Return where the next closing brace starts."""
    return next((token.start for token in tokens if token.text == "}"), None)


def find_columns(sparql: str) -> list[str] | None:
    """Return the names that the outermost SELECT gives; None for another form, an asterisk for all variables."""
    tokens = list(tokens_of(sparql))
    form = next((index for index, token in enumerate(tokens) if token.is_word(*_FORMS)), None)
    if form is None or not tokens[form].is_word("SELECT"):
        return None
    names: list[str] = []
    depth = 0
    for before, token in pairwise(tokens[form:]):
        if depth == 0 and (token.text == "{" or token.is_word("WHERE", "FROM")):
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "*" and depth == 0:
            names.append("*")
        elif token.kind == "var" and (depth == 0 or depth == 1 and before.is_word("AS")):
            names.append(token.text[1:])
    return names
