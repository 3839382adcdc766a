"""Test the check of any data by any shapes."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from rdflib import SH

from steungraaf.errors import RdfSyntaxError, ShapesError, UnknownFormatError, UnreadableFileError
from steungraaf.rdf.reading import raw_bytes
from steungraaf.validation import Severity, check_files

EX = "https://example.org/"
SHAPES = """ex:S a sh:NodeShape ;
    sh:targetClass ex:C ;
    sh:property ex:P .
ex:P a sh:PropertyShape ;
    sh:path ex:p ;
    sh:minCount 1 .
"""
Write = Callable[[str, str], Path]


@pytest.fixture
def shapes(write: Write) -> Path:
    """Give shapes by which every ex:C has an ex:p."""
    return write("shapes.ttl", SHAPES)


def test_good_data_conforms(write: Write, shapes: Path) -> None:
    """Nothing is found, and the report says how much was checked."""
    report = check_files([write("a.ttl", "ex:a a ex:C ; ex:p 1 .")], [shapes])
    assert report.conforms
    assert report.checked == {"files": 1, "statements": 2, "shapes": 2}
    assert report.to_text("en") == "Nothing found. Checked: 1 file, 2 statements, 2 shapes.\n"


def test_a_fault_is_found_at_its_line(write: Write, shapes: Path) -> None:
    """The finding has the shape, the thing by its label, file and line."""
    path = write("a.ttl", 'ex:x ex:p 1 .\nex:a a ex:C ;\n  skos:prefLabel "Aap"@nl .')
    report = check_files([path], [shapes])
    (found,) = report.findings
    assert (found.focus, found.shape, found.file, found.line) == (f"{EX}a", f"{EX}P", path, 3)
    assert " Aap: " in report.to_text("nl")


def test_files_are_checked_together(write: Write, shapes: Path) -> None:
    """What one file leaves out another may say; a blank node of one is not that of another."""
    first, second = write("a.ttl", "ex:a a ex:C . _:b a ex:C ."), write("b.ttl", "ex:a ex:p 1 . _:b ex:p 1 .")
    (found,) = check_files([first, second], [shapes]).findings
    assert found.focus.startswith("_:")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", "<{0}a> <{1}type> <{0}C> .\n"),
        ("a.nq", "<{0}a> <{1}type> <{0}C> <{0}graph> .\n"),
        ("a.trig", "<{0}graph> {{ <{0}a> a <{0}C> }}"),
        ("a.jsonld", '{{"@id": "{0}a", "@type": "{0}C"}}'),
        ("a.rdf", '<r:RDF xmlns:r="{1}" xmlns:e="{0}"><e:C r:about="{0}a"/></r:RDF>'),
    ],
)
def test_data_may_have_any_format(write: Write, shapes: Path, name: str, text: str) -> None:
    """Statements are checked whatever format and graph they stand in."""
    path = write(name, text.format(EX, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"))
    assert [found.focus for found in check_files([path], [shapes]).findings] == [f"{EX}a"]


def test_relative_names_are_parts_of_the_file(write: Write, shapes: Path) -> None:
    """A relative IRI needs no base of its own."""
    path = write("a.ttl", "<#a> a ex:C .")
    (found,) = check_files([path], [shapes]).findings
    assert found.focus == f"{path.as_uri()}#a"


def test_the_report_of_the_w3c(write: Write, shapes: Path) -> None:
    """The Turtle form holds what the standard asks of a result, and nothing of ours."""
    report = check_files([write("a.ttl", "ex:a a ex:C .")], [shapes])
    graph = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    (result,) = graph.objects(None, SH.result)
    assert {
        predicate: value for predicate, value in graph.predicate_objects(result) if predicate != SH.resultMessage
    } == {
        rdflib.RDF.type: SH.ValidationResult,
        SH.focusNode: rdflib.URIRef(f"{EX}a"),
        SH.resultPath: rdflib.URIRef(f"{EX}p"),
        SH.resultSeverity: SH.Violation,
        SH.sourceConstraintComponent: SH.MinCountConstraintComponent,
        SH.sourceShape: rdflib.URIRef(f"{EX}P"),
    }


def test_each_result_has_a_path_of_its_own(write: Write) -> None:
    """Two results of one shape with a path of several steps do not share its nodes, as in the W3C's examples."""
    shapes = write("s.ttl", "ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:path (ex:p ex:q) ; sh:minCount 1 .")
    report = check_files([write("a.ttl", "ex:a a ex:C . ex:b a ex:C .")], [shapes])
    graph = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    paths = set(graph.objects(None, SH.resultPath))
    assert len(paths) == 2
    assert {tuple(graph.items(path)) for path in paths} == {(rdflib.URIRef(f"{EX}p"), rdflib.URIRef(f"{EX}q"))}


