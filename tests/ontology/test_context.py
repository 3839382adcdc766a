"""The JSON-LD context: a name for each term, texts by language, and literals as the files write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from steungraaf.namespaces import SG, expand, shorten
from steungraaf.rdf import Literal, Quad, Term, parse_quads

Described = dict[str, dict[str, list[Term]]]
Export = Callable[..., bytes]
Objects = Callable[[object], list[dict[str, Any]]]

CONCEPTS = ("modality", "basis", "precision")


@pytest.fixture(scope="module")
def document(export: Export) -> dict[str, Any]:
    """Hold all data, with what is derived, as JSON-LD."""
    return dict(json.loads(export("jsonld", derived=True)))


@pytest.fixture(scope="module")
def quads(export: Export) -> list[Quad]:
    """Hold the statements that the document is made of."""
    return list(parse_quads(export("ntriples", derived=True), format="ntriples"))


def iri_of(value: Any) -> str:
    """Return the IRI that a term of the context stands for."""
    return expand(value["@id"] if isinstance(value, dict) else str(value))


@pytest.fixture(scope="module")
def names(context: dict[str, Any]) -> dict[str, str]:
    """Hold the name of each IRI in the context, its prefixes apart."""
    terms = {name: iri_of(value) for name, value in context.items() if name != "@version" and name != "id"}
    return {iri: name for name, iri in terms.items() if iri[-1] not in "#/"}


def test_every_own_term_has_its_name(vocabulary: Described, names: dict[str, str]) -> None:
    """Each own term is called in JSON what it is called in the vocabulary."""
    assert {names.get(expand(term)) for term in vocabulary} == {term.removeprefix("sg:") for term in vocabulary}


def test_no_name_of_ours_stands_for_nothing(vocabulary: Described, names: dict[str, str]) -> None:
    """The context has no term of ours that the vocabulary lacks."""
    own = {shorten(iri) for iri in names if iri.startswith(SG)}
    assert own - {*vocabulary, "sg:figureStructure"} == set()


def test_no_name_has_two_meanings(context: dict[str, Any], names: dict[str, str]) -> None:
    """No IRI has two names, and the context is the one inside every document."""
    values = [iri_of(value) for name, value in context.items() if name != "@version"]
    assert len(values) == len(set(values))
    assert set(names.values()) <= set(context)


def test_whole_document_carries_the_context(document: dict[str, Any], context: dict[str, Any]) -> None:
    """A document can be read without the network: the context stands in it."""
    assert document["@context"] == context


def test_keys_are_names(document: dict[str, Any], names: dict[str, str], objects_of: Objects) -> None:
    """No key is an IRI, and none is a prefixed name where the context has a name for it."""
    keys = {key for each in objects_of(document["@graph"]) for key in each if not key.startswith("@")}
    assert [key for key in keys if "//" in key or expand(key) in names] == []


def test_classes_are_names(document: dict[str, Any], objects_of: Objects) -> None:
    """Nothing is typed with a whole IRI."""
    types = [each.get("@type") for each in objects_of(document["@graph"])]
    flat = {name for value in types for name in (value if isinstance(value, list) else [value]) if name}
    assert flat and [name for name in flat if "//" in name] == []


def test_texts_stand_by_language(quads: list[Quad], context: dict[str, Any], names: dict[str, str]) -> None:
    """Each property that has texts in Dutch and in English is a language map."""
    spoken: dict[str, set[str]] = {}
    for quad in quads:
        if isinstance(quad.object, Literal) and quad.object.language:
            spoken.setdefault(quad.predicate.value, set()).add(quad.object.language)
    both = {iri for iri, languages in spoken.items() if {"nl", "en"} <= languages}
    assert len(both) > 10
    assert [iri for iri in both if context[names[iri]].get("@container") != "@language"] == []


def test_languages_are_not_written_out(document: dict[str, Any], objects_of: Objects) -> None:
    """No text stands beside its language: texts in every language stand in the maps."""
    assert [each for each in objects_of(document["@graph"]) if "@language" in each] == []


def test_pointing_properties_hold_short_addresses(document: dict[str, Any], objects_of: Objects) -> None:
    """Of modality, basis and precision a document gives the bare name of the concept."""
    values = {each[key] for each in objects_of(document["@graph"]) for key in CONCEPTS if key in each}
    assert values == {
        *["asserted", "planned", "intended", "expected", "literal", "inferred", "derived"],
        "exact",
        "approximate",
        "rounded",
    }


@pytest.mark.parametrize(
    ("ending", "key", "value"),
    [
        ("initiative-projecten-city-of-things", "lasts", "P12M"),
        ("figure-a4-s1-1", "perPeriod", "P1Y"),
        ("figure-a4-s1-1", "asWritten", "2.500"),
        ("a4-s2", "position", "2"),
        ("period/2018", "startDate", "2018-01-01"),
        ("municipality/oostende", "notation", {"@type": "NisCode", "@value": "35013"}),
    ],
)
def test_literals_stay_as_written(document: dict[str, Any], ending: str, key: str, value: object) -> None:
    """Durations, dates, codes and numbers are the very texts of the files."""
    (thing,) = [
        one for one in document["@graph"] if one["@id"].endswith(f"/{ending}") or one["@id"].endswith(f":{ending}")
    ]
    assert thing[key] == value
