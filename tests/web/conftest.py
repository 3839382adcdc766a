"""Give a small dataset, a matcher of a few lines, and clients of the service over them."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import steungraaf
from steungraaf.dataset import Dataset
from steungraaf.links.model import Decision, Entity, Match, Name, Wanted
from steungraaf.namespaces import BASE, expand
from steungraaf.spelling import fold
from steungraaf.web import attending
from steungraaf.web.limits import WEB_LIMITS, ServiceLimits
from steungraaf.web.reconciliation import reconciliation_app
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.conftest import PREFIX

with warnings.catch_warnings():  # starlette would rather have another client
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

DATA = """
<https://example.org/dataset> a dcat:Dataset ; dcat:version "1.0" .
province:west a schema:AdministrativeArea ; skos:prefLabel "Westland"@nl , "Westland"@en ; skos:notation "30000" .
municipality:oost a schema:AdministrativeArea ; skos:prefLabel "Oostdorp"@nl , "East Village"@en ;
  skos:altLabel "Dorp in het Oosten"@nl ; skos:notation "35001"^^sg:NisCode ; schema:containedInPlace province:west ;
  schema:url <https://oostdorp.example> ; skos:note "Klein."@nl , "Small."@en , "Petit."@fr ; sg:count 12 ;
  sg:amount 2.50 ; sg:much 1e999 ; sg:since "2001-02-03"^^xsd:date , "oops"^^xsd:date ; sg:open true ;
  sg:broken "x"^^xsd:integer ; dcterms:isReplacedBy municipality:oost-2019 ; sg:supports target-group:starters ;
  schema:knows _:b .
municipality:oost-2019 a schema:AdministrativeArea ; skos:prefLabel "Oostdorp"@nl , "East Village"@en ;
  skos:notation "35002"^^sg:NisCode ; schema:containedInPlace region:far .
region:far skos:prefLabel "Verland"@nl .
organisation:fund a org:FormalOrganization ; skos:prefLabel "Fonds <b>Oost</b>"@nl , "Fund"@en ;
  dcterms:type actor-kind:association ; sg:supports target-group:starters ; dcterms:spatial municipality:oost .
target-group:starters skos:prefLabel "starters"@nl , "starters"@en .
actor-kind:association skos:prefLabel "vereniging"@nl , "association"@en .
"""
_AREA, _ORGANISATION = expand("schema:AdministrativeArea"), expand("org:FormalOrganization")


def _iri(name: str) -> str:
    return f"{BASE}id/{name}"


ENTITIES = (
    Entity(
        _iri("province/west"),
        (Name("Westland", "nl"), Name("Westland", "en")),
        kinds=frozenset({"province", _AREA}),
    ),
    Entity(
        _iri("municipality/oost"),
        (Name("Oostdorp", "nl"), Name("East Village", "en"), Name("Dorp in het Oosten", "nl", 1)),
        codes=frozenset({("nis", "35001")}),
        kinds=frozenset({"municipality", _AREA}),
        places=frozenset({_iri("province/west")}),
        start="1977-01-01",
        end="2018-12-31",
        successors=(_iri("municipality/oost-2019"),),
    ),
    Entity(
        _iri("municipality/oost-2019"),
        (Name("Oostdorp", "nl"), Name("East Village", "en")),
        codes=frozenset({("nis", "35002")}),
        kinds=frozenset({"municipality", _AREA}),
        places=frozenset({_iri("region/far")}),
        start="2019-01-01",
    ),
    Entity(
        _iri("organisation/fund"),
        (Name("Fonds <b>Oost</b>", "nl"), Name("Fund", "en"), Name("Hidden", "en", 2)),
        codes=frozenset({("kbo", "0829081071"), ("ovo", "OVO000039")}),
        kinds=frozenset({"organisation", _ORGANISATION, _iri("actor-kind/association")}),
        places=frozenset({_iri("municipality/oost")}),
    ),
    Entity("https://example.org/thing", (Name("Ding"),), kinds=frozenset({_ORGANISATION})),
)


@dataclass
class PlainMatcher:
    """Find what has a code (100), the name (90) or the name in its own (50); be sure of the best above 50."""

    entities: Mapping[str, Entity]

    def find(self, wanted: Wanted, limit: int = 5) -> list[Match]:
        """Return what fits, best first."""
        if wanted.name == "fail":
            raise RuntimeError("a fault of ours")
        scored = [(self._score(wanted, entity), entity) for entity in self.entities.values()]
        found = sorted((-score, entity.iri) for score, entity in scored if score)
        return [Match(self.entities[iri], -score) for score, iri in found[:limit]]

    def decide(self, wanted: Wanted) -> Decision:
        """Return the only best one, where it has the very name or a code."""
        found = self.find(wanted)
        best = [match for match in found if match.score == found[0].score]
        sure = len(best) == 1 and best[0].score > 50
        return Decision(best[0] if sure else None, {"nl": "", "en": ""}, tuple(found))

    def _score(self, wanted: Wanted, entity: Entity) -> float:
        if wanted.kinds and wanted.kinds.isdisjoint(entity.kinds):
            return 0
        if wanted.on and not (entity.start or wanted.on) <= wanted.on <= (entity.end or wanted.on):
            return 0
        if wanted.place and not any(wanted.place in self._label(place) for place in entity.places):
            return 0
        names = [fold(name.text) for name in entity.names]
        if wanted.codes & entity.codes:
            return 100
        if wanted.name and fold(wanted.name) in names:
            return 90
        return 50 if wanted.name and any(fold(wanted.name) in name for name in names) else 0

    def _label(self, iri: str) -> str:
        return self.entities[iri].label("nl") if iri in self.entities else ""


@pytest.fixture(autouse=True)
def unwatched(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch no answer, but where that is what is tested: CPython 3.11 counts no lines after the watch ended."""
    if request.path.name != "test_attending.py":
        monkeypatch.setattr(attending, "_AT_ONCE", 60)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the dataset; nobody changes it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "dataset.ttl").write_text(PREFIX + DATA, "utf-8")
    return folder


@pytest.fixture(scope="session")
def dataset(folder: Path) -> Dataset:
    """Give the dataset."""
    return steungraaf.open(folder)


@pytest.fixture
def matcher() -> PlainMatcher:
    """Give the matcher."""
    return PlainMatcher({entity.iri: entity for entity in ENTITIES})


Client = Callable[..., TestClient]


@pytest.fixture
def serve(dataset: Dataset, matcher: PlainMatcher) -> Client:
    """Make a client of the service, in a language and with limits."""

    def make(lang: str = "en", **limits: int) -> TestClient:
        app = reconciliation_app(dataset, matcher, lang=lang, limits=ServiceLimits(**limits))
        return TestClient(app, "http://localhost", raise_server_exceptions=False)

    return make


@pytest.fixture
def client(serve: Client) -> TestClient:
    """Give a client of the service in English."""
    return serve()


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[Served]:
    """Give the small dataset as a site serves it, with a worker."""
    limits = replace(WEB_LIMITS, workers=1, spares=0)
    with Served(steungraaf.open(folder, lang="en", limits=limits), limits, "state") as served:
        yield served


@pytest.fixture(scope="session")
def lines() -> list[str]:
    """Give what was told of the requests to the site."""
    return []


@pytest.fixture(scope="session")
def site(served: Served, lines: list[str]) -> TestClient:
    """Give a client of the site, which follows no redirects."""
    app = make_site(served, lines.append)
    return TestClient(app, "http://localhost", raise_server_exceptions=False, follow_redirects=False)
