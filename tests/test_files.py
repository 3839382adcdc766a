"""Test that a file is written wholly or not at all."""

import os
import stat
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import pytest

from steungraaf.errors import OutputExistsError, OutputWriteError
from steungraaf.files import open_output


def write(path: Path | None, data: bytes, *, force: bool = False) -> None:
    """Write bytes as a result would be."""
    with open_output(path, force=force) as out:
        out.write(data)


def test_file_appears_once_it_is_complete(tmp_path: Path) -> None:
    """Until the block ends there is nothing under the name."""
    target = tmp_path / "out.txt"
    with open_output(target) as out:
        out.write(b"all")
        assert not target.exists()
    assert target.read_bytes() == b"all"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_leftover_of_the_killed_is_removed(tmp_path: Path) -> None:
    """What a killed process left is removed by the next one; what another still writes, and other files, are kept."""
    (tmp_path / ".out.txt.abc.part").write_bytes(b"half")
    (tmp_path / ".other.abc.part").write_bytes(b"of another file")
    target = tmp_path / "out.txt"
    with open_output(target) as slow:
        slow.write(b"slow")
        write(target, b"fast")
        assert len(os.listdir(tmp_path)) == 3
        slow.write(b"er")
        target.unlink()
    assert sorted(os.listdir(tmp_path)) == [".other.abc.part", "out.txt"]
    assert target.read_bytes() == b"slower"


def test_file_that_is_taken_for_a_leftover_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another process removes our file before it is locked, we make another one."""
    locks = []

    def lock_late(file: BinaryIO) -> bool:
        if not locks:
            next(tmp_path.iterdir()).unlink()
        locks.append(file)
        return True

    monkeypatch.setattr("steungraaf.files._lock", lock_late)
    write(tmp_path / "out.txt", b"all")
    assert (tmp_path / "out.txt").read_bytes() == b"all"
    assert len(locks) == 2


def test_standard_output_without_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path the bytes go to standard output, as they are."""
    out = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(out))
    write(None, b"\xff")
    assert out.getvalue() == b"\xff"


def test_existing_file_is_kept_or_replaced(tmp_path: Path) -> None:
    """A file that exists is refused without force; with force it is replaced and keeps its permissions."""
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with pytest.raises(OutputExistsError):
        write(target, b"new")
    assert target.read_bytes() == b"old"
    write(target, b"new", force=True)
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)


@pytest.mark.parametrize("force", [False, True])
def test_folder_is_no_file_to_replace(tmp_path: Path, force: bool) -> None:
    """Where the name is that of a folder, force is no help and not offered."""
    with pytest.raises(OutputWriteError, match="Is a directory"):
        write(tmp_path, b"new", force=force)


def test_file_that_came_meanwhile_is_kept(tmp_path: Path) -> None:
    """A file that another program made while ours was written is not replaced."""
    target = tmp_path / "out.txt"
    with pytest.raises(OutputExistsError), open_output(target) as out:
        out.write(b"ours")
        target.write_bytes(b"theirs")
    assert target.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no hard links the finished file is renamed."""

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "out.txt", b"all")
    assert os.listdir(tmp_path) == ["out.txt"]


def test_link_stays_a_link(tmp_path: Path) -> None:
    """What a symbolic link leads to is replaced, not the link."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_device_is_written_directly() -> None:
    """A device exists and needs no force."""
    write(Path(os.devnull), b"gone")
    assert Path(os.devnull).exists()


def test_pipe_behind_a_name_of_the_system() -> None:
    """What leads to a pipe, as /dev/stdout does before `| cat`, is written directly: there is nothing beside it."""
    reading, writing = os.pipe()
    write(Path(f"/dev/fd/{writing}"), b"through")
    os.close(writing)
    with open(reading, "rb") as pipe:
        assert pipe.read() == b"through"


def test_failed_block_leaves_nothing(tmp_path: Path) -> None:
    """When what is written fails there is no file, and the fault stays what it is."""
    with pytest.raises(ZeroDivisionError), open_output(tmp_path / "out.txt") as out:
        out.write(b"half")
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_refusal_of_the_system_names_the_file(tmp_path: Path) -> None:
    """A folder that is not there, or a folder in the place of the file, is told with the name of the file."""
    with pytest.raises(OutputWriteError) as missing:
        write(tmp_path / "none/out.txt", b"")
    assert missing.value.file == str(tmp_path / "none/out.txt")
    with pytest.raises(OutputWriteError):
        write(tmp_path, b"", force=True)
    (tmp_path / "link").symlink_to(tmp_path / "none/real.txt")
    with pytest.raises(OutputWriteError, match="link"):
        write(tmp_path / "link", b"")


@pytest.mark.parametrize("fault", [BrokenPipeError(), FileNotFoundError(2, "gone", "source.ttl")])
def test_fault_of_others_stays_what_it_is(tmp_path: Path, fault: OSError) -> None:
    """A closed pipe, or a fault of a file that was being read, is not told as one of writing."""
    with pytest.raises(type(fault)), open_output(tmp_path / "out.txt"):
        raise fault
