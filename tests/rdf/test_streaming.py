"""Long texts, read piece by piece: the same quads and the same faults as when they are read at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.rdf import Quad, parse_quads, read_quads
from steungraaf.rdf.reading import is_large
from steungraaf.rdf.streaming import GuardedText

NESTED = "<urn:a> <urn:p> " + "<<( <urn:a> <urn:p> " * 600
ENTITIES = '<!DOCTYPE rdf:RDF [\n<!ENTITY a "' + "x" * 9_000 + '">\n<!ENTITY b "&a;&a;">\n]>\n<rdf:RDF/>'


def pieces(text: str | bytes, size: int) -> Iterator[bytes]:
    """Cut a text into pieces."""
    data = text.encode() if isinstance(text, str) else text
    return (data[start : start + size] for start in range(0, len(data), size))


def guarded(text: str | bytes, format: str, size: int) -> bytes:
    """Read a text to its end, as a parser would."""
    file = GuardedText(pieces(text, size), format, "some")
    return b"".join(iter(lambda: file.read(5), b""))


@pytest.mark.parametrize("size", [1, 2, 7, 1_000_000])
@pytest.mark.parametrize("text", ["", "\ufeff<urn:é> <urn:p> 'x' .", "<urn:a> <urn:p> '<<<<' . "])
def test_text_passes_as_it_is(text: str, size: int) -> None:
    """Whatever the pieces, the text comes out whole, without the mark at its head."""
    assert guarded(text, "turtle", size) == text.removeprefix("\ufeff").encode()


def test_all_that_is_ready_at_once() -> None:
    """Who names no size gets a piece."""
    assert GuardedText(iter([b"<urn:a>", b" "]), "turtle", "some").read() == b"<urn:a>"


@pytest.mark.parametrize("size", [1, 3, 1_000_000])
@pytest.mark.parametrize(
    ("text", "format", "line"),
    [
        ("\n\n" + NESTED, "turtle", 3),
        ('\n{"a":' + "[" * 600, "jsonld", 2),
        ('{"[\\"[[":\n' + '["[[",' * 600, "jsonld", 2),
        (ENTITIES, "rdfxml", 3),
    ],
)
def test_what_is_nested_too_deep_never_passes(text: str, format: str, line: int, size: int) -> None:
    """A text that would end the process is stopped, with its line, however it is cut."""
    with pytest.raises(RdfSyntaxError) as caught:
        guarded(text, format, size)
    assert (caught.value.file, caught.value.line) == ("some", line)


@pytest.mark.parametrize("size", [1, 3, 1_000_000])
def test_brackets_in_strings_do_not_count(size: int) -> None:
    """What stands between quotes is no nesting."""
    text = '{"a": "' + '[\\"' * 2_000 + '", "b": [' + "[]," * 2_000 + "[]]}"
    assert guarded(text, "jsonld", size) == text.encode()


def test_head_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declarations without an end are no head of RDF/XML; after the head nothing is kept."""
    monkeypatch.setattr("steungraaf.rdf.streaming._HEAD", 20)
    with pytest.raises(RdfSyntaxError, match="a DOCTYPE that does not end"):
        guarded("<!DOCTYPE rdf:RDF [ " + " " * 99, "rdfxml", 50)
    assert len(guarded("<rdf:RDF>" + " " * 99, "rdfxml", 30)) == 108


def test_what_is_not_utf8() -> None:
    """The byte that is none is counted from the head of the file."""
    with pytest.raises(UnreadableFileError, match=r"it is not UTF-8 \(byte 9\)"):
        guarded(b"<urn:a> \xff", "turtle", 4)
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        guarded(b"<urn:a> \xc3", "turtle", 4)


def read_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Quad]:
    """Read a file as if it were too large to be read at once."""
    monkeypatch.setattr("steungraaf.rdf.reading._WHOLE", 0)
    assert is_large(path)
    return list(read_quads(path))


def test_large_file_gives_the_same_quads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is read piece by piece says what it says when it is read at once, with the same names."""
    text = "_:x <urn:p> _:y , 46.0 .\n" + "".join(f"<urn:{number}> <urn:p> [] .\n" for number in range(50))
    (tmp_path / "a.ttl").write_text(text, "utf-8")
    expected = list(parse_quads(text.encode(), format="turtle", name=str(tmp_path / "a.ttl")))
    assert read_in_pieces(tmp_path / "a.ttl", monkeypatch) == expected


def test_fault_in_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault has its line, and one of nesting is told in front of the parser."""
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:p> 1 .\n<urn:a> oops .\n", "utf-8")
    (tmp_path / "b.ttl").write_text(NESTED, "utf-8")
    with pytest.raises(RdfSyntaxError, match=r"a\.ttl, line 2"):
        read_in_pieces(tmp_path / "a.ttl", monkeypatch)
    with pytest.raises(RdfSyntaxError, match=r"b\.ttl, line 1: nested more than 500 levels deep"):
        read_in_pieces(tmp_path / "b.ttl", monkeypatch)


def test_missing_file_is_not_large(tmp_path: Path) -> None:
    """Who opens a file that is not there says so."""
    assert not is_large(tmp_path / "none.ttl")
