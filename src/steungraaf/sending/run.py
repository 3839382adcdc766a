"""Send graphs to a server from beginning to end: say so there, bring them, count them, and say that they are there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from steungraaf.namespaces import is_reserved
from steungraaf.sending.journal import Journal, open_journal
from steungraaf.sending.lease import give_up_lease, keep_lease, new_lease, now, take_lease
from steungraaf.sending.manifest import COMPLETE, FORMAT, IN_PROGRESS, Header, Ledger, Manifest, read_manifest
from steungraaf.sending.outgoing import Outgoing
from steungraaf.sending.patience import PatientServer, patiently
from steungraaf.sending.plan import Order, Plan, make_plan, opened
from steungraaf.sending.transfer import GRAPHS, Carrier, Progress, batches
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import EndpointError
from steungraaf.store.store_faults import ReservedGraphError

JOBS = 4


@dataclass(frozen=True)
class Sent:
    """Hold what was done, or what would be: the names of the graphs, and how many triples were sent."""

    sent: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    triples: int = 0

    @property
    def changes(self) -> bool:
        """Tell whether anything was to be done."""
        return bool(self.sent or self.removed)


def send(
    order: Order,
    store: EndpointStore,
    *,
    dry_run: bool = False,
    take_over: bool = False,
    verify: bool = False,
    jobs: int = JOBS,
    progress: Progress | None = None,
) -> Sent:
    """Make a server hold graphs, and return what was done for that; what it holds already is not sent again.

    With `dry_run` nothing is done. `take_over` ends the run of another who has not ended it. `verify` counts the
    triples of every graph on the server first, and sends again those that have not as many as they had; a change that
    keeps the number is not seen. `jobs` is how many are sent at a time.

    Raises ReservedGraphError, SendingError of every kind, EndpointError, and what reading the graphs raises.
    """
    _refuse_reserved(order, store)
    plan, manifest = _look(order, store, verify)
    if dry_run or _is_done(plan, manifest):
        return _told(plan)
    with open_journal(store.address) as journal:
        lease = new_lease(journal.run)
        take_lease(PatientServer(store), store.address, lease, take_over=take_over)
        with _given_up(store, lease):
            plan, manifest = _look(order, store, verify)  # again: somebody else may just have finished
            journal.begin(manifest.header.run if manifest.header.in_progress else "")
            _carry_out(plan, order, store, Ledger(PatientServer(store), lease), journal, jobs=jobs, progress=progress)
        journal.end()
    return _told(plan)


def _refuse_reserved(order: Order, store: EndpointStore) -> None:
    """Refuse graphs in which we keep the list, what is on its way, or all graphs together."""
    for graph in order.graphs:
        if is_reserved(graph.name) or graph.name == store.kept:
            raise ReservedGraphError(graph=graph.name)


def _look(order: Order, store: EndpointStore, verify: bool) -> tuple[Plan, Manifest]:
    """Return what is to be done, and the list of the server."""
    manifest = read_manifest(PatientServer(store), store.address)
    sizes = patiently(store.sizes)
    wrong = [name for name, one in manifest.entries.items() if verify and sizes.get(name, 0) != one.triples]
    return make_plan(order, manifest, frozenset(sizes), frozenset(wrong), store.address), manifest


def _is_done(plan: Plan, manifest: Manifest) -> bool:
    return not (plan.send or plan.remove) and manifest.header.state == COMPLETE


@contextmanager
def _given_up(store: EndpointStore, lease: str) -> Iterator[None]:
    """Give up the lease whatever happens, as far as the server can still be reached."""
    try:
        yield
    except BaseException:
        with suppress(EndpointError):
            give_up_lease(store, lease)
        raise
    give_up_lease(PatientServer(store), lease)


def _carry_out(
    plan: Plan,
    order: Order,
    store: EndpointStore,
    ledger: Ledger,
    journal: Journal,
    *,
    jobs: int,
    progress: Progress | None,
) -> None:
    header = Header(
        state=IN_PROGRESS,
        format=FORMAT,
        run=journal.run,
        generation=plan.generation,
        dataset=plan.dataset,
        by=version("steungraaf"),
        changed=now(),
    )
    ledger.say(header)
    ledger.enter(opened(plan))
    carrier = Carrier(store.profile, journal, jobs=jobs, of=plan.triples, progress=progress)
    try:
        for batch, gone in _steps(plan):
            keep_lease(PatientServer(store), store.address, ledger.lease)
            counts = carrier.bring(batch, gone, plan.held)
            ledger.strike(gone)
            ledger.enter({name: replace(plan.entries[name], triples=count) for name, count in counts.items()})
            ledger.say(_at(header, IN_PROGRESS))
    finally:
        carrier.close()
    keep_lease(PatientServer(store), store.address, ledger.lease)
    ledger.say(_at(header, COMPLETE, order.sources if order.whole else ""))


def _steps(plan: Plan) -> Iterator[tuple[list[Outgoing], list[str]]]:
    """Give what to do at a time: first the graphs that go, then those that come."""
    for start in range(0, len(plan.remove), GRAPHS):
        yield [], list(plan.remove[start : start + GRAPHS])
    for batch in batches(plan.send):
        yield batch, []


def _at(header: Header, state: str, sources: str = "") -> Header:
    return replace(header, state=state, changed=now(), sources=sources)


def _told(plan: Plan) -> Sent:
    return Sent(_names(plan.send), list(plan.remove), list(plan.unchanged), list(plan.foreign), plan.triples)


def _names(graphs: Iterable[Outgoing]) -> list[str]:
    return [graph.name for graph in graphs]
