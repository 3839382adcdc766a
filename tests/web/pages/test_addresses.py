"""Test that readers see names and short words, and no bare addresses."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from steungraaf.namespaces import BASE, expand
from steungraaf.store.lookup import rows_of
from steungraaf.web.crawling import PAGES
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.pages.addresses import in_words, worded
from steungraaf.web.pages.questions import CHECKS
from steungraaf.web.served import Served
from tests.web.pages.conftest import Reader, is_bare, texts_in

# Where an address is what a reader came for: the whole of it, to be copied.
TO_BE_COPIED = {
    "/ns": "the namespace, which stands in the prefixes of a query",
    "/downloads": "the name of the dataset, for who cites it",
    "/api": "the address of the reconciliation service, which OpenRefine asks for",
}


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
    yield from (path for path in PAGES if path != "/quality")  # see test_quality: it checks the data
    yield from ("/sparql", "/search?q=vlaio", "/doc/none/vlaio", "/doc/person/philippe-muyters")
    for query in served.catalogue.queries():
        if query.is_federated or query.theme == CHECKS:
            continue  # these are asked of another server, or find nothing in the bundled data
        needed = {one.name: one.example for one in query.parameters if not one.optional}
        yield f"/questions/{query.theme}/{query.name}?{urlencode(needed)}"
    yield from _things(served)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_bare_address(reader: Reader, bundled: Served, lang: str) -> None:
    """No text on a page begins with http:// or https://, but where it is there to be copied."""
    found: dict[str, list[str]] = {}
    for path in _paths(bundled):
        response = reader.client.get(path, headers={"accept": "text/html", "accept-language": lang})
        assert response.status_code == 200 or path == "/doc/none/vlaio", path
        assert f'<html lang="{lang}"' in response.text, path
        texts = texts_in(response.text)
        assert len(texts) > 10, path
        if bare := list(filter(is_bare, texts)):
            found[path] = bare
    assert {path: texts for path, texts in found.items() if path not in TO_BE_COPIED} == {}
    assert found.keys() == TO_BE_COPIED.keys()  # an exception that is none any more has to go
