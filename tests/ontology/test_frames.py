"""The frames: each gives whole nested things, and embeds nothing that it does not name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steungraaf.export import FRAMES
from steungraaf.store import EmbeddedStore

Thing = dict[str, Any]
Framed = Callable[[str], dict[str, Thing]]
Objects = Callable[[object], list[Thing]]

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
LEAST = {"actor": 300, "initiative": 35, "claim": 150, "figure": 14, "document": 1}
PREFIX = "PREFIX sg: <https://w3id.org/steungraaf/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "


def several(value: Any) -> list[Any]:
    """Return the values of a property, which stand alone where there is one."""
    return value if isinstance(value, list) else [value]


def is_told(sentence: Thing) -> bool:
    """Tell whether a nested sentence has its restatement in both languages, its place and its item."""
    return {"nl", "en"} <= sentence["restatement"].keys() and {"prefLabel", "isPartOf", "position"} <= sentence.keys()


def count(store: EmbeddedStore, pattern: str) -> int:
    """Count the solutions of a pattern."""
    found = store.query(f"{PREFIX} SELECT DISTINCT ?x WHERE {{ {pattern} }}")
    return len(found.rows)  # type: ignore[union-attr]


@pytest.mark.parametrize("frame", FRAMES)
def test_frame_holds_what_it_is_about(framed: Framed, frame: str) -> None:
    """Each frame puts its things first, each with its label in both languages."""
    things = framed(frame)
    assert len(things) >= LEAST[frame]
    assert [name for name, thing in things.items() if not {"nl", "en"} <= thing["prefLabel"].keys()] == []


@pytest.mark.parametrize("frame", FRAMES)
def test_nested_things_have_a_name(framed: Framed, objects_of: Objects, frame: str) -> None:
    """What is nested inside a thing has its label too; only places in the text have none."""
    nested = [
        part
        for thing in framed(frame).values()
        for part in objects_of(thing)
        if part.keys() - {"@id"} and "@id" in part
    ]
    nameless = [part for part in nested if "prefLabel" not in part]
    assert {part["@type"] for part in nameless} <= {"TextPositionSelector"}


@pytest.mark.parametrize("frame", FRAMES)
def test_frame_keeps_within_its_size(export: Callable[..., bytes], frame: str) -> None:
    """A framed document stays small: what a frame does not name is pointed at, never put inside."""
    assert len(export("jsonld", derived=True, frame=frame)) < 2_000_000


@pytest.mark.parametrize("frame", FRAMES)
def test_frame_names_terms_of_the_context(context: dict[str, Any], objects_of: Objects, frame: str) -> None:
    """A frame uses no name that the context lacks, and no text by its name, which would ask for one language."""
    text = json.loads((ONTOLOGY / "frames" / f"{frame}.jsonld").read_text("utf-8"))
    keys = {key for each in objects_of(text) for key in each if not key.startswith("@")}
    maps = {name for name, value in context.items() if isinstance(value, dict) and "@container" in value}
    assert [key for key in keys if key.partition(":")[0] not in context or key in maps] == []


def test_claim_comes_with_its_evidence(framed: Framed, store: EmbeddedStore) -> None:
    """Each claim has its sentences with their restatement, who says it, modality, basis and a labelled period."""
    claims = framed("claim")
    assert len(claims) == count(store, "?x a sg:Claim")
    for name, claim in claims.items():
        assert all(is_told(sentence) for sentence in several(claim["wasQuotedFrom"])), name
        assert "en" in claim["wasAttributedTo"]["prefLabel"] and "nl" in claim["during"]["prefLabel"]
        assert {"subject", "predicate", "object", "modality", "basis"} <= claim.keys()


def test_figure_comes_with_unit_and_sentence(framed: Framed, store: EmbeddedStore) -> None:
    """Each figure has its unit, indicator, period and whom it is about by name, and its sentence unless it is ours."""
    figures = framed("figure")
    assert len(figures) == count(store, "?x a sg:Figure")
    for figure in figures.values():
        for part in ("unitMeasure", "indicator", "refPeriod"):
            assert {"nl", "en"} <= figure[part]["prefLabel"].keys()
        assert all("prefLabel" in whom for whom in several(figure["about"]))
        derived = figure["basis"] == "derived"
        assert derived or all(is_told(sentence) for sentence in several(figure["wasQuotedFrom"]))


def test_figure_comes_with_its_inputs(framed: Framed) -> None:
    """A computed figure, and a share with its parts, hold the figures that they come from, with value and sentence."""
    figures = framed("figure")
    inputs = several(figures["figure-derived-1"]["wasDerivedFrom"])
    shares = [figure for figure in figures.values() if "numerator" in figure and "denominator" in figure]
    parts = [share[part] for share in shares for part in ("numerator", "denominator")]
    assert len(inputs) == 2 and len(shares) >= 1
    for figure in (*inputs, *parts):
        assert {"asWritten", "obsValue", "unitMeasure"} <= figure.keys()
        assert all(is_told(sentence) for sentence in several(figure["wasQuotedFrom"]))


def test_document_comes_with_items_and_sentences(framed: Framed, store: EmbeddedStore, objects_of: Objects) -> None:
    """The document holds question and answer, all items in them, and all sentences in those with their places."""
    (document,) = framed("document").values()
    parts = objects_of(document)
    of_type = {
        kind: [part for part in parts if part.get("@type") == kind and "prefLabel" in part]
        for kind in ("Item", "Sentence")
    }
    items = {part["@id"] for part in of_type["Item"] if "position" in part}
    assert {part["@type"] for part in several(document["hasPart"])} == {"WrittenQuestion", "WrittenAnswer"}
    assert len(items) == count(store, "?x a sg:Item")
    assert len({sentence["@id"] for sentence in of_type["Sentence"]}) == count(store, "?x a sg:Sentence")
    assert all({"start", "end"} <= sentence["hasSelector"].keys() for sentence in of_type["Sentence"])


def test_actor_comes_with_offices_and_claims(framed: Framed, store: EmbeddedStore) -> None:
    """The minister has each of his mandates with office and days; an agency has the claims about it."""
    actors = framed("actor")
    mandates = several(actors["philippe-muyters"]["@reverse"]["member"])
    assert len(mandates) == 10
    for mandate in mandates:
        assert "prefLabel" in mandate["memberRole"] and "startDate" in mandate["memberDuring"]
    about = {claim["@id"] for claim in several(actors["vlaio"]["@reverse"]["subject"])}
    vlaio = "<https://w3id.org/steungraaf/id/organisation/vlaio>"
    assert len(about) == count(store, f"?x rdf:subject {vlaio}")


def test_initiative_comes_with_claims_and_figures(framed: Framed, store: EmbeddedStore) -> None:
    """Each initiative has every claim about it or through it and every figure, each with its sentence."""
    initiatives = framed("initiative")
    named = {thing["@id"]: thing.get("@reverse", {}) for thing in initiatives.values()}
    for relation, pattern in (("subject", "rdf:subject"), ("object", "rdf:object"), ("through", "sg:through")):
        nested = {(name, claim["@id"]) for name, about in named.items() for claim in several(about.get(relation, []))}
        kinds = "sg:Initiative sg:Programme sg:Project sg:Call"
        found = store.query(
            f"{PREFIX} SELECT DISTINCT ?x ?i WHERE {{ VALUES ?kind {{ {kinds} }} ?x {pattern} ?i . ?i a ?kind }}"
        )
        assert len(nested) == len(found.rows)  # type: ignore[union-attr]
    claims = [claim for about in named.values() for part in about.values() for claim in several(part)]
    assert all(is_told(sentence) for claim in claims for sentence in several(claim.get("wasQuotedFrom", [])))


def test_relations_of_an_actor_are_named(framed: Framed) -> None:
    """What an actor is related to stands inside it by name, and no deeper."""
    supported = several(framed("actor")["vlaio"]["supports"])
    assert supported
    assert [thing for thing in supported if thing.keys() - {"@id", "@type", "prefLabel"}] == []
