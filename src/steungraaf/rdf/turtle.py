"""Write Turtle in house style, in which a difference between two files is a line a fact.

Prefixes are sorted, and only those that are used; subjects and predicates come in the order in which they were given;
each predicate and each further value has a line of its own; a block is closed by a dot on its own line. A blank node
that one triple refers to stands where it is referred to, between brackets or as a collection.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import IO, BinaryIO

import pyoxigraph

from steungraaf.namespaces import PREFIXES, Shortener, expand
from steungraaf.rdf.formats import engine_format
from steungraaf.rdf.nesting import Nesting, Values
from steungraaf.rdf.reading import parse_quads, read_bytes
from steungraaf.rdf.terms import BlankNode, Literal, NamedNode, Quad, Term, Triple

_TYPE, _NIL, _STRING = map(expand, ("rdf:type", "rdf:nil", "xsd:string"))
_BARE = {
    expand("xsd:boolean"): re.compile("true|false"),
    expand("xsd:integer"): re.compile("[+-]?[0-9]+"),
    expand("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    expand("xsd:double"): re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SHORT = re.compile('[\\\\"\x00-\x1f\x7f\ufffe\uffff]')
_LONG = re.compile('\\\\|"(?="")|"\\Z|[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]')
_WITH_NODES = (BlankNode, Triple)
_WIDTH = 100  # a collection that fits stands on one line
_INDENT = "    "
_RECENT = 10_000  # IRIs of which the short form is remembered


def reformat(path: Path) -> bytes:
    """Return what a Turtle file is in house style; the comment at its head stays, other comments do not.

    Raises UnreadableFileError and RdfSyntaxError.
    """
    data = read_bytes(path)
    quads = list(parse_quads(data, format="turtle", name=str(path)))
    body = turtle_text(quads, {**_declared(data), **PREFIXES})
    return "\n".join(filter(None, (_head(data.decode()), body))).encode()


def _head(text: str) -> str:
    """Return the lines of comment before anything else."""
    found = re.match(r"(?:[^\S\n]*(?:#[^\n]*)?(?:\n|\Z))*", text)
    lines = [line.rstrip() for line in found[0].splitlines()] if found else []
    return f"{head}\n" if (head := "\n".join(lines).strip()) else ""


def _declared(data: bytes) -> dict[str, str]:
    """Return the prefixes that a Turtle text declares for itself."""
    parser = pyoxigraph.parse(data, engine_format("turtle"))
    for _ in parser:
        pass
    return dict(parser.prefixes)


def turtle_text(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> str:
    """Return quads as Turtle in house style, without their graphs."""
    subjects: dict[Term, Values] = {}
    for quad in quads:
        subjects.setdefault(quad.subject, {}).setdefault(quad.predicate, {})[quad.object] = None
    writer = _Writer(subjects, prefixes)
    blocks = list(writer.blocks(subjects.items()))
    return "\n".join(filter(None, (writer.head(), *blocks)))


def stream_turtle(quads: Iterable[Quad], out: BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write what `turtle_text` returns of quads of which those of each subject stand together, in little memory.

    Where there are blank nodes the quads are gone through twice: what is said of these nodes, which stand where they
    are referred to, is kept in memory. The blocks wait in a file without a name until all prefixes are known.
    """
    from shutil import copyfileobj  # not for every question
    from tempfile import TemporaryFile

    with TemporaryFile() as body:
        try:
            writer = _write_blocks(_without_blank(quads), {}, body, prefixes)
        except _BlankNodeMet:
            body.seek(0)
            body.truncate()
            writer = _write_blocks(quads, _blank_part(quads), body, prefixes)
        if head := writer.head():
            out.write(f"{head}\n".encode())
        body.seek(0)
        copyfileobj(body, out)


class _BlankNodeMet(Exception):
    """A blank node in what was taken to have none."""


