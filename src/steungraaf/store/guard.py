"""Stop in front of the engine what is no question, what would break it, and what plainly does not parse.

An engine's own message is often cryptic and its position off; what can be told from the tokens is told here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from steungraaf.errors import (
    QueryTooLargeError,
    ServiceRefusedError,
    SparqlSyntaxError,
    SteungraafError,
    UpdateRefusedError,
)
from steungraaf.namespaces import PREFIXES
from steungraaf.sparql import Token, line_and_column, tokens_of
from steungraaf.store.base import Sound

# Measured on pyoxigraph 0.5.13: about 1,000 nested functions or some 10,000 operators end the whole process.
MAX_BYTES = 1_000_000
MAX_UPDATE = 16_000_000  # bytes
MAX_DEPTH = 200
MAX_TOKENS = (
    4_000  # not counted are data, and the values of VALUES and of IN but for operators among them: they do no harm
)

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CLOSING = {"{": "}", "(": ")", "[": "]", "<<(": ")>>", "<<": ">>", "{|": "|}"}
_AMONG_VALUES = ("(", ")", "{", "}", ",", "^^")
_PADDING = 50  # longer than any word that an engine may expect
_EXCERPT = 100

Reason = Mapping[str, str]
Probe = Callable[[str], tuple[int, int] | None]  # the line and column at which an engine stops reading a text

_DEPTH = {"nl": "meer haakjes in elkaar", "en": "more brackets inside each other"}
_TOKENS = {"nl": "te veel delen", "en": "too many parts"}
_BYTES = {"nl": "te veel bytes", "en": "too many bytes"}
_EMPTY = {"nl": "er staat geen vraag", "en": "there is no query"}
_NO_FORM = {
    "nl": "hier begint een vraag met SELECT, ASK, CONSTRUCT of DESCRIBE, niet met {word}",
    "en": "here a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {word}",
}
_NOT_CLOSED = {"nl": "{word} wordt nergens gesloten", "en": "{word} is closed nowhere"}
_NOT_OPENED = {"nl": "{word} sluit niets dat open is", "en": "{word} closes nothing that is open"}
_NO_STRING = {"nl": "de tekst na {word} wordt niet gesloten", "en": "the text after {word} is not closed"}
_NO_TOKEN = {"nl": "{word} heeft hier geen betekenis", "en": "{word} means nothing here"}
_NO_PREFIX = {"nl": "het prefix {word} is niet opgegeven", "en": "the prefix {word} is not declared"}
_UNEXPECTED = {"nl": "{word} past hier niet", "en": "{word} does not fit here"}
_RELATIVE = {
    "nl": "{word} is een relatieve IRI en er is geen basis; schrijf haar voluit",
    "en": "{word} is a relative IRI and there is no base; write it in full",
}
_UNFINISHED = {"nl": "de vraag houdt te vroeg op", "en": "the query ends too early"}
_MEANING = {
    "contains a variable that is unbound": {
        "nl": "SELECT noemt een variabele waarover niet gegroepeerd is; zet haar in GROUP BY of in een aggregaat",
        "en": "SELECT names a variable that is not grouped by; put it in GROUP BY or in an aggregate",
    },
    "Duplicated variable name": {
        "nl": "SELECT geeft tweemaal dezelfde variabele",
        "en": "SELECT gives the same variable twice",
    },
    "SELECT overrides an existing variable": {
        "nl": "SELECT geeft met AS een waarde aan een variabele die er al een heeft; kies na AS een andere naam",
        "en": "SELECT gives by AS a value to a variable that has one already; choose another name behind AS",
    },
    "SELECT * is not authorized with GROUP BY": {
        "nl": "SELECT * gaat niet samen met GROUP BY; noem de variabelen",
        "en": "SELECT * does not go with GROUP BY; name the variables",
    },
}


def check_query(sparql: str, services: Sequence[str] = ()) -> None:
    """Refuse what is not to be run, before any engine sees it; `services` are the addresses that SERVICE may ask.

    Raises QueryTooLargeError, UpdateRefusedError, ServiceRefusedError and SparqlSyntaxError.
    """
    check_size(sparql)
    tokens = list(tokens_of(sparql))
    _check_form(sparql, tokens)
    _check_services(sparql, tokens, services)
    _check_brackets(sparql, tokens)
    _check_prefixes(sparql, tokens)


def sounded(sparql: str) -> str:
    """Return a query as one that needs no other look; as it is where `check_query` refuses it, for who asks to tell."""
    try:
        check_query(sparql)
    except SteungraafError:
        return sparql
    return Sound(sparql)


def check_update(sparql: str) -> list[Token]:
    """Return the tokens of an update, after refusing what is not to be run; it may be longer than a query.

    Raises QueryTooLargeError, LoadRefusedError, ServiceRefusedError and SparqlSyntaxError.
    """
    check_size(sparql, MAX_UPDATE)
    tokens = list(tokens_of(sparql))
    for token in tokens:
        if token.is_word("LOAD"):
            from steungraaf.store.change_faults import LoadRefusedError

            line, column = line_and_column(sparql, token.start)
            raise LoadRefusedError(line=line, column=column)
    _check_services(sparql, tokens, ())
    _check_brackets(sparql, tokens)
    _check_prefixes(sparql, tokens)
    return tokens


def check_size(sparql: str, most: int = MAX_BYTES) -> None:
    """Refuse a text that is too long to be looked at; raise QueryTooLargeError."""
    if (size := len(sparql.encode(errors="replace"))) > most:
        raise QueryTooLargeError(what={lang: f"{text}, {size}" for lang, text in _BYTES.items()}, limit=most)


def explain_syntax(sparql: str, message: str, probe: Probe) -> SparqlSyntaxError:
    """Say in plain words why an engine refused a query, and where.

    The engine is asked again about the start of the query, up to each of some tokens: where it reads on over blanks
    behind the last token, that start is sound, and the fault is further on.
    """
    for sign, reason in _MEANING.items():
        if sign in message:
            return _fault(sparql, None, reason)
    tokens = list(tokens_of(sparql))
    sound, unsound = 0, len(tokens) + 1
    while unsound - sound > 1:
        middle = (sound + unsound) // 2
        if _reads_on(sparql[: tokens[middle - 1].end], probe):
            sound = middle
        else:
            unsound = middle
    if unsound > len(tokens):
        return _fault(sparql, None, _UNFINISHED)
    token = tokens[unsound - 1]
    return _fault(sparql, token, _RELATIVE if token.kind == "iri" and ":" not in token.text else _UNEXPECTED)


def _reads_on(start: str, probe: Probe) -> bool:
    end_line, end_column = line_and_column(start, len(start))
    stopped = probe(f"{start}\n{' ' * _PADDING}\x01")
    return stopped is None or stopped[0] > end_line and stopped[1] >= _PADDING


def _check_form(sparql: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.is_word(*_UPDATES):
            line, column = line_and_column(sparql, token.start)
            raise UpdateRefusedError(keyword=token.text.upper(), line=line, column=column)
    first = _first_behind_prologue(tokens)
    if first is None:
        raise _fault(sparql, None, _EMPTY)
    if not first.is_word(*_FORMS):
        raise _fault(sparql, first, _NO_FORM)


def _check_services(sparql: str, tokens: Sequence[Token], allowed: Sequence[str]) -> None:
    """Refuse SERVICE with any server but those that are allowed, also one that a variable would name."""
    for token, server in _services(tokens):
        line, column = line_and_column(sparql, token.start)
        if not allowed:
            raise ServiceRefusedError(line=line, column=column)
        if server is None or _plain_iri(server, tokens) not in allowed:
            from steungraaf.store.limit_faults import ServiceNotAllowedError  # which few need

            address = server.text if server else ""
            raise ServiceNotAllowedError(line=line, column=column, address=address, known=list(allowed))


def _services(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Give each SERVICE with the server that stands behind it, if any does."""
    for place, token in enumerate(tokens):
        if token.is_word("SERVICE"):
            yield token, next((one for one in tokens[place + 1 : place + 3] if not one.is_word("SILENT")), None)


