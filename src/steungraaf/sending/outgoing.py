"""Hold what is to be sent, a graph at a time: what it is called, how it is read, and what it must turn out to be."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from steungraaf.rdf import Quad
from steungraaf.rdf.digest import END, digest_of, triples_of
from steungraaf.sending.faults import SyncSourceError

DATASET, LOOSE = "dataset", "loose"  # the parts of what a server holds: a loose graph stays when a dataset is sent
Text = str | Mapping[str, str]  # in both languages, where it is no name
_NODE = b"_:"


class Tally:
    """Count the distinct triples of a graph and add them up to its digest, line by line."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._seen: set[bytes] = set()
        self._total = 0
        self.size = 0
        self.blank = False

    def add(self, line: bytes) -> None:
        """Count a line of canonical N-Triples, without its end."""
        found = sha256(line).digest()
        if found not in self._seen:
            self._seen.add(found)
            self._total += int.from_bytes(found)
        self.size += len(line) + len(END)
        self.blank = self.blank or has_node(line)

    @property
    def digest(self) -> str:
        """Return the digest of what was counted (`steungraaf.rdf.digest`)."""
        return digest_of(self._total)

    @property
    def triples(self) -> int:
        """Return how many distinct triples were counted."""
        return len(self._seen)


@dataclass(frozen=True)
class Outgoing:
    """Hold one graph that is to stand on a server.

    `read` gives its quads, as often as it is called; `size` is in bytes of N-Triples, `blank` tells whether a blank
    node may be among them, `source` where they come from.
    """

    name: str
    read: Callable[[], Iterable[Quad]]
    digest: str
    triples: int
    size: int
    blank: bool
    source: Text
    part: str = DATASET

    def lines(self, tally: Tally, nodes: bool | None = None) -> Iterator[bytes]:
        """Give the lines of the graph, each counted; only those with blank nodes, or without, where that is said."""
        for line in lines_of(self.read()):
            if nodes is None or has_node(line) is nodes:
                tally.add(line)
                yield line

    def check(self, tally: Tally) -> None:
        """Raise SyncSourceError where what was read is not what was announced."""
        if tally.digest != self.digest:
            raise SyncSourceError(graph=self.name, source=self.source)


def measured(name: str, read: Callable[[], Iterable[Quad]], source: Text = "", part: str = DATASET) -> Outgoing:
    """Read a graph once and return it with its digest and its size.

    Raises what reading it raises.
    """
    tally = Tally()
    for line in lines_of(read()):
        tally.add(line)
    return Outgoing(name, read, tally.digest, tally.triples, tally.size, tally.blank, source or name, part)


def lines_of(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Give triples as lines of canonical N-Triples, without their ends."""
    return chain.from_iterable(triples_of(quads))


def text_of(lines: Iterable[bytes]) -> bytes:
    """Put lines together to a text."""
    return END.join([*lines, b""])


def has_node(line: bytes) -> bool:
    """Tell whether a line may have a blank node; a literal may look like one."""
    return _NODE in line
