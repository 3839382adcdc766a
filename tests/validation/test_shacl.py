"""Test what the SHACL engine is given and what comes back."""

from collections.abc import Callable
from typing import Any

import pytest

from steungraaf.errors import ShapesError
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Triple
from steungraaf.validation.shacl import ShaclResult, ill_formed, known_terms, validate

EX = "https://example.org/"
SH = "http://www.w3.org/ns/shacl#"
Read = Callable[[str], list[Quad]]
Check = Callable[[str, str], list[ShaclResult]]


@pytest.fixture
def check(quads: Read) -> Check:
    """Give what validates one Turtle text against another."""
    return lambda data, shapes: validate(quads(data), quads(shapes))


def test_data_that_fits_gives_nothing(check: Check) -> None:
    """No result comes of data that conforms."""
    assert check("ex:a ex:p 1 .", "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ] .") == []


def test_a_result_is_told_whole(check: Check) -> None:
    """Focus, path, value, shape, component, severity and message come as they are."""
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:P .
    ex:P a sh:PropertyShape ; sh:path ex:p ; sh:maxInclusive 3 ; sh:severity sh:Warning ; sh:message 'Te veel'@nl ."""
    (found,) = check("ex:a ex:p 1, 5 .", shapes)
    assert (found.focus, found.path, found.shape) == (NamedNode(f"{EX}a"), f"{EX}p", NamedNode(f"{EX}P"))
    assert (found.component, found.severity) == (f"{SH}MaxInclusiveConstraintComponent", f"{SH}Warning")
    assert found.messages == (Literal("Te veel", language="nl"),)
    assert (found.constraint, found.details) == (None, ())


@pytest.mark.parametrize(
    "value", ['"05"^^xsd:integer', '"5.0"^^xsd:decimal', '"x"', '"x"@nl', '"x"^^ex:type', '"P12M"^^xsd:duration']
)
def test_literals_come_back_as_they_are_written(check: Check, quads: Read, value: str) -> None:
    """The engine changes nothing in a literal."""
    (quad,) = quads(f"ex:a ex:p {value} .")
    (found,) = check(f"ex:a ex:p {value} .", "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:in () .")
    assert found.value == quad.object


def test_a_literal_out_of_its_type_is_a_result_and_no_noise(
    check: Check, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A word that is typed as a number breaks sh:datatype, and no library writes of it on the screen."""
    shape = "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:datatype xsd:integer ."
    (found,) = check('ex:a ex:p "veel"^^xsd:integer .', shape)
    assert found.component == f"{SH}DatatypeConstraintComponent"
    assert (capfd.readouterr(), caplog.records) == (("", ""), [])


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("ex:p", f"{EX}p"),
        ("(ex:p skos:broader)", f"<{EX}p>/skos:broader"),
        ("[ sh:inversePath ex:p ]", f"^<{EX}p>"),
        ("[ sh:alternativePath (ex:p skos:note) ]", f"<{EX}p>|skos:note"),
        ("[ sh:zeroOrOnePath [ sh:inversePath ex:p ] ]", f"^<{EX}p>?"),
        ("[ sh:oneOrMorePath (ex:p ex:q) ]", f"(<{EX}p>/<{EX}q>)+"),
        ("[ sh:zeroOrMorePath [ sh:alternativePath (ex:p ex:q) ] ]", f"(<{EX}p>|<{EX}q>)*"),
    ],
)
def test_paths_are_written_as_in_sparql(check: Check, path: str, written: str) -> None:
    """Every kind of path has its form."""
    shape = f"ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path {path} ; sh:minCount 5 ."
    (found,) = check("ex:a ex:x 1 .", shape)
    assert found.path == written


def test_what_lies_beneath_comes_along(check: Check) -> None:
    """A result of sh:node has the results of that shape beneath it."""
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:node ex:T .
    ex:T a sh:NodeShape ; sh:property [ sh:path ex:q ; sh:minCount 1 ] , [ sh:path ex:p ; sh:minCount 1 ] ."""
    (found,) = check("ex:a ex:x 1 .", shapes)
    assert found.component == f"{SH}NodeConstraintComponent"
    assert [detail.path for detail in found.details] == [f"{EX}p", f"{EX}q"]


def test_a_query_tells_its_constraint(check: Check) -> None:
    """A result of sh:sparql names the constraint, and path and value that the query gives."""
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql ex:Q .
    ex:Q sh:prefixes ex:Prefixes ; sh:select "SELECT $this (ex:p AS ?path) ?value { $this ex:p ?value }" .
    ex:Prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] ."""
    (found,) = check("ex:a ex:p 7 .", shapes)
    assert (found.constraint, found.path) == (NamedNode(f"{EX}Q"), f"{EX}p")


