"""Let one at a time send to a server: who does writes a lease into the server's list, and takes it out at the end."""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime

from steungraaf.namespaces import SYNC
from steungraaf.rdf import Literal, NamedNode
from steungraaf.sending.faults import SyncBusyError, SyncLostError
from steungraaf.sending.manifest import Header, Server, read_header, term

_NODE = NamedNode(SYNC)


@dataclass(frozen=True)
class Holder:
    """Hold what a lease says: which run it is of, on which machine, and since when."""

    run: str
    place: str
    since: str

    @classmethod
    def of(cls, lease: str) -> "Holder":
        """Read a lease, whatever it is that stands there."""
        run, place, since, *_ = [*lease.split(" "), "", "", ""]
        return cls(run, place, since)


def now() -> str:
    """Return the time in UTC, to the second (ISO 8601)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_lease(run: str) -> str:
    """Return a lease for a run on this machine that begins now."""
    return f"{run} {socket.gethostname()}:{os.getpid()} {now()}"


def take_lease(store: Server, address: str, lease: str, *, take_over: bool = False) -> None:
    """Write a lease into the list of a server, where there is none but an earlier one of the same run.

    Servers differ in what they can do at once, so it is read back: two who come at the same moment may both withdraw.

    Raises SyncBusyError, and EndpointError.
    """
    run = Holder.of(lease).run
    header = read_header(store)
    if not take_over:
        _refuse_others(header, address, run)
    for old in header.leases:
        give_up_lease(store, old)
    store.update(f"INSERT DATA {{ GRAPH {_NODE} {{ {_NODE} {term('lease')} {Literal(lease)} }} }}")
    try:
        _refuse_others(read_header(store), address, run)
    except SyncBusyError:
        give_up_lease(store, lease)
        raise


def keep_lease(store: Server, address: str, lease: str) -> None:
    """See that the lease is still ours.

    Raises SyncLostError, and EndpointError.
    """
    leases = read_header(store).leases
    if leases != {lease}:
        others = [Holder.of(one).place for one in sorted(leases - {lease})]
        raise SyncLostError(address=address, holder=others)


def give_up_lease(store: Server, lease: str) -> None:
    """Take a lease out of the list of a server.

    Raises EndpointError.
    """
    store.update(f"DELETE DATA {{ GRAPH {_NODE} {{ {_NODE} {term('lease')} {Literal(lease)} }} }}")


def _refuse_others(header: Header, address: str, run: str) -> None:
    for other in sorted(header.leases):
        holder = Holder.of(other)
        if holder.run != run:
            raise SyncBusyError(address=address, holder=holder.place, since=holder.since, seen=header.changed)
