"""Give a few things to be found, and the search over the bundled data."""

import pytest

from steungraaf.catalogue import Catalogue
from steungraaf.folder import Folder
from steungraaf.namespaces import SG, expand
from steungraaf.search import Search
from steungraaf.search.index import Index
from steungraaf.search.model import How, Name, Thing
from steungraaf.store import EmbeddedStore

NOTES = {"nl": "wat het is", "en": "what it is"}


def thing(iri: str, kind: str, *names: Name, place: int = 0, document: str = "") -> Thing:
    """Return a thing with its names and its address."""
    whole = expand(iri)
    return Thing(whole, kind, (*names, Name(whole, "", How.ADDRESS)), NOTES, place, document)


THINGS = (
    thing(
        "organisation:bank",
        "organisation",
        Name("Agentschap voor Kredieten", "nl"),
        Name("Credit Agency", "en"),
        Name("AVK", "nl", How.OTHER),
        Name("Kredietbank", "nl", How.HIDDEN),
        Name("0316380841", "", How.CODE),
        Name("http://www.wikidata.org/entity/Q42", "", How.ADDRESS),
    ),
    thing("organisation:avk-vzw", "organisation", Name("AVK vzw", "nl"), Name("AVK vzw", "en")),
    thing("initiative:micro", "initiative", Name("Microkredieten voor starters", "nl"), Name("Microcredits", "en")),
    thing("municipality:oost", "place", Name("Oostdorp", "nl"), Name("Eastville", "en"), Name("35001", "", How.CODE)),
    thing("municipality:oostaan", "place", Name("Oostaan-zee", "nl"), place=1),
    thing(
        "sv77:figure-1",
        "figure",
        Name("1.232 starters", "nl"),
        Name("1,232 starters", "en"),
        Name("1.232", "", How.SAID),
        Name("1232", "", How.NUMBER),
    ),
    thing("document:sv-2018-2019-77", "document", Name("Vraag 77", "nl"), Name("Question 77", "en")),
    thing(
        "sv77:a1-s1",
        "document",
        Name("Antwoord 1, zin 1", "nl"),
        Name("Answer 1, sentence 1", "en"),
        Name("Starters krijgen steun in de stad.", "nl", How.SAID),
        Name("Starters get support in the city.", "en", How.SAID),
        place=8,
        document=expand("document:sv-2018-2019-77"),
    ),
    thing("sv77:claim-1", "claim", Name("Oostdorp steunt starters.", "nl"), Name("Eastville supports them.", "en")),
    thing(f"{SG}Claim", "concept", Name("bewering", "nl"), Name("claim", "en"), place=1),
)


@pytest.fixture(scope="session")
def index() -> Index:
    """Give an index of a few things; nobody changes it."""
    return Index(THINGS)


@pytest.fixture(scope="session")
def few(index: Index) -> Search:
    """Give the search over these."""
    search = Search(EmbeddedStore(), list)
    search._index = index
    return search


@pytest.fixture(scope="session")
def bundled(bundled_store: EmbeddedStore) -> Search:
    """Give the search over the bundled data."""
    return Search(bundled_store, Catalogue(bundled_store, Folder.open().query_files()).queries)
