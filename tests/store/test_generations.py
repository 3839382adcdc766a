"""Generations of a store: published whole, kept while they are read, removed afterwards; and what is damaged."""

import errno
import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from steungraaf.store.generations import new_generation, open_generation, write_manifest
from steungraaf.store.store_faults import (
    DamagedStoreError,
    LockedStoreError,
    NotAStoreError,
    StorePlaceError,
    StoreVersionError,
    StoreWriteError,
    UnreadableStoreError,
)


def publish(store: Path, text: str) -> None:
    """Publish a generation whose only file holds a text."""
    with new_generation(store) as place:
        (place / "data").mkdir()
        (place / "data/1.sst").write_text(text, "utf-8")
        (place / "data/LOG").write_text("not kept", "utf-8")
        write_manifest(place, {"triples": 1}, {"urn:g": {"triples": 1, "digest": None}})


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a store with one generation."""
    publish(tmp_path / "store", "first")
    return tmp_path / "store"


def generations(store: Path) -> list[Path]:
    """Return the directories of generations, hidden ones too."""
    return sorted((store / "generations").iterdir())


def test_what_is_published_is_read(store: Path) -> None:
    """The manifest says what is there, and names the files that the engine needs."""
    found = open_generation(store)
    assert (found.data / "1.sst").read_text("utf-8") == "first"
    assert found.totals == {"triples": 1} and found.graphs() == {"urn:g": {"triples": 1, "digest": None}}
    assert found.manifest["quads"] == found.manifest["graphs"] == 1 and found.manifest["files"] == {"1.sst": 5}


def test_reader_keeps_its_generation(store: Path) -> None:
    """What is read stays on disk whatever is published, and goes with the load after its last reader."""
    reader = open_generation(store)
    publish(store, "second")
    assert (reader.data / "1.sst").read_text("utf-8") == "first" and len(generations(store)) == 2
    reader.close()
    publish(store, "third")
    assert (open_generation(store).data / "1.sst").read_text("utf-8") == "third" and len(generations(store)) == 1


def test_failure_leaves_what_was_there(store: Path) -> None:
    """A block that fails publishes nothing and leaves nothing behind."""
    with pytest.raises(KeyError), new_generation(store) as place:
        (place / "half").touch()
        raise KeyError
    assert (open_generation(store).data / "1.sst").read_text("utf-8") == "first" and len(generations(store)) == 1


def test_refusal_of_the_system_names_the_store(store: Path) -> None:
    """A full disk is told as such, whether the system says it or the engine in its own words."""
    with pytest.raises(StoreWriteError, match="No space left") as caught, new_generation(store):
        raise OSError("IO error: No space left on device: while writing")
    assert "de schijf is vol" in caught.value.message("nl")
    with pytest.raises(StoreWriteError, match="something else"), new_generation(store):
        raise OSError("something else")
    with pytest.raises(StoreWriteError, match="File too large"), new_generation(store):
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def test_left_behind_is_removed(store: Path) -> None:
    """What a killed load left half built, or never put to use, is gone after the next load."""
    (store / "generations/.building-x/data").mkdir(parents=True)
    (store / "generations/orphan").mkdir()
    publish(store, "second")
    assert len(generations(store)) == 1


def test_one_load_at_a_time(store: Path) -> None:
    """The second who loads is told so, and the first goes on."""
    with new_generation(store) as place:
        (place / "data").mkdir()
        write_manifest(place, {}, {})
        with pytest.raises(LockedStoreError), new_generation(store):
            pass
    assert open_generation(store).graphs() == {}


@pytest.mark.parametrize("occupied", [lambda path: path.touch(), lambda path: (path / "photos").mkdir(parents=True)])
def test_place_that_is_something_else(tmp_path: Path, occupied: Callable[[Path], None]) -> None:
    """A file, or a directory with other things in it, is never made into a store."""
    occupied(tmp_path / "mine")
    with pytest.raises(StorePlaceError), new_generation(tmp_path / "mine"):
        pass


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.touch()])
def test_what_is_no_store(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Nothing, an empty directory and a file are no store, and the message says how to make one."""
    make(tmp_path / "x")
    with pytest.raises(NotAStoreError, match="steungraaf load --store"):
        open_generation(tmp_path / "x")


