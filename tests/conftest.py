"""Give to the tests of several packages: the bundled data, a dataset of one short document, and real servers."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest

from steungraaf.derivation import derive
from steungraaf.folder import Folder
from steungraaf.namespaces import PREFIXES
from steungraaf.store import EmbeddedStore, Store
from steungraaf.store.disk import DiskStore
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.profiles import Profile
from steungraaf.text import digest
from tests import servers
from tests.counting import uncounted
from tests.reference import ReferenceStore

STORES = ("embedded", "disk", "rdflib", "oxigraph", "virtuoso")  # all that must do and answer the same
ORIGINAL = "Vraag: wie helpt?\nHet fonds helpt elke starter.\n"
SENTENCES = {"q1": (0, 17), "a1": (18, 47)}
PREFIX = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SENTENCE = """
ex:{item}-s1 a sg:Sentence ; skos:prefLabel "{item}, zin 1"@nl , "{item}, sentence 1"@en ; schema:position 1 ;
  dcterms:isPartOf ex:{item} ; sg:role sentence-role:statement ; oa:hasSource document:kort ;
  oa:hasSelector ex:{item}-s1-span ; sg:sha256 "{digest}" ; sg:restatement "In onze woorden."@nl , "In our words."@en .
ex:{item}-s1-span oa:start {start} ; oa:end {end} .
"""
DOCUMENT = """
@prefix ex: <https://w3id.org/steungraaf/id/document/kort/> .
document:kort a foaf:Document ; skos:prefLabel "Kort stuk"@nl , "Short piece"@en ;
  sg:characters 48 ; sg:sha256 "{sha256}" .
ex:question a sg:WrittenQuestion ; dcterms:isPartOf document:kort .
ex:answer a sg:WrittenAnswer ; dcterms:isPartOf document:kort ; sg:answers ex:question .
ex:q1 a sg:Item ; skos:prefLabel "Vraag 1"@nl , "Question 1"@en ; schema:position 1 ; dcterms:isPartOf ex:question .
ex:a1 a sg:Item ; skos:prefLabel "Antwoord 1"@nl , "Answer 1"@en ; schema:position 1 ; dcterms:isPartOf ex:answer ;
  sg:answers ex:q1 .
ex:claim a sg:Claim ; skos:prefLabel "Het fonds helpt starters."@nl , "The fund helps starters."@en ;
  rdf:subject ex:fonds ; rdf:predicate sg:supports ; rdf:object ex:starters ; prov:wasQuotedFrom ex:a1-s1 ;
  sg:modality modality:asserted ; sg:basis basis:literal .
ex:fonds a foaf:Agent ; skos:prefLabel "Het fonds"@nl , "The fund"@en .
ex:starters a foaf:Group ; skos:prefLabel "Starters"@nl , "Starters"@en .
"""


def pytest_configure(config: pytest.Config) -> None:
    """Make known the mark of tests that repeat on much data what others prove on little."""
    config.addinivalue_line("markers", "uncounted: what the test runs counts for no coverage, so that it runs faster")


@pytest.fixture(autouse=True)
def _uncounted(request: pytest.FixtureRequest) -> Iterator[None]:
    """Count no lines during a test that is marked so."""
    with uncounted() if request.node.get_closest_marker("uncounted") else nullcontext():
        yield


@pytest.fixture(scope="session", autouse=True)
def uncached() -> Iterator[None]:
    """Leave the user's own cache alone; the tests of the cache make one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEUNGRAAF_CACHE", "off")
        yield


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """Skip the test for want of what is named, or fail where everything is required."""

    def stop(what: str) -> NoReturn:
        (pytest.fail if os.environ.get("STEUNGRAAF_REQUIRE_ALL") == "1" else pytest.skip)(what)

    return stop


@pytest.fixture(scope="session")
def bundled_store() -> EmbeddedStore:
    """Hold the bundled data with what the rules derive; nobody changes it."""
    folder, store = Folder.open(), EmbeddedStore()
    store.load(folder.quads())
    derive(store, folder.rule_files())
    return store


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """Give the file that the short document was read from."""
    path = tmp_path / "kort.txt"
    path.write_text(ORIGINAL, "utf-8")
    return path


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """Give the folder of a dataset with one document of two sentences, one claim and no description."""
    folder = tmp_path / "short"
    (folder / "documents/kort").mkdir(parents=True)
    text = PREFIX + DOCUMENT.replace("{sha256}", sha256(ORIGINAL.encode()).hexdigest())
    for item, (start, end) in SENTENCES.items():
        text += SENTENCE.format(item=item, start=start, end=end, digest=digest(ORIGINAL[start:end]))
    (folder / "documents/kort/document.ttl").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def servers_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the directory in which all workers of this test run find the servers that they share."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "servers"


@pytest.fixture(scope="session")
def _running(servers_folder: Path) -> Iterator[Callable[[str], Profile]]:
    """Start servers by name of their directory, KIND or KIND-PURPOSE, as they are first asked for."""
    with ExitStack() as stack:

        @cache
        def start(name: str) -> Profile:
            return stack.enter_context(servers.shared(name.partition("-")[0], servers_folder / name))

        yield start


@pytest.fixture
def oxigraph_server(_running: Callable[[str], Profile], servers_folder: Path) -> Iterator[Profile]:
    """Give the profile of an Oxigraph server that this test may write to, and meanwhile no other."""
    profile = _running("oxigraph")
    with servers.locked(servers_folder / "oxigraph/turn"):
        yield profile


@pytest.fixture
def virtuoso_server(_running: Callable[[str], Profile], servers_folder: Path) -> Iterator[Profile]:
    """Give the profile of a Virtuoso that this test may write to, and meanwhile no other."""
    profile = _running("virtuoso")
    with servers.locked(servers_folder / "virtuoso/turn"):
        yield profile


@pytest.fixture(scope="session")
def filled_server(
    _running: Callable[[str], Profile], servers_folder: Path, bundled_store: EmbeddedStore
) -> Callable[[str], Profile]:
    """Give, by its kind, a server that holds the bundled data and what follows from it; nobody changes it."""

    def filled(kind: str) -> Profile:
        folder, profile = servers_folder / f"{kind}-filled", _running(f"{kind}-filled")
        with servers.locked(folder / "filling"):
            if not (folder / "filled").exists():
                servers.emptied(profile).load(bundled_store.dump())
                (folder / "filled").touch()
        return profile

    return filled


@pytest.fixture(params=STORES)
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Give each store in turn with nothing in it; on a server no other test writes meanwhile."""
    if request.param in servers.KINDS:
        return servers.emptied(request.getfixturevalue(f"{request.param}_server"))
    return _local_store(request.param, tmp_path / "store")


@pytest.fixture(scope="session", params=STORES)
def filled_store(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    filled_server: Callable[[str], Profile],
    bundled_store: EmbeddedStore,
) -> Store:
    """Give each store in turn with the bundled data and what follows from it; nobody changes it."""
    if request.param == "embedded":
        return bundled_store
    if request.param in servers.KINDS:
        return EndpointStore(replace(filled_server(request.param), time_limit=300))
    store = _local_store(request.param, tmp_path_factory.mktemp("filled") / "store")
    store.load(bundled_store.dump())
    return store


def _local_store(kind: str, place: Path) -> Store:
    """Return a new store in this process; one on disk takes the place."""
    if kind == "disk":
        return DiskStore.create(place)
    return EmbeddedStore() if kind == "embedded" else ReferenceStore()
