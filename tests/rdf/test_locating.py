"""Where a subject, a predicate and an object stand in a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, Locations, NamedNode, Term, locate, read_quads
from steungraaf.rdf.turtle import turtle_text
from tests.strategies import graphs

EX = "https://example.org/"
ROOT = Path(__file__).resolve().parents[2]

TEXT = """@prefix ex: <https://example.org/> . # ex:a ex:p 0 .
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
@base <https://example.org/> .

ex:a
  ex:p ex:b , # ; ex:q
    <c> ,
    "one ; \\u00e9
still one"@nl ;
  a ex:Thing ;
  ex:p "2018-11-27"^^xsd:date , 46.0 ,
     7 , 1e3 , true ;
  ex:q [ ex:inside
     ex:deep ] , ( ex:item
     ex:b ) ;
  ex:r ex:b .
ex:b ex:p '''long "text"
''' , "dir"@ar--rtl ; ex:t <<( ex:a ex:p
  9 )>> , ex:c\\-d {| ex:s
  8 |} .
_:x ex:p _:y , ex:b .
BASE <urn:other:>
ex:a ex:r ex:z .
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def located(write: Write) -> Locations:
    """Locate what the text above holds."""
    return locate(write("a.ttl", TEXT.replace('"one ; \\u00e9\nstill one"', '"""one ; \\u00e9\nstill one"""')))


def date(text: str) -> Literal:
    """Return a literal of a date."""
    return Literal(text, datatype=NamedNode(expand("xsd:date")))


@pytest.mark.parametrize(
    ("predicate", "object", "line"),
    [
        ("p", NamedNode(f"{EX}b"), 6),
        ("p", NamedNode(f"{EX}c"), 7),
        ("p", Literal("one ; é\nstill one", language="nl"), 8),
        ("p", date("2018-11-27"), 11),
        ("p", Literal("46.0", datatype=NamedNode(expand("xsd:decimal"))), 11),
        ("p", Literal(7), 12),
        ("p", Literal("1e3", datatype=NamedNode(expand("xsd:double"))), 12),
        ("p", Literal(True), 12),
        ("p", Literal("not there"), 6),
        ("p", None, 6),
        ("q", BlankNode("x"), 13),
        ("r", NamedNode(f"{EX}b"), 16),
        ("r", NamedNode(f"{EX}z"), 23),
        ("none", None, 5),
        (None, None, 5),
    ],
)
def test_line_of_a_triple(located: Locations, predicate: str | None, object: Term | None, line: int) -> None:
    """The line is that of the object, or else of the predicate, or else of the subject."""
    assert located.line(f"{EX}a", EX + predicate if predicate else None, object) == line


def test_a_is_a_predicate(located: Locations) -> None:
    """The short form of rdf:type is found as rdf:type."""
    assert located.line(f"{EX}a", expand("rdf:type"), NamedNode(f"{EX}Thing")) == 10


@pytest.mark.parametrize(
    ("predicate", "object", "line"),
    [
        ("p", Literal('long "text"\n'), 17),
        ("p", Literal("dir", language="ar"), 18),
        ("t", NamedNode(f"{EX}c-d"), 19),
    ],
)
def test_other_forms(located: Locations, predicate: str, object: Term, line: int) -> None:
    """Long strings, base directions and escaped names are found; triple terms are passed over."""
    assert located.line(f"{EX}b", EX + predicate, object) == line


@pytest.mark.parametrize("name", ["inside", "deep", "item", "s", "nothing"])
def test_inside_is_no_subject(located: Locations, name: str) -> None:
    """What stands inside brackets, collections and annotations is not found as a subject, and nothing else is."""
    assert located.line(EX + name) is None


def test_same_value_of_another_type_is_not_it(located: Locations) -> None:
    """A literal is found by its datatype as well, so another one falls back on the predicate."""
    assert located.line(f"{EX}a", f"{EX}p", Literal("7")) == 6


def test_file_with_faults(write: Write) -> None:
    """A file that does not parse is located all the same, on from the next dot."""
    text = '<urn:a> <urn:p> )] ^^ "open \n;; nope:x "a"^^"b" , "\\UFFFFFFFF" . GRAPH what\n<urn:b> <urn:p> "x"'
    found = locate(write("a.ttl", text))
    assert (found.line("urn:a"), found.line("urn:b", "urn:p", Literal("x"))) == (1, 3)


@given(text=st.text("<>()[]{}|\"'\\^^@.;,:_#a1 \n~", max_size=60))
def test_never_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a file holds, locating in it raises nothing."""
    path = tmp_path_factory.getbasetemp() / "any.ttl"
    path.write_text(text, "utf-8")
    assert isinstance(locate(path), Locations)


@given(quads=graphs())
def test_whatever_is_written_is_found(tmp_path_factory: pytest.TempPathFactory, quads: list) -> None:
    """Every triple of a file without blank nodes is found at a line that shows its predicate or its object."""
    named = [one for one in quads if not isinstance(one.subject, BlankNode) and not isinstance(one.object, BlankNode)]
    path = tmp_path_factory.getbasetemp() / "found.ttl"
    path.write_text(turtle_text(named, {}), "utf-8")
    found = locate(path)
    lines = [found.line(quad.subject.value, quad.predicate.value, quad.object) for quad in named]
    assert None not in lines


def test_every_triple_of_the_data_has_its_own_line() -> None:
    """In the registers no two triples share a line, and each has one."""
    path = ROOT / "data/registers/organisations.ttl"
    found, quads = locate(path), list(read_quads(path))
    lines = [found.line(quad.subject.value, quad.predicate.value, quad.object) for quad in quads]
    assert len(set(lines) - {None}) == len(quads)


@pytest.mark.parametrize("name", ["a.nt", "a.rdf", "a.unknown", "absent.ttl"])
def test_other_files(write: Write, name: str) -> None:
    """N-Triples are located; of another format, or of no file at all, nothing is known."""
    if not name.startswith("absent"):
        write(name, "<urn:s>\t<urn:p> <urn:o> .\n")
    path = write("z", "").parent / name
    assert locate(path).line("urn:s") == (1 if name == "a.nt" else None)
