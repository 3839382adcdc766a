"""Test that readers see names and short words, and no bare addresses."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from steungraaf.namespaces import BASE, expand
from steungraaf.store.lookup import rows_of
from steungraaf.web.crawling import PAGES
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.pages.addresses import in_words, worded
from steungraaf.web.pages.questions import CHECKS, is_asked_here
from steungraaf.web.served import Served
from tests.web.pages.conftest import Reader

# Where an address is what a reader came for: the whole of it, to be copied.
TO_BE_COPIED = {
    "/ns": "the namespace, which stands in the prefixes of a query",
    "/downloads": "the name of the dataset, for who cites it",
    "/api": "the address of the reconciliation service, which OpenRefine asks for",
}
_BARE = re.compile(r"\W*https?://")


class Reading(HTMLParser):
    """Read the pieces of text that stand on a page; what is typed into a field is none."""

    def __init__(self) -> None:
        """Begin before the page."""
        super().__init__()
        self.texts: list[str] = []
        self._around: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember what cannot be seen."""
        if tag in ("script", "style", "textarea", "template"):
            self._around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        if self._around and self._around[-1] == tag:
            self._around.pop()

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        if not self._around and data.strip():
            self.texts.append(data.strip())


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        (expand("organisation:vlaio"), "organisation:vlaio"),
        (f"{BASE}id/municipality/aalst/identifier/41002", "identifier/41002"),
        (f"{BASE}graph/ontology/concepts/units", "concepts/units"),
        ("https://www.vlaio.be/", "vlaio.be"),
        ("https://user@vlaio.be:8080", "vlaio.be:8080"),
        ("http://vocab.belgif.be/auth/refnis2019/41000", "vocab.belgif.be: refnis2019/41000"),
        ("http://example.org/id/0a1b2c3d-0000-4000-8000-000000000000", "example.org: id/0a1b2c3d…"),
        (f"http://example.org/{'name-' * 20}", f"example.org: {('name-' * 20)[:39]}…"),
        ("http://example.org/a/b?id=5#c", "example.org: b/c?id=5"),
        ("http://[::", "[::"),
        ("urn:isbn:1", "urn:isbn:1"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_words(iri: str, words: str) -> None:
    """An address is told by its host and its end; a code that nobody reads is cut; what is not of the web stays."""
    assert in_words(iri) == words


def test_labels() -> None:
    """A label that is none becomes words; a real one stays, also where it is another address."""
    labels = {"http://example.org/a": "http://example.org/a", "http://example.org/b": "Bee"}
    assert worded(labels) == {"http://example.org/a": "example.org: a", "http://example.org/b": "Bee"}


def _things(served: Served) -> list[str]:
    """Return the path of a thing of each kind, and of each kind within a document."""
    name = f"<{expand('skos:prefLabel')}>"
    rows = rows_of(
        served.store,
        f"SELECT DISTINCT ?thing WHERE {{ ?thing {name} ?label FILTER STRSTARTS(STR(?thing), '{IDENTIFIER_SPACE}') }}"
        " ORDER BY ?thing",
    )
    kinds: dict[tuple[str, ...], str] = {}
    for (thing,) in rows:
        path = str(getattr(thing, "value", "")).removeprefix(IDENTIFIER_SPACE)
        kind, *inside = path.split("/")
        kinds.setdefault((kind, *(re.split("[-0-9]", part)[0] for part in inside[1:])), f"/doc/{path}")
    return list(kinds.values())


def _paths(served: Served) -> Iterator[str]:
    """Give the pages: those of no thing, each stored question with what it needs, a thing of each kind."""
    yield from (path for path in PAGES if path != "/quality")  # which would begin to check the data
    yield from ("/sparql", "/search?q=vlaio", "/doc/none/vlaio", "/doc/person/philippe-muyters")
    for query in filter(is_asked_here, served.catalogue.queries()):
        if query.theme == CHECKS:
            continue  # these find nothing in the bundled data
        needed = {one.name: one.example for one in query.parameters if not one.optional}
        yield f"/questions/{query.theme}/{query.name}?{urlencode(needed)}"
    yield from _things(served)


def test_no_bare_address(reader: Reader, bundled: Served) -> None:
    """No text on a page begins with http:// or https://, but where it is there to be copied."""
    found: dict[str, list[str]] = {}
    for path in _paths(bundled):
        response = reader.client.get(path, headers={"accept": "text/html"})
        assert response.status_code == 200 or path == "/doc/none/vlaio", path
        reading = Reading()
        reading.feed(response.text)
        assert len(reading.texts) > 10, path
        if bare := [text for text in reading.texts if _BARE.match(text)]:
            found[path] = bare
    assert {path: texts for path, texts in found.items() if path not in TO_BE_COPIED} == {}
    assert found.keys() == TO_BE_COPIED.keys()  # an exception that is none any more has to go
