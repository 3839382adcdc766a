"""Tell which sentence says what and whether every one is accounted for, and show the words of an attached original."""

from steungraaf.evidence.coverage import Coverage, ItemCoverage, SentenceCoverage
from steungraaf.evidence.lookup import Evidence
from steungraaf.evidence.originals import HOME, Original, Originals
from steungraaf.evidence.quotations import Quotations
from steungraaf.evidence.sentences import Document, Sentence

__all__ = [
    "HOME",
    "Coverage",
    "Document",
    "Evidence",
    "ItemCoverage",
    "Original",
    "Originals",
    "Quotations",
    "Sentence",
    "SentenceCoverage",
]
