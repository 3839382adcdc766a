"""Hold a dataset of a dozen statements that has one of everything that exports treat apart."""

import json
from pathlib import Path

import pytest

from steungraaf.rdf import Quad, parse_quads

ACTORS = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix organisation: <https://w3id.org/steungraaf/id/organisation/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix period: <https://w3id.org/steungraaf/id/period/> .
@prefix person: <https://w3id.org/steungraaf/id/person/> .
@prefix sg: <https://w3id.org/steungraaf/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/steungraaf/dataset> a dcat:Dataset ; dcterms:license <https://example.org/cc0> ; dcat:version "1.0" .
organisation:hefboom a foaf:Organization ; skos:prefLabel "Hefboom"@nl , "Hefboom"@en ; skos:altLabel "=Hefboom"@nl ;
    skos:notation "OVO1"^^sg:OvoCode , "plain" ; skos:exactMatch <https://example.org/hefboom> .
organisation:vlaio a foaf:Organization ; skos:prefLabel "VLAIO"@nl , "VLAIO"@en .
person:muyters a foaf:Person ; skos:prefLabel "Philippe Muyters"@nl , "Philippe Muyters"@en .
organisation:m a org:Membership ; skos:prefLabel "Lid"@nl , "Member"@en .
period:2018 skos:prefLabel "2018"@nl , "2018"@en ; dcat:startDate "2018-01-01"^^xsd:date .
"""
STATEMENTS = """
@prefix basis: <https://w3id.org/steungraaf/id/basis/> .
@prefix modality: <https://w3id.org/steungraaf/id/modality/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix organisation: <https://w3id.org/steungraaf/id/organisation/> .
@prefix period: <https://w3id.org/steungraaf/id/period/> .
@prefix person: <https://w3id.org/steungraaf/id/person/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix sg: <https://w3id.org/steungraaf/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sv77: <https://w3id.org/steungraaf/id/document/sv-2018-2019-77/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
sv77:claim-a4-s10-1 a sg:Claim ; skos:prefLabel "Tien; \\"elf\\""@nl , "Ten"@en ;
    rdf:subject organisation:vlaio ; rdf:predicate sg:supports ; rdf:object organisation:hefboom ;
    prov:wasQuotedFrom sv77:a4-s2 ; sg:modality modality:planned ; sg:basis basis:literal ; sg:during period:2018 .
sv77:claim-a4-s2-1 a sg:Claim ; skos:prefLabel "Twee"@nl , "Two"@en ; rdf:subject organisation:vlaio ;
    rdf:predicate sg:lasts ; rdf:object "P12M"^^xsd:duration ; prov:wasQuotedFrom sv77:a4-s2 ;
    prov:wasAttributedTo person:muyters ; sg:modality modality:asserted ; sg:basis basis:literal .
sv77:share a sg:Figure ; skos:prefLabel "Aandeel"@nl , "Share"@en ; sdmx-measure:obsValue 46.0 ; sg:asWritten "46" ;
    prov:wasQuotedFrom sv77:a4-s2 .
sv77:a4-s2 a sg:Sentence ; skos:prefLabel "Antwoord 4, zin 2"@nl , "Answer 4, sentence 2"@en ;
    sg:restatement "Zo is het."@nl , "So it is."@en ; oa:hasSelector sv77:a4-s2-span .
sv77:a4-s2-span oa:start 10 ; oa:end 20 .
modality:planned skos:prefLabel "gepland"@nl , "planned"@en .
"""
CONTEXT = {
    "@context": {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        "sg": "https://w3id.org/steungraaf/ns#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "Claim": "sg:Claim",
        "label": {"@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@container": "@language"},
    }
}
FRAMES = {
    "claim": {"@context": "https://w3id.org/steungraaf/context.jsonld", "@type": "Claim"},
    "actor": {"@type": "foaf:Organization", "@reverse": {"rdf:object": {}}},
}


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    """Give the statements of two graphs, as the parser streams them."""
    graph = "https://w3id.org/steungraaf/graph/"
    return [
        *parse_quads(ACTORS.encode(), format="turtle", graph=f"{graph}actors"),
        *parse_quads(STATEMENTS.encode(), format="turtle", graph=f"{graph}statements"),
    ]


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """Give a folder with a context, and frames of claims and of what the claims point at."""
    folder = tmp_path
    (folder / "frames").mkdir()
    (folder / "context.jsonld").write_text(json.dumps(CONTEXT), "utf-8")
    for name, frame in FRAMES.items():
        (folder / f"frames/{name}.jsonld").write_text(json.dumps(frame), "utf-8")
    return folder
