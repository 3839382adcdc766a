"""Data checked by parts, each thing with its neighbourhood, gives what the whole gives, wherever a cause stands."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import steungraaf
from benchmarks.generate import generate
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode, Quad
from steungraaf.store import EmbeddedStore, derived_as_written
from steungraaf.store.index import GraphIndex
from steungraaf.validation import engines
from steungraaf.validation.dataset_check import read_folder
from steungraaf.validation.parts import Parts
from steungraaf.validation.shacl import ShaclResult
from steungraaf.validation.shape_reach import reach_of
from steungraaf.validation.shapes import Shapes
from steungraaf.validation.store_view import QueryView

Read = Callable[[str], list[Quad]]
NODE = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; "
TWO = "ex:a a ex:C ; ex:p ex:b . ", "ex:b ex:q ex:d ; ex:n 1 . ex:d a ex:D . ex:c a ex:C ; ex:p ex:d ."
# Shapes, each with what it finds about ex:a and ex:c: what it looks at stands in the other graph.
FAR = [
    "sh:property [ sh:path ex:p ; sh:class ex:D ]",
    "sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ]",
    "sh:property [ sh:path ( ex:p [ sh:zeroOrMorePath ex:q ] ) ; sh:maxCount 1 ]",
    "sh:property [ sh:path ( ex:p [ sh:oneOrMorePath ex:q ] ) ; sh:maxCount 0 ]",
    "sh:property [ sh:path ( ex:p [ sh:zeroOrOnePath ex:q ] ) ; sh:maxCount 1 ]",
    "sh:property [ sh:path [ sh:inversePath ( ex:r ex:p ) ] ; sh:minCount 1 ]",
    "sh:property [ sh:path [ sh:alternativePath ( ex:x ex:y ) ] ; sh:minCount 1 ]",
    "sh:property [ sh:path ex:p ; sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] ]",
    "sh:property [ sh:path ex:p ; sh:or ( [ sh:class ex:E ] [ sh:property [ sh:path ex:n ; sh:hasValue 1 ] ] ) ]",
    "sh:not [ sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] ]",
    "sh:property [ sh:path ex:q ; sh:equals ex:p ]",
    "sh:closed true",
    "sh:sparql [ sh:select 'SELECT $this { $this <https://example.org/p> ?b . ?b <https://example.org/q>+ ?d }' ]",
    "sh:sparql [ sh:select '''SELECT DISTINCT $this WHERE { { $this ?p ?b } UNION { $this !a ?b }"
    " ?b <https://example.org/n> 1 }''' ]",
    "sh:sparql [ sh:select '''SELECT $this WHERE { $this a ?class FILTER NOT EXISTS {"
    " $this <https://example.org/p>/<https://example.org/q> ?d OPTIONAL { ?d a ?other } } }''' ]",
]
# Shapes of which cannot be told what they look at.
UNBOUNDED = [
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this a ?c . ?any <https://example.org/n> ?number }' ]",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this a ?c . ?any ?way $this }' ]",
    "sh:sparql [ sh:select 'SELECT $this WHERE { { SELECT (COUNT(?x) AS ?n) { ?x a ?y } } FILTER(?n > 1) }' ]",
    "sh:sparql [ sh:select 'SELECT $this WHERE { { SELECT $this { $this a ?y } LIMIT 9 } }' ]",
    "sh:sparql [ sh:select 'SELECT $this WHERE { { SELECT $this (1 AS ?n) { $this a ?y } } }' ]",
    "sh:property [ sh:path ex:p ; sh:sparql [ sh:select 'SELECT $this ?value WHERE { $this $PATH ?value }' ] ]",
]
# Shapes with what no ways can be told of: another kind of target, a shape in itself, and paths and pairs that are none.
ODD = [
    "ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] ; sh:nodeKind sh:IRI .",
    "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:node ex:S .",
    "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path [ ex:p ex:q ] ; sh:minCount 1 ] .",
    "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path [ sh:inversePath ex:p ; ex:q ex:r ] ] .",
    "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:equals 'text' .",
]


def key(result: ShaclResult) -> tuple[str, ...]:
    """Return a result without the names of blank nodes and without the words, which differ by engine."""
    terms = (result.focus, result.shape, result.value, result.constraint, result.component, result.path)
    return tuple("" if str(term).startswith("_:") else str(term) for term in terms)


def in_graphs(quads: Read, *texts: str) -> list[Quad]:
    """Read each text as a graph of its own."""
    graphs = [NamedNode(f"https://example.org/graph/{number}") for number in range(len(texts))]
    return [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for graph, text in zip(graphs, texts, strict=True)
        for quad in quads(text)
    ]


def by_parts(data: list[Quad], shapes: list[Quad], size: int, engine: str = "auto") -> tuple[Parts, Counter[object]]:
    """Return what is found by parts of so many statements."""
    index = GraphIndex()
    index.add(data)
    parts = Parts(index, shapes, index.with_predicate(expand("rdfs:subClassOf")), engine)
    quads = [quad for graph in index.graphs() for quad in index.quads(graph)]
    found = [*parts.validate(quads, size=size), *parts.unbounded(quads)]
    return parts, Counter(map(key, found))


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("constraint", FAR)
def test_what_stands_elsewhere_counts(quads: Read, constraint: str, size: int) -> None:
    """Each thing is seen with what its shapes look at, in whatever graph that stands."""
    shapes, data = quads(f"{NODE}{constraint} ."), in_graphs(quads, *TWO)
    parts, found = by_parts(data, shapes, size)

    assert parts.reach.unbounded == []
    assert found == Counter(map(key, engines.validate(data, shapes)))
    assert found


@pytest.mark.parametrize("constraint", UNBOUNDED)
def test_what_cannot_be_told_sees_the_whole(quads: Read, constraint: str) -> None:
    """A shape that may look anywhere is held against the whole, beside one that is not."""
    shapes = quads(f"{NODE}{constraint} . ex:T a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:Literal .")
    data = in_graphs(quads, *TWO)
    parts, found = by_parts(data, shapes, 1)

    assert parts.reach.unbounded == [NamedNode("https://example.org/S")]
    assert found == Counter(map(key, engines.validate(data, shapes)))


@pytest.mark.parametrize("shapes", ODD)
def test_shapes_that_are_none_of_the_known(quads: Read, shapes: str) -> None:
    """What is no target, path or property that can be followed leaves its shape to the check of the whole."""
    assert reach_of(quads(shapes)).unbounded == [NamedNode("https://example.org/S")]


def test_a_server_is_asked_what_leads_to_things(quads: Read) -> None:
    """A shape for what a property leads to finds its things also where many are looked up at once."""
    shapes = quads("ex:S a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:nodeKind sh:Literal .")
    data, store = in_graphs(quads, *TWO), EmbeddedStore()
    store.load(data)
    found = Parts(QueryView(store), shapes, ()).validate(data)
    assert {result.focus for result in found} == {
        NamedNode("https://example.org/b"),
        NamedNode("https://example.org/d"),
    }


def test_some_things_only(quads: Read) -> None:
    """What is found about some things is what the whole finds about these."""
    shapes, data = quads(f"{NODE}sh:nodeKind sh:Literal ."), in_graphs(quads, *TWO)
    index = GraphIndex()
    index.add(data)
    found = Parts(index, shapes, ()).about([NamedNode("https://example.org/c"), NamedNode("https://example.org/d")])
    assert [result.focus for result in found] == [NamedNode("https://example.org/c")]


@pytest.mark.parametrize(
    "target",
    [
        "sh:targetNode ex:a, ex:nowhere, 'text'",
        "sh:targetSubjectsOf ex:q",
        "sh:targetObjectsOf ex:p, ex:n",
        "sh:targetClass ex:Above",
        "a rdfs:Class ; rdfs:label 'x'",
    ],
)
def test_every_kind_of_target(quads: Read, target: str) -> None:
    """A shape is for the same things as in the whole, also where their class is below another in another graph."""
    shapes = quads(f"ex:C a sh:NodeShape ; {target} ; sh:nodeKind sh:BlankNode .")
    data = in_graphs(quads, *TWO, "ex:C rdfs:subClassOf ex:Below . ex:Below rdfs:subClassOf ex:Above .")

    _, found = by_parts(data, shapes, 1)

    assert found == Counter(map(key, engines.validate(data, shapes)))
    assert found


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a small dataset in which every other sentence has a fault."""
    folder = tmp_path_factory.mktemp("faulty")
    generate(folder, 12_000, faults=0.5)
    return folder


