"""Keep on the server itself a list of the graphs that were sent, and whether they are all there.

The list is a graph of its own, which is not part of what is asked: one node for the whole, and for each graph its
digest, its number of triples and its state. It says "in progress" before the first graph is touched and "complete"
after the last one is counted, so that whoever asks can know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, TypeVar

from steungraaf.namespaces import SYNC
from steungraaf.rdf import Literal, NamedNode, Term, Triple
from steungraaf.sending.faults import SyncFormatError
from steungraaf.store.base import Solutions

FORMAT = "1"
IN_PROGRESS, COMPLETE = "in progress", "complete"
WHOLE, OPEN, LEAVING = "whole", "open", "leaving"  # states of a graph; what an open one holds is not known

_Item = TypeVar("_Item")
_NODE = NamedNode(SYNC)
_PAGE = 2_000  # as many graphs are read at a time, and
_FEW = 100  # so many written: Virtuoso makes one statement of it
_ONE = (
    "state",
    "format",
    "run",
    "generation",
    "dataset",
    "sources",
    "by",
    "changed",
)  # of which the whole has one each


class Server(Protocol):
    """Be asked and changed, as an EndpointStore is."""

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query."""
        ...

    def update(self, sparql: str) -> None:
        """Change what is held."""
        ...


@dataclass(frozen=True)
class Header:
    """Hold what a list says of the whole.

    `run` is the run that wrote it, `generation` one number for all graphs together, `sources` one for the files that
    they come from, `by` the version of the program, `changed` the time of the last change; `leases` are of those who
    say that they are sending.
    """

    state: str = ""
    format: str = FORMAT
    run: str = ""
    generation: str = ""
    dataset: str = ""
    sources: str = ""
    by: str = ""
    changed: str = ""
    leases: frozenset[str] = frozenset()

    @property
    def in_progress(self) -> bool:
        """Tell whether the graphs may be a mixture."""
        return self.state not in ("", COMPLETE)


@dataclass(frozen=True)
class Entry:
    """Hold what a list says of one graph: what it holds or, as long as it is open, is to hold.

    `triples` is what the server itself has counted; it may have as one what the files write in two ways.
    """

    digest: str
    triples: int
    part: str
    state: str = WHOLE

    def says_as(self, other: "Entry | None") -> bool:
        """Tell whether two entries are of one content in one state."""
        return other is not None and (self.digest, self.part, self.state) == (other.digest, other.part, other.state)


@dataclass(frozen=True)
class Manifest:
    """Hold the list of a server; a server without one has no state and no entries."""

    header: Header
    entries: Mapping[str, Entry]


def term(name: str) -> NamedNode:
    """Return the term of the list by its local name."""
    return NamedNode(f"{SYNC}#{name}")


def read_header(store: Server) -> Header:
    """Return what the list of a server says of the whole, by one small question.

    Raises EndpointError.
    """
    found: dict[str, list[str]] = {}
    for predicate, value in _rows(store.query(f"SELECT ?p ?o {{ GRAPH {_NODE} {{ {_NODE} ?p ?o }} }}")):
        found.setdefault(predicate.removeprefix(f"{SYNC}#"), []).append(value)
    # Two states at once are what an interrupted change leaves: then it is the one that promises less.
    said = {name: min(found[name], key=lambda value: value == COMPLETE) for name in _ONE if name in found}
    return Header(**said, leases=frozenset(found.get("lease", ())))


def read_manifest(store: Server, address: str) -> Manifest:
    """Return the list of a server.

    Raises EndpointError, and SyncFormatError for a list that a later program wrote.
    """
    header = read_header(store)
    if header.format != FORMAT:
        raise SyncFormatError(address=address, found=header.format, known=FORMAT)
    return Manifest(header, _read_entries(store))


