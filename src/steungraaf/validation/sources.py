"""Read the files that are checked, and find again where a statement stands in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from steungraaf.errors import SteungraafError
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, Locations, NamedNode, Quad, Term, locate, read_quads
from steungraaf.validation.finding import Finding, Texts

Place = tuple[Path | None, int | None]
Told = TypeVar("Told")

_TYPE = NamedNode(expand("rdf:type"))
_SENTENCE = NamedNode(expand("sg:Sentence"))
_QUOTED = NamedNode(expand("prov:wasQuotedFrom"))
_SELECTOR = NamedNode(expand("oa:hasSelector"))
_LABELS = (expand("skos:prefLabel"), expand("rdfs:label"))


class Sources:
    """Files with their statements, those that could not be read with their fault."""

    in_files = True
    """Whether what is found has a file and a line."""

    def __init__(self) -> None:
        """Begin without any file."""
        self._parts: list[tuple[Path, list[Quad]]] = []
        self._locations: dict[Path, Locations | None] = {}
        self.faults: list[tuple[Path, SteungraafError]] = []

    def read(self, path: Path, *, graph: str | None = None, base: str | None = None) -> None:
        """Take in one file; a fault in it is kept and the others can still be read."""
        try:
            self._parts.append((path, list(read_quads(path, graph=graph, base=base))))
        except SteungraafError as error:
            self.faults.append((path, error))

    @property
    def files(self) -> int:
        """Return the number of files, those with a fault included."""
        return len(self._parts) + len(self.faults)

    def quads(self) -> Iterator[Quad]:
        """Yield the statements of all files."""
        for _, quads in self._parts:
            yield from quads

    def place(self, focus: str, path: str | None = None, value: Term | None = None) -> Place:
        """Return file and line of a statement about the focus: with path and value, with the path, or its first.

        Something that nothing is said of is placed where it is spoken of.
        """
        found = self._about(focus)
        if not found:
            spoken = self._spoken_of(focus)
            return self._line(spoken[0], key_of(spoken[1].subject), spoken[1]) if spoken else (None, None)
        with_path = [(file, quad) for file, quad in found if quad.predicate.value == path]
        exact = [(file, quad) for file, quad in with_path if quad.object == value]
        if chosen := exact or with_path:
            return self._line(chosen[0][0], focus, chosen[0][1])
        typed = [file for file, quad in found if quad.predicate == _TYPE]
        return self._line((typed or [found[0][0]])[0], focus, None)

    def sentence_of(self, focus: str) -> str | None:
        """Return the sentence that a thing rests on: itself, the first it is quoted from, or the one it selects."""
        found = [quad for _, quad in self._about(focus)]
        if any(quad.predicate == _TYPE and quad.object == _SENTENCE for quad in found):
            return focus
        quoted = [quad.object for quad in found if quad.predicate == _QUOTED]
        spoken = self._spoken_of(focus)
        selecting = [spoken[1].subject] if spoken and spoken[1].predicate == _SELECTOR else []
        return next((term.value for term in (*quoted, *selecting) if isinstance(term, NamedNode)), None)

    def labels(self, iris: Iterable[str]) -> dict[str, Texts]:
        """Return what things are called, by language."""
        return {iri: texts for iri in iris if (texts := self._labels_of(iri))}

    def ahead(self, told: Iterable[Told], speaks_of: Callable[[Told], Iterable[str]]) -> Iterator[Told]:
        """Pass on what each speaks of some things that will be asked for here; who has to fetch these does so ahead."""
        return iter(told)

    def placed(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        """Return findings with the graph that each stands in, where there are no files."""
        return findings

    def _labels_of(self, iri: str) -> Mapping[str, str]:
        quads = [quad for _, quad in self._about(iri) if quad.predicate.value in _LABELS]
        return {quad.object.language or "": quad.object.value for quad in quads if isinstance(quad.object, Literal)}

    def _line(self, file: Path, subject: str, quad: Quad | None) -> Place:
        if file not in self._locations:
            self._locations[file] = locate(file)
        locations = self._locations[file]
        if locations is None or quad is None:
            return file, locations.line(subject) if locations else None
        return file, locations.line(subject, quad.predicate.value, quad.object)

    def first(self, quad: Quad, iri: str) -> Quad:
        """Return the statement that speaks first of something in the file of another one that does."""
        return quad

    def _about(self, focus: str) -> list[tuple[Path, Quad]]:
        """Return what is said of a thing, file by file."""
        return [(path, quad) for path, said in self._statements for quad in said.about.get(focus, ())]

    def _spoken_of(self, focus: str) -> tuple[Path, Quad] | None:
        """Return the first statement whose object a thing is."""
        return next(((path, said.spoken_of[focus]) for path, said in self._statements if focus in said.spoken_of), None)

    @cached_property
    def _statements(self) -> list[tuple[Path, "Statements"]]:
        return [(path, Statements(quads)) for path, quads in self._parts]


class Statements:
    """The statements of one file, by what they are about and by what they speak of."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the statements in their order."""
        self.about: dict[str, list[Quad]] = {}
        self.spoken_of: dict[str, Quad] = {}
        self._quads = list(quads)
        for quad in self._quads:
            self.about.setdefault(key_of(quad.subject), []).append(quad)
            self.spoken_of.setdefault(key_of(quad.object), quad)

    def using(self, iri: str) -> Quad | None:
        """Return the first statement that has something for its object, its predicate or the type of its object."""
        return next((quad for quad in self._quads if iri in names_in(quad)), None)


def names_in(quad: Quad) -> set[str]:
    """Return what a statement uses: its predicate, and its object or the type of that."""
    term = quad.object
    return {quad.predicate.value, term.datatype.value if isinstance(term, Literal) else key_of(term)}


def key_of(term: Term) -> str:
    """Return the IRI of a term, or its N-Triples form."""
    return term.value if isinstance(term, NamedNode) else str(term)
