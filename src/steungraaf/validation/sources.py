"""Read the files that are checked, and find again where a statement stands in them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from steungraaf.errors import SteungraafError
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, Locations, NamedNode, Quad, Term, locate, read_quads
from steungraaf.validation.finding import Texts

Place = tuple[Path | None, int | None]

_TYPE = NamedNode(expand("rdf:type"))
_SENTENCE = NamedNode(expand("sg:Sentence"))
_QUOTED = NamedNode(expand("prov:wasQuotedFrom"))
_SELECTOR = NamedNode(expand("oa:hasSelector"))
_LABELS = (expand("skos:prefLabel"), expand("rdfs:label"))


class Sources:
    """Files with their statements, those that could not be read with their fault."""

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
        found = self._about.get(focus)
        if found is None:
            spoken = self._spoken_of.get(focus)
            return self._line(spoken[0], _key(spoken[1].subject), spoken[1]) if spoken else (None, None)
        with_path = [(file, quad) for file, quad in found if quad.predicate.value == path]
        exact = [(file, quad) for file, quad in with_path if quad.object == value]
        if chosen := exact or with_path:
            return self._line(chosen[0][0], focus, chosen[0][1])
        typed = [file for file, quad in found if quad.predicate == _TYPE]
        return self._line((typed or [found[0][0]])[0], focus, None)

    def sentence_of(self, focus: str) -> str | None:
        """Return the sentence that a thing rests on: itself, the first it is quoted from, or the one it selects."""
        found = [quad for _, quad in self._about.get(focus, [])]
        if any(quad.predicate == _TYPE and quad.object == _SENTENCE for quad in found):
            return focus
        quoted = [quad.object for quad in found if quad.predicate == _QUOTED]
        spoken = self._spoken_of.get(focus)
        selecting = [spoken[1].subject] if spoken and spoken[1].predicate == _SELECTOR else []
        return next((term.value for term in (*quoted, *selecting) if isinstance(term, NamedNode)), None)

    def labels(self, iris: Iterable[str]) -> dict[str, Texts]:
        """Return what things are called, by language."""
        return {iri: texts for iri in set(iris) if (texts := self._labels_of(iri))}

    def _labels_of(self, iri: str) -> Mapping[str, str]:
        quads = [quad for _, quad in self._about.get(iri, []) if quad.predicate.value in _LABELS]
        return {quad.object.language or "": quad.object.value for quad in quads if isinstance(quad.object, Literal)}

    def _line(self, file: Path, subject: str, quad: Quad | None) -> Place:
        if file not in self._locations:
            self._locations[file] = locate(file)
        locations = self._locations[file]
        if locations is None or quad is None:
            return file, locations.line(subject) if locations else None
        return file, locations.line(subject, quad.predicate.value, quad.object)

    @cached_property
    def _about(self) -> dict[str, list[tuple[Path, Quad]]]:
        found: dict[str, list[tuple[Path, Quad]]] = {}
        for file, quads in self._parts:
            for quad in quads:
                found.setdefault(_key(quad.subject), []).append((file, quad))
        return found

    @cached_property
    def _spoken_of(self) -> dict[str, tuple[Path, Quad]]:
        found: dict[str, tuple[Path, Quad]] = {}
        for file, quads in self._parts:
            for quad in quads:
                found.setdefault(_key(quad.object), (file, quad))
        return found


def _key(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
