"""Bring graphs to a server, some at a time, so that its union of all graphs is right again after each time.

A server may keep all graphs together in one more (`kept`). Of a batch of graphs, first what no other graph says is
taken out of that, then the graphs are replaced, all at once, and then what they say now is put in. So the union never
holds what no graph says; where a batch is interrupted it may lack something, and the batch is done again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, local

from steungraaf.rdf.digest import END
from steungraaf.sending.counting import counts_of, verify
from steungraaf.sending.faults import SyncCountError
from steungraaf.sending.journal import Journal
from steungraaf.sending.outgoing import Outgoing, Tally, text_of
from steungraaf.sending.patience import PatientServer, patiently
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.profiles import Profile

Progress = Callable[[int, int], None]  # called with how many triples were sent, and how many are to be

PIECE = 2_000_000  # bytes in one request
GRAPHS, TRIPLES = 100, 100_000  # as many at most are in one batch, unless one graph has more


class Carrier:
    """Carry graphs to one server, over several connections at once."""

    def __init__(self, profile: Profile, journal: Journal, *, jobs: int, of: int, progress: Progress | None) -> None:
        """Take the server, where to write down what was taken, and how many triples there are to be sent."""
        self._profile = profile
        self._journal = journal
        self._pool = ThreadPoolExecutor(jobs, "sending")
        self._own = local()
        self._progress = progress
        self._of = of
        self._sent = 0
        self._counting = Lock()

    @property
    def store(self) -> EndpointStore:
        """Return the store on the server that belongs to this thread."""
        if not hasattr(self._own, "store"):
            self._own.store = EndpointStore(self._profile)
        store: EndpointStore = self._own.store
        return store

    def close(self) -> None:
        """End the threads; what has not begun is left."""
        self._pool.shutdown(cancel_futures=True)

    def bring(self, batch: Sequence[Outgoing], gone: Sequence[str], held: frozenset[str]) -> dict[str, int]:
        """Replace graphs and take others away; `held` are those that the server has. Return how many triples it counts.

        Raises SyncCountError where the server does not hold what it took, SyncSourceError, and EndpointError.
        """
        there = self._there(batch)
        todo = [graph for graph in batch if graph.name not in there]
        names = [graph.name for graph in todo]
        patiently(lambda: self.store.empty([name for name in (*names, *gone) if name in held]))
        self._together(self._put, todo)
        self._together(self._drop, gone)
        patiently(lambda: self.store.fill([graph.name for graph in batch if graph.size <= PIECE]))
        self._tell(sum(graph.triples for graph in batch if graph.name in there))
        return self._count(batch)

    def _there(self, batch: Sequence[Outgoing]) -> set[str]:
        """Return the graphs that an interrupted run has brought, and that the server still has."""
        taken = [graph for graph in batch if self._journal.done.get(graph.name) == graph.digest]
        counts = counts_of(PatientServer(self.store), [graph.name for graph in taken])
        return {graph.name for graph in taken if counts[graph.name] == graph.triples}

    def _together(self, work: Callable[..., None], items: Iterable[object]) -> None:
        """Do work for each item, several at a time; after a fault nothing more is begun."""
        futures = [self._pool.submit(work, item) for item in items]
        try:
            for future in futures:
                future.result()
        finally:
            for future in futures:
                future.cancel()

    def _put(self, graph: Outgoing) -> None:
        self._journal.forget(graph.name)
        patiently(lambda: self._put_whole(graph) if graph.size <= PIECE else self._put_in_pieces(graph))
        self._journal.add(graph.name, graph.digest)
        self._tell(graph.triples)

    def _put_whole(self, graph: Outgoing) -> None:
        tally = Tally()
        body = text_of(graph.lines(tally))
        graph.check(tally)  # before it is sent, so that a file that has changed changes nothing
        self.store.write(graph.name, body, "PUT")

    def _put_in_pieces(self, graph: Outgoing) -> None:
        """Send a large graph; each piece goes into the union as soon as the graph itself has it."""
        tally, method = Tally(), "PUT"
        for piece, has_nodes in _pieces(graph, tally):
            self.store.write(graph.name, piece, method)
            if has_nodes:  # a node that is sent twice becomes two: the server copies what it has of the graph so far
                self.store.fill([graph.name])
            elif self.store.kept is not None:
                self.store.write(self.store.kept, piece, "POST")
            method = "POST"
        graph.check(tally)

    def _drop(self, name: str) -> None:
        patiently(lambda: self.store.write(name, b"", "PUT"))

    def _count(self, batch: Sequence[Outgoing]) -> dict[str, int]:
        """Count what was brought; what is not right is forgotten, so that it is brought again."""
        try:
            return verify(PatientServer(self.store), batch, self.store.address)
        except SyncCountError:
            for graph in batch:
                self._journal.forget(graph.name)
            raise

    def _tell(self, triples: int) -> None:
        with self._counting:
            self._sent += triples
            if self._progress and triples:
                self._progress(self._sent, self._of)


def batches(graphs: Iterable[Outgoing]) -> Iterator[list[Outgoing]]:
    """Give graphs some at a time, a very large one alone."""
    batch: list[Outgoing] = []
    for graph in graphs:
        if batch and (len(batch) == GRAPHS or sum(one.triples for one in batch) + graph.triples > TRIPLES):
            yield batch
            batch = []
        batch.append(graph)
    if batch:
        yield batch


def _pieces(graph: Outgoing, tally: Tally) -> Iterator[tuple[bytes, bool]]:
    """Give a graph in pieces of N-Triples, and whether they may have blank nodes; those come first and all at once."""
    if graph.blank:
        yield text_of(graph.lines(tally, nodes=True)), True
    piece: list[bytes] = []
    size = 0
    for line in graph.lines(tally, nodes=False if graph.blank else None):
        piece.append(line)
        size += len(line) + len(END)
        if size >= PIECE:
            yield text_of(piece), False
            piece, size = [], 0
    if piece:
        yield text_of(piece), False
