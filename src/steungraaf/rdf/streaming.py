"""Let a parser read a long text piece by piece, and keep from it what `limits` would keep from it in a whole one."""

import codecs
import re
from collections.abc import Iterator

from steungraaf.errors import NotUtf8Error, RdfSyntaxError
from steungraaf.rdf.limits import MAX_DEPTH, TOO_DEEP, find_fault

BOM = b"\xef\xbb\xbf"
_HEAD = 1 << 22  # the entities of RDF/XML stand at its head; a head that is longer is none of ours
_OPEN_HEAD = {"nl": "een DOCTYPE die niet ophoudt", "en": "a DOCTYPE that does not end"}
# As in limits, but a string that is not closed in this piece is a match too: it is looked at again with the next.
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<rest>".*+)', re.DOTALL)
_TRIPLE_TERMS = re.compile(rb"(?P<open><<)|(?P<close>>>)|(?P<rest>[<>]\Z)")


class GuardedText:
    """A file for a parser to read from: UTF-8 without its mark, and nothing that would end the process."""

    def __init__(self, pieces: Iterator[bytes], format: str, name: str) -> None:
        """Take the pieces of a text, its format, and the name that stands for it in errors."""
        self._pieces = _without_mark(pieces)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._format, self._name = format, name
        self._ready = memoryview(b"")
        self._rest = b""  # of what was given to the parser, what is to be looked at again
        self._depth = self._read = self._lines = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, nothing at the end.

        Raises NotUtf8Error, and RdfSyntaxError for what is nested too deep.
        """
        if not self._ready:
            piece = next(self._pieces, b"")
            self._check(piece)
            self._ready = memoryview(piece)
        size = len(self._ready) if size < 0 else size
        given, self._ready = bytes(self._ready[:size]), self._ready[size:]
        return given

    def _check(self, piece: bytes) -> None:
        self._check_letters(piece)
        if self._format == "rdfxml":
            self._check_head(piece)
        else:
            self._check_depth(piece, _JSON if self._format == "jsonld" else _TRIPLE_TERMS)
        self._read += len(piece)
        self._lines += piece.count(b"\n")

    def _check_letters(self, piece: bytes) -> None:
        if piece and piece.isascii() and not self._decoder.getstate()[0]:
            return
        try:
            self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise NotUtf8Error(file=self._name, byte=self._read + error.start + 1) from error

    def _check_depth(self, piece: bytes, brackets: re.Pattern[bytes]) -> None:
        if brackets is _TRIPLE_TERMS and not self._depth and b"<<" not in self._rest + piece:
            self._rest = b"<" if piece.endswith(b"<") else b""
            return
        text, first = self._rest + piece, self._lines - self._rest.count(b"\n") + 1
        self._rest = b""
        for found in brackets.finditer(text):
            if found["rest"]:
                self._rest = found[0]
            self._depth += 1 if found["open"] else -1 if found["close"] else 0
            if self._depth > MAX_DEPTH:
                line = first + text.count(b"\n", 0, found.start())
                raise RdfSyntaxError(file=self._name, line=line, column=None, reason=TOO_DEEP, format=self._format)

    def _check_head(self, piece: bytes) -> None:
        """Look at the declarations of entities, which stand between DOCTYPE and the first element."""
        if self._read > _HEAD:
            return
        self._rest += piece
        fault = find_fault(self._rest, "rdfxml")
        if fault is None and len(self._rest) > _HEAD and b"<!DOCTYPE" in self._rest and b"<rdf:RDF" not in self._rest:
            fault = 0, _OPEN_HEAD
        if fault is not None:
            line = self._rest.count(b"\n", 0, fault[0]) + 1
            raise RdfSyntaxError(file=self._name, line=line, column=None, reason=fault[1], format=self._format)


def _without_mark(pieces: Iterator[bytes]) -> Iterator[bytes]:
    first = b""
    for piece in pieces:
        first += piece
        if len(first) > len(BOM):
            yield first.removeprefix(BOM)
            yield from filter(None, pieces)
            return
    yield first.removeprefix(BOM)