def only(store: Path, name: str) -> Path:
    """Return a file of the one generation."""
    return generations(store)[0] / name


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no current": lambda store: (store / "current").unlink(),
    "current is a folder": lambda store: ((store / "current").unlink(), (store / "current").mkdir()),
    "current is empty": lambda store: (store / "current").write_text(""),
    "current is no text": lambda store: (store / "current").write_bytes(b"\xff"),
    "current leads away": lambda store: (store / "current").write_text("../elsewhere"),
    "current names nothing": lambda store: (store / "current").write_text("gone"),
    "no lock": lambda store: only(store, "lock").unlink(),
    "no manifest": lambda store: only(store, "manifest.json").unlink(),
    "half a manifest": lambda store: only(store, "manifest.json").write_text('{"format": 1'),
    "manifest is a list": lambda store: only(store, "manifest.json").write_text("[]"),
    "files are a list": lambda store: only(store, "manifest.json").write_text('{"format": 1, "files": []}'),
    "missing file": lambda store: only(store, "data/1.sst").unlink(),
    "truncated file": lambda store: os.truncate(only(store, "data/1.sst"), 2),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_told(store: Path, damage: Callable[[Path], object]) -> None:
    """Whatever is missing or cut off is an error, and a new load mends it."""
    damage(store)
    with pytest.raises(DamagedStoreError):
        open_generation(store)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("pathlib.Path.read_text", "current"),
        ("pathlib.Path.read_bytes", "manifest.json"),
        ("steungraaf.store.generations.os.open", "lock"),
        ("steungraaf.store.generations.os.stat", "1.sst"),
    ],
)
def test_what_may_not_be_read_is_not_damaged(
    store: Path, monkeypatch: pytest.MonkeyPatch, call: str, name: str
) -> None:
    """Without the right to read a store, to load it again is no way out: the error says what is."""
    module, _, attribute = call.rpartition(".")
    monkeypatch.setattr(call, refusing(getattr(resolve_name(module), attribute), name))
    with pytest.raises(UnreadableStoreError, match="cannot be read: .*Permission denied. Ask who made it") as caught:
        open_generation(store)
    assert caught.value.exit_status == 29


def refusing(call: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Return a call of the system that refuses a file of this name, as it does to who has no right to read it."""

    def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
        if Path(str(path)).name == name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return call(path, *arguments, **options)

    return refuse


def test_bad_list_of_graphs(store: Path) -> None:
    """The graphs are read when they are asked for, and told when they cannot be."""
    only(store, "graphs.json").write_text("{", "utf-8")
    with pytest.raises(DamagedStoreError, match=r"graphs\.json"):
        open_generation(store).graphs()


def test_other_format(store: Path) -> None:
    """A store of a later program is not guessed at."""
    only(store, "manifest.json").write_text(json.dumps({"format": 99}), "utf-8")
    with pytest.raises(StoreVersionError, match="format 99"):
        open_generation(store)


def test_damaged_store_is_loaded_again(store: Path) -> None:
    """Where nobody can tell which generation was in use, the others stay until the new one is."""
    (store / "current").unlink()
    with pytest.raises(KeyError), new_generation(store):
        raise KeyError
    assert len(generations(store)) == 1
    publish(store, "second")
    assert (open_generation(store).data / "1.sst").read_text("utf-8") == "second" and len(generations(store)) == 1


def test_generation_that_goes_while_it_is_opened(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that comes upon a generation that is being removed takes the one in use."""
    names = iter(["gone", "also gone"])
    current = (store / "current").read_text("utf-8").strip()
    monkeypatch.setattr("steungraaf.store.generations._current", lambda _: next(names, current))
    assert open_generation(store).path.name == current


def test_generations_that_never_stay(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader does not look for ever."""
    names = iter(range(999))
    monkeypatch.setattr("steungraaf.store.generations._current", lambda _: f"gone-{next(names)}")
    with pytest.raises(DamagedStoreError, match="current"):
        open_generation(store)


def test_generation_that_is_being_removed_is_not_read(store: Path) -> None:
    """Who removes a generation holds its lock alone."""
    lock = os.open(only(store, "lock"), os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(DamagedStoreError):
        open_generation(store)
    os.close(lock)
    assert open_generation(store).path == generations(store)[0]
