"""Test the report as the W3C describes it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import rdflib
from rdflib import RDF, SH

from steungraaf.rdf import Quad
from steungraaf.validation import Finding
from steungraaf.validation.report import make_report
from steungraaf.validation.shacl import validate


def graph_of(findings: Sequence[Finding]) -> rdflib.Graph:
    """Read the report back."""
    return rdflib.Graph().parse(data=make_report(findings, {}).to_turtle(), format="turtle")


def test_a_clean_report_conforms() -> None:
    """Without findings the graph is a report that conforms."""
    graph = graph_of([])
    report = graph.value(None, RDF.type, SH.ValidationReport)
    assert (len(graph), graph.value(report, SH.conforms)) == (2, rdflib.Literal(True))


def test_findings_of_our_own_are_results(findings: Sequence[Finding]) -> None:
    """A finding that no SHACL engine made has what a result must have, and messages in both languages."""
    graph = graph_of(findings[:1])
    assert list(graph.objects(None, SH.conforms)) == [rdflib.Literal(False)]
    result = graph.value(None, RDF.type, SH.ValidationResult)
    assert graph.value(result, SH.focusNode) == rdflib.URIRef("https://example.org/bond")
    assert graph.value(result, SH.resultSeverity) == SH.Warning
    assert graph.value(result, SH.sourceConstraintComponent) == rdflib.URIRef("https://example.org/shape")
    assert graph.value(result, SH.resultPath) == rdflib.URIRef("https://example.org/name")
    assert {message.language for message in graph.objects(result, SH.resultMessage)} == {"nl", "en"}


def test_a_value_is_told(findings: Sequence[Finding]) -> None:
    """The value of a finding is that of the result."""
    assert rdflib.URIRef("https://example.org/x") in graph_of(findings).objects(None, SH.value)


def test_faults_of_shapes_are_left_out(findings: Sequence[Finding]) -> None:
    """The report of the W3C is about data: what is wrong with the shapes stands in the other forms."""
    report = make_report([replace(findings[1], about_data=False)], {})
    assert not report.conforms
    assert "sh:conforms true" in report.to_turtle()


def test_results_of_the_engine_stay_whole(quads: Callable[[str], list[Quad]], findings: Sequence[Finding]) -> None:
    """What the engine said of a result comes out as it was, blank nodes and path included."""
    path = "sh:path (ex:p [ sh:inversePath ex:q ])"
    shapes = quads(f"ex:S a sh:NodeShape ; sh:targetNode ex:bond ; sh:property [ {path} ; sh:minCount 1 ] .")
    (result,) = validate([], shapes)
    graph = graph_of([replace(findings[1], statements=result.statements)])
    first, second = graph.items(next(graph.objects(None, SH.resultPath)))
    assert first == rdflib.URIRef("https://example.org/p")
    assert graph.value(second, SH.inversePath) == rdflib.URIRef("https://example.org/q")
    assert list(graph.objects(None, SH.sourceConstraintComponent)) == [SH.MinCountConstraintComponent]
