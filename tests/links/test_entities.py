"""Test what is read of the things that can be matched."""

import pyoxigraph as ox

from steungraaf.links import Matcher, Name, read_entities
from steungraaf.links.model import Entity
from steungraaf.namespaces import PREFIXES, expand
from steungraaf.store import EmbeddedStore, Store

PREFIX = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
THEIRS = """
@prefix ex: <https://example.org/> .
ex:Bakery rdfs:subClassOf org:Organization .
ex:jansen a ex:Bakery ; rdfs:label "Bakkerij Jansen" ; skos:notation "0316.380.841" , 5 ; dcterms:temporal [] .
ex:unnamed a org:Organization .
ex:town a schema:AdministrativeArea ; skos:prefLabel "Stadje"@nl ; dcterms:replaces ex:village , ex:unknown ;
  dcterms:temporal ex:early , ex:late .
ex:village a dcterms:Location ; skos:prefLabel "Dorpje"@nl ; skos:altLabel ex:odd .
ex:early dcat:startDate "2000-01-01"^^xsd:date ; dcat:endDate "2009-12-31"^^xsd:date .
ex:late dcat:startDate "2010-01-01"^^xsd:date ; dcat:endDate "2019-12-31"^^xsd:date .
ex:thing a ex:Thing ; rdfs:label "Ding" .
"""


def entities_of(turtle: str) -> dict[str, Entity]:
    """Return the entities of a text, by the last part of their IRI."""
    store = EmbeddedStore()
    store.load(ox.parse(PREFIX + turtle, format=ox.RdfFormat.TURTLE))
    return {entity.iri.rpartition("/")[2]: entity for entity in read_entities(store)}


def test_the_bundled_data(matcher: Matcher) -> None:
    """A municipality has its names, code, place, period and successor."""
    aalter = matcher.entities[expand("municipality:aalter")]
    assert aalter.names == (Name("Aalter", "en", 0), Name("Aalter", "nl", 0))
    assert aalter.codes == {("nis", "44001")}
    assert aalter.places == {expand("arrondissement:gent")}
    assert (aalter.start, aalter.end) == ("1977-01-01", "2018-12-31")
    assert aalter.successors == (expand("municipality:aalter-2019"),)
    assert "municipality" in aalter.kinds


def test_every_store_gives_the_same(filled_store: Store, matcher: Matcher) -> None:
    """Whatever engine answers, the things that can be matched are the same."""
    assert read_entities(filled_store) == list(matcher.entities.values())


def test_documents_concepts_and_claims_are_left_out(matcher: Matcher) -> None:
    """Only actors, places and initiatives can be matched, also those that one document speaks of."""
    words = {kind for entity in matcher.entities.values() for kind in entity.kinds if ":" not in kind}
    assert {"municipality", "organisation", "person", "province", "group", "initiative"} <= words
    assert not words & {"document", "period", "claim", "mandate", ""}


def test_data_of_others() -> None:
    """Classes below those known count; what has no name does not, nor what is something else."""
    found = entities_of(THEIRS)
    assert set(found) == {"jansen", "town", "village"}
    assert found["jansen"].kinds == {"organisation", "https://example.org/Bakery"}
    assert found["jansen"].codes == {("kbo", "0316380841")}


def test_successors_are_told_from_either_side() -> None:
    """What replaces a thing is its successor, whichever of the two says so."""
    assert entities_of(THEIRS)["village"].successors == ("https://example.org/town",)
    forms = "ex:a a org:Organization ; rdfs:label 'A' {} . ex:b a org:Organization ; rdfs:label 'B' {} ."
    for told in (("; dcterms:replaces ex:b", ""), ("", "; dcterms:replaces ex:a")):
        found = entities_of("@prefix ex: <https://example.org/> . " + forms.format(*told))
        assert len(found) == 2 and sum(len(entity.successors) for entity in found.values()) == 1


def test_several_periods_are_one() -> None:
    """Of several periods the first and the last day hold; one that is open has no end."""
    found = entities_of(THEIRS)
    assert (found["town"].start, found["town"].end) == ("2000-01-01", "2019-12-31")
    assert (found["jansen"].start, found["jansen"].end) == ("", "")
