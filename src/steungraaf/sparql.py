"""Cut SPARQL into tokens, so that a comment, a string or an IRI is never taken for a part of the query."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST = 100  # letters of a prefix; else a text of many points would be read again from each of them
_LOCAL = r"(?:(?:[\w:%.-]|\\.)*(?:[\w:%-]|\\.))?"
# SPARQL 1.1 Query 19.8, simplified: what is no token at all is "bad", which any parser refuses as well.
_TOKEN = re.compile(
    rf"""
      (?P<skip>  \s+ | \#[^\n\r]* )
    | (?P<iri>   <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*> )
    | (?P<string> \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*+\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*+'''
              | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<lang>  @[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--(?:ltr|rtl))? )
    | (?P<var>   [?$]\w+ )
    | (?P<blank> _:\w(?:[\w.-]*[\w-])? )
    | (?P<number> (?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+ | \d*\.\d+ | \d+ )
    | (?P<name>  (?:[^\W\d_](?:[\w.-]{{0,{_LONGEST}}}[\w-])?)?:{_LOCAL} )
    | (?P<word>  [^\W\d]\w* )
    | (?P<punct> <<\( | \)>> | << | >> | \{{\| | \|\}} | && | \|\| | \^\^ | != | <= | >= | [{{}}()\[\].,;=<>!|/^*+?-] )
    | (?P<bad>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_OTHERWISE = re.compile(r"(?<![?$\w])(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b|\\[uU]", re.IGNORECASE)


class Token(NamedTuple):
    """Hold one token: its kind ("iri", "string", "word", "punct", ...), its text and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset behind the token."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Tell whether the token is one of these keywords, in capitals or not."""
        return self.kind == "word" and self.text.upper() in words


def tokens_of(sparql: str) -> Iterator[Token]:
    """Give the tokens of a query in their order, without white space and comments.

    >>> [token.text for token in tokens_of("ASK { ?s ?p 'DROP ALL' } # DROP")]
    ['ASK', '{', '?s', '?p', "'DROP ALL'", '}']
    """
    for found in _TOKEN.finditer(sparql):
        if found.lastgroup != "skip":
            yield Token(str(found.lastgroup), found[0], found.start())


def repeats(sparql: str) -> bool:
    r"""Tell whether the same data always answer a query alike: it asks for no time, chance or other server.

    A word of those in a text counts as well, and so does an escape, which may hide one (SPARQL 1.1 Query 19.2).

    >>> repeats("ASK { ?now ?p ?o }"), repeats("SELECT (now() AS ?n) { }"), repeats(r"SELECT (\u004EOW() AS ?n) { }")
    (True, False, False)
    """
    return _OTHERWISE.search(sparql) is None


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return where an offset in a text is, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
