"""Test the pages that tell what this is and how programs ask it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import steungraaf
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.conftest import PREFIX
from tests.web.conftest import TestClient
from tests.web.pages.conftest import Page, Reader, text_of


@pytest.mark.parametrize(("lang", "words"), [("nl", "Geen cookies"), ("en", "No cookies")])
def test_about(reader: Reader, lang: str, words: str) -> None:
    """It tells how it is made, what it does not do, the licence, and that nobody is followed."""
    page = reader.open("/about", lang)
    assert words in page.text and "CC0" in page.text and len(page.all("h2")) == 6


CONTACTS = [
    ("", "De dataset noemt geen meldpunt en geen uitgever", ""),
    ('dcat:contactPoint "redactie"', "Meld het aan redactie.", ""),
    ("dcat:contactPoint <mailto:a@example.org>", "Meld het aan", "mailto:a@example.org"),
    ("dcat:contactPoint ex:desk . ex:desk schema:email 'a@example.org'", "Meld het aan", "mailto:a@example.org"),
    ("dcat:contactPoint ex:desk . ex:desk schema:url <https://example.org/>", "Meld het aan", "https://example.org/"),
    ("dcat:contactPoint ex:desk . ex:desk schema:email 'none'", "Meld het aan", "https://w3id.org/steungraaf"),
]


def _about(place: Path, said: str) -> Page:
    """Return the page about a dataset that says something of itself."""
    head = PREFIX + "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix ex: <https://example.org/x/> .\n"
    text = f"<https://example.org/d> a dcat:Dataset {f'; {said}' if said else ''} ."
    (place / "dataset.ttl").write_text(head + text, "utf-8")
    with Served(steungraaf.open(place, lang="nl"), tag="x") as served:
        return Reader(TestClient(make_site(served, lambda line: None), "http://localhost")).open("/about")


@pytest.mark.parametrize(("said", "told", "href"), CONTACTS)
def test_contact(tmp_path: Path, said: str, told: str, href: str) -> None:
    """Who is to be told of errors is whom the description of the dataset names."""
    page = _about(tmp_path, said)
    hrefs = list(page.links().values())
    assert told in page.text and (not href or href in hrefs or "https://example.org/x/desk" in hrefs)


@pytest.mark.parametrize(
    ("said", "href"),
    [
        ("<javascript:alert(1)>", ""),
        ("ex:desk . ex:desk schema:url <javascript:alert(1)>", "https://example.org/x/desk"),
        ("ex:desk . ex:desk schema:email 'javascript:alert(1)//@'", "https://example.org/x/desk"),
        (
            "ex:desk . ex:desk foaf:mbox <JavaScript:alert(1)> ; schema:url <https://example.org/>",
            "https://example.org/",
        ),
    ],
)
def test_hostile_contact(tmp_path: Path, said: str, href: str) -> None:
    """A contact that is a script is no link; the next way to reach it is."""
    page = _about(tmp_path, f"dcat:contactPoint {said}")
    hrefs = list(page.links().values())
    assert not any("javascript" in each.lower() for each in hrefs) and (not href or href in hrefs)


def test_undescribed(tmp_path: Path) -> None:
    """A dataset without a description says that it names nobody and no licence."""
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/a.ttl").write_text("<https://e.org/a> <https://e.org/b> <https://e.org/c> .", "utf-8")
    with Served(steungraaf.open(tmp_path, lang="en"), tag="x") as served:
        reader = Reader(TestClient(make_site(served, lambda line: None), "http://localhost"))
        assert "states no licence" in reader.open("/about", "en").text
        assert reader.open("/downloads", "en").status == 200 and reader.open("/api", "en").status == 200


def test_commands_run(reader: Reader) -> None:
    """Each command on the page for programs asks something that is answered."""
    page = reader.open("/api", "en")
    commands = re.findall(r"curl -sL? '([^']+)'(?! -H 'Accept: text/csv')", "\n".join(map(text_of, page.all("code"))))
    assert len(commands) > 40
    for command in commands[:12]:
        parts = urlsplit(command)
        answer = reader.client.get(f"{parts.path}?{parts.query}", headers={"accept": "*/*"})
        assert answer.status_code == 200, command


def test_every_question(reader: Reader) -> None:
    """Each stored question is there with its parameters, from the same words as OpenAPI."""
    page = reader.open("/api", "nl")
    paths = reader.client.get("/openapi.json").json()["paths"]
    assert {path for path in paths if path.startswith("/queries/")} <= set(page.text.split())
    assert 'dataset.ask("' in page.text and "verplicht" in page.text