@pytest.mark.parametrize("name", ["mutated", "faulty"])
@pytest.mark.parametrize("size", [150, 2_000])
def test_real_and_generated_data(request: pytest.FixtureRequest, name: str, size: int) -> None:
    """All shapes find in parts of any size what they find in the whole."""
    dataset = steungraaf.open(request.getfixturevalue(name))
    sources, shapes = read_folder(dataset.folder), list(Shapes(dataset.folder.shape_files()).sources.quads())
    data = [*sources.quads(), *derived_as_written(dataset.store, sources.quads())]
    parts, found = by_parts(data, shapes, size)

    assert parts.reach.unbounded == []
    assert found == Counter(map(key, engines.validate(data, shapes, "shifty")))
    assert found.total() > 50


def test_the_reference_checks_by_parts_as_well(quads: Read) -> None:
    """Without the fast engine the same is found."""
    shapes, data = quads(f"{NODE}{FAR[0]} ."), in_graphs(quads, *TWO)
    assert by_parts(data, shapes, 1, "pyshacl")[1] == by_parts(data, shapes, 1)[1]


def test_the_reference_looks_at_literals_out_of_their_type(quads: Read) -> None:
    """A part with a literal that the engines read each in its own way is for the reference."""
    shapes = quads(f"{NODE} sh:property [ sh:path ex:n ; sh:datatype xsd:decimal ] .")
    data = in_graphs(quads, "ex:a a ex:C ; ex:n '1e3'^^xsd:decimal . ex:b a ex:C ; ex:n 'x' .")

    assert by_parts(data, shapes, 9)[1] == Counter(map(key, engines.validate(data, shapes)))
