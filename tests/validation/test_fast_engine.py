"""Test that the fast SHACL engine finds what the reference finds."""

from collections.abc import Callable
from typing import Any

import pytest

from steungraaf.errors import MissingExtraError, ShapesError
from steungraaf.rdf import BlankNode, NamedNode, Quad
from steungraaf.validation import fast_engine, shacl

EX = "https://example.org/"
Read = Callable[[str], list[Quad]]
PROPERTY = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; "
NODE = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; "
DATA = """
ex:a ex:p 1, 5, "vijf", "five"@en, "cinq"@fr, "six"@fr, ex:b, [ ex:q 2 ] ; ex:q 3 ; a ex:C .
ex:b ex:p ex:a ; ex:q "x", "2019-02-30"^^xsd:date, "2020-02-29"^^xsd:date . _:f0 ex:p "" .
"""


def key(result: shacl.ShaclResult) -> tuple[str, ...]:
    """Return what a result says, as texts; names of blank nodes among the shapes are not compared."""
    shape = "" if isinstance(result.shape, BlankNode) else str(result.shape)
    constraint = "" if isinstance(result.constraint, BlankNode) else str(result.constraint)
    return (
        str(result.focus),
        shape,
        str(result.path),
        str(result.value),
        result.severity,
        result.component,
        constraint,
    )


@pytest.mark.parametrize(
    "shapes",
    [
        f"{PROPERTY} sh:minCount 4 ; sh:maxCount 5 ] .",
        f"{PROPERTY} sh:minInclusive 2 ; sh:maxExclusive 5 ] .",
        f"{PROPERTY} sh:minExclusive 1 ; sh:maxInclusive 4 ] .",
        f"{PROPERTY} sh:minLength 2 ; sh:maxLength 3 ] .",
        f'{PROPERTY} sh:pattern "^V" ; sh:flags "i" ] .',
        f"{NODE} sh:property [ sh:path ex:q ; sh:datatype xsd:date ] .",
        f"{PROPERTY} sh:nodeKind sh:BlankNodeOrLiteral ; sh:class ex:C ] .",
        f'{PROPERTY} sh:languageIn ("en") ; sh:uniqueLang true ] .',
        f"{PROPERTY} sh:in (1 5 ex:b) ; sh:hasValue 7 ; sh:severity sh:Warning ] .",
        f"{PROPERTY} sh:equals ex:q ; sh:disjoint ex:q ] .",
        f"{PROPERTY} sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMinCount 2 ] .",
        f"{PROPERTY} sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 0 ] .",
        f"{PROPERTY} sh:not [ sh:nodeKind sh:IRI ] ; sh:message 'Geen IRI'@nl, 'No IRI'@en ] .",
        f"{PROPERTY} sh:or ( [ sh:class ex:C ] [ sh:datatype xsd:integer ] ) ] .",
        f"{PROPERTY} sh:xone ( [ sh:nodeKind sh:Literal ] [ sh:datatype xsd:integer ] ) ; sh:name 'p' ] .",
        f"{PROPERTY} sh:and ( [ sh:nodeKind sh:Literal ] ) ; sh:node [ sh:nodeKind sh:IRI ] ] .",
        f"{NODE} sh:closed true ; sh:ignoredProperties ( rdf:type ex:p ) .",
        f"{NODE} sh:deactivated true ; sh:nodeKind sh:Literal .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetNode ex:b ; sh:nodeKind sh:Literal .",
        "ex:S a sh:NodeShape ; sh:targetObjectsOf ex:q ; sh:nodeKind sh:IRI .",
        f"{NODE} sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:minCount 2 ] .",
        f"{NODE} sh:property [ sh:path (ex:p [ sh:zeroOrOnePath ex:q ]) ; sh:maxCount 0 ] .",
        f"{NODE} sh:property [ sh:path [ sh:alternativePath (ex:p ex:q) ] ; sh:maxCount 0 ] .",
        f"{NODE} sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 0 ] .",
        f"{NODE} sh:property [ sh:path [ sh:oneOrMorePath ex:p ] ; sh:maxCount 0 ] .",
    ],
)
def test_finds_what_the_reference_finds(quads: Read, shapes: str) -> None:
    """The results are the same, each as often, with focus, shape, path, value, severity and component."""
    data, against = quads(DATA), quads(shapes)
    assert sorted(map(key, fast_engine.validate(data, against))) == sorted(map(key, shacl.validate(data, against)))


def test_constraints_are_told_apart(quads: Read) -> None:
    """Two SPARQL constraints of one shape keep their own IRI and messages; a silent one has none."""
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql ex:one, ex:two .
    ex:one sh:message 'Eén {?value}'@nl, 'One {?value}'@en ; sh:select 'SELECT $this ?value { $this ?p ?value }' .
    ex:two sh:select 'SELECT $this { $this ?p ?q }' ."""
    found = {result.constraint: result for result in fast_engine.validate(quads("ex:a ex:p 1 ."), quads(shapes))}
    assert [text.value for text in found[NamedNode(f"{EX}one")].messages] == ["Eén 1", "One 1"]
    assert found[NamedNode(f"{EX}two")].messages == ()


def test_report_tells_of_the_path(quads: Read) -> None:
    """The statements of a result hold its path whole, as the W3C report needs."""
    shapes = f"{NODE} sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:minCount 1 ] ."
    (found,) = fast_engine.validate(quads("ex:a ex:p ex:b ."), quads(shapes))
    assert [str(each.object) for each in found.statements if each.predicate.value.endswith("inversePath")] == [
        f"<{EX}p>"
    ]


def test_triple_terms_are_refused(quads: Read) -> None:
    """A triple term in the data is refused as the reference refuses it."""
    with pytest.raises(ShapesError, match="RDF 1.2"):
        fast_engine.validate(quads("ex:a ex:p <<( ex:a ex:p 1 )>> ."), quads(f"{NODE} sh:nodeKind sh:IRI ."))


def test_shapes_that_do_not_work(quads: Read) -> None:
    """A query that does not parse is an error with the engine's reason."""
    with pytest.raises(ShapesError, match="invalid SPARQL"):
        fast_engine.validate(quads(DATA), quads(f"{NODE} sh:sparql [ sh:select 'SELECT $this {{' ] ."))


def test_what_is_passed_over_is_an_error(quads: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A diagnostic of the engine is never left unsaid."""
    import shifty._shifty as native

    class Passing:
        """Tell that something was passed over."""

        diagnostics = ["sh:x is  ignored."]

        def __init__(self, _: bytes) -> None:
            pass

        def validate_w3c(self, *_: Any, **__: Any) -> "Passing":
            """Return a report."""
            return self

    monkeypatch.setattr(native, "PreparedValidator", Passing)
    with pytest.raises(ShapesError, match="sh:x is ignored"):
        fast_engine.validate(quads(DATA), quads(f"{NODE} sh:nodeKind sh:IRI ."))


def test_without_shifty(quads: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where shifty is missing the error says how to install it."""
    monkeypatch.setattr(fast_engine, "is_installed", lambda: False)
    with pytest.raises(MissingExtraError, match="fast"):
        fast_engine.validate(quads(DATA), quads(f"{NODE} sh:nodeKind sh:IRI ."))
