"""Keep what a query names its blank nodes out of the text in which they are written."""

from steungraaf.sparql import tokens_of


def with_plain_nodes(sparql: str) -> str:
    """Return a query in which BNODE(text) names its node by a digest of the text.

    Oxigraph makes the text itself the name, whatever stands in it: a line feed would begin another row.

    >>> with_plain_nodes("SELECT (BNODE(STR(?x)) AS ?y) (BNODE() AS ?z) {}")
    'SELECT (BNODE(SHA1(STR(?x))) AS ?y) (BNODE() AS ?z) {}'
    """
    if "BNODE" not in sparql.upper():
        return sparql
    texts = list(tokens_of(sparql))
    put: dict[int, str] = {}  # by the offset before which it goes
    closing: list[bool] = []  # for each bracket that is open whether it belongs to BNODE
    for before, token, after in zip([None, *texts], texts, [*texts[1:], None], strict=False):
        if token.kind == "punct" and token.text == "(":
            named = before is not None and before.is_word("BNODE") and after is not None and after.text != ")"
            closing.append(named)
            put.update({token.end: "SHA1("} if named else {})
        elif token.kind == "punct" and token.text == ")" and closing and closing.pop():
            put[token.start] = ")"
    places = [0, *sorted(put), len(sparql)]
    return "".join(put.get(start, "") + sparql[start:end] for start, end in zip(places, places[1:], strict=False))
