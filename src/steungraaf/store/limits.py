"""Say how much one query, and all of them together, may take."""

from dataclasses import dataclass
from math import isfinite

from steungraaf.store.limit_faults import LimitValueError

_MAY_BE_OPEN = ("time", "rows", "bytes", "memory")
_SECONDS = ("time", "wait")


@dataclass(frozen=True)
class Limits:
    """Hold the limits under which anybody's SPARQL runs; None is no limit.

    `time` is in seconds; `rows` counts the rows or triples of an answer and `bytes` the bytes of these in TSV or
    N-Triples; `memory` is what the queries of a worker may take beyond the data that it holds, in bytes. As many
    `workers` answer at once, `spares` more stand by, `queue` queries wait for one, each at most `wait` seconds. A
    worker is replaced after `recycle` queries. `services` are the addresses, or the names of profiles, that SERVICE
    may ask.

    Raises LimitValueError.

    >>> Limits(time=5, rows=1_000).rows
    1000
    """

    time: float | None = 60.0
    rows: int | None = 1_000_000
    bytes: int | None = 100_000_000
    memory: int | None = 2_000_000_000
    workers: int = 2
    spares: int = 1
    queue: int = 32
    wait: float = 30.0
    recycle: int = 10_000
    services: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("time", "rows", "bytes", "memory", "workers", "recycle"):
            self._check(name, above=0)
        for name in ("spares", "queue", "wait"):
            self._check(name, above=-1)
        if isinstance(self.services, str):
            raise LimitValueError(limit="services", value=self.services)

    def _check(self, name: str, *, above: int) -> None:
        value = getattr(self, name)
        if value is None and name in _MAY_BE_OPEN:
            return
        known = int | float if name in _SECONDS else int
        if not isinstance(value, known) or not (isfinite(value) and (value > 0 or value > above and value == 0)):
            raise LimitValueError(limit=name, value=value)
