"""Test how text is taken from a file."""

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from steungraaf.errors import MissingExtraError, UnreadableOriginalError
from steungraaf.evidence.extraction import read_original


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_texts_in_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    """A text comes out with its letters whole, whatever usual encoding it has."""
    path = tmp_path / "text.txt"
    path.write_bytes("één café".encode(encoding))
    assert read_original(path).text == "één café"


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    """Nothing is translated, for positions count every character."""
    path = tmp_path / "text.txt"
    path.write_bytes(b"een\r\ntwee\x0cdrie")
    extract = read_original(path)
    assert extract.text == "een\r\ntwee\x0cdrie"
    assert extract.sha256 == sha256(b"een\r\ntwee\x0cdrie").hexdigest()


def test_a_pdf_gives_its_text(tmp_path: Path, pdf: Callable[[list[str]], bytes]) -> None:
    """The words of a PDF come out page by page."""
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf(["De bond helpt", "elke starter."]))
    assert read_original(path).text.split() == ["De", "bond", "helpt", "elke", "starter."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it has no text"),
        (b" \n", "it has no text"),
        (b"\x00\x01\x02", "it is no text that we can decode"),
        (b"\x81\x8d\xff", "it is no text that we can decode"),
        (b"\xff\xfea", "it is no text that we can decode"),
        (b"%PDF-1.4 and nothing else", "PDF: "),
    ],
)
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    """The error names the file and says why no text comes from it."""
    path = tmp_path / "odd.bin"
    path.write_bytes(data)
    with pytest.raises(UnreadableOriginalError) as caught:
        read_original(path)
    assert str(path) in str(caught.value)
    assert reason in str(caught.value)


def test_a_scanned_pdf_is_refused(tmp_path: Path, pdf: Callable[[list[str]], bytes]) -> None:
    """A PDF with pages and no words in them has no text."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([]))
    with pytest.raises(UnreadableOriginalError, match="it has no text"):
        read_original(path)


@pytest.mark.parametrize("name", ["absent.txt", "."])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    """A file that is not there, and a folder, give an error and no traceback of the system."""
    with pytest.raises(UnreadableOriginalError):
        read_original(tmp_path / name)


def test_a_pdf_without_pypdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pypdf is not installed the error says how to install it."""
    path = tmp_path / "text.pdf"
    path.write_bytes(b"%PDF-1.4")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtraError, match=r"steungraaf\[pdf\]"):
        read_original(path)
