"""Test JSON-LD: compacted by our context, framed on request, never from the network."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from steungraaf.errors import TermLostError, UnknownChoiceError
from steungraaf.export.jsonld import _loader, write_jsonld
from steungraaf.export.parts import merge_graphs
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Triple

BASE = "https://w3id.org/steungraaf/"


def document(quads: list[Quad], ontology: Path, frame: str | None = None) -> dict[str, Any]:
    """Return the quads as the JSON that is written of them."""
    out = io.BytesIO()
    write_jsonld(merge_graphs(quads), out, ontology, frame)
    return dict(json.loads(out.getvalue()))


def node(found: dict[str, Any], ending: str) -> dict[str, Any]:
    """Return the node whose IRI ends in a text."""
    return next(one for one in found["@graph"] if one["id"].endswith(ending))


def test_labels_stand_in_a_language_map(quads: list[Quad], ontology: Path) -> None:
    """Both languages of a label stand together, by the names of the context."""
    claim = node(document(quads, ontology), "claim-a4-s2-1")
    assert (claim["type"], claim["label"]) == ("Claim", {"nl": "Twee", "en": "Two"})


def test_lexical_forms_stay_strings(quads: list[Quad], ontology: Path) -> None:
    """A number is not turned into a JSON number, which would lose how it is written."""
    share = node(document(quads, ontology), "share")
    value = share["http://purl.org/linked-data/sdmx/2009/measure#obsValue"]
    assert value["@value"] == "46.0"


def test_frame_puts_one_kind_first(quads: list[Quad], ontology: Path) -> None:
    """A frame lists the things of its kind, with what they point at inside them."""
    found = document(quads, ontology, "claim")
    assert len(found["@graph"]) == 2
    quoted = found["@graph"][1]["http://www.w3.org/ns/prov#wasQuotedFrom"]
    assert quoted["label"]["en"] == "Answer 4, sentence 2"


def test_frame_turns_relations_round(quads: list[Quad], ontology: Path) -> None:
    """A frame may ask what points at a thing; literals under the same property are passed over."""
    hefboom = node(document(quads, ontology, "actor"), "hefboom")
    assert hefboom["@reverse"]["rdf:object"]["id"].endswith("claim-a4-s10-1")


def test_blank_nodes_and_plain_literals_are_kept(ontology: Path) -> None:
    """Data of anybody else may have blank nodes and strings without a language."""
    quad = Quad(BlankNode("b"), NamedNode("https://example.org/p"), Literal("x"))
    (found,) = document([quad], ontology).get("@graph", [])
    assert found["https://example.org/p"] == "x"


def test_frame_without_a_file_is_unknown(quads: list[Quad], ontology: Path) -> None:
    """A frame that this ontology does not have is told, with those that there can be."""
    with pytest.raises(UnknownChoiceError) as fault:
        document(quads, ontology, "figure")
    assert fault.value.value == "figure"


def test_triple_term_is_told(ontology: Path) -> None:
    """A triple term is told to be beyond JSON-LD, as it is where files are converted."""
    thing = NamedNode("https://example.org/a")
    with pytest.raises(TermLostError, match="jsonld"):
        document([Quad(thing, thing, Triple(thing, thing, thing))], ontology)


@pytest.mark.parametrize("address", ["https://schema.org/", f"{BASE}../../secret.jsonld"])
def test_no_other_address_is_read(ontology: Path, address: str) -> None:
    """Contexts come from the ontology's own folder and from nowhere else."""
    with pytest.raises(LookupError):
        _loader(ontology)(address, {})


def test_own_context_is_found_by_its_iri(ontology: Path) -> None:
    """The context has an IRI of ours, which leads to the file."""
    assert "@context" in _loader(ontology)(f"{BASE}context.jsonld", {})["document"]
