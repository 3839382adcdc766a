"""Test what is gathered from a store, and of what kind it is."""

from pathlib import Path

import pytest

from steungraaf.namespaces import QUERY, expand
from steungraaf.queryfile import QueryFile
from steungraaf.rdf import parse_quads
from steungraaf.search.gathering import gather
from steungraaf.search.model import How, Name, Thing
from steungraaf.store import EmbeddedStore
from tests.conftest import PREFIX

DATA = """
<https://example.org/b> skos:prefLabel "Van een ander"@nl .
organisation:a a org:FormalOrganization ; skos:prefLabel "A"@nl , "A (E)"@en-GB ; skos:altLabel "A"@nl , " "@nl ;
  skos:notation "OVO000001" ; dcterms:type actor-kind:bank ; skos:exactMatch <https://example.org/a> , _:blank ;
  skos:note "Veel tekst."@nl .
organisation:nameless a org:FormalOrganization ; skos:altLabel "Zonder"@nl .
actor-kind:bank a skos:Concept ; skos:prefLabel "bank"@nl ; skos:definition "Zes."@nl , "Een."@nl ;
  skos:note "Twee."@nl .
municipality:m a schema:City ; skos:prefLabel "M"@nl ; schema:containedInPlace province:p ; dcterms:temporal period:t .
province:p a schema:AdministrativeArea ; skos:prefLabel "P"@nl .
region:r a schema:AdministrativeArea ; skos:prefLabel "R"@nl ; skos:note "LONG"@en .
period:t a dcterms:PeriodOfTime ; skos:prefLabel "T"@nl ; dcat:endDate "2018-12-31"^^xsd:date .
sg:Programme rdfs:subClassOf sg:Initiative ; skos:prefLabel "programma"@nl .
initiative:i a sg:Programme ; skos:prefLabel "I"@nl .
sv77:s a sg:Sentence ; skos:prefLabel "zin"@nl ; sg:restatement "Gezegd."@nl ; oa:hasSource document:sv-2018-2019-77 .
sv77:f a sg:Figure ; skos:prefLabel "5 dingen"@nl ; sg:asWritten "vijf" ; sdmx-measure:obsValue 5 .
"""


def query(theme: str) -> QueryFile:
    """Return a stored query of a theme."""
    question = {"nl": "Wie?", "en": "Who?"}
    return QueryFile("who", theme, Path("who.rq"), question, {"nl": "Ieder."}, (), (), {}, "")


@pytest.fixture(scope="module")
def found() -> dict[str, Thing]:
    """Gather a few things."""
    store = EmbeddedStore()
    store.load(parse_quads((PREFIX + DATA.replace("LONG", "word " * 100)).encode(), format="turtle", name="data.ttl"))
    return {thing.iri: thing for thing in gather(store, [query("actors"), query("checks")])}


def test_what_is_gathered(found: dict[str, Thing]) -> None:
    """Ours with a label are gathered, and the stored questions that are no checks."""
    kinds = {iri.rpartition("/")[2].rpartition("#")[2]: thing.kind for iri, thing in found.items()}
    assert kinds == {
        "a": "organisation",
        "bank": "concept",
        "m": "place",
        "p": "place",
        "r": "place",
        "t": "concept",
        "Programme": "concept",
        "i": "initiative",
        "s": "document",
        "f": "figure",
        "who": "question",
    }


def test_names(found: dict[str, Thing]) -> None:
    """Each text stands once, by its best use, the best first; a blank node is no address."""
    assert found[expand("organisation:a")].names == (
        Name("A", "nl"),
        Name("A (E)", "en"),
        Name("OVO000001", "", How.CODE),
        Name("https://example.org/a", "", How.ADDRESS),
        Name(expand("organisation:a"), "", How.ADDRESS),
    )


def test_notes(found: dict[str, Thing]) -> None:
    """A note tells the type and where it lies, else what is said of it; until when it was; and not too much."""
    notes = {name: found[expand(name)].notes for name in ("organisation:a", "actor-kind:bank", "municipality:m")}
    assert [each["nl"] for each in notes.values()] == ["bank", "Een.", "P · tot 2018-12-31"]
    assert notes["municipality:m"]["en"] == "P · until 2018-12-31" and "en" not in notes["actor-kind:bank"]
    assert len(long := found[expand("region:r")].notes["en"]) < 170 and long.endswith("word …")
    assert found[f"{QUERY}actors/who"].notes == {"nl": "Ieder."}


def test_order_of_places(found: dict[str, Thing]) -> None:
    """A municipality comes before a province and a region, and what has ended after what has not."""
    places = [found[expand(name)].place for name in ("municipality:m", "province:p", "region:r")]
    assert places == [1, 2, 4]


def test_sentence(found: dict[str, Thing]) -> None:
    """A sentence is found by what it says, and knows its document."""
    sentence = found[expand("sv77:s")]
    assert Name("Gezegd.", "nl", How.SAID) in sentence.names and sentence.document == expand("document:sv-2018-2019-77")


def test_label_without_one() -> None:
    """A label is taken in any language, else from the address."""
    assert Thing("https://example.org/a#b", "concept", (), {}).label("nl") == "b"
    assert Thing("https://example.org/a", "concept", (Name("ein", "de"),), {}).label("nl") == "ein"
