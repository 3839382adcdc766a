"""Ask a server what it has that bears our names or codes, politely, and go on where an earlier run stopped.

A server is not read whole: it is asked for things with exactly one of our names or codes, some of them at a time, then
for what it tells of these things. Each answer is kept on disk until all is answered, so that nothing is asked twice.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from steungraaf.errors import SteungraafError
from steungraaf.files import open_output
from steungraaf.links.gathering import IDENTIFIERS, LOCAL, NAMES, NESTED, NOTATIONS, SAME, STRUCTURED, TOLD, Gathered
from steungraaf.links.link_faults import InterruptedAskingError
from steungraaf.links.model import Entity
from steungraaf.rdf import DefaultGraph, Literal, NamedNode, Quad
from steungraaf.store import Solutions

_BATCH = 100  # names, codes or things that are asked about together
_ROWS = 10_000  # rows of an answer; one that has as many is asked for again in two halves
_REGISTERS = {  # where codes end addresses
    "ovo": tuple(
        f"{scheme}://data.vlaanderen.be/{what}/organisatie/" for scheme in ("http", "https") for what in ("id", "doc")
    ),
    "kbo": ("https://org.belgif.be/id/CbeRegisteredEntity/",),
    "nuts": ("http://data.europa.eu/nuts/code/", "https://data.europa.eu/nuts/code/"),
}

Telling = Callable[[int, int], None]  # is told how many questions of how many were answered


class Asked(Protocol):
    """What can be asked: a store on a server."""

    address: str

    def query(self, sparql: str) -> Any:
        """Answer a query."""
        ...


class Inquiry:
    """Ask one server about what we have, and keep its answers in a directory until all is there."""

    def __init__(self, server: Asked, answers: Path, *, pause: float, tell: Telling | None = None) -> None:
        """Take the server, the directory for its answers, and how many seconds to wait between two questions."""
        self._server, self._answers, self._pause, self._tell = server, answers, pause, tell
        self._asked = self._done = self._total = 0

    def gather(self, entities: Iterable[Entity], place: Gathered) -> None:
        """Put what the server tells of things like ours into a place.

        Raises InterruptedAskingError, which says how to go on; what was answered is kept.
        """
        names = _names(entities := list(entities))
        codes, addresses = _codes(entities)
        searches = [*_parts(names, _named), *_parts(codes, _coded), *_parts(addresses, _same)]
        self._total = len(searches)
        found: dict[str, None] = {}
        for values, wording in searches:
            found.update((str(iri), None) for (iri,) in self._rows(values, wording))
        quads = list(self._tellings(sorted(found)))
        place.add(quads)

    def forget(self) -> None:
        """Remove the answers, now that all of them were used, and the directory if it holds nothing else."""
        for kept in self._answers.glob(f"{'?' * 64}.json"):
            kept.unlink(missing_ok=True)
        with suppress(OSError):
            self._answers.rmdir()

    def _tellings(self, things: list[str]) -> Iterator[Quad]:
        """Give what is told of things, and of the nodes below them that only tell more of them."""
        for depth in range(3):
            parts = _parts([f"<{iri}>" for iri in things], _about)
            self._total += len(parts)
            below: set[str] = set()
            for values, wording in parts:
                for subject, predicate, value, language, is_iri in self._rows(values, wording):
                    yield _quad(subject, predicate, value, language, is_iri)
                    if is_iri and predicate in NESTED:
                        below.add(value)
            things = sorted(below) if depth < 2 else []

    def _rows(self, values: Sequence[str], wording: Callable[[Sequence[str]], str]) -> list[list[Any]]:
        """Return the rows of one question; where there are too many for one answer, of its two halves."""
        rows = self._answer(wording(values))
        self._done += 1
        if self._tell is not None:
            self._tell(self._done, self._total)
        if len(rows) < _ROWS or len(values) == 1:
            return rows
        self._total += 2
        half = len(values) // 2
        return [*self._rows(values[:half], wording), *self._rows(values[half:], wording)]

    def _answer(self, sparql: str) -> list[list[Any]]:
        """Return an answer that is kept, or else the server's, after a pause."""
        key = sha256(f"{self._server.address}\n{sparql}".encode()).hexdigest()
        kept = self._answers / f"{key}.json"
        if kept.is_file():
            rows: list[list[Any]] = json.loads(kept.read_bytes())
            return rows
        if self._asked:
            time.sleep(self._pause)
        self._asked += 1
        try:
            found = self._server.query(sparql)
        except SteungraafError as error:
            raise self._interrupted(error) from error
        assert isinstance(found, Solutions)
        rows = [_plain(row) for row in found.rows]
        self._answers.mkdir(parents=True, exist_ok=True)
        with open_output(kept, force=True) as out:
            out.write(json.dumps(rows, ensure_ascii=False).encode())
        return rows

    def _interrupted(self, error: SteungraafError) -> InterruptedAskingError:
        return InterruptedAskingError(
            address=self._server.address,
            asked=self._done,
            total=self._total,
            answers=str(self._answers) if self._answers.is_dir() else None,
            reason={lang: error.message(lang) for lang in ("nl", "en")},
        )


