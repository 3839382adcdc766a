"""Loading in bulk: when parts are handed to the engine, when they are merged, and who yields to whom."""

import os
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from steungraaf.store import bulk
from steungraaf.store.bulk import BulkLoader, rank_merging

LINE = b"<urn:a> <urn:p> <urn:o> .\n"
MERGED = "merged"


class Engine:
    """Remember what is loaded and when it is merged."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def bulk_load(self, text: bytes, format: ox.RdfFormat, *, lenient: bool) -> None:
        """Take a part."""
        self.done.append((len(text) // len(LINE), format, lenient))

    def optimize(self) -> None:
        """Merge."""
        self.done.append(MERGED)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give an engine to which two lines are a part, handed over one after the other."""
    monkeypatch.setattr(bulk, "_LEAST", 2 * len(LINE))
    monkeypatch.setattr(bulk, "_WORKERS", 1)
    return Engine()


def loaded(engine: Any, lines: int) -> list[Any]:
    """Return what becomes of so many lines."""
    with BulkLoader(engine) as loader:
        for _ in range(lines):
            loader.put(LINE, ox.RdfFormat.N_TRIPLES)
        loader.finish()
    done: list[Any] = engine.done
    return done


def test_parts_are_merged_at_the_end(engine: Engine) -> None:
    """Many parts are merged once; what is left for the last part comes first."""
    part = 2, ox.RdfFormat.N_TRIPLES, True
    assert loaded(engine, 7) == [part, part, part, (1, *part[1:]), MERGED]


def test_one_part_is_not_merged(engine: Engine) -> None:
    """What is loaded at once is left as it is, and so is nothing."""
    assert loaded(engine, 0) == []
    assert loaded(engine, 2) == [(2, ox.RdfFormat.N_TRIPLES, True)]


def test_parts_do_not_pile_up(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are merged on the way too, each time that as much has come as was merged before."""
    monkeypatch.setattr(bulk, "_UNMERGED", 6 * len(LINE))
    merged = [place for place, each in enumerate(loaded(engine, 28)) if each == MERGED]
    assert merged == [3, 7, 14, 17]  # behind 3, 6, 12 and 14 parts of two lines


def test_parts_grow(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The more is loaded, the larger a part is, so that they are not too many, up to what memory may hold."""
    monkeypatch.setattr(bulk, "_PARTS", 2)
    monkeypatch.setattr(bulk, "_MOST", 5 * len(LINE))
    assert [each[0] for each in loaded(engine, 24) if each != MERGED] == [2, 2, 2, 3, 5, 5, 5]


def test_two_formats_are_kept_apart(engine: Engine) -> None:
    """Lines of one format come together; N-Quads are held against what terms may be, which need be done only once."""
    with BulkLoader(engine) as loader:  # type: ignore[arg-type]
        for format in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES) * 2:
            loader.put(LINE, format)
        loader.finish()
    assert engine.done == [(2, ox.RdfFormat.N_QUADS, False), (2, ox.RdfFormat.N_TRIPLES, True)]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the threads of a process")
def test_who_merges_is_ranked_last(tmp_path: Path) -> None:
    """The threads of the engine that merge, and no others, get what all others leave."""
    engine = ox.Store(str(tmp_path))
    rank_merging(19)
    names = {task.name: (task / "comm").read_text() for task in Path("/proc/self/task").iterdir()}
    ranks = {task: os.getpriority(os.PRIO_PROCESS, int(task)) for task in names}
    assert {rank for task, rank in ranks.items() if names[task].startswith("rocksdb:low")} == {19}
    assert 19 not in {rank for task, rank in ranks.items() if not names[task].startswith("rocksdb:low")}
    del engine
