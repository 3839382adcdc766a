"""Test how results of the engine become findings."""

from collections.abc import Callable

import pytest

from steungraaf.rdf import Literal, Quad
from steungraaf.validation import Finding, Severity
from steungraaf.validation.results import findings_of, messages_of
from steungraaf.validation.shacl import validate
from steungraaf.validation.sources import Sources

EX = "https://example.org/"
DATA = """ex:a
    a ex:C ;
    ex:p 5 ;
    prov:wasQuotedFrom ex:s1 ;
.
"""
Find = Callable[[str], list[Finding]]


@pytest.fixture
def find(quads: Callable[[str], list[Quad]], read: Callable[..., Sources]) -> Find:
    """Give what holds the data against shapes."""
    sources = read(DATA)

    def make(text: str) -> list[Finding]:
        shapes = quads(text)
        return list(findings_of(validate(sources.quads(), shapes), sources, messages_of(shapes)))

    return make


def test_a_finding_has_place_and_sentence(find: Find) -> None:
    """File, line and sentence are those of the thing at fault."""
    (found,) = find("ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:maxInclusive 3 .")
    assert (found.focus, found.shape, found.path) == (f"{EX}a", f"{EX}S", f"{EX}p")
    assert (found.file and found.file.name, found.line, found.sentence) == ("a.ttl", 4, f"{EX}s1")
    assert isinstance(found.value, Literal)
    assert found.value.value == "5"


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("sh:Violation", Severity.VIOLATION),
        ("sh:Warning", Severity.WARNING),
        ("sh:Info", Severity.INFO),
        ("ex:Grave", Severity.VIOLATION),
    ],
)
def test_severities_are_kept(find: Find, severity: str, expected: Severity) -> None:
    """A severity of somebody's own counts as a violation."""
    (found,) = find(f"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:D ; sh:severity {severity} .")
    assert found.severity is expected


def test_both_messages_are_the_shapes(find: Find) -> None:
    """The message of each language is that of the shape."""
    (found,) = find("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:D ; sh:message 'Fout.'@nl , 'Wrong.'@en .")
    assert found.message == {"nl": "Fout.", "en": "Wrong."}


@pytest.mark.parametrize("message", ["'Fout.'", "'Fout.'@nl", "'Fout.'@fr"])
def test_one_message_serves_both_languages(find: Find, message: str) -> None:
    """Where a shape speaks one language its message is better than none."""
    (found,) = find(f"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:D ; sh:message {message} .")
    assert found.message == {"nl": "Fout.", "en": "Fout."}


def test_a_shape_without_message_gets_the_engines(find: Find) -> None:
    """The engine's own words stand in for a message."""
    (found,) = find("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:D .")
    assert "class" in found.message["nl"]


QUERY = """
ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql ex:Q ; sh:message "Van de shape."@nl , "Of the shape."@en .
ex:Q sh:select "SELECT $this ?value ?more { $this <https://example.org/p> ?value BIND(ex:C AS ?more) }" ;
  sh:prefixes ex:X {message} .
ex:X sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
"""


def test_a_constraint_is_named_before_its_shape(find: Find) -> None:
    """The rule of a finding is the constraint with a name, and the constraint's messages come first."""
    (found,) = find(QUERY.replace("{message}", "; sh:message 'Van de vraag.'@nl , 'Of the query.'@en"))
    assert found.shape == f"{EX}Q"
    assert found.message == {"nl": "Van de vraag.", "en": "Of the query."}


def test_a_constraint_without_message_has_its_shapes(find: Find) -> None:
    """Where the constraint says nothing the shape speaks."""
    (found,) = find(QUERY.replace("{message}", ""))
    assert found.message == {"nl": "Van de shape.", "en": "Of the shape."}


def test_slots_in_messages_are_filled(find: Find) -> None:
    """What the query found stands in the message, IRIs shortened, in the right language."""
    (found,) = find(
        QUERY.replace("{message}", "; sh:message '{$this} telt {?value}: te veel.'@nl , 'Too many: {?value}.'@en")
    )
    assert found.message == {"nl": f"{EX}a telt 5: te veel.", "en": "Too many: 5."}


def test_a_slot_outside_a_query_stays(find: Find) -> None:
    """The engine fills no slot of a shape without a query, and neither do we."""
    (found,) = find("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:D ; sh:message 'Fout: {?value}.'@nl .")
    assert found.message["nl"] == "Fout: {?value}."


NESTED = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:node ex:T {message} .
ex:T a sh:NodeShape ; sh:property [ sh:path ex:q ; sh:minCount 1 ; sh:message 'Geef q.'@nl , 'Give q.'@en ] ;
  sh:class ex:D .
"""


def test_what_lies_beneath_is_told(find: Find) -> None:
    """Without a message of its own a finding tells what in the shape beneath it is broken."""
    (found,) = find(NESTED.replace("{message}", ""))
    assert found.shape == f"{EX}S"
    assert found.message["nl"].startswith(f"Voldoet niet aan {EX}S. Daaronder: Value does not have class")
    assert found.message["en"].endswith(f" {EX}q: Give q.")


def test_a_message_of_its_own_is_enough(find: Find) -> None:
    """A shape that says what to do is not followed by what lies beneath."""
    (found,) = find(NESTED.replace("{message}", "; sh:message 'Doe het zo.'@nl , 'Do it so.'@en"))
    assert found.message == {"nl": "Doe het zo.", "en": "Do it so."}


def test_a_shape_without_name_is_called_by_its_component(find: Find) -> None:
    """Where neither constraint nor shape has an IRI the kind of constraint is the rule."""
    (found,) = find("[] a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:D .")
    assert found.shape == "http://www.w3.org/ns/shacl#ClassConstraintComponent"


def test_a_literal_can_be_at_fault(find: Find) -> None:
    """A focus that is no IRI is told as N-Triples write it."""
    (found,) = find('ex:S a sh:NodeShape ; sh:targetNode "x"@nl ; sh:class ex:D .')
    assert (found.focus, found.file) == ('"x"@nl', None)


def test_a_result_without_any_message_says_what_is_broken(find: Find) -> None:
    """Where nobody has words the rule is named."""
    shape = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; ex:most 3 .
    ex:Most a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] ;
      sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER($value = 1) }" ] ."""
    (found,) = find(shape)
    assert found.message["nl"]
