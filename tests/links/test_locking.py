"""Test that one at a time changes a draft or the sets of a dataset."""

import threading
import time
from pathlib import Path

import pytest

from steungraaf.errors import OutputWriteError
from steungraaf.links import locking
from steungraaf.links.link_faults import BusyError
from steungraaf.links.locking import held


def test_the_second_waits_and_nothing_is_left(tmp_path: Path) -> None:
    """Many who hold one file follow each other, also where the lock is removed while they wait."""
    busy, most, draft = [0], [0], tmp_path / "d.sssom.tsv"

    def work() -> None:
        with held(draft):
            busy[0] += 1
            most[0] = max(most[0], busy[0])
            time.sleep(0.01)
            busy[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, list(tmp_path.iterdir())) == ([1], [])


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    """After a while the error names the file; two ways to one file are one."""
    (tmp_path / "d").write_text("x")
    (tmp_path / "other").symlink_to(tmp_path / "d")
    with held(tmp_path / "d"), pytest.raises(BusyError, match="other is being changed"), held(tmp_path / "other", 0.1):
        raise AssertionError


def test_a_lock_that_was_removed_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets the lock of a file that is no longer there looks again."""
    taken = locking.lock_alone
    asked = []

    def removed(path: Path, mode: int) -> int:
        lock = taken(path, mode)
        asked.append(lock)
        if len(asked) == 1:
            path.unlink()
        return lock

    monkeypatch.setattr(locking, "lock_alone", removed)
    with held(tmp_path / "d"):
        assert len(asked) == 2


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The error is that of any output that cannot be written."""
    with pytest.raises(OutputWriteError, match="nowhere"), held(tmp_path / "nowhere/d"):
        raise AssertionError
