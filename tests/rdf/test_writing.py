"""Writing RDF: what is read again is the same, and the bytes are."""

from collections.abc import Callable, Iterable
from io import BytesIO

import pytest
from hypothesis import given

from steungraaf.errors import TermLostError, UnknownFormatError
from steungraaf.rdf import FORMATS, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, parse_quads, write_rdf
from tests.strategies import XML_TEXTS, graphs

Same = Callable[[Iterable[Quad], Iterable[Quad]], bool]
S, P, G = (NamedNode(f"https://w3id.org/steungraaf/ns#{name}") for name in "spg")


def written(quads: Iterable[Quad], format: str) -> bytes:
    """Return the bytes of quads in a format."""
    out = BytesIO()
    write_rdf(quads, out, format)
    return out.getvalue()


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "rdfxml"])
@given(quads=graphs())
def test_what_is_written_is_read_again(same: Same, format: str, quads: list[Quad]) -> None:
    """Writing and reading gives the same graph, in every format."""
    assert same(parse_quads(written(quads, format), format=format), quads)


@given(quads=graphs(XML_TEXTS))
def test_xml_is_read_again(same: Same, quads: list[Quad]) -> None:
    """Writing and reading RDF/XML gives the same graph, of all that XML can hold."""
    assert same(parse_quads(written(quads, "rdfxml"), format="rdfxml"), quads)


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_graphs_are_kept(format: str) -> None:
    """The formats with graphs keep them."""
    quads = [Quad(S, P, S, G), Quad(S, P, P, DefaultGraph())]
    assert set(parse_quads(written(quads, format), format=format)) == set(quads)


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml"])
def test_other_formats_hold_the_triples(format: str) -> None:
    """The formats without graphs hold the triples of all."""
    found = parse_quads(written([Quad(S, P, S, G)], format), format=format)
    assert list(found) == [Quad(S, P, S, DefaultGraph())]


@pytest.mark.parametrize("format", FORMATS)
def test_blank_nodes_are_named_by_their_order(format: str) -> None:
    """The names that blank nodes have inside do not show in the bytes."""
    first, second = (written([Quad(BlankNode(name), P, BlankNode(f"{name}2"))], format) for name in ("a", "z"))
    assert first == second


@pytest.mark.parametrize("format", ["turtle", "trig"])
def test_only_the_prefixes_used(format: str) -> None:
    """The prefixes of the project that are used are declared, sorted, and no others."""
    quads = [Quad(S, P, Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))), Quad(S, P, S)]
    head = [line.split()[1] for line in written(quads, format).decode().splitlines() if line.startswith("@prefix")]
    assert head == ["sg:", "xsd:"]


def test_prefixes_of_predicates_alone_in_xml() -> None:
    """RDF/XML declares the prefixes of its elements, sorted."""
    type_ = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    text = written([Quad(S, P, NamedNode("http://www.w3.org/ns/org#Post")), Quad(S, type_, G)], "rdfxml").decode()
    root = next(line for line in text.splitlines() if "<rdf:RDF" in line)
    assert [part.split("=")[0] for part in root.split()[1:]] == ["xmlns:its", "xmlns:rdf", "xmlns:sg"]


def test_carriage_return_in_xml() -> None:
    """A carriage return is written so that no XML parser makes a line feed of it."""
    assert b"a&#xD;\nb" in written([Quad(S, P, Literal("a\r\nb"))], "rdfxml")


@pytest.mark.parametrize(
    ("term", "format"),
    [
        (Literal("a\x00b"), "rdfxml"),
        (Triple(S, P, Literal("\x1f")), "rdfxml"),
        (Triple(S, P, S), "jsonld"),
    ],
)
def test_term_that_a_format_cannot_hold(term: Literal | Triple, format: str) -> None:
    """What a format cannot hold is refused, and not written wrong."""
    with pytest.raises(TermLostError, match=format):
        written([Quad(S, P, term)], format)


@pytest.mark.parametrize("format", ["turtle", "trig", "ntriples", "nquads", "rdfxml"])
def test_triple_terms_survive(format: str) -> None:
    """A triple term, a blank node and a base direction survive where the format holds them."""
    term = Triple(BlankNode("b0"), P, Literal("x", language="ar"))
    (found,) = parse_quads(written([Quad(S, P, term)], format), format=format)
    assert isinstance(found.object, Triple) and found.object.object == term.object


def test_nothing_is_written_as_nothing() -> None:
    """No quads give an empty file in Turtle."""
    assert written([], "turtle") == b""


@pytest.mark.parametrize("format", FORMATS)
def test_iterator_is_written_as_a_list_is(format: str) -> None:
    """Quads that can be gone through once only give the same bytes."""
    quads = [Quad(S, P, Literal("x")), Quad(S, P, P), Quad(P, P, BlankNode("b"))]
    assert written(iter(quads), format) == written(quads, format)


@pytest.mark.parametrize("format", ["trig", "rdfxml"])
def test_long_text_is_passed_on(format: str) -> None:
    """What does not come from the engine at once is written whole, its head in order."""
    quads = [Quad(S, P, Literal(f"{number}\r" * 1_000)) for number in range(100)]
    assert set(parse_quads(written(quads, format), format=format)) == set(quads)


@pytest.mark.parametrize("format", ["trig", "rdfxml"])
def test_nothing_has_no_statements(format: str) -> None:
    """No quads give a file without any."""
    assert list(parse_quads(written([], format), format=format)) == []


def test_unknown_format() -> None:
    """A format that is not known is refused before anything is written."""
    with pytest.raises(UnknownFormatError):
        written([], "n3")