def test_a_broken_file_leaves_the_others(write: Write, shapes: Path) -> None:
    """A file that does not parse is a finding with its line, and the rest is checked."""
    good, broken = write("a.ttl", "ex:a a ex:C ."), write("b.ttl", "ex:x ex:p 1 .\nex:y ex:p\n")
    report = check_files([broken, good], [shapes])
    assert {(found.file, found.severity) for found in report.findings} == {
        (good, Severity.VIOLATION),
        (broken, Severity.VIOLATION),
    }
    assert next(found.line for found in report.findings if found.file == broken) in (3, 4)


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("absent.ttl", UnreadableFileError, "No such file"),
        ("absent", UnreadableFileError, "No such file"),
        (".", UnreadableFileError, "Is a directory"),
        ("a.xyz", UnknownFormatError, "xyz"),
        ("shut.ttl", UnreadableFileError, "denied"),
    ],
)
def test_a_file_that_is_not_there_is_no_finding(
    write: Write, shapes: Path, name: str, error: type[Exception], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a slip of the pen says nothing about the data, so it ends the check."""
    write("a.xyz", "")
    shut = write("shut.ttl", "")
    monkeypatch.setattr("steungraaf.rdf.reading.raw_bytes", _refuse(shut, raw_bytes))
    with pytest.raises(error, match=said):
        check_files([shapes.parent / name], [shapes])


def _refuse(shut: Path, read: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    def refuse(path: Path) -> bytes:
        """Read any file but one."""
        if path == shut:
            raise UnreadableFileError(file=str(path), reason="denied")
        return read(path)

    return refuse


def test_a_file_in_other_letters_is_a_finding(shapes: Path) -> None:
    """A file that is there and is not UTF-8 is found, as one that does not parse."""
    path = shapes.parent / "latin.ttl"
    path.write_bytes(b"# caf\xe9\n")
    (found,) = check_files([path], [shapes]).findings
    assert found.file == path


def test_a_term_that_shacl_lacks_is_a_warning(write: Write) -> None:
    """The shapes are used all the same; the W3C's report does not speak of it."""
    shapes = write("s.ttl", SHAPES + "ex:P sh:minCout 1 .")
    report = check_files([write("a.ttl", "ex:a a ex:C ; ex:p 1 .")], [shapes])
    (found,) = report.findings
    assert (found.severity, found.file, report.conforms) == (Severity.WARNING, shapes, True)
    assert "sh:conforms true" in report.to_turtle()


def test_ill_formed_shapes_are_a_violation(write: Write) -> None:
    """Where the engine makes something of them the data is checked as well."""
    shapes = write("s.ttl", SHAPES + "ex:P sh:nodeKind ex:Person .")
    report = check_files([write("a.ttl", "ex:a a ex:C ; ex:p 1 .")], [shapes])
    assert not report.conforms
    assert shapes in {found.file for found in report.findings}


@pytest.mark.parametrize(
    ("name", "text", "error", "said"),
    [
        ("s.ttl", "ex:S a sh:NodeShape ; sh:property", RdfSyntaxError, "line 2"),
        ("s.ttl", "ex:a ex:p 1 .", ShapesError, "not one shape"),
        ("s.ttl", SHAPES + "ex:P sh:minCount 'a' .", ShapesError, "line 8"),
        (
            "s.ttl",
            "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT' ] .",
            ShapesError,
            "cannot be used",
        ),
        ("s.xyz", "", UnknownFormatError, "xyz"),
    ],
)
def test_shapes_that_cannot_be_used(write: Write, name: str, text: str, error: type[Exception], said: str) -> None:
    """The error says what is wrong and, where it is known, the file and line."""
    with pytest.raises(error, match=said):
        check_files([write("a.ttl", "ex:a a ex:C .")], [write(name, text)])


def test_shapes_that_are_not_there(write: Write, tmp_path: Path) -> None:
    """A file of shapes that cannot be opened is named."""
    with pytest.raises(UnreadableFileError, match="absent"):
        check_files([write("a.ttl", "ex:a a ex:C .")], [tmp_path / "absent.ttl"])
