"""Test JSON-LD: compacted by our context, framed on request, never from the network."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from steungraaf.errors import TermLostError, UnknownChoiceError
from steungraaf.export.faults import FrameTooLargeError
from steungraaf.export.jsonld import _loader, _statement, write_jsonld
from steungraaf.export.sorting import SortedQuads
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Triple, parse_quads

BASE = "https://w3id.org/steungraaf/"


def document(quads: list[Quad], ontology: Path, frame: str | None = None) -> dict[str, Any]:
    """Return the quads as the JSON that is written of them."""
    out = io.BytesIO()
    with SortedQuads(quads, merged=True) as merged:
        write_jsonld(merged, out, ontology, frame)
    return dict(json.loads(out.getvalue()))


def node(found: dict[str, Any], ending: str) -> dict[str, Any]:
    """Return the node whose IRI ends in a text."""
    return next(one for one in found["@graph"] if one["id"].endswith(ending))


LIST = """
@prefix ex: <https://example.org/> .
ex:a ex:p ( 1 2 ), [ ex:q ex:a ; ex:r ( ex:b ) ] . ex:b ex:p () . ex:c ex:q [] . <urn:Z> ex:p ex:a .
"""


def whole(quads: Iterable[Quad], ontology: Path) -> bytes:
    """Return what is written when all quads are compacted at once."""
    context = json.loads((ontology / "context.jsonld").read_text("utf-8"))
    options = {"processingMode": "json-ld-1.1", "ordered": True, "documentLoader": _loader(ontology)}
    expanded = jsonld.from_rdf({"@default": [_statement(quad) for quad in quads]}, options)
    compacted = jsonld.compact(expanded, context, {**options, "graph": True})
    text = json.dumps({**compacted, **context}, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def streamed(quads: Iterable[Quad], ontology: Path) -> bytes:
    """Return what is written when quads are compacted some at a time."""
    out = io.BytesIO()
    write_jsonld(quads, out, ontology)
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, 10_000])
def test_streaming_writes_the_same_bytes(
    quads: list[Quad], ontology: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compacted a subject at a time, or all at once, the bytes are the same; lists and blank nodes too."""
    monkeypatch.setattr("steungraaf.export.jsonld._AT_ONCE", 1)
    with SortedQuads([*quads, *parse_quads(LIST.encode(), format="turtle")][:size], merged=True) as merged:
        assert streamed(merged, ontology) == whole(merged, ontology)


def test_iterator_is_taken_too(quads: list[Quad], ontology: Path) -> None:
    """Quads that can be gone through once give the same."""
    with SortedQuads(quads, merged=True) as merged:
        assert streamed(iter(merged), ontology) == streamed(merged, ontology)


def test_frame_of_too_much_is_refused(quads: list[Quad], ontology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame needs all in memory, so that too many statements are refused before memory is full."""
    monkeypatch.setattr("steungraaf.export.jsonld.MOST_IN_FRAME", 10)
    with pytest.raises(FrameTooLargeError, match="at most 10 statements"):
        document(quads, ontology, "claim")


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
