"""Cut a SPARQL update into its operations, each to be run by itself (SPARQL 1.1 Update 3).

Here the default graph is the union of all graphs. A triple that is put into no graph stands in a graph of its own that
nobody names; what DEFAULT means in CLEAR, DROP, ADD, MOVE and COPY is that graph.
"""

from collections.abc import Iterator, Sequence

from steungraaf.rdf import NamedNode
from steungraaf.sparql import Token
from steungraaf.store.base import GRAPHLESS
from steungraaf.store.change_faults import UsingTwiceError
from steungraaf.store.guard import check_update

_HIDDEN = str(NamedNode(GRAPHLESS))
_MANAGING = ("CLEAR", "DROP", "ADD", "MOVE", "COPY")
_NAMED = f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {_HIDDEN}) }}"


def operations_of(sparql: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> list[str]:
    r"""Return the operations of an update, each as an update with the prologue that holds for it.

    `default` and `named` are the graphs that a request names beside it (SPARQL 1.1 Protocol 2.2.3).

    >>> operations_of("PREFIX : <urn:> CLEAR DEFAULT ; DELETE WHERE { :a ?p ?o }")[1]
    'PREFIX : <urn:>\nDELETE WHERE { :a ?p ?o }'

    Raises UsingTwiceError and what `check_update` raises.
    """
    using = [f"USING {NamedNode(name)}" for name in default] + [f"USING NAMED {NamedNode(name)}" for name in named]
    prologue, found = "", []
    for part in _parts(check_update(sparql)):
        start = _behind_prologue(part)
        prologue += "".join(f"{sparql[one.start : one.end]} " for one in part[:start])
        if operation := part[start:]:
            found.append(f"{prologue.strip()}\n{_written(sparql, operation, using)}")
    return found


def _parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Give the tokens between the semicolons that stand in no brackets."""
    depth = start = 0
    for place, token in enumerate(tokens):
        if token.kind == "punct":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if token.text == ";" and depth == 0:
                yield tokens[start:place]
                start = place + 1
    yield tokens[start:]


def _behind_prologue(tokens: Sequence[Token]) -> int:
    place = 0
    while place < len(tokens) and tokens[place].is_word("PREFIX", "BASE"):
        place += 3 if tokens[place].is_word("PREFIX") else 2
    return min(place, len(tokens))


def _written(sparql: str, tokens: Sequence[Token], using: Sequence[str]) -> str:
    """Return one operation as it is to be run."""
    if tokens[0].is_word(*_MANAGING):
        if tokens[0].is_word("CLEAR", "DROP") and tokens[-1].is_word("NAMED"):
            return _NAMED
        return " ".join(f"GRAPH {_HIDDEN}" if one.is_word("DEFAULT") else one.text for one in tokens)
    text = sparql[tokens[0].start : tokens[-1].end]
    return _using(text, tokens, using) if using else text


def _using(text: str, tokens: Sequence[Token], using: Sequence[str]) -> str:
    """Return an operation that looks into these graphs, where it looks at all."""
    depth, start = 0, tokens[0].start
    for token in tokens:
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "punct" else 0
        if depth == 0 and token.is_word("USING", "WITH"):
            raise UsingTwiceError(keyword=token.text.upper())
    where = next((one.start - start for one in tokens if one.is_word("WHERE")), None)
    if where is None:
        return text
    pattern = text[where + len("WHERE") :] if tokens[1].is_word("WHERE") else ""  # DELETE WHERE deletes what it finds
    return f"{text[:where]}{pattern} {' '.join(using)} {text[where:]}"