def _without_blank(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if _has_blank(quad):
            raise _BlankNodeMet
        yield quad


def _has_blank(quad: Quad) -> bool:
    """Tell whether a blank node is in a quad, or may be in its triple term."""
    return type(quad.subject) is BlankNode or type(quad.object) in _WITH_NODES


def _blank_part(quads: Iterable[Quad]) -> dict[Term, Values]:
    """Return what is said of blank nodes and what refers to them."""
    apart: dict[Term, Values] = {}
    for quad in filter(_has_blank, quads):
        apart.setdefault(quad.subject, {}).setdefault(quad.predicate, {})[quad.object] = None
    return apart


def _write_blocks(
    quads: Iterable[Quad], apart: Mapping[Term, Values], body: IO[bytes], prefixes: Mapping[str, str]
) -> "_Writer":
    writer = _Writer(apart, prefixes)
    for place, block in enumerate(writer.blocks(_by_subject(quads))):
        body.write(f"\n{block}".encode() if place else block.encode())
    return writer


def _by_subject(quads: Iterable[Quad]) -> Iterator[tuple[Term, Values]]:
    for subject, group in groupby(quads, lambda quad: quad.subject):
        values: Values = {}
        for quad in group:
            values.setdefault(quad.predicate, {})[quad.object] = None
        yield subject, values


class _Writer:
    """Write subjects as blocks."""

    def __init__(self, subjects: Mapping[Term, Values], prefixes: Mapping[str, str]) -> None:
        """Take the subjects with all that is said of blank nodes and all that refers to them."""
        self._subjects = subjects
        self._prefixes = prefixes
        self._nesting = Nesting(subjects)
        self._names: dict[Term, str] = {}
        self.shorten = Shortener(prefixes)
        self._shortened = lru_cache(_RECENT)(self.shorten)

    def head(self) -> str:
        """Return the declarations of the prefixes that were used, sorted."""
        return "".join(f"@prefix {prefix}: <{self._prefixes[prefix]}> .\n" for prefix in sorted(self.shorten.used))

    def blocks(self, subjects: Iterable[tuple[Term, Values]]) -> Iterator[str]:
        """Give the block of each subject that does not stand inside another one."""
        for subject, values in subjects:
            if subject not in self._nesting.nested:
                name = "[]" if self._nesting.is_unnamed(subject) else self._term(subject)
                yield f"{name}\n{self._predicates(values, _INDENT)}.\n"

    def _predicates(self, values: Values, indent: str) -> str:
        return "".join(
            f"{indent}{self._predicate(predicate)} {self._objects(objects, indent)} ;\n"
            for predicate, objects in values.items()
        )

    def _predicate(self, predicate: NamedNode) -> str:
        return "a" if predicate.value == _TYPE else self._term(predicate)

    def _objects(self, objects: Iterable[Term], indent: str) -> str:
        several = [self._object(one, indent + _INDENT if place else indent) for place, one in enumerate(objects)]
        return f" ,\n{indent}{_INDENT}".join(several)

    def _object(self, term: Term, indent: str) -> str:
        """Write a term as the object of a line that has this indent."""
        items = self._nesting.lists.get(term)
        if items is not None:
            return self._collection(items, indent)
        if term in self._nesting.nested:
            return self._brackets(self._subjects.get(term, {}), indent)
        return "()" if isinstance(term, NamedNode) and term.value == _NIL else self._term(term)

    def _collection(self, items: Iterable[Term], indent: str) -> str:
        written = [self._object(item, indent + _INDENT) for item in items]
        line = f"( {' '.join(written)} )"
        if "\n" not in line and len(indent) + len(line) <= _WIDTH:
            return line
        return "(\n" + "".join(f"{indent}{_INDENT}{item}\n" for item in written) + f"{indent})"

    def _brackets(self, values: Values, indent: str) -> str:
        if not values:
            return "[]"
        several = self._predicates(values, indent + _INDENT)
        if several.count("\n") == 1:
            return f"[ {several.strip().removesuffix(' ;')} ]"
        return f"[\n{several}{indent}]"

    def _term(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return self._shortened(term.value) or str(term)
        if isinstance(term, BlankNode):
            return self._names.setdefault(term, f"_:b{len(self._names)}")
        if isinstance(term, Triple):
            parts = (self._term(part) for part in (term.subject, term.predicate, term.object))
            return f"<<( {' '.join(parts)} )>>"
        return self._literal(term)

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        text = _quote(literal.value)
        if literal.language:
            return f"{text}@{literal.language}" + (f"--{literal.direction.value}" if literal.direction else "")
        return text if datatype == _STRING else f"{text}^^{self._term(literal.datatype)}"


def _quote(text: str) -> str:
    if "\n" in text:
        return f'"""{_LONG.sub(_escape, text)}"""'
    return f'"{_SHORT.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}")
