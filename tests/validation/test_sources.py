"""Test how a statement is found again in its file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.rdf import Literal, NamedNode
from steungraaf.validation.sources import Sources

EX = "https://example.org/"
BOND = """ex:bond
    a foaf:Agent ;
    ex:name "Bond" ;
    ex:helps ex:first ,
        ex:second ;
.
"""
MORE = "ex:bond ex:age 5 .\nex:other ex:helps ex:third .\n"


@pytest.mark.parametrize(
    ("path", "value", "file", "line"),
    [
        (None, None, "a.ttl", 2),
        ("name", Literal("Bond"), "a.ttl", 4),
        ("name", Literal("Another"), "a.ttl", 4),
        ("helps", NamedNode(f"{EX}second"), "a.ttl", 6),
        ("helps", None, "a.ttl", 5),
        ("age", None, "b.ttl", 2),
        ("absent", None, "a.ttl", 2),
    ],
)
def test_the_most_exact_place_is_given(
    read: Callable[..., Sources], path: str | None, value: Literal | None, file: str, line: int
) -> None:
    """A value is placed on its line, a property on its first, a missing one where the thing gets its class."""
    found, on = read(BOND, MORE).place(f"{EX}bond", path and EX + path, value)
    assert (found and found.name, on) == (file, line)


def test_a_thing_without_class_is_in_the_first_file(read: Callable[..., Sources]) -> None:
    """Where no file gives a class the first that speaks of the thing counts."""
    found, line = read(MORE, "ex:other ex:age 3 .").place(f"{EX}other")
    assert (found and found.name, line) == ("a.ttl", 3)


def test_what_nothing_is_said_of_is_placed_where_it_is_named(read: Callable[..., Sources]) -> None:
    """A thing that is only an object is placed at that statement; an unknown one nowhere."""
    sources = read(BOND, MORE)
    found, line = sources.place(f"{EX}third")
    assert (found and found.name, line) == ("b.ttl", 3)
    assert sources.place(f"{EX}nowhere") == (None, None)


def test_a_sentence_is_known_by_what_rests_on_it(read: Callable[..., Sources]) -> None:
    """A claim leads to its sentence, a span to the sentence that it selects, a sentence to itself, a name to none."""
    sources = read(
        "ex:s a sg:Sentence ; oa:hasSelector ex:span . ex:span oa:start 1 . ex:claim prov:wasQuotedFrom ex:s .", BOND
    )
    found = [sources.sentence_of(EX + name) for name in ("claim", "span", "s", "bond", "nowhere")]
    assert found == [f"{EX}s", f"{EX}s", f"{EX}s", None, None]


def test_labels_come_by_language(read: Callable[..., Sources]) -> None:
    """Names and labels are taken, and what has none is left out."""
    sources = read('ex:bond skos:prefLabel "Bond"@nl , "Union"@en . ex:C rdfs:label "klasse" .', MORE)
    assert sources.labels([f"{EX}bond", f"{EX}C", f"{EX}other"]) == {
        f"{EX}bond": {"nl": "Bond", "en": "Union"},
        f"{EX}C": {"": "klasse"},
    }


def test_a_broken_file_leaves_the_others(
    read: Callable[..., Sources], write: Callable[..., Path], tmp_path: Path
) -> None:
    """A file that does not parse, and one that is not there, are faults; the rest is read."""
    sources = read(MORE)
    sources.read(write("broken.ttl", "ex:bond ex:age"))
    sources.read(tmp_path / "absent.ttl")
    assert [type(error) for _, error in sources.faults] == [RdfSyntaxError, UnreadableFileError]
    assert (sources.files, len(list(sources.quads()))) == (3, 2)


def test_a_place_in_another_format_has_no_line(write: Callable[..., Path]) -> None:
    """Of a file whose lines are not known the file is told."""
    sources = Sources()
    sources.read(
        write(
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
            '<rdf:Description rdf:about="https://example.org/bond"><e:p>x</e:p></rdf:Description></rdf:RDF>',
        )
    )
    file, line = sources.place(f"{EX}bond")
    assert (file and file.name, line) == ("a.rdf", None)