def _read_entries(store: Server) -> dict[str, Entry]:
    """Return the graphs of the list, read by pages: a server may cut off a long answer."""
    entries: dict[str, Entry] = {}
    last = ""
    while True:
        page = list(_rows(store.query(_page_after(last))))
        for name, digest, triples, part, state in page:
            entry = Entry(digest, int(triples), part, state)
            entries[name] = entry if name not in entries else replace(entry, state=OPEN)
        if len(page) < _PAGE:
            return entries
        last = page[-1][0]


def _page_after(last: str) -> str:
    wanted = " ; ".join(f"{term(name)} ?{name}" for name in ("digest", "triples", "part", "state"))
    return (
        f"SELECT ?g ?digest ?triples ?part ?state {{ GRAPH {_NODE} {{ ?g {wanted} }} "
        f"FILTER (STR(?g) > {Literal(last)}) }} ORDER BY STR(?g) LIMIT {_PAGE}"
    )


def _rows(found: Solutions | list[Triple] | bool) -> Iterator[tuple[str, ...]]:
    assert isinstance(found, Solutions)
    return (tuple(_text(value) for value in row) for row in found.rows)


def _text(value: Term | None) -> str:
    return "" if value is None or isinstance(value, Triple) else value.value


class Ledger:
    """Write the list of a server, as long as the lease is ours."""

    def __init__(self, store: Server, lease: str) -> None:
        """Take the server, and the lease by which every change is bound."""
        self._store = store
        self.lease = lease
        self._ours = f"GRAPH {_NODE} {{ {_NODE} {term('lease')} {Literal(lease)} }}"

    def say(self, header: Header) -> None:
        """Make the header say this; the leases stay."""
        said = {name: getattr(header, name) for name in _ONE if getattr(header, name)}
        rows = " ; ".join(f"{term(name)} {Literal(value)}" for name, value in said.items())
        self._store.update(
            f"DELETE {{ GRAPH {_NODE} {{ {_NODE} ?p ?o }} }} WHERE {{ {self._ours} GRAPH {_NODE} {{ {_NODE} ?p ?o "
            f"FILTER (?p != {term('lease')} && ?p != {term('state')}) }} }} ; "
            f"INSERT {{ GRAPH {_NODE} {{ {_NODE} {rows} }} }} WHERE {{ {self._ours} }} ; "
            # The state that no longer holds goes last, so that there is never none.
            f"DELETE {{ GRAPH {_NODE} {{ {_NODE} {term('state')} ?o }} }} WHERE {{ {self._ours} "
            f"GRAPH {_NODE} {{ {_NODE} {term('state')} ?o FILTER (?o != {Literal(header.state)}) }} }}"
        )

    def enter(self, entries: Mapping[str, Entry]) -> None:
        """Make the list say this of graphs; what it says of others stays."""
        for some in _pieces(entries.items()):
            graphs = " ".join(str(NamedNode(name)) for name, _ in some)
            rows = " ".join(
                f"({NamedNode(name)} {Literal(one.digest)} {Literal(str(one.triples))} {Literal(one.part)} "
                f"{Literal(one.state)})"
                for name, one in some
            )
            said = " ; ".join(f"{term(name)} ?{name}" for name in ("digest", "triples", "part", "state"))
            self._store.update(
                f"{self._without(graphs)} ; INSERT {{ GRAPH {_NODE} {{ ?g {said} }} }} "
                f"WHERE {{ {self._ours} VALUES (?g ?digest ?triples ?part ?state) {{ {rows} }} }}"
            )

    def strike(self, names: Sequence[str]) -> None:
        """Take graphs off the list."""
        for some in _pieces(names):
            self._store.update(self._without(" ".join(str(NamedNode(name)) for name in some)))

    def _without(self, graphs: str) -> str:
        return (
            f"DELETE {{ GRAPH {_NODE} {{ ?g ?p ?o }} }} "
            f"WHERE {{ {self._ours} GRAPH {_NODE} {{ VALUES ?g {{ {graphs} }} ?g ?p ?o }} }}"
        )


def _pieces(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while some := list(islice(remaining, _FEW)):
        yield some
