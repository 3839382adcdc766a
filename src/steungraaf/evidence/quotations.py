"""Quote sentences in the words of the originals that are attached."""

from steungraaf.evidence.lookup import Evidence
from steungraaf.evidence.originals import Originals
from steungraaf.evidence.sentences import Sentence


class Quotations:
    """The words of sentences; an original that is attached or detached meanwhile counts."""

    def __init__(self, evidence: Evidence, originals: Originals) -> None:
        """Take what knows the sentences of each document, and the originals."""
        self._evidence, self._originals = evidence, originals
        self._sentences: dict[str, Sentence] = {}
        self._documents: set[str] = set()
        self._folders: list[str] = []

    def words(self, sentence: str) -> str | None:
        """Return the words of a sentence, by its IRI, or None where no original has them."""
        if sentence not in self._sentences:
            self._read_attached()
        found = self._sentences.get(sentence)
        return self._originals.sentence_text(found) if found else None

    def _read_attached(self) -> None:
        """Read the sentences of documents of which an original was attached since."""
        folders = self._originals.folders()
        if folders == self._folders:
            return
        for document in {each.document for each in self._originals.list()} - self._documents:
            self._sentences |= {each.iri: each for each in self._evidence.sentences(document)}
            self._documents.add(document)
        self._folders = folders
