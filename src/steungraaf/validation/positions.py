"""Compare positions, digests and lengths with the original text of a document, where it is at hand."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from steungraaf.namespaces import SGSH, expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Solutions, Store
from steungraaf.text import Wanted, digest, find_spans
from steungraaf.validation.finding import Finding, Severity, Texts
from steungraaf.validation.sources import Sources

CHECK = f"{SGSH}Original"
_SHA256 = expand("sg:sha256")
_CHARACTERS = expand("sg:characters")
ORIGINALS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX sg: <https://w3id.org/steungraaf/ns#>
SELECT ?document ?file ?characters ?sentence ?start ?end ?digest WHERE {
  ?sentence a sg:Sentence ; oa:hasSource ?document ; oa:hasSelector ?span ; sg:sha256 ?digest .
  ?span oa:start ?start ; oa:end ?end .
  OPTIONAL { ?document sg:sha256 ?file }
  OPTIONAL { ?document sg:characters ?characters }
} ORDER BY ?document ?start ?sentence
"""
_WRONG_SENTENCE = {
    "nl": "De tekens {start} tot {end} van de brontekst hebben een andere som dan deze zin{more}: {found}. "
    "Vergelijk oa:start, oa:end en sg:sha256 met de brontekst.",
    "en": "The characters {start} to {end} of the original have another digest than this sentence{more}: {found}. "
    "Compare oa:start, oa:end and sg:sha256 with the original.",
}
_MORE = {"nl": " (en verderop nog {count})", "en": " (and {count} more further on)"}
_LOST_SENTENCE = {
    "nl": "Deze zin staat niet, of niet op haar plaats, in de toegevoegde brontekst. Vergelijk sg:sha256 daarmee.",
    "en": "The original that is attached lacks this sentence, or has it out of its place. Compare sg:sha256 with it.",
}
_WRONG_FILE = {
    "nl": "De brontekst heeft als som {found}. Verbeter sg:sha256 van het document.",
    "en": "The original has the digest {found}. Mend sg:sha256 of the document.",
}
_WRONG_LENGTH = {
    "nl": "De brontekst telt {found} tekens. Verbeter sg:characters van het document.",
    "en": "The original counts {found} characters. Mend sg:characters of the document.",
}


@dataclass(frozen=True)
class _Place:
    sentence: str
    start: int
    end: int
    digest: str

    def fits(self, text: str) -> bool:
        """Return whether the characters of the text have the digest of the sentence."""
        return digest(text[self.start : self.end]) == self.digest


@dataclass(frozen=True)
class _Document:
    iri: str
    file: str
    characters: str
    places: Sequence[_Place]


def check_originals(store: Store, texts: Mapping[str, str], sources: Sources) -> Iterator[Finding]:
    """Yield what differs between the data and the originals, for each document the first sentence that does."""
    for document in _documents(store, texts) if texts else ():
        yield from _check(document, texts[document.iri], sources)


def _check(document: _Document, text: str, sources: Sources) -> Iterator[Finding]:
    """Check the very file by position, and another text of the document by the order of its sentences."""
    found = hashlib.sha256(text.encode()).hexdigest()
    wrong = [place for place in document.places if not place.fits(text)]
    if found != document.file and 2 * len(wrong) > len(document.places):
        yield from _check_order(document, text, sources)
        return
    if found != document.file:
        yield _finding(sources, document.iri, _SHA256, document.file, _with(_WRONG_FILE, found=found))
    if str(len(text)) != document.characters:
        message = _with(_WRONG_LENGTH, found=len(text))
        yield _finding(sources, document.iri, _CHARACTERS, document.characters, message)
    if wrong:
        first = wrong[0]
        more = _with(_MORE, count=len(wrong) - 1) if wrong[1:] else {"nl": "", "en": ""}
        message = {
            language: template.format(
                start=first.start, end=first.end, more=more[language], found=digest(text[first.start : first.end])
            )
            for language, template in _WRONG_SENTENCE.items()
        }
        yield _finding(sources, first.sentence, _SHA256, first.digest, message)


def _check_order(document: _Document, text: str, sources: Sources) -> Iterator[Finding]:
    wanted = [Wanted(place.digest, place.end - place.start) for place in document.places]
    for place, span in zip(document.places, find_spans(text, wanted), strict=True):
        if span is None:
            yield _finding(sources, place.sentence, _SHA256, place.digest, _LOST_SENTENCE)
            return


def _with(templates: Texts, **parts: object) -> Texts:
    return {language: template.format(**parts) for language, template in templates.items()}


def _finding(sources: Sources, focus: str, path: str, value: str, message: Texts) -> Finding:
    literal = Literal(value)
    file, line = sources.place(focus, path, literal)
    return Finding(
        focus=focus,
        shape=CHECK,
        severity=Severity.VIOLATION,
        message=message,
        file=file,
        line=line,
        sentence=sources.sentence_of(focus),
        path=path,
        value=literal,
    )


def _documents(store: Store, iris: Iterable[str]) -> list[_Document]:
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    answer = store.query(ORIGINALS.replace("WHERE {", f"WHERE {{ VALUES ?document {{ {values} }}", 1))
    assert isinstance(answer, Solutions)  # it is a SELECT
    found: dict[str, tuple[str, str, dict[str, _Place]]] = {}
    for row in answer.rows:
        iri, file, characters, sentence, start, end, sha256 = map(_value, row)
        places = found.setdefault(iri, (file, characters, {}))[2]
        if start.isdecimal() and end.isdecimal():
            places.setdefault(sentence, _Place(sentence, int(start), int(end), sha256))
    return [_Document(iri, file, length, list(places.values())) for iri, (file, length, places) in found.items()]


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
