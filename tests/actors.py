"""Write a small dataset of actors and places, and the files of others that tell of the same."""

from collections.abc import Sequence
from pathlib import Path

from steungraaf.folder import Folder
from steungraaf.links.decided import Decided
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Name
from steungraaf.links.proposals import Proposed, Proposer
from steungraaf.links.things import Thing
from steungraaf.namespaces import PREFIXES
from steungraaf.opening import filled_store

PREFIX = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
ACTORS = """
organisation:alfa a org:FormalOrganization ; skos:prefLabel "Alfa"@nl , "Alfa"@en ; skos:notation "OVO000001" .
organisation:beta a org:FormalOrganization ; skos:prefLabel "Bètafonds"@nl , "Beta fund"@en ;
  skos:notation "0316380841" ; dcterms:spatial municipality:oostende .
municipality:oostende a schema:City ; skos:prefLabel "Oostende"@nl , "Ostend"@en ; skos:notation "35013" .
municipality:tielt a schema:City ; skos:prefLabel "Tielt"@nl , "Tielt"@en ; skos:notation "37015" ;
  dcterms:temporal period:past ; dcterms:isReplacedBy municipality:tielt-2025 .
municipality:tielt-2025 a schema:City ; skos:prefLabel "Tielt"@nl , "Tielt"@en ; skos:notation "37022" ;
  dcterms:temporal period:now .
person:an a foaf:Person ; skos:prefLabel "An Peeters"@nl , "An Peeters"@en .
period:now a dcterms:PeriodOfTime ; dcat:startDate "2025-01-01"^^xsd:date .
period:past a dcterms:PeriodOfTime ; dcat:endDate "2024-12-31"^^xsd:date .
"""
CSV = (
    "id,naam,code\nhttps://example.org/id/1,Alfa,\nhttps://example.org/id/2,Bètafonds,0316.380.841\n"
    "https://example.org/id/3,Iets heel anders,\n"
)
THEIRS = """
@prefix t: <http://example.org/list/> .
t:35013 a skos:Concept ; skos:prefLabel "Oostende"@nl ; skos:notation "35013" .
t:a a org:Organization ; rdfs:label "Alfa" ; owl:sameAs <http://data.vlaanderen.be/doc/organisatie/OVO000001> .
"""
DESCRIPTION = "<https://w3id.org/steungraaf/dataset> a dcat:Dataset ."


def write_dataset(folder: Path) -> Path:
    """Write the dataset into a folder that is not there yet, and return the folder."""
    (folder / "registers").mkdir(parents=True)
    (folder / "dataset.ttl").write_text(PREFIX + DESCRIPTION, "utf-8")
    (folder / "registers/actors.ttl").write_text(PREFIX + ACTORS, "utf-8")
    return folder


def write_file(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.write_text(text, "utf-8")
    return path


def matcher_of(folder: Path) -> Matcher:
    """Return the matcher of a dataset, as of a day on which some of it had ended."""
    from steungraaf.links.entities import read_entities

    return Matcher(read_entities(filled_store(Folder.open(folder))), today="2026-01-01")


def thing(local: str, *names: str, **told: object) -> Thing:
    """Return a thing of a target at an address below example.org."""
    return Thing(f"https://example.org/id/{local}", tuple(map(Name, names)), **told)  # type: ignore[arg-type]


def propose(folder: Path, things: Sequence[Thing], decided: Decided | None = None, **how: object) -> Proposed:
    """Return what is proposed for some things."""
    return Proposer(matcher_of(folder), decided or Decided(), **how).propose(things)  # type: ignore[arg-type]
