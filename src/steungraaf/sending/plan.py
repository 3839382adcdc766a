"""See what must be done for a server to hold what it should: which graphs to send, to take away and to leave alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from steungraaf.namespaces import DERIVED
from steungraaf.sending.faults import NamelessDatasetError, OtherDatasetError, UnlistedGraphsError
from steungraaf.sending.manifest import LEAVING, OPEN, WHOLE, Entry, Manifest
from steungraaf.sending.outgoing import DATASET, LOOSE, Outgoing

_SHOWN = 3  # as many names stand in an error


@dataclass(frozen=True)
class Order:
    """Hold what is asked: these graphs, of this dataset.

    With `whole` they are all of the dataset, and what else the server has of it goes; with `again` they are sent even
    where they have not changed; with `replace` what somebody else put there under their names is replaced. A dataset
    that is not `described` has no IRI of its own: another of its name may be what the server has.
    """

    graphs: Sequence[Outgoing]
    dataset: str = ""
    sources: str = ""
    whole: bool = False
    again: bool = False
    replace: bool = False
    described: bool = True


@dataclass(frozen=True)
class Plan:
    """Hold what is to be done; `held` are the graphs that the server has, `foreign` those that are not ours."""

    send: Sequence[Outgoing]
    remove: Sequence[str]
    unchanged: Sequence[str]
    foreign: Sequence[str]
    held: frozenset[str]
    entries: Mapping[str, Entry]
    generation: str
    dataset: str

    @property
    def triples(self) -> int:
        """Return how many triples are to be sent."""
        return sum(graph.triples for graph in self.send)


def make_plan(order: Order, manifest: Manifest, held: frozenset[str], wrong: frozenset[str], address: str) -> Plan:
    """Compare what is asked with what the server says that it holds; `wrong` are graphs of which that is not so.

    Raises OtherDatasetError, UnlistedGraphsError and NamelessDatasetError.
    """
    _refuse_others(order, manifest, held, address)
    wanted = {graph.name: _entry(graph, manifest.entries.get(graph.name)) for graph in order.graphs}
    gone = [name for name, entry in manifest.entries.items() if name not in wanted and _goes(entry, order)]
    _refuse_doubtful(order, manifest, gone, address)
    kept = {name: entry for name, entry in manifest.entries.items() if name not in wanted and name not in gone}
    entries = {**kept, **wanted}
    generation = _generation(entries)
    again = order.again and not (manifest.header.in_progress and manifest.header.generation == generation)
    fresh = {
        name
        for name, entry in wanted.items()
        if not again and name not in wrong and entry.says_as(manifest.entries.get(name))
    }
    return Plan(
        send=[graph for graph in order.graphs if graph.name not in fresh],
        remove=sorted(gone),
        unchanged=sorted(fresh),
        foreign=sorted(held - entries.keys() - set(gone)),
        held=held,
        entries=entries,
        generation=generation,
        dataset=order.dataset if order.whole else manifest.header.dataset,
    )


def opened(plan: Plan) -> dict[str, Entry]:
    """Return what the list must say of each graph before the first one is touched."""
    sent = {graph.name: plan.entries[graph.name] for graph in plan.send}
    states = {name: Entry(one.digest, one.triples, one.part, OPEN) for name, one in sent.items()}
    return {**states, **{name: Entry("", 0, DATASET, LEAVING) for name in plan.remove}}


def _entry(graph: Outgoing, known: Entry | None) -> Entry:
    """Return what the list is to say of a graph; one that belongs to the dataset does not become a loose one."""
    part = DATASET if known is not None and known.part == DATASET else graph.part
    return Entry(graph.digest, graph.triples, part, WHOLE)


def _goes(entry: Entry, order: Order) -> bool:
    """Tell whether a graph on the list that is not asked for is to be taken away."""
    return entry.state == LEAVING or (order.whole and entry.part != LOOSE)


def _refuse_others(order: Order, manifest: Manifest, held: frozenset[str], address: str) -> None:
    found = manifest.header.dataset
    if order.replace:
        return
    if order.whole and found and found != order.dataset:
        raise OtherDatasetError(address=address, found=found, wanted=order.dataset)
    known = manifest.entries
    otherwise = {graph.name for graph in order.graphs if graph.name in known and known[graph.name].part != graph.part}
    if not manifest.header.in_progress:  # what an interrupted run has begun is ours, listed or not
        otherwise |= {graph.name for graph in order.graphs} & held - known.keys()
    if otherwise:
        raise UnlistedGraphsError(address=address, count=len(otherwise), graphs=sorted(otherwise)[:_SHOWN])


def _refuse_doubtful(order: Order, manifest: Manifest, gone: Sequence[str], address: str) -> None:
    """Refuse what would take away what another dataset of the same name may have put there.

    What the rules derive is no loss: it follows from the rest. What an interrupted run had begun was allowed then.
    """
    if order.described or order.replace:
        return
    known = {name: one for name, one in manifest.entries.items() if not name.startswith(DERIVED)}
    removed = sorted(name for name in gone if name in known and known[name].state != LEAVING)
    digests = {graph.name: graph.digest for graph in order.graphs}
    changed = sorted(name for name, one in known.items() if digests.get(name, one.digest) != one.digest)
    if removed or changed:
        raise NamelessDatasetError(
            address=address, dataset=order.dataset, removed=_first(removed), changed=_first(changed)
        )


def _first(names: Sequence[str]) -> list[str]:
    """Return a few names, and how many more there are."""
    more = [f"+ {len(names) - _SHOWN}"] if len(names) > _SHOWN else []
    return [*names[:_SHOWN], *more]


def _generation(entries: Mapping[str, Entry]) -> str:
    """Return one number for all graphs together."""
    lines = sorted(f"{name} {entry.digest}\n" for name, entry in entries.items())
    return sha256("".join(lines).encode()).hexdigest()
