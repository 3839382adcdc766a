"""The own terms: complete in both languages, named alike, used, and of one version with the package and the data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.namespaces import SG, expand
from steungraaf.rdf import Literal, NamedNode, Quad, Term

Described = dict[str, dict[str, list[Term]]]
Read = Callable[[str], Described]

ROOT = Path(__file__).resolve().parents[2]
TWO_LANGUAGES = ["en", "nl"]
ORDER = [
    *["rdf:type", "rdfs:label", "skos:prefLabel", "skos:definition", "skos:scopeNote", "skos:example"],
    *["rdfs:subClassOf", "rdfs:subPropertyOf", "owl:inverseOf", "schema:domainIncludes", "schema:rangeIncludes"],
    *["rdfs:isDefinedBy", "vs:term_status"],
]
HEADER = [
    *["rdf:type", "dcterms:title", "dcterms:description", "dcterms:creator", "dcterms:created", "dcterms:modified"],
    *["dcterms:license", "owl:versionIRI", "owl:versionInfo"],
    *["vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"],
]
# Each own class has its name, each property and individual a name that begins in lower case.
CLASSES = {"owl:Class", "rdfs:Datatype"}
PROPERTIES = {"owl:ObjectProperty", "owl:DatatypeProperty"}
# Own terms that neither the data nor a rule uses, each with the reason why it is there.
UNUSED: dict[str, str] = {}


def languages(texts: list[Term]) -> list[str]:
    """Return the languages of texts, each as often as it occurs."""
    return sorted(text.language or "" for text in texts if isinstance(text, Literal))


def values(said: dict[str, list[Term]], name: str) -> set[str]:
    """Return the IRIs and texts under one predicate."""
    return {str(getattr(term, "value", term)) for term in said.get(name, [])}


def of_kind(vocabulary: Described, kinds: set[str]) -> Described:
    """Return the terms that are of one of some kinds."""
    wanted = {expand(kind) for kind in kinds}
    return {name: said for name, said in vocabulary.items() if values(said, "rdf:type") & wanted}


@pytest.mark.parametrize("part", ["rdfs:label", "skos:definition", "skos:example"])
def test_terms_are_explained_in_both_languages(vocabulary: Described, part: str) -> None:
    """Each own term has one label, one definition and one example in Dutch and one in English."""
    found = {name: languages(said.get(part, [])) for name, said in vocabulary.items()}
    assert found == dict.fromkeys(vocabulary, TWO_LANGUAGES)


def test_scope_notes_are_in_both_languages(vocabulary: Described) -> None:
    """A term with a scope note has it in Dutch and in English."""
    notes = [languages(said["skos:scopeNote"]) for said in vocabulary.values() if "skos:scopeNote" in said]
    assert notes == [TWO_LANGUAGES] * len(notes)


@pytest.mark.parametrize("part", ["skos:definition", "skos:scopeNote", "skos:example"])
def test_explanations_are_one_sentence(vocabulary: Described, part: str) -> None:
    """A definition, note or example is one sentence: it ends with a full stop, and none stands inside it."""
    texts = [text for said in vocabulary.values() for text in values(said, part)]
    assert [text for text in texts if not text.endswith(".") or re.search(r"[.!?] \w", text)] == []


def test_terms_say_where_they_are_defined(vocabulary: Described) -> None:
    """Each term is defined by the vocabulary and has a status of the vocabulary of statuses."""
    place = {SG.rstrip("#")}
    assert [name for name, said in vocabulary.items() if values(said, "rdfs:isDefinedBy") != place] == []
    statuses = {"unstable", "testing", "stable", "archaic"}
    assert [name for name, said in vocabulary.items() if not values(said, "vs:term_status") <= statuses] == []
    assert all("vs:term_status" in said for said in vocabulary.values())


def test_properties_say_of_what_and_what(vocabulary: Described) -> None:
    """Each property names the classes that it is said of and those of its values, by terms that do not infer."""
    properties = of_kind(vocabulary, PROPERTIES)
    wanted = {"schema:domainIncludes", "schema:rangeIncludes"}
    assert [name for name, said in properties.items() if not wanted <= said.keys()] == []
    assert [name for name, said in vocabulary.items() if {"rdfs:domain", "rdfs:range"} & said.keys()] == []


def test_annotations_stand_in_one_order(vocabulary: Described) -> None:
    """What is said of a term stands in the order in which people read it, Dutch before English."""
    assert {name for said in vocabulary.values() for name in said} <= set(ORDER)
    assert [name for name, said in vocabulary.items() if list(said) != sorted(said, key=ORDER.index)] == []
    texts = [said[part] for said in vocabulary.values() for part in said if part in ORDER[1:6]]
    assert {tuple(text.language for text in each if isinstance(text, Literal)) for each in texts} == {("nl", "en")}


def test_names_show_what_a_term_is(vocabulary: Described) -> None:
    """Classes and datatypes are UpperCamel, all else lowerCamel, and no property is called has... or is...Of."""
    upper = {name for name in vocabulary if re.fullmatch(r"sg:([A-Z][a-z]+)+", name)}
    assert upper == set(of_kind(vocabulary, CLASSES))
    assert [
        name for name in set(vocabulary) - upper if not re.fullmatch(r"sg:[a-z]+[a-z0-9]*([A-Z][a-z]+)*", name)
    ] == []
    assert [name for name in vocabulary if re.match(r"sg:(has[A-Z]|is[A-Z].*Of$)", name)] == []


def test_labels_are_of_one_term(vocabulary: Described) -> None:
    """No two own terms have the same label in a language."""
    labels = [(label.language, label.value) for said in vocabulary.values() for label in said["rdfs:label"]]  # type: ignore[union-attr]
    assert len(labels) == len(set(labels))


def test_header_is_complete(described: Read) -> None:
    """The vocabulary says its title, description, maker, dates, licence, versions and prefix."""
    header = described("ontology/steungraaf.ttl")[SG.rstrip("#")]
    assert list(header) == HEADER
    assert languages(header["dcterms:title"]) == languages(header["dcterms:description"]) == TWO_LANGUAGES
    assert values(header, "vann:preferredNamespaceUri") == {SG}
    assert values(header, "vann:preferredNamespacePrefix") == {"sg"}


def test_versions_agree(described: Read) -> None:
    """Package, vocabulary, structure of the figures and dataset are of one version, also in their addresses."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    header = described("ontology/steungraaf.ttl")[SG.rstrip("#")]
    structure = described("ontology/data-structure.ttl")[expand("sgds:x").removesuffix("#x")]
    data = described("data/dataset.ttl")["https://w3id.org/steungraaf/dataset"]
    assert values(header, "owl:versionInfo") == values(structure, "owl:versionInfo") == {version}
    assert values(data, "dcat:version") == {version}
    addresses = values(header, "owl:versionIRI") | values(data, "owl:versionIRI")
    assert addresses == {f"{SG.rstrip('#')}/{version}", f"https://w3id.org/steungraaf/dataset/{version}"}


