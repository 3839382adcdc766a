"""Test where a fault of a page is reported."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import steungraaf
from steungraaf.web.served import Served
from steungraaf.web.site import make_site
from tests.conftest import PREFIX
from tests.web.conftest import DATA, TestClient
from tests.web.pages.conftest import Reader

_HEAD = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .\n"
_DESK = "[ a vcard:Kind ; {} ]"


@contextmanager
def read(folder: Path, contact: str) -> Iterator[Reader]:
    """Give a reader of a dataset whose description names this contact."""
    said = f"; dcat:contactPoint {contact}" if contact else ""
    text = f"<https://example.org/d> a dcat:Dataset {said} ."
    prefix = "\n".join(
        line for line in PREFIX.splitlines() if "prefix dcat:" not in line and "prefix vcard:" not in line
    )
    (folder / "dataset.ttl").write_text(f"{prefix}\n{_HEAD}{DATA}\n{text}", "utf-8")
    with Served(steungraaf.open(folder, lang="en"), tag="x") as served:
        app = make_site(served, lambda line: None)
        yield Reader(TestClient(app, "http://localhost", raise_server_exceptions=False))


@pytest.mark.parametrize(
    ("contact", "start"),
    [
        (_DESK.format("vcard:hasEmail <mailto:desk@example.org>"), "mailto:desk@example.org?"),
        (_DESK.format("vcard:hasEmail <mailto:desk@example.org?cc=b@example.org>"), "mailto:desk@example.org?cc="),
        (_DESK.format('vcard:hasEmail "desk@example.org" ; vcard:hasURL <https://example.org/>'), "mailto:desk@"),
        ("<mailto:desk@example.org>", "mailto:desk@example.org?"),
    ],
)
def test_by_letter(tmp_path: Path, contact: str, start: str) -> None:
    """Each page leads to a letter to the contact of the dataset, whose subject is the address of the page."""
    with read(tmp_path, contact) as reader:
        pages = {path: reader.open(path, "en") for path in ("/", "/about", "/questions?lang=nl", "/search?q=a%20b")}
    for path, page in pages.items():
        href = page.links()["Meld een fout" if "lang=nl" in path else "Report a fault"]
        (subject,) = parse_qs(urlsplit(href).query)["subject"]
        assert href.startswith(start) and subject.startswith(f"Steungraaf: http://localhost{path.partition('?')[0]}")
    assert "q=a+b" in subject


def test_by_page(tmp_path: Path) -> None:
    """Where only a page of the contact is known, it leads there."""
    with read(tmp_path, _DESK.format("vcard:hasURL <https://example.org/faults>")) as reader:
        page = reader.open("/about", "en")
    (link,) = [one for one in page.all("a") if "".join(one.itertext()) == "Report a fault"]
    assert (link.get("href"), link.get("class")) == ("https://example.org/faults", "outside")


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "<https://example.org/name>",
        '"the editors"',
        _DESK.format('vcard:hasEmail "none"'),
        _DESK.format("vcard:hasURL <javascript:a>"),
    ],
)
def test_nobody(tmp_path: Path, contact: str) -> None:
    """Where the dataset names nobody who can be reached, nothing is said, and nothing is made up."""
    with read(tmp_path, contact) as reader:
        assert "Report a fault" not in reader.open("/about", "en").text


def test_not_of_a_problem(tmp_path: Path) -> None:
    """A page that tells a problem asks the store nothing more."""
    with read(tmp_path, "<mailto:desk@example.org>") as reader:
        page = reader.open("/doc/nothing/here", "en")
    assert page.status == 404 and "Report a fault" not in page.text
