"""Give the tests a small dataset: agents, places, a document with two questions, and stored queries on them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.catalogue import Catalogue
from steungraaf.catalogue.answers import Answers
from steungraaf.namespaces import PREFIXES
from steungraaf.queryfile import Parameter
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore, Store

DECLARATIONS = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
PREAMBLE = f"{DECLARATIONS}PREFIX ex: <https://example.org/id/document/sv-9/>\n"

THINGS = """
<https://example.org/dataset> a dcat:Dataset ; dcterms:license <https://example.org/licence> ; dcat:version "1.2.3" .
sg:Claim a owl:Class ; rdfs:label "bewering"@nl , "claim"@en .
foaf:Agent rdfs:label "actor"@nl , "actor"@en .
ex:Fund rdfs:subClassOf foaf:Agent .
ex:Chest owl:equivalentClass ex:Fund .
actor-kind:agency skos:prefLabel "agentschap"@nl , "agency"@en ; skos:inScheme scheme:actor-kinds .
organisation:hulp a m8g:PublicOrganisation ; skos:prefLabel "Agentschap Hulp"@nl , "Help Agency"@en ;
  skos:altLabel "HULP"@nl ; skos:hiddenLabel "hulpdienst" ; dcterms:type actor-kind:agency ;
  skos:notation "OVO000001"^^sg:OvoCode , "0316380841"^^sg:KboNumber .
organisation:anker a org:FormalOrganization ; skos:prefLabel "Ánker  Coöp"@nl , "Anchor Coop"@en ;
  skos:altLabel "HULP"@nl ; skos:notation "0316380841"^^sg:KboNumber .
organisation:hulplijn a org:FormalOrganization ; skos:prefLabel "HULP"@nl , "Helpline"@en .
person:els a foaf:Person ; skos:prefLabel "Els Maes"@nl , "Els Maes"@en .
person:jan a foaf:Person ; skos:prefLabel "Jan Smet"@nl , "Jan Smet"@en .
ex:kas a ex:Chest ; skos:prefLabel "De kas"@nl , "The chest"@en .
municipality:dorp a schema:City ; skos:prefLabel "Dorp"@nl , "Dorp"@en ; dcterms:temporal ex:old .
municipality:dorp-2019 a schema:AdministrativeArea ; skos:prefLabel "Dorp"@nl , "Dorp"@en ; dcterms:temporal ex:new .
ex:old dcat:startDate "1977-01-01"^^xsd:date ; dcat:endDate "2018-12-31"^^xsd:date .
ex:new dcat:startDate "2019-01-01"^^xsd:date .
"""

DOCUMENT = """
<https://example.org/id/document/sv-9> a foaf:Document ; skos:prefLabel "Vraag 9"@nl , "Question 9"@en .
ex:question a sg:WrittenQuestion ; dcterms:isPartOf <https://example.org/id/document/sv-9> ;
  dcterms:creator person:els .
ex:answer a sg:WrittenAnswer ; dcterms:isPartOf <https://example.org/id/document/sv-9> ; dcterms:creator person:jan .
ex:q0 a sg:Item ; dcterms:isPartOf ex:question ; schema:position 0 ; skos:prefLabel "Inleiding"@nl , "Introduction"@en .
ex:q1 a sg:Item ; dcterms:isPartOf ex:question ; schema:position 1 ; skos:prefLabel "Vraag 1"@nl , "Question 1"@en .
ex:q2 a sg:Item ; dcterms:isPartOf ex:question ; schema:position 2 ; skos:prefLabel "Vraag 2"@nl , "Question 2"@en .
ex:a1 a sg:Item ; dcterms:isPartOf ex:answer ; schema:position 1 ; skos:prefLabel "Antwoord 1"@nl , "Answer 1"@en ;
  sg:answers ex:q1 ; sg:leavesOpen ex:gap .
ex:a2 a sg:Item ; dcterms:isPartOf ex:answer ; schema:position 2 ; skos:prefLabel "Antwoord 2"@nl , "Answer 2"@en ;
  sg:answers ex:q2 ; sg:refersTo ex:q1 .
ex:gap a sg:Gap ; skos:prefLabel "Een totaal staat niet in de bron."@nl , "A total is not in the source."@en .
modality:planned skos:prefLabel "gepland"@nl , "planned"@en .
basis:derived skos:prefLabel "berekend"@nl , "computed"@en .
precision:approximate skos:prefLabel "bij benadering"@nl , "approximate"@en .
period:not-stated skos:prefLabel "periode niet vermeld"@nl , "period not stated"@en .
ex:q1-s1 a sg:Sentence ; dcterms:isPartOf ex:q1 ; schema:position 1 ; sg:restatement "Wie helpt?"@nl , "Who helps?"@en ;
  oa:hasSource <https://example.org/id/document/sv-9> .
ex:q2-s1 a sg:Sentence ; dcterms:isPartOf ex:q2 ; schema:position 1 ; sg:restatement "Waarmee?"@nl , "By what?"@en ;
  oa:hasSource <https://example.org/id/document/sv-9> .