def test_imported_prefixes_serve_queries(check: Check) -> None:
    """Prefixes that are declared where owl:imports leads can be used in a query."""
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql ex:Q .
    ex:Q sh:prefixes ex:Own ; sh:select "SELECT $this ?value { $this far:p ?value }" . ex:Own owl:imports ex:Far .
    ex:Far sh:declare [ sh:prefix "far" ; sh:namespace "https://example.org/"^^xsd:anyURI ] ."""
    assert len(check("ex:a ex:p 7 .", shapes)) == 1


def test_advanced_targets_work(check: Check) -> None:
    """Shapes with a target in SPARQL are run with the advanced features, others without."""
    shapes = """ex:S a sh:NodeShape ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ;
    sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { ?this <https://example.org/p> ?any }" ] ."""
    assert [found.focus for found in check("ex:a ex:p 7 .", shapes)] == [NamedNode(f"{EX}a")]


@pytest.mark.parametrize(("word", "count"), [("true", 1), ('"1"^^xsd:boolean', 0)])
def test_only_true_is_true(check: Check, word: str, count: int) -> None:
    """SHACL asks for the word true; 1 is another term and switches nothing on."""
    shape = f"ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:uniqueLang {word} ."
    assert len(check('ex:a ex:p "a"@nl , "b"@nl .', shape)) == count


def test_classes_are_followed_up(check: Check) -> None:
    """A target class takes in its subclasses by what the data says of them, without any inference."""
    shape = "ex:S a sh:NodeShape ; sh:targetClass ex:Wide ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."
    assert len(check("ex:Narrow rdfs:subClassOf ex:Wide . ex:a a ex:Narrow .", shape)) == 1


@pytest.mark.parametrize(
    "shape",
    [
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:minCount 'a' .",
        "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT $this {' ] .",
        "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT $this { VALUES ?x { 1 } }' ] .",
        "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:Nowhere .",
    ],
)
def test_shapes_that_the_engine_cannot_use(check: Check, shape: str) -> None:
    """What the engine raises, of whatever kind, becomes one error with its reason on one line."""
    with pytest.raises(ShapesError) as caught:
        check("ex:a ex:p 1 .", shape)
    assert "\n" not in str(caught.value)


def test_triple_terms_are_refused(quads: Read) -> None:
    """SHACL has no words for a triple term: that is said instead of leaving it out."""
    term = Triple(NamedNode(EX), NamedNode(EX), NamedNode(EX))
    with pytest.raises(ShapesError, match="triple term"):
        validate([Quad(NamedNode(EX), NamedNode(EX), term)], [])


def test_results_without_names_come_in_one_order(check: Check) -> None:
    """The statements of a result are the same each time, whatever the engine called its blank nodes."""
    shape = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:or ([ sh:path ex:p ; sh:minCount 1 ] [ sh:class ex:C ]) ."

    def names_apart(found: ShaclResult) -> list[Any]:
        return [[None if isinstance(term, BlankNode) else term for term in triple] for triple in found.statements]

    (first,), (second,) = check("ex:a ex:x 1 .", shape), check("ex:a ex:x 1 .", shape)
    assert names_apart(first) == names_apart(second)


def test_blank_nodes_that_lead_back_do_no_harm(check: Check) -> None:
    """Shapes may refer to each other in a circle."""
    shape = (
        "_:s a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1 ; rdfs:seeAlso _:s ] ."
    )
    (found,) = check("ex:a ex:x 1 .", shape)
    assert isinstance(found.shape, BlankNode)


def test_ill_formed_shapes_are_found(quads: Read) -> None:
    """The W3C's shapes for shapes refuse what is not well formed, and only that."""
    assert ill_formed(quads("ex:S a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 .")) == []
    faults = ill_formed(quads("ex:S a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 , 2 ."))
    assert [fault.focus for fault in faults] == [NamedNode(f"{EX}S")]


def test_the_terms_of_shacl_are_known() -> None:
    """Words that are keywords elsewhere are among them; what does not exist is not."""
    assert {f"{SH}{name}" for name in ("minCount", "or", "class", "in", "not", "SPARQLTarget")} <= known_terms()
    assert f"{SH}minCout" not in known_terms()
