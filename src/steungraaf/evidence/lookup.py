"""Ask a store which documents it knows, and where each of their sentences stands."""

from collections import defaultdict
from collections.abc import Mapping

from steungraaf.evidence.coverage import Coverage, make_coverage
from steungraaf.evidence.sentences import Document, Sentence, Texts
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Solutions, Store
from steungraaf.store.lookup import objects_of

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX sg: <https://w3id.org/steungraaf/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_DOCUMENTS = f"""{_PREFIXES}
SELECT DISTINCT ?document ?sha256 ?characters WHERE {{
  ?sentence a sg:Sentence ; oa:hasSource ?document .
  OPTIONAL {{ ?document sg:sha256 ?sha256 }}
  OPTIONAL {{ ?document sg:characters ?characters }}
}} ORDER BY ?document ?sha256 ?characters
"""
# Of one document are asked only its sentences: what stands behind # is a comment, or is replaced by that.
_SENTENCES = f"""{_PREFIXES}
SELECT ?sentence ?document ?item ?number ?role ?start ?end ?sha256 WHERE {{
  ?sentence a sg:Sentence #only
  .
  OPTIONAL {{ ?sentence oa:hasSource ?document }}
  OPTIONAL {{ ?sentence dcterms:isPartOf ?item }}
  OPTIONAL {{ ?sentence schema:position ?number }}
  OPTIONAL {{ ?sentence sg:role ?role }}
  OPTIONAL {{ ?sentence sg:sha256 ?sha256 }}
  OPTIONAL {{ ?sentence oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end }}
}} ORDER BY ?document ?start ?sentence ?item ?role ?number ?end ?sha256
"""
_NAMED = """
SELECT DISTINCT ?thing WHERE {
  { ?thing a sg:Sentence #only
  } UNION { ?sentence oa:hasSource|dcterms:isPartOf|sg:role ?thing ; a sg:Sentence #only
  }
}
"""
_THINGS = f"{_PREFIXES}{_NAMED}"
# A subquery and a filter: joined to VALUES, the same takes pyoxigraph a hundred times as long.
_TEXTS = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?property ?text WHERE {{
  {{ {_NAMED} }}
  ?thing ?property ?text FILTER (?property IN (skos:prefLabel, sg:restatement))
}} ORDER BY ?thing ?property ?text
"""
_STATEMENTS = f"""{_PREFIXES}
SELECT ?sentence ?kind (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  #sentence
  ?statement prov:wasQuotedFrom ?sentence ; a ?kind FILTER (?kind IN (sg:Claim, sg:Figure))
}} GROUP BY ?sentence ?kind ORDER BY ?sentence ?kind
"""
_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_RESTATEMENT = "https://w3id.org/steungraaf/ns#restatement"
_FIGURE = "https://w3id.org/steungraaf/ns#Figure"


class Evidence:
    """The documents of a store, their sentences, and which of these carry statements."""

    def __init__(self, store: Store) -> None:
        """Take the store, which is asked anew each time."""
        self._store = store

    def documents(self) -> list[Document]:
        """Return every document that has sentences, ordered by IRI."""
        texts = self._texts()
        found: dict[str, Document] = {}
        for row in self._select(_DOCUMENTS):
            iri, sha256, characters = map(_value, row)
            found.setdefault(iri, Document(iri, texts[iri, _LABEL], sha256, _number(characters)))
        return list(found.values())

    def sentences(self, document: str | None = None) -> list[Sentence]:
        """Return the sentences of one document, or of all, in the order of reading."""
        texts = self._texts(document)
        found: dict[str, Sentence] = {}
        for row in self._select(_only(_SENTENCES, document)):
            sentence = _sentence(row, texts)
            found.setdefault(sentence.iri, sentence)
        chosen = [sentence for sentence in found.values() if document in (None, sentence.document)]
        return sorted(chosen, key=lambda sentence: (sentence.document, sentence.start, sentence.iri))

    def coverage(self, document: str | None = None, sentences: list[Sentence] | None = None) -> Coverage:
        """Return for each item, of one document or of all, which of its sentences are accounted for, and how.

        `sentences` are those of the document, where they have been read already.
        """
        claims: dict[str, int] = {}
        figures: dict[str, int] = {}
        for row in self._select(_only(_STATEMENTS, document)):
            sentence, kind, count = map(_value, row)
            (figures if kind == _FIGURE else claims)[sentence] = _number(count)
        return make_coverage(self.sentences(document) if sentences is None else sentences, claims, figures)

    def _select(self, sparql: str) -> list[tuple[Term | None, ...]]:
        answer = self._store.query(sparql)
        assert isinstance(answer, Solutions)  # every query of this module is a SELECT
        return answer.rows

    def _texts(self, document: str | None = None) -> defaultdict[tuple[str, str], dict[str, str]]:
        texts: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for thing, property_, text in self._said(document):
            language = text.language if isinstance(text, Literal) else None
            texts[thing, property_].setdefault(language or "", _value(text))
        return texts

    def _said(self, document: str | None) -> list[tuple[str, str, Term | None]]:
        """Return the texts of all things, or of those of a document one by one: joined, an engine begins with all."""
        if document is None:
            return [(_value(thing), _value(property_), text) for thing, property_, text in self._select(_TEXTS)]
        things = [_value(thing) for (thing,) in self._select(_only(_THINGS, document))]
        found = objects_of(self._store, things, (_LABEL, _RESTATEMENT))
        return sorted(found, key=lambda row: (row[0], row[1], _value(row[2])))


def _only(query: str, document: str | None) -> str:
    """Return a query with only one document in it, if one is named."""
    if document is None:
        return query
    source = f"oa:hasSource {NamedNode(document)}"
    return query.replace("#only", f"; {source}").replace("#sentence", f"?sentence {source} .")


def _sentence(row: tuple[Term | None, ...], texts: Mapping[tuple[str, str], Texts]) -> Sentence:
    iri, document, item, number, role, start, end, sha256 = map(_value, row)
    return Sentence(
        iri=iri,
        label=texts[iri, _LABEL],
        document=document,
        item=item,
        item_label=texts[item, _LABEL],
        number=_number(number),
        role=role,
        role_label=texts[role, _LABEL],
        start=_number(start),
        end=_number(end),
        sha256=sha256,
        restatement=texts[iri, _RESTATEMENT],
    )


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
