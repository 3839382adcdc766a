"""What compacts by one context gives what PyLD gives by itself."""

import json
from typing import Any, cast

import pytest
from pyld import jsonld

from steungraaf.assets import ontology_dir
from steungraaf.export import compacting
from steungraaf.export.compacting import compactor
from steungraaf.export.jsonld import _expanded as expanded_of
from steungraaf.folder import Folder
from steungraaf.rdf import read_quads

OPTIONS = {"processingMode": "json-ld-1.1", "ordered": True}
EX = "https://example.org/"
DOCUMENT = [
    {
        "@id": f"{EX}a",
        "@type": [f"{EX}vocabulary/Kind", f"{EX}other#Kind"],
        f"{EX}vocabulary/name": [{"@value": "naam", "@language": "nl"}, {"@value": "name", "@language": "en"}],
        f"{EX}vocabulary/kind": [{"@id": f"{EX}vocabulary/one"}],
        f"{EX}vocabulary/part": [{"@list": [{"@id": f"{EX}b"}, {"@value": "1", "@type": f"{EX}other#number"}]}],
        f"{EX}other#long": [{"@id": "urn:isbn:1"}, {"@id": f"{EX}"}, {"@id": f"{EX}other#"}],
        f"{EX}inside": [{"@id": f"{EX}c", f"{EX}vocabulary/name": [{"@value": "kind"}]}],
    }
]
CONTEXTS: dict[str, dict[str, Any]] = {
    "prefixes, the shortest wins": {"ex": EX, "v": f"{EX}vocabulary/", "other": f"{EX}other#", "o": f"{EX}other#"},
    "terms": {
        "id": "@id",
        "type": "@type",
        "v": f"{EX}vocabulary/",
        "name": {"@id": "v:name", "@container": "@language"},
        "kind": {"@id": "v:kind", "@type": "@vocab"},
        "one": f"{EX}vocabulary/one",
        "parts": {"@id": "v:part", "@container": "@list"},
        "Kind": "v:Kind",
    },
    "a vocabulary": {"@vocab": f"{EX}vocabulary/", "name": f"{EX}other#long", "ex": EX},
    "a base": {"@base": EX, "v": f"{EX}vocabulary/"},
    "no base": {"@base": None, "v": f"{EX}vocabulary/"},
    "a term with a colon": {"v": f"{EX}vocabulary/", "v:kind": {"@id": f"{EX}vocabulary/kind", "@type": "@id"}},
    "no prefix, though it looks like one": {"v": {"@id": f"{EX}vocabulary/", "@prefix": False}, "ex": EX},
    "a term that is none": {"v": None, "ex": EX},
    "a context inside another": {
        "ex": EX,
        "inside": {"@id": f"{EX}inside", "@context": {"ex": None, "name": f"{EX}vocabulary/name", "i": EX}},
    },
}


def plain(document: list[Any], context: dict[str, Any]) -> Any:
    """Compact by PyLD alone."""
    return jsonld.compact(document, context, {**OPTIONS, "graph": True, "skipExpansion": True})["@graph"]


@pytest.mark.parametrize("name", CONTEXTS)
def test_it_is_what_pyld_gives(name: str) -> None:
    """For every kind of context, the first time and when all is known."""
    context = {"@context": CONTEXTS[name]}
    by = compactor(json.dumps(context))
    assert by.nodes(DOCUMENT, OPTIONS) == plain(DOCUMENT, context)
    assert by.nodes(DOCUMENT, OPTIONS) == plain(DOCUMENT, context)


def test_an_iri_that_would_be_read_otherwise() -> None:
    """What looks like a prefix and a name but is none is refused, as PyLD refuses it."""
    context = {"@context": {"urn": f"{EX}vocabulary/"}}
    for compact in (plain, lambda document, _: compactor(json.dumps(context)).nodes(document, OPTIONS)):
        with pytest.raises(jsonld.JsonLdError, match="confused with prefix"):
            compact(DOCUMENT, context)


def test_all_data_by_our_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the bundled data, also where no more than a few names are remembered."""
    text = (ontology_dir() / "context.jsonld").read_text("utf-8")
    by, few = compactor(text), cast(Any, compactor.__wrapped__(text))
    for file in Folder.open().data_files():
        expanded = expanded_of(read_quads(file.path), OPTIONS)
        expected = plain(expanded, json.loads(text))
        assert by.nodes(expanded, OPTIONS) == expected
        with monkeypatch.context() as patched:
            patched.setattr(compacting, "_MOST", 5)
            assert few.nodes(expanded, OPTIONS) == expected
            assert len(few._known) <= 5


def test_the_same_context_is_read_once() -> None:
    """Whoever asks for a context again gets what has read it; another one is another."""
    assert compactor('{"@context": {}}') is compactor('{"@context": {}}')
    assert compactor('{"@context": {}}') is not compactor('{"@context": {"ex": "https://example.org/"}}')
