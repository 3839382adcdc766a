"""Read the ontology of a dataset as its readers see it: terms, schemes, rules and examples, each in one language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from steungraaf.catalogue.labels import languages_for
from steungraaf.folder import Folder
from steungraaf.namespaces import SG, expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad, Term, read_quads
from steungraaf.web.pages.addresses import in_words

KINDS = {  # of our own terms: the class that tells it, in the order of the page
    "class": "owl:Class",
    "relation": "owl:ObjectProperty",
    "value": "owl:DatatypeProperty",
    "datatype": "rdfs:Datatype",
    "individual": "owl:NamedIndividual",
    "structure": "qb:DataStructureDefinition",
}
ONTOLOGY = SG.removesuffix("#")
_NAMES = ("skos:prefLabel", "rdfs:label", "dcterms:title")
_TYPE = expand("rdf:type")
Statements = dict[str, list[Term]]


@dataclass
class Described:
    """What files say of their subjects, in the order in which these get a type."""

    subjects: dict[str, Statements] = field(default_factory=dict)

    def add(self, quads: Iterable[Quad]) -> "Described":
        """Take in what quads say."""
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                if quad.predicate.value == _TYPE and quad.subject.value in self.subjects:
                    self.subjects[quad.subject.value] = self.subjects.pop(quad.subject.value)
                told = self.subjects.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
                if quad.object not in told:
                    told.append(quad.object)
        return self

    def things(self, iri: str, *names: str) -> list[str]:
        """Return the IRIs that a subject points at by any of some properties."""
        said = self.subjects.get(iri, {})
        found = (term.value for name in names for term in said.get(expand(name), ()) if isinstance(term, NamedNode))
        return list(dict.fromkeys(found))

    def is_a(self, iri: str, name: str) -> bool:
        """Tell whether a subject is of a class."""
        return expand(name) in self.things(iri, "rdf:type")

    def text(self, iri: str, lang: str, *names: str) -> str:
        """Return the text by the first of the properties that has one, best in the language; else nothing."""
        said = self.subjects.get(iri, {})
        for name in names:
            texts = [term for term in said.get(expand(name), ()) if isinstance(term, Literal)]
            for wanted in languages_for(lang):
                for term in texts:
                    if (term.language or "") == wanted:
                        return term.value
        return ""

    def label(self, iri: str, lang: str) -> str:
        """Return what a subject is called, else its short name or its address in words."""
        return self.text(iri, lang, *_NAMES) or in_words(iri)


@dataclass(frozen=True)
class Rule:
    """What valid data keeps to: of which classes, along which property, and what to do where it does not."""

    classes: tuple[str, ...]
    path: str
    name: str
    message: str
    severity: str
    values: tuple[str, ...]  # the classes that the values are of


@dataclass(frozen=True)
class Example:
    """A small piece of valid data in Turtle, and the class of the first thing in it."""

    of: str
    turtle: str


def read_ontology(folder: Folder) -> Described:
    """Read the vocabulary, the concepts and the alignments; raise what reading a file raises."""
    return Described().add(quad for file in folder.ontology_files() for quad in file.quads())


def vocabulary_quads(folder: Folder) -> list[Quad]:
    """Return what the files say of our own terms, the vocabulary itself and what aligns it with others."""
    quads = [quad for file in folder.ontology_files() for quad in file.quads()]
    typed = Described().add(quads)
    own = {*(iri for kind in KINDS for iri in own_terms(typed, kind)), ONTOLOGY}
    return [quad for quad in quads if isinstance(quad.subject, NamedNode) and quad.subject.value in own]


def own_terms(described: Described, kind: str) -> list[str]:
    """Return the terms of one kind, each in the first kind it has, in the order of the files."""
    before = list(KINDS)[: list(KINDS).index(kind)]
    return [
        iri
        for iri in described.subjects
        if described.is_a(iri, KINDS[kind]) and not any(described.is_a(iri, KINDS[one]) for one in before)
    ]


def schemes(described: Described) -> list[str]:
    """Return the concept schemes."""
    return [iri for iri in described.subjects if described.is_a(iri, "skos:ConceptScheme")]


def concepts_of(described: Described, scheme: str) -> list[str]:
    """Return the concepts of a scheme."""
    return [iri for iri in described.subjects if scheme in described.things(iri, "skos:inScheme")]


def read_rules(folder: Folder, lang: str) -> list[Rule]:
    """Read what the shapes ask for, one rule for each part of a shape that has a message."""
    described = Described().add(quad for path in folder.shape_files() for quad in read_quads(path))
    return [rule for iri in described.subjects for rule in _rules_of(described, iri, lang)]


def read_examples(folder: Folder) -> list[Example]:
    """Read the examples; one without a typed thing is left out."""
    found = []
    for path in folder.example_files():
        described = Described().add(read_quads(path))
        kinds = next((kinds for iri in described.subjects if (kinds := described.things(iri, "rdf:type"))), None)
        if kinds:
            found.append(Example(kinds[0], _without_prefixes(path.read_text(encoding="utf-8"))))
    return found


def anchor_of(iri: str) -> str:
    """Return the fragment of a term on the page of the vocabulary: its local name, of a foreign one its short name.

    >>> anchor_of("https://w3id.org/steungraaf/ns#Claim"), anchor_of("http://xmlns.com/foaf/0.1/Agent")
    ('Claim', 'foaf:Agent')
    """
    return iri.removeprefix(SG) if iri.startswith(SG) else shorten(iri)


def _rules_of(described: Described, shape: str, lang: str) -> Iterator[Rule]:
    classes = described.things(shape, "sh:targetClass")
    targets = described.things(shape, "sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf", "sh:targetNode")
    if not targets:
        return
    for part in (shape, *described.things(shape, "sh:property", "sh:sparql")):
        message = described.text(part, lang, "sh:message")
        if message:
            paths = described.things(part, "sh:path") or described.things(shape, "sh:targetSubjectsOf")
            severity = next(iter(described.things(part, "sh:severity")), expand("sh:Violation"))
            name = described.text(part, lang, "sh:name")
            yield Rule(
                tuple(classes),
                next(iter(paths), ""),
                name,
                message,
                severity.rpartition("#")[2].lower(),
                _values(described, part),
            )


def _values(described: Described, part: str) -> tuple[str, ...]:
    return tuple(described.things(part, "sh:class"))


def _without_prefixes(turtle: str) -> str:
    return "\n".join(line for line in turtle.splitlines() if not line.startswith("@prefix")).strip()
