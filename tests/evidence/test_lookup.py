"""Test what a store is asked about documents and sentences."""

from collections.abc import Callable

from steungraaf.evidence import Document, Evidence


def test_documents_know_their_digest_and_length(evidence: Evidence, document: str) -> None:
    """A document comes with its label in both languages, its digest and its number of characters."""
    (found,) = evidence.documents()
    assert (found.iri, found.label, found.characters) == (document, {"nl": "Blad", "en": "Sheet"}, 94)
    assert len(found.sha256) == 64


def test_sentences_come_in_the_order_of_reading(evidence: Evidence) -> None:
    """Sentences are ordered by where they stand, not by their name."""
    assert [sentence.iri.rpartition("/")[2] for sentence in evidence.sentences()] == [
        "q1-s1",
        "a1-s1",
        "a1-s2",
        "a1-s3",
    ]


def test_a_sentence_is_described_whole(evidence: Evidence, document: str) -> None:
    """A sentence has its place, item, role and restatement, each label in both languages."""
    first = evidence.sentences()[0]
    assert (first.document, first.item, first.number) == (document, f"{document}/q1", 1)
    assert (first.start, first.end, len(first.sha256)) == (0, 18, 64)
    assert first.item_label == {"nl": "Vraag 1", "en": "Question 1"}
    assert first.role_label == {"nl": "titel", "en": "title"}
    assert first.restatement == {"nl": "Nagezegd.", "en": "Restated."}


def test_sentences_of_one_document(load: Callable[..., Evidence], document: str) -> None:
    """Only the sentences of the document that is asked for come back; of an unknown one none."""
    evidence = load("blad:else a sg:Sentence ; oa:hasSource document:ander .")
    assert len(evidence.sentences()) == 5
    assert len(evidence.sentences(document)) == 4
    assert evidence.sentences("https://example.org/none") == []


def test_what_the_data_leaves_out_is_empty(load: Callable[..., Evidence]) -> None:
    """A sentence of which nothing is said is there all the same, with empty texts and 0."""
    (bare,) = load("blad:bare a sg:Sentence .", whole=False).sentences()
    assert (bare.document, bare.item, bare.role, bare.sha256) == ("", "", "", "")
    assert (bare.number, bare.start, bare.end, bare.label) == (0, 0, 0, {})


def test_a_document_without_description_is_there(load: Callable[..., Evidence]) -> None:
    """A document that only its sentences speak of has no digest and no length."""
    documents = load("blad:bare a sg:Sentence ; oa:hasSource document:kaal .", whole=False).documents()
    assert documents == [Document("https://w3id.org/steungraaf/id/document/kaal", {}, "", 0)]


def test_what_is_said_twice_counts_once(load: Callable[..., Evidence]) -> None:
    """A second role, digest or label makes no second sentence and no second document."""
    evidence = load('blad:q1-s1 sg:role sentence-role:heading . document:blad sg:sha256 "zz" ; skos:prefLabel "Z"@nl .')
    assert len(evidence.sentences()) == 4
    assert [document.label["nl"] for document in evidence.documents()] == ["Blad"]


def test_a_number_that_is_none_counts_as_0(load: Callable[..., Evidence]) -> None:
    """A position that is no number does not stop the listing; the shapes tell of it."""
    (odd,) = load('blad:odd a sg:Sentence ; schema:position "first" .', whole=False).sentences()
    assert odd.number == 0
