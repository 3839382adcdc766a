"""Write a report as the graph that the W3C describes (SHACL 3.6), with the same bytes for the same findings."""

import io
from collections.abc import Iterable, Iterator
from typing import cast

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, Triple, write_rdf
from steungraaf.validation.finding import Finding, Result

_TYPE = NamedNode(expand("rdf:type"))
_BOOLEAN = NamedNode(expand("xsd:boolean"))
_CONFORMS = NamedNode(expand("sh:conforms"))
_RESULT = NamedNode(expand("sh:result"))


def write_turtle(result: Result) -> str:
    """Return the report as Turtle; `sh:conforms` is true only without any finding on data, of whatever severity."""
    out = io.BytesIO()
    write_rdf(report_quads(result), out, "turtle")
    return out.getvalue().decode()


def report_quads(result: Result) -> list[Quad]:
    """Return the statements of the report, its blank nodes numbered in the order of the findings."""
    report = BlankNode("report")
    findings = [finding for finding in result.findings if finding.about_data]
    conforms = Literal("false" if findings else "true", datatype=_BOOLEAN)
    triples = [
        Triple(report, _TYPE, NamedNode(expand("sh:ValidationReport"))),
        Triple(report, _CONFORMS, conforms),
    ]
    for number, finding in enumerate(findings):
        statements = finding.statements or tuple(_described(finding, BlankNode(f"own{number}")))
        triples.append(Triple(report, _RESULT, statements[0].subject))
        triples.extend(statements)
    return [Quad(*triple) for triple in dict.fromkeys(_numbered(triples))]


def _described(finding: Finding, node: BlankNode) -> Iterator[Triple]:
    """Describe a finding that no SHACL engine made, in SHACL's words; the check stands for the component."""

    def state(name: str, term: Term) -> Triple:
        """Say one thing of the result."""
        return Triple(node, NamedNode(expand(name)), term)

    yield state("rdf:type", NamedNode(expand("sh:ValidationResult")))
    yield state("sh:focusNode", NamedNode(finding.focus))
    yield state("sh:resultSeverity", NamedNode(finding.severity.iri))
    yield state("sh:sourceConstraintComponent", NamedNode(finding.component or finding.shape))
    if finding.path is not None:
        yield state("sh:resultPath", NamedNode(finding.path))
    if finding.value is not None:
        yield state("sh:value", finding.value)
    for language, text in sorted(finding.message.items()):
        yield state("sh:resultMessage", Literal(text, language=language))


def _numbered(triples: Iterable[Triple]) -> Iterator[Triple]:
    names: dict[BlankNode, BlankNode] = {}

    def renamed(term: Term) -> Term:
        """Give a blank node its number, and leave any other term."""
        return names.setdefault(term, BlankNode(f"b{len(names)}")) if isinstance(term, BlankNode) else term

    for triple in triples:
        yield Triple(cast(NamedNode, renamed(triple.subject)), triple.predicate, renamed(triple.object))
