"""Check what is served, once and beside all else: pages tell how far it has come, and later what was found."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock, Thread

from steungraaf.catalogue import Table
from steungraaf.errors import SteungraafError
from steungraaf.rdf import NamedNode
from steungraaf.validation import Report
from steungraaf.web.served import Served

LARGEST = 40 * 2**20  # bytes of files that are checked beside the answers to requests
UNLINKED = "links/unlinked"
STEPS = 6  # the question of what is not linked, and the steps of a check


@dataclass(frozen=True)
class Checked:
    """What a check found; without a report, `why` says for what reason: elsewhere, large or failed.

    `changed` says that files were written after this server read them. `unlinked` counts by register what has no link
    to it, and is None where that question is not there or was not answered.
    """

    report: Report | None
    why: str
    changed: bool
    unlinked: Mapping[str, int] | None


@dataclass
class Checkup:
    """The check of what is served; it begins when a page first wants it."""

    served: Served
    checked: Checked | None = None
    step: Mapping[str, str] = field(default_factory=dict)
    at: int = 1
    tag: str = field(init=False)  # of the data that are checked
    _opened: float = field(default_factory=time.time)
    _begun: Thread | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.tag = self.served.tag

    def begin(self) -> None:
        """Begin, in a thread of its own, where that has not been done."""
        with self._lock:
            if self._begun is None:
                self._begun = Thread(target=self._run, name="steungraaf check", daemon=True)
                self._begun.start()

    def wait(self) -> None:
        """Wait until it is done."""
        if self._begun is not None:
            self._begun.join()

    def _run(self) -> None:
        unlinked = self._unlinked()
        report, why = self._report()
        self.checked = Checked(report, why, self._changed(), unlinked)

    def _unlinked(self) -> Mapping[str, int] | None:
        try:
            table = self.served.catalogue.ask(UNLINKED, {}, labels=False)
        except SteungraafError:  # there is no such question, or the answer takes too long
            return None
        rows = table.rows if isinstance(table, Table) else []
        return Counter(row[0].value for row in rows if isinstance(row[0], NamedNode))

    def _report(self) -> tuple[Report | None, str]:
        dataset = self.served.dataset
        if not dataset.in_files:
            return None, "elsewhere"
        try:
            if sum(file.path.stat().st_size for file in dataset.folder.files()) > LARGEST:
                return None, "large"
            return dataset.check(progress=self._next), ""
        except Exception:  # the page says so, and that the command line tells more; requests go on
            return None, "failed"

    def _next(self, step: Mapping[str, str]) -> None:
        self.at, self.step = self.at + 1, step

    def _changed(self) -> bool:
        try:
            return any(file.path.stat().st_mtime > self._opened for file in self.served.dataset.folder.files())
        except (OSError, SteungraafError):  # a file that was read is gone
            return True
