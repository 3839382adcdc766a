"""Recognise the document that a text is an original of, by the digests of its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from steungraaf.errors import SentenceNotFoundError, UnknownOriginalError
from steungraaf.evidence.extraction import Extract
from steungraaf.evidence.lookup import Evidence
from steungraaf.evidence.sentences import Document, Sentence
from steungraaf.text import Wanted, find_spans

Spans = dict[str, tuple[int, int]]  # sentence -> start and end in the text that was given


@dataclass(frozen=True)
class Match:
    """A document and where its sentences stand in the text; `exact` for the very file that was read."""

    document: Document
    spans: Spans
    exact: bool


@dataclass(frozen=True)
class _Attempt:
    document: Document
    sentences: Sequence[Sentence]
    spans: Spans

    @property
    def found(self) -> float:
        """Return the share of the sentences that are in the text."""
        return len(self.spans) / len(self.sentences)

    @property
    def first_missing(self) -> Sentence:
        """Return the first sentence that is not in the text."""
        return next(sentence for sentence in self.sentences if sentence.iri not in self.spans)


def match_original(file: Path, extract: Extract, evidence: Evidence) -> Match:
    """Return the document whose very file this is, or whose sentences all stand in its text, in order.

    Raises UnknownOriginalError where less than half of any document's sentences are there, else SentenceNotFoundError
    with the first one that is missing.
    """
    documents = evidence.documents()
    for document in documents:
        if document.sha256 == extract.sha256:
            own = {each.iri: (each.start, each.end) for each in evidence.sentences(document.iri)}
            return Match(document, own, exact=True)
    attempts = [_attempt(document, extract.text, evidence.sentences(document.iri)) for document in documents]
    best = max(attempts, key=lambda attempt: attempt.found, default=None)
    if best is None or best.found < 0.5:
        near = best.document.label if best and best.spans else None
        raise UnknownOriginalError(file=str(file), document=near)
    if best.found < 1:
        missing = best.first_missing
        raise SentenceNotFoundError(file=str(file), sentence=_named(missing.label, missing.iri))
    return Match(best.document, best.spans, exact=False)


def _attempt(document: Document, text: str, sentences: Sequence[Sentence]) -> _Attempt:
    wanted = [Wanted(sentence.sha256, sentence.end - sentence.start) for sentence in sentences]
    places = zip(sentences, find_spans(text, wanted), strict=True)
    return _Attempt(document, sentences, {each.iri: (span.start, span.end) for each, span in places if span})


def _named(label: Mapping[str, str], iri: str) -> Mapping[str, str]:
    """Return the label in both languages, with the IRI where it has none."""
    return {"nl": label.get("nl", iri), "en": label.get("en", iri)}
