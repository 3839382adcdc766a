"""House style: what was read, written again, is the same file."""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.namespaces import PREFIXES
from steungraaf.rdf import Quad, parse_quads, read_quads, reformat
from steungraaf.rdf.turtle import stream_turtle, turtle_text
from tests.strategies import graphs

ROOT = Path(__file__).resolve().parents[2]
KEPT = sorted(path for folder in ("ontology", "data") for path in (ROOT / folder).rglob("*.ttl"))

Turtle = Callable[[str], Path]
Same = Callable[[Iterable[Quad], Iterable[Quad]], bool]

STYLED = '''# About this file.
#+ expect: nothing

@prefix ex: <https://example.org/> .
@prefix sg: <https://w3id.org/steungraaf/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:z
    a sg:Claim ;
    sg:note "Ja"@nl ,
        "Yes"@en ;
    sg:value 46.0 ,
        "46."^^xsd:decimal ,
        -1.5e3 ,
        true ,
        007 ;
    sg:text """first \\"""
second\\\\\\"""" ;
    sg:escaped "a\\tb\\"c\\u0001\\r" ;
    sg:list ( 1 ( "x" ) [ ex:p ex:o ] ) ,
        () ;
    sg:inside [] ,
        [
            ex:p 1 ;
            ex:q 1 ,
                [ ex:r 2 ] ;
        ] ;
    sg:shared _:b0 ;
    sg:direction "x"@ar--rtl ;
    sg:term <<( ex:a ex:b _:b1 )>> ;
    sg:elsewhere <https://example.org/a/b> ;
.

ex:a
    sg:shared _:b0 ;
.

_:b0
    ex:p 1 ;
.

[]
    ex:p _:b1 ;
.

_:b2
    ex:p _:b3 ;
.

_:b3
    ex:p _:b2 ;
.
'''


@pytest.mark.parametrize("path", KEPT, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_in_house_style(path: Path) -> None:
    """Each Turtle file of the repository is what it becomes when it is read and written."""
    assert reformat(path) == path.read_bytes()


def test_house_style(write: Callable[[str, str], Path]) -> None:
    """A file that shows every form of the style is what it becomes when it is read and written."""
    assert reformat(write("styled.ttl", STYLED)).decode() == STYLED


@given(quads=graphs())
def test_style_is_stable(same: Same, quads: list[Quad]) -> None:
    """What is written, read and written again, is the same text, whatever the graph."""
    text = turtle_text(quads, PREFIXES)
    again = list(parse_quads(text.encode(), format="turtle"))
    assert turtle_text(again, PREFIXES) == text
    assert same(quads, again)


def by_subject(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads with those of each subject together."""
    groups: dict[object, list[Quad]] = {}
    for quad in quads:
        groups.setdefault(quad.subject, []).append(quad)
    return [quad for group in groups.values() for quad in group]


def streamed(quads: list[Quad]) -> str:
    """Return what is streamed of quads."""
    out = BytesIO()
    stream_turtle(quads, out, PREFIXES)
    return out.getvalue().decode()


@given(quads=graphs())
def test_streaming_gives_the_same_text(quads: list[Quad]) -> None:
    """Streamed or not, the text is the same, whatever the graph."""
    assert streamed(by_subject(quads)) == turtle_text(quads, PREFIXES)


def test_streaming_keeps_every_form() -> None:
    """Streamed, a file that shows every form of the style has the same text; blank nodes stand where they stood."""
    quads = by_subject(parse_quads(STYLED.encode(), format="turtle"))
    assert streamed(quads) == turtle_text(quads, PREFIXES)
    assert "[ <https://example.org/r> 2 ]" in streamed(quads)


def test_own_prefixes_are_kept(turtle: Turtle) -> None:
    """A prefix of the file's own stays when it is used; one of ours goes before another for the same namespace."""
    path = turtle("@prefix other: <http://purl.org/dc/terms/> . @prefix no: <urn:no:> . ex:a other:title ex:b .")
    head = reformat(path).decode().split("\n\n")[0]
    assert head == "@prefix dcterms: <http://purl.org/dc/terms/> .\n@prefix ex: <https://example.org/> ."


def test_repeated_triples_and_subjects_are_joined(turtle: Turtle) -> None:
    """A subject has one block, in the place where it first stood, and a triple is written once."""
    body = reformat(turtle("ex:a ex:p 1 . ex:b ex:p 1 . ex:a ex:q 2 ; ex:p 1 .")).decode().split("\n\n", 1)[1]
    assert body == "ex:a\n    ex:p 1 ;\n    ex:q 2 ;\n.\n\nex:b\n    ex:p 1 ;\n.\n"


def test_comment_at_the_head_alone(write: Callable[[str, str], Path]) -> None:
    """A file of comments only stays, with lines as Unix ends them and no blanks behind them."""
    assert reformat(write("a.ttl", "# one \r\n\r\n# two")) == b"# one\n\n# two\n"


def test_long_collection_is_spread(turtle: Turtle) -> None:
    """A collection too long for a line has an item a line."""
    items = [f"ex:item-with-a-long-name-{number}" for number in range(6)]
    text = reformat(turtle(f"ex:a ex:p ( {' '.join(items)} ) .")).decode()
    assert "    ex:p (\n        " + "\n        ".join(items) + "\n    ) ;\n" in text


def test_deep_nesting_gets_names(turtle: Turtle, same: Same) -> None:
    """Brackets stop at a depth that can be read; a node below has a name and a block, and is in style at once."""
    path = turtle("ex:a ex:p " + "[ ex:p " * 30 + "1" + " ]" * 30 + " .")
    before = list(read_quads(path))
    styled = reformat(path)
    path.write_bytes(styled)
    assert reformat(path) == styled
    assert styled.decode().count("_:b") == 6 and same(before, read_quads(path))


@pytest.mark.parametrize(
    "list_",
    [
        "_:l rdf:first 1 ; rdf:rest _:m . _:m rdf:first 2 .",
        "_:l rdf:first 1 , 2 ; rdf:rest () .",
        "_:l rdf:first 1 ; rdf:rest ( 2 ) ; ex:p 3 .",
        "_:l rdf:first 1 ; rdf:rest _:m . _:m rdf:first 2 ; rdf:rest () . ex:b ex:p _:m .",
        "_:l rdf:first 1 ; rdf:rest _:l .",
    ],
)
def test_broken_collections_survive(turtle: Turtle, same: Same, list_: str) -> None:
    """What only looks like a collection is written as what it is."""
    path = turtle(f"@prefix rdf: <{PREFIXES['rdf']}> . ex:a ex:p _:l . {list_}")
    assert same(parse_quads(reformat(path), format="turtle"), read_quads(path))


def test_faults_are_told(turtle: Turtle, tmp_path: Path) -> None:
    """A file that does not parse, or is not there, is an error and no text."""
    with pytest.raises(RdfSyntaxError):
        reformat(turtle("ex:a ex:b"))
    with pytest.raises(UnreadableFileError):
        reformat(tmp_path / "none.ttl")
