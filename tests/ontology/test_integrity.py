"""The integrity constraints of the RDF Data Cube and of SKOS hold, and each is a query that can find something."""

from __future__ import annotations

import re
from pathlib import Path

from steungraaf.namespaces import PREFIXES
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore

PREFIXED = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
STRUCTURE = """
<urn:set> a qb:DataSet ; qb:structure <urn:structure> .
<urn:structure> a qb:DataStructureDefinition ; qb:component [ qb:dimension <urn:dimension> ] ,
    [ qb:attribute <urn:attribute> ; qb:componentRequired true ] , [ qb:measure <urn:measure> ] .
<urn:dimension> qb:codeList <urn:list> .
"""
# The least that breaks each constraint.
BROKEN = {
    "ic-01": "<urn:a> a qb:Observation .",
    "ic-02": "<urn:set> a qb:DataSet ; qb:structure <urn:undescribed> .",
    "ic-03": "<urn:structure> a qb:DataStructureDefinition .",
    "ic-04": "<urn:dimension> a qb:DimensionProperty .",
    "ic-05": "<urn:dimension> a qb:DimensionProperty ; rdfs:range skos:Concept .",
    "ic-06": "<urn:structure> qb:component [ qb:dimension <urn:d> ; qb:componentRequired false ] .",
    "ic-11": f"{STRUCTURE} <urn:a> qb:dataSet <urn:set> ; <urn:attribute> 1 ; <urn:measure> 1 .",
    "ic-12": f"{STRUCTURE} <urn:a> qb:dataSet <urn:set> ; <urn:dimension> 1 . <urn:b> qb:dataSet <urn:set> ; "
    "<urn:dimension> 1 .",
    "ic-13": f"{STRUCTURE} <urn:a> qb:dataSet <urn:set> ; <urn:dimension> 1 ; <urn:measure> 1 .",
    "ic-14": f"{STRUCTURE} <urn:a> qb:dataSet <urn:set> ; <urn:dimension> 1 ; <urn:attribute> 1 .",
    "ic-19": f"{STRUCTURE} <urn:a> qb:dataSet <urn:set> ; <urn:dimension> <urn:other> . <urn:other> a skos:Concept .",
    "s09": "<urn:a> a skos:Concept , skos:ConceptScheme .",
    "s13": '<urn:a> skos:prefLabel "a"@nl ; skos:hiddenLabel "a"@nl .',
    "s14": '<urn:a> skos:prefLabel "a"@nl , "b"@nl .',
    "s27": "<urn:a> skos:related <urn:c> ; skos:broader <urn:b> . <urn:c> skos:narrower <urn:b> .",
    "s46": "<urn:a> skos:exactMatch <urn:b> . <urn:b> skos:exactMatch <urn:c> . <urn:c> skos:narrowMatch <urn:a> .",
}


def number_of(constraint: Path) -> str:
    """Return the number that the standard gives a constraint."""
    return re.match(r"(ic-|s)\d+", constraint.stem)[0]  # type: ignore[index]


def test_constraint_holds(store: EmbeddedStore, constraint: Path) -> None:
    """Nothing in the data, in the concepts or in what is derived breaks the constraint."""
    assert store.query(constraint.read_text("utf-8")) is False


def test_constraint_finds_its_fault(constraint: Path) -> None:
    """The constraint finds the least that breaks it."""
    broken = EmbeddedStore()
    broken.load(parse_quads((PREFIXED + BROKEN[number_of(constraint)]).encode(), format="turtle"))
    assert broken.query(constraint.read_text("utf-8")) is True


def test_there_is_something_to_constrain(store: EmbeddedStore) -> None:
    """The store holds figures in a data set with a structure, and concepts in schemes."""
    assert store.query(
        "PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "ASK { ?f a qb:Observation ; qb:dataSet/qb:structure/qb:component ?c . ?k skos:inScheme/a skos:ConceptScheme }"
    )
