"""Test the database that sorting is done in."""

from pathlib import Path

import pytest

from steungraaf.export.faults import ScratchError
from steungraaf.export.scratch import Scratch

TABLE = "CREATE TABLE thing (name TEXT)"


def test_rows_come_back_sorted_once() -> None:
    """What was put in comes back in order, a value that follows itself once."""
    with Scratch(TABLE) as scratch:
        scratch.insert("thing VALUES (?)", [("b",), ("a",), ("b",)])
        scratch.run("DELETE FROM thing WHERE name = 'c'")
        assert list(scratch.select("SELECT name FROM thing ORDER BY name")) == ["a", "b"]
        assert list(scratch.select("SELECT name FROM thing WHERE name = ?", "a")) == ["a"]


def test_no_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full, the folder that needs room is named."""
    monkeypatch.setenv("TMPDIR", "/big")
    monkeypatch.delenv("SQLITE_TMPDIR", raising=False)
    with Scratch(f"PRAGMA max_page_count = 2; {TABLE}") as scratch, pytest.raises(ScratchError) as fault:
        scratch.insert("thing VALUES (?)", [("x" * 10_000,)])
    assert fault.value.message("nl").startswith("Er is geen plaats om te sorteren in /big: ")
    assert "full" in str(fault.value)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were needed have no name, so that nobody has to remove them."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with Scratch(TABLE, cache=1) as scratch:
        scratch.insert("thing VALUES (?)", ((str(number) * 100,) for number in range(1_000)))
        assert sum(1 for _ in scratch.select("SELECT name FROM thing ORDER BY name")) == 1_000
        assert list(tmp_path.iterdir()) == []
