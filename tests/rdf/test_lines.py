"""Lines of N-Triples and N-Quads: which are canonical, and what they say."""

import pyoxigraph as ox
import pytest
from hypothesis import given

from steungraaf.rdf.digest import END, triples_of
from steungraaf.rdf.lines import blocks_of, runs_of
from tests.strategies import graphs

ONE, TWO = b'<urn:a> <urn:p> "x \\" . <urn:g> \\n"@nl-be', b'<urn:a> <urn:p> "1"^^<urn:t>'


def test_object_is_no_graph() -> None:
    """The third term of a line is its object, also where another line has it for a graph."""
    lines = ["<urn:g> <urn:p> <urn:g>", "<urn:a> <urn:p> <urn:o> <urn:g>", '<urn:a> <urn:p> "o <urn:g>"^^<urn:t>']
    expected = [
        (b"", [b"<urn:g> <urn:p> <urn:g>"]),
        (b"<urn:g>", [b"<urn:a> <urn:p> <urn:o>"]),
        (b"", [lines[2].encode()]),
    ]
    assert runs_of("".join(f"{line} .\n" for line in lines).encode(), "nquads") == expected


def test_triples_have_no_graph() -> None:
    """In N-Triples each line is a triple."""
    block = b"<urn:a> <urn:p> <urn:o> .\n"
    assert runs_of(block * 2, "ntriples") == [(b"", [b"<urn:a> <urn:p> <urn:o>"] * 2)]


def test_runs_are_of_one_graph_each() -> None:
    """Lines that follow each other in one graph are a run; a line without a graph is in an empty one."""
    block = b"".join([ONE, b" <urn:g> .\n", TWO, b" <urn:g> .\n", ONE, b" .\n", b"<urn:a> <urn:p> <urn:o> <urn:g> .\n"])
    expected = [(b"<urn:g>", [ONE, TWO]), (b"", [ONE]), (b"<urn:g>", [b"<urn:a> <urn:p> <urn:o>"])]
    assert runs_of(block, "nquads") == expected


@pytest.mark.parametrize(
    "line",
    [
        "<urn:a>  <urn:p> <urn:o> .",
        "<urn:a> <urn:p> <urn:o>.",
        "# comment",
        "",
        "_:a <urn:p> <urn:o> .",
        '<urn:a> <urn:p> "\\u00E9" .',
        '<urn:a> <urn:p> "x"@NL .',
        '<urn:a> <urn:p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .',
        '<urn:a> <urn:p> "tab\there" .',
        "<urn:a> <urn:p> <<( <urn:a> <urn:p> <urn:o> )>> .",
        "<urn:a> <urn:p> <urn:o> <urn:g>. ",
        "<urn:a><urn:p> <urn:o> <urn:g> .",
        "<urn:a> <urn:p> <urn:o> . # <urn:g> .",
        "<urn:a> <urn:p> <urn:o> .# <urn:g> .",
    ],
)
def test_other_lines_are_left_to_the_parser(line: str) -> None:
    """What is not canonical, has a blank node or a fault makes its block one for the parser."""
    assert runs_of(f"{line}\n".encode(), "nquads") is None


def test_graph_in_ntriples_is_left_to_the_parser() -> None:
    """N-Triples have no graphs; a line with one is a fault that the parser explains."""
    assert runs_of(b"<urn:a> <urn:p> <urn:o> <urn:g> .\n", "ntriples") is None


@pytest.mark.parametrize("text", [b"<a", b"<a\n", b'<a> <b> "', b'<a> <b> "\\', b'<a> <b> "x" <', b"<a> <b> <c> <d> "])
def test_text_of_beginnings_is_passed_over_once(text: bytes) -> None:
    """What begins like a line again and again is no line; that is seen without reading all of it for each beginning."""
    assert runs_of(text * 300_000 + b"\n", "nquads") is None


@given(graphs())
def test_what_is_taken_apart_is_what_the_engine_writes(some: list[ox.Quad]) -> None:
    """A block that is taken for canonical has exactly the triples that the engine writes for it."""
    text = ox.serialize(some, format=ox.RdfFormat.N_QUADS)
    runs = runs_of(text or b"", "nquads")
    if runs is not None:
        written = [triple for batch in triples_of(some) for triple in batch]
        assert [triple for _, run in runs for triple in run] == written
        assert END.join([*written, b""]) == ox.serialize([quad.triple for quad in some], format=ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("size", [1, 4, 1_000])
def test_blocks_are_of_whole_lines(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """However a text is cut into pieces, blocks end behind a line feed, and the last line gets one."""
    monkeypatch.setattr("steungraaf.rdf.lines.BLOCK", 6)
    text = b"one\ntwo two\n\nthree and more\nfour"
    blocks = list(blocks_of(text[start : start + size] for start in range(0, len(text), size)))
    assert b"".join(blocks) == text + b"\n"
    assert all(block.endswith(b"\n") for block in blocks)


def test_no_text_has_no_blocks() -> None:
    """An empty text gives nothing."""
    assert list(blocks_of([])) == list(blocks_of([b""])) == []
