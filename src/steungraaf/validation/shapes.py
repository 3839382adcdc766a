"""Read shapes, tell what is wrong with them, and hold data against them."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Protocol

from steungraaf.errors import ShapesError
from steungraaf.namespaces import SGSH, expand, shorten
from steungraaf.rdf import NamedNode, Quad, Term
from steungraaf.validation.engines import validate
from steungraaf.validation.finding import Finding, Severity, Texts
from steungraaf.validation.indexed import IndexedSources
from steungraaf.validation.parts import Parts
from steungraaf.validation.reach import View
from steungraaf.validation.results import findings_of, messages_of
from steungraaf.validation.shacl import SH, ShaclResult, ill_formed, known_terms
from steungraaf.validation.sources import Sources

CHECK = f"{SGSH}WellFormed"
_MARKS = {expand(name) for name in ("sh:path", "sh:property", "sh:node", "sh:sparql")}
_SHAPES = {NamedNode(expand("sh:NodeShape")), NamedNode(expand("sh:PropertyShape"))}
_LEADS_TO_SHAPES = {expand(f"sh:{name}") for name in ("node", "property", "not", "qualifiedValueShape", "sparql")}
_ABSENT = {
    "nl": "{term} wordt in de shapes nergens beschreven, dus wat hier staat wordt niet nagekeken.{near} Beschrijf het.",
    "en": "{term} is described nowhere in the shapes, so what stands here is not checked.{near} Describe it.",
}
_UNKNOWN = {
    "nl": "{term} bestaat niet in SHACL, dus wat hier staat wordt niet nagekeken.{near} Verbeter de term.",
    "en": "There is no {term} in SHACL, so what stands here is not checked.{near} Mend the term.",
}
_NONE_APPLIED = {
    "nl": "Tot dan is geen enkele shape toegepast: wat zij zouden vinden, ontbreekt hier.",
    "en": "Until then no shape at all is applied: what they would find is missing here.",
}
_NEAR = {"nl": " Dichtstbij: {near}.", "en": " Nearest: {near}."}


class ClassView(View, Protocol):
    """Look up also what is said by one property."""

    def with_predicate(self, predicate: str) -> list[Quad]:
        """Return what is said by one property."""
        ...


class Shapes:
    """The shapes of some files."""

    def __init__(self, files: Iterable[Path], *, relative: bool = False) -> None:
        """Read the files; with `relative`, relative IRIs are taken for parts of the file."""
        self.sources = Sources()
        for path in files:
            self.sources.read(path, base=path.resolve().as_uri() if relative else None)

    @cached_property
    def count(self) -> int:
        """Return the number of shapes."""
        quads = self.sources.quads()
        return len({quad.subject for quad in quads if quad.object in _SHAPES or quad.predicate.value in _MARKS})

    def check(self, data: Iterable[Quad], sources: Sources, engine: str = "pyshacl") -> list[Finding]:
        """Return what is wrong with data, which stands in some sources.

        Raises ShapesError where the engine cannot work with the shapes, and FastEngineError.
        """
        return self._findings(validate(data, self.sources.quads(), engine), sources)

    def check_by_parts(self, sources: IndexedSources, engine: str = "auto") -> list[Finding]:
        """Return what is wrong with all data that an index holds, as `check` does, without holding it in memory."""
        index = sources.index
        return self.check_view(index, chain.from_iterable(map(index.quads, index.graphs())), sources, engine)

    def check_view(self, view: ClassView, quads: Iterable[Quad], sources: Sources, engine: str) -> list[Finding]:
        """Return what is wrong with the things that some statements speak of, by what a view says of these.

        Shapes of which cannot be told what they look at are held against the whole, for which the statements are gone
        through once more.
        """
        parts = Parts(view, self.sources.quads(), view.with_predicate(expand("rdfs:subClassOf")), engine)
        return self._findings(chain(parts.validate(quads), parts.unbounded(quads)), sources)

    def _findings(self, results: Iterable[ShaclResult], sources: Sources) -> list[Finding]:
        return list(findings_of(results, sources, messages_of(self.sources.quads())))

    def ill_formed(self) -> list[Finding]:
        """Return what in the shapes the W3C's shapes for shapes refuse; this takes as long as a check of some data."""
        found = findings_of(ill_formed(self.sources.quads()), self.sources, {})
        return [replace(finding, about_data=False) for finding in found]

    def ignored(self) -> Iterator[Finding]:
        """Yield what an engine passes over without a word: terms that SHACL lacks, and shapes that are not there."""
        terms, shapes = known_terms(), self._described()
        for quad in self.sources.quads():
            object_ = quad.object
            for term in (quad.predicate, object_):
                if isinstance(term, NamedNode) and term.value.startswith(SH) and term.value not in terms:
                    yield self._ignored(quad, term, terms, _UNKNOWN)
            if quad.predicate.value in _LEADS_TO_SHAPES and isinstance(object_, NamedNode):
                if object_.value not in shapes:
                    yield self._ignored(quad, object_, shapes, _ABSENT)

    def _described(self) -> frozenset[str]:
        return frozenset(quad.subject.value for quad in self.sources.quads() if isinstance(quad.subject, NamedNode))

    def _ignored(self, quad: Quad, term: NamedNode, known: frozenset[str], message: Texts) -> Finding:
        focus = _key(quad.subject)
        file, line = self.sources.place(focus, quad.predicate.value, quad.object)
        near = [shorten(each) for each in difflib.get_close_matches(term.value, sorted(known), n=1)]
        return Finding(
            focus=focus,
            shape=CHECK,
            severity=Severity.WARNING,
            about_data=False,
            message={
                language: text.format(
                    term=shorten(term.value), near=_NEAR[language].format(near=near[0]) if near else ""
                )
                for language, text in message.items()
            },
            file=file,
            line=line,
            path=quad.predicate.value,
            value=term,
        )


def error_of(error: ShapesError, faults: list[Finding]) -> ShapesError:
    """Return the error with the place of the first fault in the shapes, which is where it comes from."""
    if not faults:
        return error
    file = str(faults[0].file) if faults[0].file else None
    reason = {language: text.rstrip(".") for language, text in faults[0].message.items()}
    return ShapesError(file=file, line=faults[0].line, reason=reason)


def file_to_blame(error: ShapesError, files: Iterable[Path], check: Callable[[Shapes], object]) -> Path | None:
    """Return the file of shapes with which alone the engine fails in the same words, where there is one.

    The words are those of the engine: what is refused in words of ours stands in the data.
    """
    for path in files if isinstance(error.reason, str) else ():
        try:
            check(Shapes([path]))
        except ShapesError as alone:
            if alone.reason == error.reason:
                return path
    return None


def error_finding(error: ShapesError, file: Path | None = None) -> Finding:
    """Return the finding that says what an error says: the engine could not work with the shapes, with none of them."""
    message = {language: f"{error.message(language)} {_NONE_APPLIED[language]}" for language in ("nl", "en")}
    return Finding(focus=CHECK, shape=CHECK, severity=Severity.VIOLATION, message=message, file=file)


def _key(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
