"""Put the statements of a part in an order that is the same on every machine, in little memory however many."""

from collections.abc import Iterable, Iterator
from itertools import islice

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

    def __enter__(self) -> "SortedQuads":
        self._scratch.__enter__()
        for some in batches(self._quads, _AT_ONCE):
            self._add(some)
        for step in range(len(EVIDENCE)):
            self._scratch.run(_STEP.format(step=step))
        return self

    def __exit__(self, *raised: object) -> None:
        self._scratch.__exit__(*raised)

    def __iter__(self) -> Iterator[Quad]:
        return map(quad_of, self._scratch.select(self._select))

    def _add(self, quads: list[Quad]) -> None:
        if self._part in ("all", "links"):
            kept = quads if self._part == "all" else filter(is_link, quads)
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

    def _record(self, quad: Quad) -> bytes:
        return record_of(quad, merged=self._merged)


def batches(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    """Give the quads in lists of so many."""
    rest = iter(quads)
    while some := list(islice(rest, size)):
        yield some
