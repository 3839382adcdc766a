"""Test what is gathered of the things in a file of RDF."""

import pytest

from steungraaf.links.gathering import gathered
from steungraaf.links.things import Thing
from steungraaf.rdf import parse_quads
from tests.actors import PREFIX

BASE = "@prefix t: <http://example.org/t/> .\n@prefix generiek: <https://data.vlaanderen.be/ns/generiek#> .\n"


def things(turtle: str) -> list[Thing]:
    """Return the things that a text tells of."""
    told: list[int] = []
    with gathered() as place:
        place.add(parse_quads((PREFIX + BASE + turtle).encode(), format="turtle", name="t"), told.append)
        assert len(told) == 1
        return list(place.things())


@pytest.mark.parametrize("text", ['"KBO nummer"', '"KBO nummer"@nl'])
def test_structured_identifiers_are_followed(text: str) -> None:
    """The number below an identifier of LBLOD is a code of the unit, and the identifiers are no things."""
    (unit,) = things(
        f"t:unit a org:Organization ; adms:identifier t:i . t:i a adms:Identifier ; skos:notation {text} ; "
        'generiek:gestructureerdeIdentificator _:s . _:s generiek:lokaleIdentificator "0316380841" .'
    )
    assert (unit.iri, unit.codes, unit.names) == ("http://example.org/t/unit", {("kbo", "0316380841")}, ())
    assert unit.kinds == {"organisation"}


def test_names_codes_place_and_period_of_a_thing() -> None:
    """Labels of every usual kind are read, with the place's name and the period's days."""
    found, place = things(
        't:a foaf:name "A" ; skos:altLabel "B"@en ; dcterms:identifier "OVO000001" ; schema:containedInPlace t:b ; '
        'dcterms:valid [ schema:startDate "2019-01-01" ; schema:endDate "2024-12-31" ] . t:b rdfs:label "Bee"@nl .'
    )
    assert [name.text for name in found.names] == ["A", "B"]
    assert (found.place, found.start, found.end) == ("Bee", "2019-01-01", "2024-12-31")
    assert place.label == "Bee"


def test_of_several_places_and_periods_none_counts() -> None:
    """Two places or two periods say nothing of which one is meant; the days of the thing itself stay."""
    found = things(
        't:a rdfs:label "A" ; dcterms:spatial t:b , t:c ; dcterms:valid t:p , t:q ; schema:startDate "2020-02-02" . '
        't:p schema:startDate "2019-01-01" .'
    )[0]
    assert (found.place, found.start) == ("", "2020-02-02")


def test_a_person_may_be_named_in_parts() -> None:
    """A given and a family name are a name."""
    (person,) = things('t:p a foaf:Person ; foaf:givenName "An" ; foaf:familyName "Peeters" .')
    assert (person.label, person.kinds) == ("An Peeters", {"person"})


def test_what_is_no_thing_is_left_out() -> None:
    """Schemes, blank nodes, statements about statements and what has neither name nor code are no things."""
    assert things('t:s a skos:ConceptScheme ; skos:prefLabel "S" . _:b rdfs:label "b" . t:x rdfs:comment "x" .') == []
    assert things("t:x schema:startDate '2019-01-01' ; dcterms:identifier <<( t:a t:b t:c )>> .") == []
