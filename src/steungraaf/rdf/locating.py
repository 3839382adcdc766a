"""Tell on which line of a Turtle or N-Triples file, or of a link set, something stands.

A parser gives triples without their places. This reads the file a second time as bare tokens, and also through what a
parser would refuse, for then a place is wanted most: after a fault it goes on behind the next dot.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from steungraaf.errors import RdfSyntaxError, UnknownFormatError, UnreadableFileError
from steungraaf.namespaces import expand
from steungraaf.rdf.formats import LINKS, format_of
from steungraaf.rdf.terms import Literal, NamedNode, Term

_TYPE, _STRING, _LANGUAGE = map(expand, ("rdf:type", "xsd:string", "rdf:langString"))
_NUMBERS = (("e", expand("xsd:double")), (".", expand("xsd:decimal")), ("", expand("xsd:integer")))
_BOOLEAN = expand("xsd:boolean")
_TOKEN = re.compile(
    r'''
      (?P<skip>   \s+ | \#[^\n\r]* )
    | (?P<iri>    <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<string> """(?:"{0,2}(?:[^"\\]|\\.))*+""" | \'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*+\'\'\'
               | "(?:[^"\\\n\r]|\\.)*+" | \'(?:[^\'\\\n\r]|\\.)*+\' )
    | (?P<lang>   @[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)? )
    | (?P<blank>  _:\w(?:[\w.-]*[\w-])? )
    | (?P<name>   (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:%.-]|\\.)*(?:[\w:%-]|\\.))? )
    | (?P<number> [+-]?(?:(?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+|\d*\.\d+|\d+) )
    | (?P<word>   [A-Za-z]+ )
    | (?P<open>   <<\(? | \{\| | [\[(] )
    | (?P<close>  \)?>> | \|\} | [\])] )
    | (?P<punct>  \^\^ | . )
    ''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

Key = str | tuple[str, str, str]  # an IRI; the value, datatype and language of a literal
Found = tuple[str, str, int]  # the kind, the text and the offset of a token


class Locations:
    """Hold the lines on which subjects, their predicates and their objects stand in one file, counted from 1."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Key, ...], int] = {}

    def line(self, subject: str, predicate: str | None = None, object: Term | None = None) -> int | None:
        """Return the line of a triple, or else that of its predicate or its subject; None for what is not there."""
        parts: list[Key] = [part for part in (subject, predicate) if part is not None]
        if len(parts) == 2 and isinstance(object, NamedNode | Literal):
            parts.append(_key(object))
        exact = (self._lines.get(tuple(parts[:length])) for length in range(len(parts), 0, -1))
        return next((line for line in exact if line is not None), None)

    def add(self, line: int, *parts: Key) -> None:
        """Remember where something stands; the first place counts."""
        self._lines.setdefault(parts, line)


def locate(path: Path) -> Locations:
    """Return where things stand in Turtle, N-Triples or a link set; of other files, or none, nothing is known."""
    locations = Locations()
    try:
        if format_of(path) in ("turtle", "ntriples"):
            _Walk(path.read_text("utf-8-sig", errors="replace"), locations).run()
        elif format_of(path) == LINKS:
            _locate_links(path, locations)
    except (OSError, UnknownFormatError, UnreadableFileError, RdfSyntaxError):
        pass
    return locations


def _locate_links(path: Path, locations: Locations) -> None:
    """Remember the line of each row by what it links."""
    from steungraaf.rdf.reading import read_bytes
    from steungraaf.rdf.sssom import read_links

    for link in read_links(read_bytes(path), str(path)).links:
        for parts in ((link.subject,), (link.subject, link.predicate), (link.subject, link.predicate, link.object)):
            locations.add(link.line or 0, *parts)


def _key(term: NamedNode | Literal) -> Key:
    return term.value if isinstance(term, NamedNode) else (term.value, term.datatype.value, term.language or "")


@dataclass
class _Frame:
    """Hold what the next term belongs to; inside a collection or a triple term it belongs to nothing."""

    is_list: bool = False
    subject: Key | None = None
    predicate: Key | None = None
    has_subject: bool = False
    has_predicate: bool = False


class _Walk:
    """Go through the tokens of a text, and remember for each term what it is the subject, predicate or object of."""

    def __init__(self, text: str, locations: Locations) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._locations = locations
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._frames = [_Frame()]

    def run(self) -> None:
        """Go through the whole text."""
        while self._next < len(self._tokens):
            kind, text, start = self._take()
            if text.lower() in ("@prefix", "@base", "prefix", "base"):
                self._declare(text.lower())
            elif kind == "open":
                self._place(None, start)
                self._frames.append(_Frame(is_list=text != "[", has_subject=True))
            elif kind == "close":
                del self._frames[max(1, len(self._frames) - 1) :]
            elif kind == "punct":
                self._punctuate(text)
            elif kind != "word" or text in ("a", "true", "false"):
                self._place(self._term(kind, text), start)

    def _take(self) -> Found:
        """Return the next token; behind the last one a dot."""
        self._next += 1
        return self._tokens[self._next - 1] if self._next <= len(self._tokens) else ("punct", ".", 0)

    def _declare(self, keyword: str) -> None:
        name = self._take()[1] if keyword.endswith("prefix") else ""
        iri = self._resolve(self._take()[1])
        if name:
            self._prefixes[name.removesuffix(":")] = iri
        else:
            self._base = iri

    def _punctuate(self, text: str) -> None:
        if text == ".":
            self._frames = [_Frame()]
        elif text == ";":
            self._frames[-1].has_predicate = False

    def _place(self, term: Key | None, start: int) -> None:
        """Take a term for what is due in the innermost frame; None stands for what has no name."""
        frame = self._frames[-1]
        line = bisect_right(self._breaks, start) + 1
        if frame.is_list:
            return
        if not frame.has_subject:
            frame.has_subject, frame.subject = True, term
            self._add(line, term)
        elif not frame.has_predicate:
            frame.has_predicate, frame.predicate = True, term
            self._add(line, frame.subject, term)
        else:
            self._add(line, frame.subject, frame.predicate, term)

    def _add(self, line: int, *parts: Key | None) -> None:
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            self._locations.add(line, *known)

    def _term(self, kind: str, text: str) -> Key | None:
        if kind == "iri":
            return self._resolve(text)
        if kind == "name":
            prefix, _, local = text.partition(":")
            return self._prefixes[prefix] + _unescape(local) if prefix in self._prefixes else None
        if kind == "string":
            return self._literal(_unescape(text[3:-3] if text[:3] in ('"""', "'''") else text[1:-1]))
        if kind == "number":
            return text, next(datatype for sign, datatype in _NUMBERS if sign in text.lower()), ""
        if kind == "word":
            return _TYPE if text == "a" else (text, _BOOLEAN, "")
        return None

    def _literal(self, value: str) -> Key | None:
        """Return the key of a literal, by the language or datatype behind its value."""
        kind, text, _ = self._take()
        if kind == "lang":
            return value, _LANGUAGE, text[1:].partition("--")[0].lower()
        if text == "^^":
            datatype = self._term(*self._take()[:2])
            return (value, datatype, "") if isinstance(datatype, str) else None
        self._next -= 1
        return value, _STRING, ""

    def _resolve(self, text: str) -> str:
        iri = _unescape(text.removeprefix("<").removesuffix(">"))
        return urljoin(self._base, iri) if self._base else iri


def _tokens(text: str) -> Iterator[Found]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "skip":
            yield str(found.lastgroup), found[0], found.start()


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) <= sys.maxunicode else found[0]
    return _CONTROL.get(found[3], found[3])