def services_of(sparql: str) -> list[str]:
    """Return the addresses of the servers that a query asks as well, as far as it names them.

    >>> services_of("ASK { SERVICE <https://example.org/sparql> { ?s ?p ?o } }")
    ['https://example.org/sparql']
    """
    tokens = list(tokens_of(sparql))
    found = (_plain_iri(server, tokens) for _, server in _services(tokens) if server)
    return list(dict.fromkeys(address for address in found if address))


def _plain_iri(token: Token, tokens: Sequence[Token]) -> str | None:
    """Return the IRI that a token stands for where that can be told without doubt: no escape, one declaration."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    if token.kind != "name" or "\\" in local:
        return None
    declarations = zip(tokens, tokens[1:], tokens[2:], strict=False)
    own = (iri.text[1:-1] for word, name, iri in declarations if word.is_word("PREFIX") and name.text == f"{prefix}:")
    declared = set(own)
    return declared.pop() + local if len(declared) == 1 else None


def _first_behind_prologue(tokens: Sequence[Token]) -> Token | None:
    """Return the first token behind the declarations of prefixes and bases."""
    place = 0
    while place < len(tokens) and tokens[place].is_word("PREFIX", "BASE"):
        place += 3 if tokens[place].is_word("PREFIX") else 2
    return tokens[place] if place < len(tokens) else None


def _check_brackets(sparql: str, tokens: Sequence[Token]) -> None:
    """Count the tokens and the brackets around each, and see that all are closed."""
    opened: list[Token] = []
    counted = 0
    values_depth = 0  # how many brackets are open around the values or data that are being read; 0 elsewhere
    is_data = False
    before = ""
    for token in tokens:
        if token.kind == "bad":
            raise _fault(sparql, token, _NO_STRING if token.text in "'\"" else _NO_TOKEN)
        if token.kind == "punct" and token.text in _CLOSING:
            opened.append(token)
            if before == "IN" or before in ("VALUES", "DATA") and token.text == "{":
                values_depth, is_data = values_depth or len(opened), before == "DATA" or is_data
        elif token.kind == "punct" and token.text in _CLOSING.values():
            _close(sparql, opened, token)
            values_depth = 0 if len(opened) < values_depth else values_depth
        is_data = is_data and values_depth > 0
        harmless = values_depth and (is_data or token.kind != "punct" or token.text in _AMONG_VALUES)
        counted += 0 if harmless else 1
        before = _clause(before, token)
        _check_size(sparql, token, len(opened), counted)
    if opened:
        raise _fault(sparql, opened[-1], _NOT_CLOSED)


def _clause(before: str, token: Token) -> str:
    """Return what the next bracket begins, if any: the list of IN, that of VALUES behind its variables, or data."""
    if token.is_word("IN", "VALUES", "DATA"):
        return token.text.upper()
    return before if before == "VALUES" and (token.kind == "var" or token.text in "()") else ""


def _close(sparql: str, opened: list[Token], token: Token) -> None:
    if not opened or _CLOSING[opened[-1].text] != token.text:
        raise _fault(sparql, token, _NOT_OPENED)
    opened.pop()


def _check_size(sparql: str, token: Token, depth: int, counted: int) -> None:
    if depth <= MAX_DEPTH and counted <= MAX_TOKENS:
        return
    what, limit = (_DEPTH, MAX_DEPTH) if depth > MAX_DEPTH else (_TOKENS, MAX_TOKENS)
    line, column = line_and_column(sparql, token.start)
    raise QueryTooLargeError(what=what, limit=limit, line=line, column=column)


def _check_prefixes(sparql: str, tokens: Sequence[Token]) -> None:
    names = [one for one in zip([None, *tokens], tokens, strict=False) if one[1].kind == "name"]
    declared = {token.text for before, token in names if before is not None and before.is_word("PREFIX")}
    for _, token in names:
        prefix = token.text.partition(":")[0]
        if f"{prefix}:" not in declared:
            declaration = f"PREFIX {prefix}: <{PREFIXES[prefix]}>" if prefix in PREFIXES else None
            raise _fault(sparql, token, _NO_PREFIX, prefix=prefix, declaration=declaration)


def _fault(
    sparql: str, token: Token | None, reason: Reason, *, prefix: str | None = None, declaration: str | None = None
) -> SparqlSyntaxError:
    """Return the error for a fault at a token, or for one of the query as a whole."""
    word = f"{prefix}:" if prefix is not None else token.text[:_EXCERPT] if token else ""
    plain = {lang: text.replace("{word}", word) for lang, text in reason.items()}
    line, column = line_and_column(sparql, token.start) if token else (None, None)
    excerpt = _excerpt(sparql, line, column) if line and column else None
    return SparqlSyntaxError(
        line=line, column=column, reason=plain, excerpt=excerpt, prefix=prefix, declaration=declaration
    )


def _excerpt(sparql: str, line: int, column: int) -> str:
    """Return the part of the line around the fault, with a caret under it."""
    whole = sparql.split("\n")[line - 1].rstrip()
    start = max(0, column - 1 - _EXCERPT // 2)
    shown = whole[start : start + _EXCERPT].expandtabs(1)
    return f"  {shown}\n  {' ' * (column - 1 - start)}^"
