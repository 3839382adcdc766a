"""Test what is read from the tree of a query."""

import pytest

from steungraaf.validation.reach import Unbounded
from steungraaf.validation.syntax import asked_of, is_blind_to_literals, template_of

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.mark.parametrize(
    ("where", "guards"),
    [
        ("?a a <urn:C>", [(TYPE, {"urn:C"})]),
        ("?a <urn:p> ?b FILTER(?b IN (<urn:x>, <urn:y>))", [("urn:p", {"urn:x", "urn:y"})]),
        ("?a <urn:p> ?b VALUES ?b { <urn:x> }", [("urn:p", {"urn:x"})]),
        ("?a <urn:p> ?b", []),
        ("?b <urn:p> ?a", []),
        ("?a <urn:p>/<urn:q>* ?b", []),
        ("?a ^<urn:p> ?b", []),
        ("?a (<urn:p>|<urn:q>)+ ?b", []),
        ("{ ?a a <urn:C> } ?a <urn:q> ?c", [(TYPE, {"urn:C"})]),
        ("{ SELECT ?a { ?a a <urn:C> } }", [(TYPE, {"urn:C"})]),
        ("{ ?a a <urn:C> } UNION { ?a a <urn:D> }", []),
        ("?b <urn:p> ?c", None),
        ("OPTIONAL { ?a <urn:p> ?b }", None),
        ("?a <urn:p>? ?b", None),
        ("?a (<urn:p>|<urn:q>*) ?b", None),
        ("?a ^(<urn:p>*) ?b", None),
        ("?a (<urn:p>?)+ ?b", None),
        ("{ ?a a <urn:C> } UNION { ?b a <urn:D> }", None),
        ("{ SELECT ?b { ?a <urn:p> ?b } }", None),
    ],
)
def test_what_is_asked_of_a_variable(where: str, guards: list[tuple[str, set[str]]] | None) -> None:
    """What every row asks of a variable is told, and None where a row may do without it."""
    found = asked_of(f"SELECT ?a {{ {where} }}", "a")
    assert (None if found is None else [(name, set(wanted)) for name, wanted in found]) == guards


@pytest.mark.parametrize(
    ("query", "is_blind"),
    [
        ("SELECT ?a { ?a <urn:p> ?b }", True),
        ("SELECT ?a { ?a a ?b FILTER(?b = <urn:C>) }", True),
        ("SELECT ?a { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?b } }", True),
        ("SELECT ?a { ?a a ?c BIND(IRI(CONCAT(STR(?a), 'x')) AS ?o) FILTER EXISTS { ?o <urn:p> ?b } }", True),
        ("SELECT ?a { ?a <urn:p> 'word' . { SELECT ?a { ?a <urn:q> ?b } } }", True),
        ("SELECT ?a { ?a <urn:p> 1 }", False),
        ("SELECT ?a ?b { ?a <urn:p> ?b }", False),
        ("SELECT ?a { ?a <urn:p> ?b FILTER(?b > 1) }", False),
        ("SELECT ?a { ?a <urn:p> ?b . ?c <urn:q> ?b }", False),
        ("SELECT ?a { ?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?b } }", False),
        ("SELECT ?a { ?a <urn:p> ?b . ?b <urn:q> ?c }", False),
        ("SELECT (COUNT(?a) AS ?n) { ?a <urn:p> ?b }", False),
        ("SELECT ?a { ?a <urn:p> ?b } GROUP BY ?a", False),
        ("SELECT ?a { ?a <urn:p> ?b } LIMIT 1", False),
        ("ASK { ?a <urn:p> ?b }", False),
    ],
)
def test_blind_to_literals(query: str, is_blind: bool) -> None:
    """What compares, joins, counts or gives the object of a pattern depends on how it is written, the rest does not."""
    assert is_blind_to_literals(query) is is_blind


def test_a_template() -> None:
    """The triples of a template have whole IRIs."""
    text = "PREFIX x: <urn:x:> CONSTRUCT { ?a x:p 1 . ?a a ?b } WHERE { ?a x:q ?b }"
    assert [[str(term) for term in triple] for triple in template_of(text)] == [["a", "urn:x:p", "1"], ["a", TYPE, "b"]]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?b ?c }",
        "CONSTRUCT WHERE { ?a ?b ?c }",
        "CONSTRUCT { [] ?b ?c } WHERE { ?a ?b ?c }",
        "CONSTRUCT {",
    ],
)
def test_no_template(query: str) -> None:
    """Another query, one that repeats its pattern, one that makes blank nodes and one that does not parse have none."""
    with pytest.raises(Unbounded):
        template_of(query)