def _plain(row: Sequence[Any]) -> list[Any]:
    """Return a row as it can be kept: an address, or a statement in five parts."""
    if len(row) == 1:
        return [row[0].value]
    subject, predicate, value = row
    language = value.language if isinstance(value, Literal) else None
    return [subject.value, predicate.value, value.value, language, isinstance(value, NamedNode)]


def _quad(subject: str, predicate: str, value: str, language: str | None, is_iri: bool) -> Quad:
    term = NamedNode(value) if is_iri else Literal(value, language=language) if language else Literal(value)
    return Quad(NamedNode(subject), NamedNode(predicate), term, DefaultGraph())


def _names(entities: list[Entity]) -> list[str]:
    """Return our names as they may stand there: in their language, and in none."""
    texts = {(name.text, tag) for entity in entities for name in entity.names for tag in {name.language, "nl", None}}
    return [_text(text, tag) for text, tag in sorted(texts, key=lambda pair: (pair[0], pair[1] or ""))]


def _codes(entities: list[Entity]) -> tuple[list[str], list[str]]:
    """Return our codes as texts, and the addresses that end in them."""
    codes = sorted({code for entity in entities for code in entity.codes})
    addresses = {f"<{space}{code}>" for register, code in codes for space in _REGISTERS.get(register, ())}
    return [_text(code) for _, code in codes], sorted(addresses)


def _text(text: str, language: str | None = None) -> str:
    return str(Literal(text, language=language) if language else Literal(text))


def _parts(
    values: list[str], wording: Callable[[Sequence[str]], str]
) -> list[tuple[list[str], Callable[[Sequence[str]], str]]]:
    remaining = iter(values)
    return [(batch, wording) for batch in iter(lambda: list(islice(remaining, _BATCH)), [])]


def _named(values: Sequence[str]) -> str:
    return _search(values, _any(NAMES))


def _coded(values: Sequence[str]) -> str:
    """Word a question for codes: of the thing itself, or of an identifier of it, plain or structured."""
    deep = f"{_any(IDENTIFIERS)}/({_any(NOTATIONS)}|({_any(STRUCTURED)}/({_any(LOCAL)})))"
    return _search(values, f"{_any(NOTATIONS)}|({deep})")


def _same(values: Sequence[str]) -> str:
    return _search(values, _any(SAME))


def _search(values: Sequence[str], path: str) -> str:
    inside = f"VALUES ?value {{ {' '.join(values)} }} ?thing {path} ?value"
    return f"SELECT DISTINCT ?thing WHERE {{ {inside} FILTER (isIRI(?thing)) }} ORDER BY ?thing LIMIT {_ROWS}"


def _about(values: Sequence[str]) -> str:
    told = " ".join(f"<{iri}>" for iri in sorted(set(TOLD)))
    return (
        f"SELECT ?thing ?predicate ?value WHERE {{ VALUES ?thing {{ {' '.join(values)} }} "
        f"VALUES ?predicate {{ {told} }} ?thing ?predicate ?value FILTER (!isBlank(?value)) }} LIMIT {_ROWS}"
    )


def _any(predicates: Iterable[str]) -> str:
    return f"({'|'.join(f'<{iri}>' for iri in predicates)})"
