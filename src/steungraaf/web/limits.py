"""Say how much one request may ask, and how many are worked at together."""

from dataclasses import dataclass

from steungraaf.store.limits import Limits

WEB_LIMITS = Limits(time=30, rows=200_000, bytes=50_000_000, wait=10)  # of one query to the linked-data site


@dataclass(frozen=True)
class ServiceLimits:
    """Bounds on what is asked: more is refused; what is allowed is worked off a part at a time, in turn with others."""

    body: int = 8 * 2**20  # bytes
    batch: int = 500  # queries in a batch, told in the manifest as batchSize
    candidates: int = 100  # that one query may ask
    name: int = 1_000  # characters of a query, or of the beginning of a suggestion
    ids: int = 1_000  # entities whose properties are asked at once
    properties: int = 50  # of each of them
    values: int = 100  # of each property that a query names
    workers: int = 2  # threads that match at the same moment
    turn: int = 10  # queries that one request has matched before another has its turn
