"""Test what is told to be near an address at which nothing is."""

from typing import Any

import pytest

from steungraaf.errors import UsageError
from steungraaf.search import Hit, Search
from steungraaf.web import nearby
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.nearby import Nearby
from steungraaf.web.served import Served
from tests.web.conftest import TestClient


def near(site: TestClient, path: str, lang: str = "en") -> list[tuple[str, str]]:
    """Return the addresses and labels that a program is told of a path that is none."""
    response = site.get(path, params={"lang": lang})
    told: dict[str, Any] = response.json()
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert int(response.headers["content-length"]) == len(response.content)
    return [(one["url"], one["label"]) for one in told.get("nearest", [])]


OOST = ("/doc/municipality/oost", "Oostdorp")
SUPPORTS = ("/queries/actors/who-supports", "Who supports whom or what?")


@pytest.mark.parametrize(
    ("path", "lang", "first"),
    [
        ("/doc/municipality/oostdrop", "nl", OOST),
        ("/doc/municipality/oostdrop.ttl", "nl", OOST),
        ("/doc/municipality/east-village", "en", ("/doc/municipality/oost", "East Village")),
        ("/doc/municipality/oost/part-none", "nl", OOST),
        ("/queries/actors/who-suports", "en", SUPPORTS),
        ("/queries/who-supports", "en", SUPPORTS),
        ("/queries/actor/who-supports", "nl", ("/queries/actors/who-supports", "Wie steunt wie of wat?")),
        ("/queries/x/wie-steunt", "nl", ("/queries/actors/who-supports", "Wie steunt wie of wat?")),
    ],
)
def test_nearest(site: TestClient, path: str, lang: str, first: tuple[str, str]) -> None:
    """What is called nearly so comes first, in the language of the reader; its address answers."""
    found = near(site, path, lang)
    assert found[0] == first and len(found) <= 5 and len(set(found)) == len(found)
    assert {site.get(url).status_code for url, _ in found} <= {200, 400}  # a question may need a value


@pytest.mark.parametrize("path", ["/doc/", "/doc//", "/doc/zzz/qqq", "/queries/zz/qqqq", "/nothing/oost", "/docs"])
def test_nothing_near(site: TestClient, path: str) -> None:
    """Where nothing is near, the problem is told as it is."""
    assert near(site, path) == []


def test_of_the_same_kind(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is of the kind that was asked comes first; what lies deeper is told by what it lies in, once."""
    names = ("organisation/fund", "municipality/oost/a", "municipality/oost/b", "municipality/oost-2019")
    hits = [Hit(IDENTIFIER_SPACE + name, "figure", name, score=50) for name in names]
    monkeypatch.setattr(Search, "find", lambda *arguments, **options: hits)
    found = [one.path.removeprefix("/doc/") for one in Nearby(served).near("/doc/municipality/none", "nl")]
    assert found == ["municipality/oost", "municipality/oost-2019", "organisation/fund"]


def test_nobody_waits(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the names are being read, nobody waits for them; a question is found by its name all the same."""
    monkeypatch.setattr(nearby, "_PATIENCE", 0)
    monkeypatch.setattr(Search, "is_ready", False)
    one = Nearby(served)
    assert one.near("/doc/municipality/oostdrop", "nl") == []
    assert [each.path for each in one.near("/questions/x/who-supports", "nl")][0] == "/questions/actors/who-supports"


def test_search_that_fails(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search cannot answer, it is still told that nothing is here."""

    def fail(*arguments: object, **options: object) -> list[object]:
        raise UsageError()

    monkeypatch.setattr(Search, "find", fail)
    assert Nearby(served).near("/doc/municipality/oostdrop", "nl") == []
