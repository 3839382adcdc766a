"""Compressed files: read as what is in them, and told when they cannot be."""

import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from steungraaf.errors import MissingExtraError, UnreadableFileError
from steungraaf.rdf import format_of, read_quads
from steungraaf.rdf.compressed import BrokenArchiveError, pieces_of

TEXT = b"<urn:a> <urn:p> 'x' .\n" * 9_000
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("size", [1, 1 << 16])
def test_members_come_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, times: int, size: int
) -> None:
    """A file of several members is what all of them hold, in their order, however much is read at a time."""
    monkeypatch.setattr("steungraaf.rdf.compressed._PACKED", size)
    path = tmp_path / f"a.ttl{kind}"
    path.write_bytes(PACK[kind](TEXT) * times)
    assert b"".join(pieces_of(path)) == TEXT * times


def test_zeros_behind_a_member(tmp_path: Path) -> None:
    """What a tape fills up with zeros is read to its end."""
    path = tmp_path / "a.nt.gz"
    path.write_bytes(gzip.compress(TEXT) + b"\0" * 99)
    assert b"".join(pieces_of(path)) == TEXT


@pytest.mark.parametrize("kind", PACK)
def test_quads_and_format_of_a_compressed_file(tmp_path: Path, kind: str) -> None:
    """The extension before that of the compression tells the format."""
    path = tmp_path / f"a.ttl{kind.upper()}"
    path.write_bytes(PACK[kind](TEXT))
    assert format_of(path) == "turtle"
    assert {str(quad.object) for quad in read_quads(path)} == {'"x"'}


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda packed: packed[: len(packed) // 2], "it ends too early"),
        (lambda packed: b"", "it ends too early"),
        (lambda packed: b"\x01" + packed[1:], "it is no {}"),
        (lambda packed: packed + b"garbage", "it is no {}"),
    ],
)
def test_broken_file_is_told(tmp_path: Path, kind: str, spoil: Callable[[bytes], bytes], reason: str) -> None:
    """A file that is cut off or is something else is an error with a status of its own."""
    path = tmp_path / f"a.ttl{kind}"
    path.write_bytes(spoil(PACK[kind](TEXT)))
    with pytest.raises(BrokenArchiveError, match=reason.format(kind[1:])) as caught:
        list(read_quads(path))
    assert caught.value.exit_status == 27


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """A refusal of the system names the file."""
    with pytest.raises(UnreadableFileError, match=r"none\.ttl\.gz"):
        list(pieces_of(tmp_path / "none.ttl.gz"))


def test_library_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without zstandard it is told how to install it."""
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (tmp_path / "a.nt.zst").write_bytes(b"x")
    with pytest.raises(MissingExtraError, match=r"steungraaf\[zst\]"):
        list(pieces_of(tmp_path / "a.nt.zst"))
