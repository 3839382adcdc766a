"""Check the other side of links: in a dump of a register, or by asking each address."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Protocol
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, read_quads
from steungraaf.rdf.sssom import SAME
from steungraaf.rdf.terms import is_web_address
from steungraaf.validation import link_words as words
from steungraaf.validation.finding import Finding, Severity
from steungraaf.validation.link_facts import Facts

if TYPE_CHECKING:
    from steungraaf.validation.link_check import Placed

_STARTS = frozenset(map(expand, ("schema:startDate", "dcat:startDate"))) | {"http://schema.org/startDate"}
_ENDS = frozenset(map(expand, ("schema:endDate", "dcat:endDate"))) | {"http://schema.org/endDate"}
_AGENT = "steungraaf (link check; https://w3id.org/steungraaf/)"
_ACCEPT = "text/turtle, application/ld+json, application/rdf+xml, text/html;q=0.8, */*;q=0.5"
_TIME_OUT = 20.0  # seconds for one address
_TOGETHER = 8  # hosts that are asked at the same moment
_KEPT = "%:/?#[]@!$&'()*+,;=~"  # what an IRI and a URI write the same (RFC 3987, section 3.1)
_PAUSE = 0.2  # seconds between two addresses of one host

Progress = Callable[[int, int], None]


class Targets(Protocol):
    """What is known of the other side of links."""

    def check(self, links: "Iterable[Placed]", facts: Mapping[str, Facts]) -> Iterator[Finding]:
        """Find links whose other side is not there, or not at the same time."""
        ...


class Dump:
    """A file of a register: what it describes, and from when to when."""

    def __init__(self, path: Path, things: Iterable[str] | None = None) -> None:
        """Read a file of RDF; of another one take the things that it describes, by their IRIs.

        Raises UnknownFormatError, UnreadableFileError and RdfSyntaxError.
        """
        self._name = path.name
        self._dates: dict[str, dict[str, str]] = {iri: {} for iri in things or ()}
        self.told = 0  # the links that it could speak to
        if things is None:
            self._read(path)
        self._spaces = {_space(iri) for iri in self._dates}

    def _read(self, path: Path) -> None:
        for quad in read_quads(path):
            if isinstance(quad.subject, NamedNode):
                dates = self._dates.setdefault(quad.subject.value, {})
                side = _side(quad.predicate.value)
                if side and isinstance(quad.object, Literal):
                    dates[side] = quad.object.value[:10]

    def check(self, links: "Iterable[Placed]", facts: Mapping[str, Facts]) -> Iterator[Finding]:
        """Find links into the register that the file does not describe, or describes as of another time."""
        for placed in links:
            link = placed.link
            if link.refused or _space(link.object) not in self._spaces:
                continue
            self.told += 1
            dates = self._dates.get(link.object)
            known = facts.get(link.subject, Facts())
            if dates is None:
                parts = {"address": link.object, "where": self._name}
                yield placed.finding("Link-dead", words.DEAD, Severity.WARNING, **parts)
            elif link.predicate in SAME and not _overlap(known, dates):
                here, there = (f"{one or '...'} - {two or '...'}" for one, two in _both(known, dates))
                yield placed.finding("Link-valid", words.VALID, Severity.WARNING, here=here, there=there)


class Live:
    """The addresses themselves, asked one after the other at each host, hosts beside each other."""

    def __init__(self, progress: Progress | None = None, pause: float = _PAUSE) -> None:
        """Take what is told how many of all were asked, and the seconds between two questions to one host."""
        self._progress, self._pause = progress or (lambda done, all_: None), pause

    def check(self, links: "Iterable[Placed]", facts: Mapping[str, Facts]) -> Iterator[Finding]:
        """Find links whose address does not answer, or not with something."""
        first: dict[str, Placed] = {}
        for placed in links:
            if not placed.link.refused:
                first.setdefault(placed.link.object, placed)
        for done, (address, reason) in enumerate(self._answers(first), 1):
            self._progress(done, len(first))
            if reason:
                parts = {"address": address, "reason": reason}
                yield first[address].finding("Link-dead", words.ANSWER, Severity.WARNING, **parts)

    def _answers(self, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give each address with why it does not answer well, as soon as that is known."""
        hosts: dict[str, list[str]] = {}
        for address in addresses:
            hosts.setdefault(_host(address), []).append(address)
        answers: Queue[tuple[str, str]] = Queue()
        stopped = threading.Event()
        with ThreadPoolExecutor(max(1, min(len(hosts), _TOGETHER))) as pool:
            for some in hosts.values():
                pool.submit(self._ask_host, some, answers, stopped)
            try:
                for _ in range(sum(map(len, hosts.values()))):
                    yield answers.get()
            finally:
                stopped.set()  # who stops the check need not wait for all the others

    def _ask_host(self, addresses: list[str], answers: "Queue[tuple[str, str]]", stopped: threading.Event) -> None:
        for number, address in enumerate(addresses):
            if stopped.wait(self._pause if number else 0):
                return
            answers.put((address, _ask(address)))


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]


def _ask(address: str) -> str:
    """Return why an address does not answer well, nothing where it does."""
    if not is_web_address(address):  # urllib reads files as well
        return "no http"
    request = Request(quote(address, safe=_KEPT), headers={"User-Agent": _AGENT, "Accept": _ACCEPT})
    try:
        with urlopen(request, timeout=_TIME_OUT) as answer:
            answer.read(1)
    except HTTPError as error:
        with error:
            return f"{error.code} {error.reason}"
    except Exception as error:  # whatever a server, or an address that is none, makes the library raise
        return str(getattr(error, "reason", error)) or type(error).__name__
    return ""


def _side(predicate: str) -> str:
    return "start" if predicate in _STARTS else "end" if predicate in _ENDS else ""


def _space(iri: str) -> tuple[str, int]:
    """Return what the addresses of a register have in common: where they begin, and how long their codes are."""
    space, _, code = iri.rstrip("/").rpartition("/")
    return space, len(code)


def _both(known: Facts, dates: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return (known.start, known.end), (dates.get("start", ""), dates.get("end", ""))


def _overlap(known: Facts, dates: Mapping[str, str]) -> bool:
    (start, end), (other_start, other_end) = _both(known, dates)
    return not (end and other_start and end < other_start) and not (other_end and start and other_end < start)
