"""Test workers that open anew what has changed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from steungraaf.errors import UnreadableFileError
from steungraaf.rdf import Literal
from steungraaf.store.base import Solutions
from steungraaf.store.limit_faults import WorkersClosedError
from steungraaf.store.limited import LimitedStore
from steungraaf.store.limits import Limits
from steungraaf.store.worker import Source
from steungraaf.store.workers import WorkerPool
from tests.store.test_workers import wait_until

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file that says how much there is."""
    file = tmp_path / "number"
    file.write_text("100")
    return file


@pytest.fixture
def store(file: Path) -> Iterator[LimitedStore]:
    """Give a store whose workers open what the file says."""
    with WorkerPool(Source("tests.store.openers:numbers_in", {"file": str(file)}), Limits(workers=2)) as pool:
        yield LimitedStore(pool)


def count(store: LimitedStore) -> int:
    """Return how much there is."""
    found = store.query(COUNT)
    assert isinstance(found, Solutions) and isinstance(number := found.rows[0][0], Literal)
    return int(number.value)


def test_renew(store: LimitedStore, file: Path) -> None:
    """Who asks before hears the old, who asks after it the new, and who is being answered is answered."""
    wait_until(lambda: len(store.pool.ready_ids()) == 3)
    with ThreadPoolExecutor() as threads:
        busy = threads.submit(store.query, LONG)
        wait_until(lambda: len(store.pool.ready_ids()) < 3)
        file.write_text("7")
        assert count(store) == 100
        store.renew()
        found = busy.result()
        assert isinstance(found, Solutions) and str(found.rows[0][0]).startswith('"1000000"')
    assert [count(store) for _ in range(6)] == [7] * 6


def test_renew_in_vain(store: LimitedStore, file: Path) -> None:
    """Where nothing can be opened anew, that is told, and the old is answered."""
    assert count(store) == 100
    file.write_text("0")
    with pytest.raises(UnreadableFileError):
        store.renew()
    assert count(store) == 100


def test_renew_closed(store: LimitedStore) -> None:
    """Workers that were sent home open nothing anew."""
    store.pool.close()
    with pytest.raises(WorkersClosedError):
        store.renew()
