"""Test that a query that takes long gives way."""

import os
import sys
from threading import Event, Thread

import pytest

from steungraaf.store import pace
from steungraaf.store.pace import Pace


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Give the threads whose priority was lowered, and to which."""
    found: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "setpriority", lambda kind, thread, nice: found.append((thread, nice)))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority for each thread")
def test_long_query_gives_way(lowered: list[tuple[int, int]]) -> None:
    """The thread of a query that goes on is lowered once; short ones before it are let be."""
    turn, slowed = Pace(), Event()

    def ask() -> None:
        for _ in range(3):
            with turn.query():
                pass
        with turn.query():
            slowed.wait()

    thread = Thread(target=ask)
    thread.start()
    seen: list[bool] = []
    watcher = Thread(target=lambda: seen.append(turn.watch(thread)))
    watcher.start()
    while not lowered:
        pass
    slowed.set()
    watcher.join()
    assert lowered == [(thread.native_id, 10)] and turn.is_slow and seen == [True]


def test_nobody_left_to_answer(lowered: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A query that takes long is left when the process that began this one has ended."""
    monkeypatch.setattr(pace, "_LOOK", 0.01)
    turn, done = Pace(), Event()
    thread = Thread(target=done.wait)
    thread.start()
    monkeypatch.setattr(os, "getppid", lambda: 1_000_000)
    with turn.query():
        assert not turn.watch(thread)
    done.set()
    thread.join()


def test_elsewhere_all_are_equal(lowered: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where threads have no priority of their own nothing is lowered."""
    monkeypatch.setattr(pace.sys, "platform", "darwin")
    turn, thread = Pace(), Thread(target=lambda: None)
    thread.start()
    with turn.query():
        turn.watch(thread)
    assert turn.is_slow and lowered == []
