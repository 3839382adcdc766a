"""Say which columns the table of each part has, and where their values are found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from steungraaf.errors import LANGUAGES
from steungraaf.export.descriptions import Descriptions, in_language
from steungraaf.export.parts import value_of
from steungraaf.model import PLAIN
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, Term

SEPARATOR = " | "  # between several values in one cell; restatements hold commas and semicolons
Cell = Callable[[Descriptions, str], Iterable[str]]

_HEDGES = ("sg:modality", "sg:basis", "sg:precision")


@dataclass(frozen=True)
class Column:
    """Name a column, and the values of its cell for a subject."""

    name: str
    values: Cell

    def cell(self, descriptions: Descriptions, subject: str) -> str:
        """Return the text of a cell, several values with a bar between them."""
        return SEPARATOR.join(dict.fromkeys(filter(None, self.values(descriptions, subject))))


def _itself(name: str) -> Iterator[Column]:
    """Give the column of the subject's own IRI."""
    yield Column(name, lambda _, subject: [subject])


def _plain(name: str, *paths: str) -> Iterator[Column]:
    """Give one column of IRIs, or of literals exactly as written, of one path after the other."""
    yield Column(name, lambda all_, subject: [value_of(term) for path in paths for term in all_.follow(subject, path)])


def _text(name: str, path: str) -> Iterator[Column]:
    """Give a column of texts for each language."""

    def texts(language: str) -> Cell:
        """Return a cell of the texts in one language."""
        return lambda all_, subject: in_language(all_.follow(subject, path), language)

    yield from (Column(f"{name}_{language}", texts(language)) for language in LANGUAGES)


def _thing(name: str, path: str) -> Iterator[Column]:
    """Give a column of IRIs and one of labels for each language."""
    yield from _plain(name, path)
    yield from _labels(f"{name}_label", lambda all_, subject: all_.follow(subject, path))


def _labels(name: str, terms: Callable[[Descriptions, str], Iterable[Term]]) -> Iterator[Column]:
    """Give the labels of the terms in each language."""

    def labels(language: str) -> Cell:
        """Return a cell of the labels in one language."""
        return lambda all_, subject: [all_.label(term, language) for term in terms(all_, subject)]

    yield from (Column(f"{name}_{language}", labels(language)) for language in LANGUAGES)


def _hedge() -> Iterator[Column]:
    """Give the labels of what holds a statement back: planned, inferred, approximate."""

    def hedges(all_: Descriptions, subject: str) -> list[Term]:
        """Return what is neither asserted, literal nor exact about a statement."""
        found = [term for name in _HEDGES for term in all_.follow(subject, name)]
        return [term for term in found if value_of(term) not in PLAIN]

    yield from _labels("hedge", hedges)


def _code(name: str, datatype: str) -> Iterator[Column]:
    """Give the notations of one datatype."""

    def codes(all_: Descriptions, subject: str) -> list[str]:
        """Return the notations with the datatype."""
        found = all_.follow(subject, "skos:notation")
        return [term.value for term in found if isinstance(term, Literal) and term.datatype.value == expand(datatype)]

    yield Column(name, codes)


def _period(path: str) -> Iterator[Column]:
    yield from _thing("period", path)
    yield from _plain("period_start", f"{path}/dcat:startDate")
    yield from _plain("period_end", f"{path}/dcat:endDate")


def _evidence() -> Iterator[Column]:
    """Give where a statement is found, who makes it and what is noted about it."""
    yield from _thing("sentence", "prov:wasQuotedFrom")
    yield from _text("restatement", "prov:wasQuotedFrom/sg:restatement")
    yield from _thing("document", "prov:wasQuotedFrom/oa:hasSource")
    yield from _thing("speaker", "prov:wasAttributedTo")
    yield from _text("note", "skos:note")


ACTORS = (
    *_itself("actor"),
    *_text("label", "skos:prefLabel"),
    *_text("other_names", "skos:altLabel"),
    *_thing("kind", "dcterms:type"),
    *_code("ovo_code", "sg:OvoCode"),
    *_code("kbo_number", "sg:KboNumber"),
    *_thing("place", "dcterms:spatial"),
    *_period("dcterms:temporal"),
    *_thing("member", "foaf:member"),
    *_plain("website", "schema:url"),
    *_plain("same_as_elsewhere", "owl:sameAs", "skos:exactMatch"),
    *_text("note", "skos:note"),
)
CLAIMS = (
    *_itself("claim"),
    *_text("statement", "skos:prefLabel"),
    *_thing("subject", "rdf:subject"),
    *_thing("predicate", "rdf:predicate"),
    *_thing("object", "rdf:object"),
    *_thing("through", "sg:through"),
    *_thing("support_kind", "sg:supportKind"),
    *_period("sg:during"),
    *_thing("modality", "sg:modality"),
    *_thing("basis", "sg:basis"),
    *_hedge(),
    *_evidence(),
)
FIGURES = (
    *_itself("figure"),
    *_text("label", "skos:prefLabel"),
    *_plain("value", "sdmx-measure:obsValue"),
    *_plain("as_written", "sg:asWritten"),
    *_thing("unit", "sdmx-attribute:unitMeasure"),
    *_thing("indicator", "sg:indicator"),
    *_thing("about", "sg:about"),
    *_period("sdmx-dimension:refPeriod"),
    *_plain("per_period", "sg:perPeriod"),
    *_thing("precision", "sg:precision"),
    *_thing("basis", "sg:basis"),
    *_hedge(),
    *_plain("numerator", "sg:numerator"),
    *_plain("numerator_value", "sg:numerator/sdmx-measure:obsValue"),
    *_plain("denominator", "sg:denominator"),
    *_plain("denominator_value", "sg:denominator/sdmx-measure:obsValue"),
    *_plain("derived_from", "prov:wasDerivedFrom"),
    *_text("formula", "sg:formula"),
    *_evidence(),
)