ex:a1-s2 a sg:Sentence ; dcterms:isPartOf ex:a1 ; schema:position 2 ; sg:restatement "Zin twee."@nl , "Second."@en ;
  oa:hasSource <https://example.org/id/document/sv-9> .
ex:a1-s10 a sg:Sentence ; dcterms:isPartOf ex:a1 ; schema:position 10 ; sg:restatement "Zin tien."@nl , "Tenth."@en ;
  oa:hasSource <https://example.org/id/document/sv-9> .
ex:claim-1 a sg:Claim ; skos:prefLabel "Hulp helpt Anker."@nl , "Help helps Anchor."@en ; sg:during period:2018 ;
  prov:wasQuotedFrom ex:a1-s2 ; sg:modality modality:asserted ; sg:basis basis:literal .
ex:claim-2 a sg:Claim ; skos:prefLabel "Hulp zal helpen."@nl , "Help will help."@en ; sg:during period:not-stated ;
  prov:wasQuotedFrom ex:a1-s10 , ex:a1-s2 ; sg:modality modality:planned ; sg:basis basis:literal .
ex:figure-1 a sg:Figure ; skos:prefLabel "Ongeveer 2.500 starters"@nl , "About 2,500 starters"@en ;
  prov:wasQuotedFrom ex:a1-s10 ; sg:precision precision:approximate ; sg:basis basis:literal .
ex:figure-2 a sg:Figure ; skos:prefLabel "1.250 starters"@nl , "1,250 starters"@en ;
  prov:wasDerivedFrom ex:figure-1 ; sg:basis basis:derived .
"""

WHO_HELPS = """#+ question: {nl: "Wie helpt?", en: "Who helps?"}
#+ description: {nl: "Alle hulp.", en: "All help."}
#+ tags: [help]
#+ parameters:
#+   agent:
#+     type: iri
#+     class: foaf:Agent
#+     optional: true
#+     example: https://w3id.org/steungraaf/id/organisation/hulp
#+     description: {nl: "Wie.", en: "Who."}
#+ columns:
#+   agent: {nl: wie, en: who}
#+   kind: {nl: soort, en: kind}
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?agent ?kind
WHERE {
  VALUES ?agent { UNDEF }
  ?agent dcterms:type ?kind .
}
ORDER BY ?agent
"""

PROFILE = """#+ question: {nl: "Wat is bekend?", en: "What is known?"}
#+ description: {nl: "Alles.", en: "All."}
#+ tags: [profile]
#+ parameters:
#+   agent:
#+     type: iri
#+     class: foaf:Agent
#+     example: https://w3id.org/steungraaf/id/organisation/hulp
#+     description: {nl: "Wie.", en: "Who."}
#+ columns: {}
PREFIX dcterms: <http://purl.org/dc/terms/>

CONSTRUCT { ?agent dcterms:type ?kind }
WHERE {
  VALUES ?agent { <https://w3id.org/steungraaf/id/organisation/hulp> }
  ?agent dcterms:type ?kind .
}
"""

IS_ANYBODY = """#+ question: {nl: "Is er iemand?", en: "Is there anybody?"}
#+ description: {nl: "Ja of nee.", en: "Yes or no."}
#+ tags: [odd]
#+ columns: {}
PREFIX foaf: <http://xmlns.com/foaf/0.1/>

ASK { ?agent a foaf:Person }
"""

FILES = {"actors/who-helps": WHO_HELPS, "actors/profile": PROFILE, "checks/is-anybody": IS_ANYBODY}

MakeStore = Callable[..., Store]
MakeParameter = Callable[..., Parameter]


@pytest.fixture(scope="session")
def make_store() -> MakeStore:
    """Make a store of Turtle; the prefixes of the project and `ex:` are known in it."""

    def make(*turtle: str) -> Store:
        store = EmbeddedStore()
        store.load(parse_quads((PREAMBLE + "".join(turtle)).encode(), format="turtle", graph="https://example.org/g"))
        return store

    return make


@pytest.fixture(scope="session")
def store(make_store: MakeStore) -> Store:
    """Hold the things and the document; no test changes it."""
    return make_store(THINGS, DOCUMENT)


@pytest.fixture
def query_files(tmp_path: Path) -> list[Path]:
    """Write the stored queries."""
    paths = []
    for name, text in FILES.items():
        path = tmp_path / f"{name}.rq"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def catalogue(store: Store, query_files: list[Path]) -> Catalogue:
    """Ask the small dataset."""
    return Catalogue(store, query_files)


@pytest.fixture
def answers(catalogue: Catalogue, store: Store) -> Answers:
    """Answer the questions of the small document."""
    return Answers(catalogue, store)


@pytest.fixture(scope="session")
def make_parameter() -> MakeParameter:
    """Make a parameter of a type."""

    def make(type: str, class_iri: str | None = None) -> Parameter:
        return Parameter(
            name="value", type=type, optional=True, example="x", description={"nl": "", "en": ""}, class_iri=class_iri
        )

    return make
