"""Test the exports as a whole: refused before anything is written, stable bytes, the same graph read back."""

import io
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from steungraaf import assets
from steungraaf.errors import FrameFormatError, NoWholeTableError, UnknownChoiceError
from steungraaf.export import FORMATS, FRAMES, check_choices, write_export
from steungraaf.folder import Folder
from steungraaf.rdf import Quad

OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}


@pytest.fixture(scope="module")
def bundled() -> list[Quad]:
    """Give the statements of all the files of the bundled dataset."""
    return list(Folder.open(None).quads())


def exported(quads: list[Quad], format: str, **choices: Any) -> bytes:
    """Return the bytes of an export."""
    out = io.BytesIO()
    write_export(quads, out, assets.ontology_dir(), format=format, **choices)
    return out.getvalue()


def triples(quads: list[Quad]) -> set[tuple[str, ...]]:
    """Return the statements without their graphs, as text."""
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@pytest.mark.parametrize("format", OXIGRAPH)
def test_oxigraph_reads_back_every_form_of_every_literal(bundled: list[Quad], format: str) -> None:
    """What pyoxigraph reads from an export are the statements of the files, literals as they are written there."""
    read = list(ox.parse(exported(bundled, format), format=OXIGRAPH[format]))
    assert triples(read) == triples(bundled)


@pytest.mark.parametrize("format", ["trig", "nquads"])
def test_formats_with_graphs_keep_them(bundled: list[Quad], format: str) -> None:
    """TriG and N-Quads say from which file each statement comes."""
    assert set(ox.parse(exported(bundled, format), format=OXIGRAPH[format])) == set(bundled)


@pytest.mark.parametrize("format", RDFLIB)
def test_rdflib_reads_back_the_same_graph(quads: list[Quad], format: str) -> None:
    """What rdflib reads from an export is isomorphic to what it reads from N-Triples of the files."""
    expected, found = rdflib.Graph(), rdflib.Dataset(default_union=True)
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    expected.parse(data=lines, format="nt")
    found.parse(data=exported(quads, format), format=RDFLIB[format])
    flat = rdflib.Graph()
    for subject, predicate, object_, _ in found.quads():
        flat.add((subject, predicate, object_))
    assert isomorphic(flat, expected)


@pytest.mark.parametrize("format", [*OXIGRAPH, "csv"])
def test_bytes_do_not_depend_on_the_order_of_input(quads: list[Quad], format: str) -> None:
    """The same statements in another order give the same bytes."""
    part = "claims" if format == "csv" else "all"
    assert exported(quads[::-1], format, part=part) == exported(quads, format, part=part)


@pytest.mark.parametrize(("format", "part"), [*((format, "all") for format in OXIGRAPH), ("csv", "claims")])
def test_bytes_do_not_depend_on_memory(bundled: list[Quad], format: str, part: str) -> None:
    """What is sorted on disk for want of memory gives the same bytes as what fits."""
    small, large = (exported(bundled, format, part=part, cache=cache) for cache in (16, 100_000))
    assert small == large


def test_prefixes_are_ours(quads: list[Quad]) -> None:
    """An export in Turtle uses the prefixes of the project and only those that it needs."""
    text = exported(quads, "turtle", part="claims").decode()
    assert "a sg:Claim ;" in text
    assert "@prefix sv77:" in text
    assert "@prefix qb:" not in text


@pytest.mark.parametrize(
    ("format", "part", "frame", "error"),
    [
        ("turtel", "all", None, UnknownChoiceError),
        ("turtle", "actor", None, UnknownChoiceError),
        ("jsonld", "all", "claims", UnknownChoiceError),
        ("turtle", "all", "claim", FrameFormatError),
        ("csv", "all", None, NoWholeTableError),
    ],
)
def test_what_does_not_go_together_is_refused(
    format: str, part: str, frame: str | None, error: type[Exception], tmp_path: Path
) -> None:
    """An unknown format, part or frame, a frame without JSON-LD and everything in one table are refused."""
    out = io.BytesIO()
    with pytest.raises(error):
        write_export([], out, tmp_path, format=format, part=part, frame=frame)
    assert out.getvalue() == b""


def test_unknown_choice_names_the_nearest() -> None:
    """A mistyped format is told with the one that was meant."""
    with pytest.raises(UnknownChoiceError) as fault:
        check_choices("ntripels")
    assert fault.value.near == ["ntriples"]
    assert fault.value.known == FORMATS


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_arranges_the_bundled_data(bundled: list[Quad], frame: str) -> None:
    """Each kind that people ask for comes as a list of things, labels in both languages and nothing empty."""
    text = exported(bundled, "jsonld", frame=frame).decode()
    things = json.loads(text)["@graph"]
    assert all({"nl", "en"} <= thing["prefLabel"].keys() for thing in things)
    assert things and ": null" not in text
