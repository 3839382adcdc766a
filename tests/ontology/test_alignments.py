"""The alignments: one file a vocabulary, each with what was read and at least one statement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from steungraaf.namespaces import GRAPH, SG, expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad, Term

Described = dict[str, dict[str, list[Term]]]
Read = Callable[[str], Described]

ROOT = Path(__file__).resolve().parents[2]
ALIGNED = {
    *["cpov", "cpsv-ap", "data-cube", "eli", "eli-dl", "frapo", "org", "prov", "schema-org", "web-annotation"],
    *["oslo-mandaat", "oslo-organisatie", "oslo-subsidie"],
}
HEADER = [
    *["rdf:type", "skos:prefLabel", "dcterms:description", "void:subjectsTarget", "void:objectsTarget"],
    *["dcterms:source", "skos:note", "dcterms:creator", "dcterms:license", "dcterms:modified"],
]
SAYS = {
    *["rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:seeAlso"],
    *["skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"],
}


def name_of(term: Term) -> str:
    """Return the IRI of a term."""
    return str(term)[1:-1]


def said_of(alignment: Path, read: Read) -> tuple[dict[str, list[Term]], Described]:
    """Return the header of an alignment and what it says of each term."""
    found = read(alignment.relative_to(ROOT).as_posix())
    header = found.pop(f"{GRAPH}ontology/alignments/{alignment.stem}")
    return header, found


def test_vocabularies_are_aligned() -> None:
    """There is a file for each vocabulary that the data or its readers work with."""
    assert {path.stem for path in (ROOT / "ontology/alignments").iterdir()} >= ALIGNED


def test_header_says_what_was_read(alignment: Path, described: Read) -> None:
    """An alignment names itself in both languages, both sides, the version read, its maker, licence and day."""
    header, _ = said_of(alignment, described)
    assert list(header) == HEADER
    for part in ("skos:prefLabel", "dcterms:description", "skos:note"):
        assert [text.language for text in header[part] if isinstance(text, Literal)] == ["nl", "en"]
    assert header["void:subjectsTarget"] == [NamedNode(SG)]


def test_alignment_says_something(alignment: Path, described: Read) -> None:
    """An alignment says of at least one term how it relates to another, and says it in the terms meant for that."""
    _, terms = said_of(alignment, described)
    assert terms
    assert {predicate for said in terms.values() for predicate in said} <= SAYS


def test_subjects_are_terms_in_use(alignment: Path, described: Read, vocabulary: Described) -> None:
    """What is aligned is an own term, or a term of others that our data uses."""
    _, terms = said_of(alignment, described)
    assert sorted(set(terms) - set(vocabulary) - set(described("ontology/reused-terms.ttl"))) == []


def test_source_is_in_the_table_of_vocabularies(alignment: Path, described: Read) -> None:
    """Where an alignment was read is where the table says that its terms were looked up."""
    header, _ = said_of(alignment, described)
    table = described("ontology/reused-terms.ttl").values()
    places = {
        name_of(source).replace("/blob/", "/tree/") for said in table for source in said.get("dcterms:source", [])
    }
    read = [name_of(source).replace("/blob/", "/tree/") for source in header["dcterms:source"]]
    assert read and all(any(place.startswith(one) for place in places) for one in read)


def test_super_terms_are_of_the_same_sort(vocabulary: Described, statements: dict[Path, list[Quad]]) -> None:
    """A class is put under classes and a property under properties only, also where the term is somebody else's."""
    relations = {expand("rdfs:subClassOf"): "A-Z", expand("rdfs:subPropertyOf"): "a-z"}
    links = [quad for quads in statements.values() for quad in quads if quad.predicate.value in relations]
    assert len(links) > 10
    for link in links:
        for node in (link.subject, link.object):
            local = shorten(str(node)[1:-1]).partition(":")[2]
            assert local[0].isupper() == (relations[link.predicate.value] == "A-Z"), link
