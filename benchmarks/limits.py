"""Measure what a heavy query does to the look-ups of others: two workers, one of them busy all the time.

Usage: python -m benchmarks.limits [LOOK-UPS]     (500 by default; each way in turn, the median of three rounds counts)

Also printed: how long after its time limit a query is over, and how fast a look-up is without workers.
Exit status 1 where the heavy query makes the slowest twentieth of the look-ups more than twice as slow.
"""

import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence

from steungraaf.folder import Folder
from steungraaf.opening import filled_store, limited_store
from steungraaf.store.limit_faults import TimeLimitError, WorkersClosedError
from steungraaf.store.limits import Limits
from steungraaf.store.workers import WorkerPool

HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LOOK_UP = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label WHERE { <https://w3id.org/steungraaf/id/organisation/hefboom> skos:prefLabel ?label }"""
BUDGET = 2.0
ROUNDS = 3


def times_of(ask: Callable[[], object], count: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of the seconds that a question takes."""
    seconds = []
    for _ in range(count):
        start = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]


def over_after(pool: WorkerPool, limit: float) -> float:
    """Return how many seconds beyond its time limit an endless query is over, with a worker that is free."""
    while len(pool.ready_ids()) < 2:
        time.sleep(0.01)
    start = time.perf_counter()
    try:
        pool.query(HEAVY, Limits(time=limit))
    except TimeLimitError:
        return time.perf_counter() - start - limit
    raise AssertionError("the heavy query came to an end by itself")


def keep_busy(pool: WorkerPool) -> None:
    """Ask the heavy query, until the workers are sent home."""
    try:
        pool.query(HEAVY)
    except WorkersClosedError:
        pass


def measure(folder: Folder, count: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the times of look-ups by two workers, without and with a heavy query beside them."""
    with limited_store(folder, None, Limits(workers=2)).pool as pool:
        while len(pool.ready_ids()) < 3:
            time.sleep(0.01)
        alone = times_of(lambda: pool.query(LOOK_UP).value(), count)
        heavy = threading.Thread(target=keep_busy, args=(pool,))
        heavy.start()
        while len(pool.ready_ids()) == 3:
            time.sleep(0.01)
        beside = times_of(lambda: pool.query(LOOK_UP).value(), count)
    heavy.join()
    return alone, beside


def show(name: str, times: tuple[float, float]) -> None:
    """Print the times of a way to ask."""
    print(f"  {name:28} median {1000 * times[0]:6.2f} ms   p95 {1000 * times[1]:6.2f} ms")


def main(arguments: Sequence[str]) -> int:
    """Measure each way in turn, so that a busy machine slows all, and print the table."""
    count = int(arguments[0]) if arguments else 500
    folder = Folder.open()
    store = filled_store(folder)
    rounds = [(times_of(lambda: store.query(LOOK_UP), count), *measure(folder, count)) for _ in range(ROUNDS)]
    with limited_store(folder, None, Limits(workers=2)).pool as pool:
        late = max(over_after(pool, 0.2) for _ in range(10))
    here, alone, beside = sorted(rounds, key=lambda each: each[2][1] / each[1][1])[ROUNDS // 2]
    print(f"{count} look-ups of a label, two workers, the median of {ROUNDS} rounds")
    show("in this process", here)
    show("by a worker", alone)
    show("by a worker, beside a heavy", beside)
    ratio = beside[1] / alone[1]
    print(f"  ratio of the p95             {ratio:6.2f} (at most {BUDGET})")
    print(f"  over after the time limit    {1000 * late:6.0f} ms, the latest of ten")
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