def test_inverse_pairs_mirror_each_other(vocabulary: Described) -> None:
    """Of two inverse properties, what one is said of is what the other points at, and their super-terms are inverse."""
    inverse = {
        name: next(iter(values(said, "owl:inverseOf"))) for name, said in vocabulary.items() if "owl:inverseOf" in said
    }
    pairs = {expand(name): other for name, other in inverse.items()}
    by_iri = {expand(name): said for name, said in vocabulary.items()}
    assert len(pairs) == len(set(pairs.values())) == 4 and not set(pairs) & set(pairs.values())
    for name, other in pairs.items():
        this, that = by_iri[name], by_iri[other]
        assert values(this, "schema:domainIncludes") == values(that, "schema:rangeIncludes")
        assert values(this, "schema:rangeIncludes") == values(that, "schema:domainIncludes")
        assert {pairs[iri] for iri in values(this, "rdfs:subPropertyOf")} == values(that, "rdfs:subPropertyOf")


def test_inverse_terms_are_derived_only(vocabulary: Described, statements: dict[Path, list[Quad]]) -> None:
    """No file of the data uses the inverse of a relation: a claim uses the other direction."""
    inverse = {NamedNode(expand(name)) for name, said in vocabulary.items() if "owl:inverseOf" in said}
    quads = [quad for path, found in statements.items() if path.is_relative_to(ROOT / "data") for quad in found]
    assert [quad for quad in quads if quad.predicate in inverse or quad.object in inverse] == []


def own_terms_in(statements: dict[Path, list[Quad]], *folders: str) -> set[str]:
    """Return the own terms that files use, and those in the datatypes of their literals."""
    chosen = [path for path in statements if path.relative_to(ROOT).as_posix().startswith(folders)]
    nodes = [node for path in chosen for quad in statements[path] for node in quad]
    iris = {node.value for node in nodes if isinstance(node, NamedNode)}
    iris |= {node.datatype.value for node in nodes if isinstance(node, Literal)}
    return {f"sg:{iri.removeprefix(SG)}" for iri in iris if iri.startswith(SG)}


def test_every_own_term_in_use_exists(vocabulary: Described, statements: dict[Path, list[Quad]]) -> None:
    """Data, concepts, shapes, examples, alignments, rules and stored queries use no term of ours that is not there."""
    texts = [
        path.read_text("utf-8") for folder in ("ontology/rules", "queries") for path in (ROOT / folder).rglob("*.rq")
    ]
    written = {name for text in texts for name in re.findall(r"(?<![\w-])sg:\w+", text)}
    known = {*vocabulary, "sg:figureStructure", "sg:"}
    assert sorted((own_terms_in(statements, "data", "ontology") | written) - known) == []


def test_every_own_term_is_used(
    vocabulary: Described, statements: dict[Path, list[Quad]], export: Callable[..., bytes]
) -> None:
    """Each own term is used by the data or in what is derived from it; one that is not would stand in the list."""
    derived = {*export("ntriples", derived=True).splitlines()} - {*export("ntriples").splitlines()}
    used = own_terms_in(statements, "data") | {
        f"sg:{name}" for name in re.findall(rf"> <{re.escape(SG)}(\w+)>", b"\n".join(derived).decode())
    }
    assert derived
    assert set(vocabulary) - used == set(UNUSED)
