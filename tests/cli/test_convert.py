"""Test turning one RDF format into another."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from steungraaf.rdf import FORMATS

Run = Callable[..., Result]
TURTLE = (
    '@prefix ex: <https://example.org/> .\nex:a ex:p 46.0 , "P12M"^^<http://www.w3.org/2001/XMLSchema#duration> .\n'
)
NQUADS = '<https://example.org/a> <https://example.org/p> "é" <https://example.org/g> .\n'
BY_NAME = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.fixture(autouse=True)
def files(reader: Path) -> None:
    """Put a Turtle and an N-Quads file at hand, and a broken one."""
    (reader / "a.ttl").write_text(TURTLE, "utf-8")
    (reader / "a.nq").write_text(NQUADS, "utf-8")
    (reader / "broken.ttl").write_text("@prefix ex: <https://example.org/> .\nex:a ex:p ;\n", "utf-8")
    (reader / "relative.ttl").write_text("<a> <p> <b> .\n", "utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_literals_stay_as_written(run: Run, format: str) -> None:
    """In every format the statements are the same, their literals as the file has them."""
    written = run("convert", "a.ttl", "--to", format).stdout_bytes
    expected = {(quad.subject, quad.object) for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)}
    assert {(quad.subject, quad.object) for quad in ox.parse(written, format=BY_NAME[format])} == expected


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_formats_with_graphs_keep_them(run: Run, format: str) -> None:
    """Named graphs survive where the format has them."""
    written = run("convert", "a.nq", "--to", format).stdout_bytes
    (quad,) = ox.parse(written, format=BY_NAME[format])
    assert (str(quad.graph_name), quad.object) == ("<https://example.org/g>", ox.Literal("é"))


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml"])
def test_graphs_are_never_lost_in_silence(run: Run, reader: Path, format: str) -> None:
    """A format without graphs is refused for a file that has some, and no file is made."""
    result = run("convert", "a.nq", "--to", format, "-o", "out")
    assert f"a.nq heeft grafen met een naam (https://example.org/g) en {format} kan die niet bevatten" in result.stderr
    assert (result.exit_code, (reader / "out").exists()) == (2, False)


def test_written_file_is_told(run: Run, reader: Path) -> None:
    """A file that is written is told on standard error, as every command does."""
    result = run("convert", "a.ttl", "--to", "trig", "-o", "a.trig")
    assert (result.stderr, result.stdout) == ("a.trig is geschreven.\n", "")


def test_standard_input_with_its_format(run: Run) -> None:
    """A dash is standard input; its format must be named."""
    assert run("convert", "-", "--from", "turtle", "--to", "ntriples", input=TURTLE).stdout.count("\n") == 2
    assert "--from turtle" in run("convert", "-", "--to", "ntriples", input=TURTLE).stderr


def test_base_makes_relative_iris_whole(run: Run) -> None:
    """Relative IRIs need a base; the message says how to give it."""
    assert "in het bestand, of geef --base. Verbeter" in run("convert", "relative.ttl", "--to", "ntriples").stderr
    written = run("convert", "relative.ttl", "--to", "ntriples", "--base", "https://example.org/").stdout
    assert written.startswith("<https://example.org/a> <https://example.org/p>")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["broken.ttl", "--to", "trig"], "broken.ttl, regel 2, kolom"),
        (["broken.ttl", "--to", "trig"], "of geef met --from de juiste vorm op (gelezen als turtle)"),
        (["none.ttl", "--to", "trig"], "none.ttl kan niet gelezen worden"),
        (["a.ttl", "--to", "turtel"], "--to: 'turtel' bestaat niet. Dichtstbij: turtle"),
        (["a.ttl", "--to", "trig", "-o", "a.nq"], "a.nq bestaat al."),
        (["a.txt", "--to", "trig"], "De vorm '.txt' is niet bekend. Kies uit: --from turtle"),
        ([".", "--to", "trig"], "De vorm '.' is niet bekend."),
        (["relative.ttl", "--to", "trig", "--base", "x"], "--base: 'x' is geen volledig adres (IRI)."),
    ],
)
def test_faults_are_told(run: Run, arguments: list[str], expected: str) -> None:
    """A broken or missing file and an unknown format are told, and nothing is printed."""
    result = run("convert", *arguments)
    assert expected in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
