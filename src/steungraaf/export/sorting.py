"""Put the statements of a part in an order that is the same on every machine, in little memory however many."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice

from steungraaf.export.parts import EVIDENCE, chooses, is_link
from steungraaf.export.records import key_of, quad_of, record_of
from steungraaf.export.scratch import CACHE, Scratch
from steungraaf.rdf import Quad

_SCHEMA = """
CREATE TABLE statement (record BLOB, subject TEXT);
CREATE TABLE evidence (step INTEGER, subject TEXT, object TEXT);
CREATE TABLE chosen (subject TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SORTED = "SELECT record FROM statement ORDER BY record"
_SORTED_CHOSEN = "SELECT record FROM statement WHERE subject IN chosen ORDER BY record"
_STEP = (
    "INSERT OR IGNORE INTO chosen SELECT object FROM evidence WHERE step = {step} AND subject IN "
    "(SELECT subject FROM chosen)"
)
_AT_ONCE = 5_000


class SortedQuads:
    """The quads of one part by graph, subject, predicate (type and labels first) and object, without repetitions.

    To be used in a `with` block, in which they can be gone through again and again. With `merged` all graphs become
    one, the default graph. Actors come with the offices they hold; claims and figures with the sentences they are
    quoted from and their positions; links are the matches with other registers and vocabularies, and official codes.

    Raises ScratchError.
    """

    def __init__(self, quads: Iterable[Quad], *, part: str = "all", merged: bool = False, cache: int = CACHE) -> None:
        """Take the quads, which are gone through once; `cache` is how much memory they may use, in KiB."""
        self._quads, self._part, self._merged = quads, part, merged
        self._scratch = Scratch(_SCHEMA, cache)
        self._select = _SORTED if part in ("all", "links") else _SORTED_CHOSEN
        self._opened = ExitStack()
        self._few: list[bytes] | None = None

    def __enter__(self) -> "SortedQuads":
        rest = batches(self._quads, _AT_ONCE)
        first = next(rest, [])
        if len(first) < _AT_ONCE and self._select == _SORTED:  # a database would take longer to make than they to sort
            self._few = sorted({self._record(quad) for quad in self._kept(first)})
            return self
        self._opened.enter_context(self._scratch)
        for some in chain([first], rest):
            self._add(some)
        for step in range(len(EVIDENCE)):
            self._scratch.run(_STEP.format(step=step))
        return self

    def __exit__(self, *raised: object) -> None:
        self._opened.close()

    def __iter__(self) -> Iterator[Quad]:
        return map(quad_of, self._scratch.select(self._select) if self._few is None else self._few)

    def _add(self, quads: list[Quad]) -> None:
        if self._select == _SORTED:
            kept = self._kept(quads)
            self._scratch.insert("statement (record) VALUES (?)", ((self._record(quad),) for quad in kept))
            return
        named = [(quad, key_of(quad.subject)) for quad in quads]
        self._scratch.insert("statement VALUES (?, ?)", ((self._record(quad), subject) for quad, subject in named))
        chosen = ((subject,) for quad, subject in named if chooses(quad, self._part))
        self._scratch.insert("chosen VALUES (?)", chosen)
        evidence = (
            (EVIDENCE[quad.predicate.value], subject, key_of(quad.object))
            for quad, subject in named
            if quad.predicate.value in EVIDENCE
        )
        self._scratch.insert("evidence VALUES (?, ?, ?)", evidence)

    def _kept(self, quads: list[Quad]) -> Iterable[Quad]:
        return filter(is_link, quads) if self._part == "links" else quads

    def _record(self, quad: Quad) -> bytes:
        return record_of(quad, merged=self._merged)


def batches(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    """Give the quads in lists of so many."""
    rest = iter(quads)
    while some := list(islice(rest, size)):
        yield some
