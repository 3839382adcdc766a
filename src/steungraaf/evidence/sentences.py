"""Describe a document and its sentences, as the data knows them."""

from collections.abc import Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]  # language -> text


@dataclass(frozen=True)
class Document:
    """One document: the digest and the number of characters of its reference text."""

    iri: str
    label: Texts
    sha256: str
    characters: int


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in document and item, its digest, and what it says in our own words.

    `start` and `end` count Unicode code points of the reference text, from 0, the end not included. What the data
    leaves out is an empty text or 0; the shapes tell of it.
    """

    iri: str
    label: Texts
    document: str
    item: str
    item_label: Texts
    number: int
    role: str
    role_label: Texts
    start: int
    end: int
    sha256: str
    restatement: Texts
