"""Test the page of downloads and the files."""

import gzip
import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import steungraaf
from steungraaf.web import shelf
from steungraaf.web.pages.downloads import size_text
from steungraaf.web.pages.rendering import visit
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.web.conftest import TestClient
from tests.web.pages.conftest import Reader


@pytest.fixture(scope="module")
def changing(folder: Path) -> Iterator[TestClient]:
    """Give a client of a site whose data may change at any time."""
    with Served(steungraaf.open(folder, lang="en")) as served:
        yield TestClient(make_site(served, lambda line: None), "http://localhost")


def test_page(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each format, part, table, link set and the licence are there, in both languages."""
    monkeypatch.setattr(shelf, "_PREPARED", 0)
    for lang, licence in (("nl", "Licentie"), ("en", "Licence")):
        page = reader.open("/downloads", lang)
        links = set(page.links().values())
        assert {"/downloads/steungraaf.ttl", "/downloads/steungraaf.nq.gz", "/downloads/claims.csv"} <= links
        assert "/downloads/links/wikidata.sssom.tsv" in links and any("format=xlsx" in link for link in links)
        assert licence in page.text and "0.1.0" in page.text and "w3id.org/steungraaf/dataset" in page.text


def test_prepared(small: Reader, served: Served) -> None:
    """What is small is made when the page is looked at, and its size and digest are told."""
    small.open("/downloads")
    digests = small.client.get("/downloads/SHA256SUMS").text  # waits for all
    page = small.open("/downloads", "en")
    (digest,) = re.findall(r"^(\w{64})  claims\.csv$", digests, re.M)
    assert digest in page.source and "not made yet" not in page.text


@pytest.mark.parametrize("name", ["steungraaf.ttl", "steungraaf.jsonld", "claims.csv", "actors.ttl"])
def test_file(small: Reader, served: Served, name: str) -> None:
    """A file is what an export writes, with its digest, and is not sent to who has it."""
    answer = small.client.get(f"/downloads/{name}")
    digest = b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{digest}:" and name in answer.headers["content-disposition"]
    headers = {"if-none-match": answer.headers["etag"]}
    assert small.client.get(f"/downloads/{name}", headers=headers).status_code == 304


def test_packed(small: Reader) -> None:
    """A packed file holds the very bytes of the other."""
    plain, packed = (small.client.get(f"/downloads/steungraaf.nt{ending}").content for ending in ("", ".gz"))
    assert gzip.decompress(packed) == plain and len(plain) > 1000


def test_digests(small: Reader) -> None:
    """The list of digests is not sent again."""
    answer = small.client.get("/downloads/SHA256SUMS")
    headers = {"if-none-match": answer.headers["etag"]}
    assert small.client.get("/downloads/SHA256SUMS", headers=headers).status_code == 304


def test_links(reader: Reader) -> None:
    """A link set is sent as it is written."""
    answer = reader.client.get("/downloads/links/wikidata.sssom.tsv")
    assert answer.content == Path(steungraaf.open().folder.data / "links/wikidata.sssom.tsv").read_bytes()
    headers = {"if-none-match": answer.headers["etag"]}
    assert reader.client.get("/downloads/links/wikidata.sssom.tsv", headers=headers).status_code == 304


@pytest.mark.parametrize("name", ["steungraaf.doc", "links/none.tsv", "links/..%2F..%2Fpyproject.toml"])
def test_absent(reader: Reader, name: str) -> None:
    """What is not offered is not there, whatever lies on the disk."""
    assert reader.client.get(f"/downloads/{name}").status_code == 404


def test_changing(changing: TestClient) -> None:
    """Of data that may change at any time a file is made each time, and does not stay."""
    first, second = (changing.get("/downloads/steungraaf.nt") for _ in range(2))
    assert first.content == second.content and first.status_code == 200
    assert "not made yet" in changing.get("/downloads", headers={"accept-language": "en"}).text


def test_sizes(bundled: Served) -> None:
    """Bytes are told by thousands, as the language writes them."""
    from starlette.requests import Request

    scope = {"type": "http", "path": "/", "headers": [], "query_string": b"", "server": ("a", 80), "scheme": "http"}
    wanted = replace(visit(bundled, Request({**scope, "method": "GET"})), lang="nl")
    assert [size_text(wanted, size) for size in (999, 45_200, 3_400_000, 7 * 10**12)] == [
        "999 byte",
        "45 kB",
        "3 MB",
        "7.000 GB",
    ]


def test_ended(folder: Path) -> None:
    """When the site ends, nobody makes what is left."""
    with Served(steungraaf.open(folder), tag="x") as ended:
        pass
    ended_shelf = shelf.Shelf(ended)
    ended_shelf._next(list(shelf.items()))
    assert ended_shelf.ready("claims.csv") is None
