"""Tell which files changed since they were checked, and what they say now that they did not, or no longer."""

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from steungraaf.errors import UnreadableFileError
from steungraaf.folder import Folder
from steungraaf.rdf import Quad, read_quads
from steungraaf.reasons import reason_of
from steungraaf.store.index import GraphIndex
from steungraaf.validation.queries import check_queries
from steungraaf.validation.record import KeptFile

_SETTLED = 2_000_000_000  # nanoseconds; no file system in use tells the time more coarsely
_UNSETTLED = ""  # the facts of a file that was changed a moment ago and may be again without a sign


def key_of(folder: Folder) -> str:
    """Return what differs when the vocabulary, a rule, a shape, a check query or this program does."""
    program = sorted(Path(__file__).parents[1].rglob("*.py"))
    ontology = (file.path for file in folder.ontology_files())
    files = (*program, *ontology, *folder.shape_files(), *folder.rule_files(), *check_queries(folder.query_files()))
    return hashlib.sha256(repr([(str(path), _facts(path)) for path in files]).encode()).hexdigest()


def facts_of(path: Path) -> str:
    """Return what tells by itself that a file changed, or nothing that can be relied on."""
    found = _facts(path)
    return repr(found) if found and max(found[1:]) < time.time_ns() - _SETTLED else _UNSETTLED


def _facts(path: Path) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def kept_file(path: Path, facts: str, statements: int) -> KeptFile:
    """Return what is kept of a file of which the facts were seen before it was read."""
    return KeptFile(str(path), facts, _digest(path), statements)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; raise UnreadableFileError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error


class Changes:
    """The files that differ from those that were checked."""

    def __init__(self, files: Mapping[str, Path], before: Mapping[str, KeptFile]) -> None:
        """Look at the files, by their graphs, and read those that differ.

        Raises what `read_quads` raises for one that cannot be read.
        """
        self.kept: dict[str, KeptFile | None] = {}
        self._now: dict[str, set[Quad]] = {}
        for graph in before.keys() - files.keys():
            self._now[graph], self.kept[graph] = set(), None
        for graph, path in files.items():
            self._look_at(graph, path, before.get(graph))

    def _look_at(self, graph: str, path: Path, before: KeptFile | None) -> None:
        facts = facts_of(path)
        if before and facts and (before.path, before.facts) == (str(path), facts):
            return
        digest = _digest(path)
        same = before is not None and before.digest == digest
        quads = set() if same else set(read_quads(path, graph=graph))
        if not same:
            self._now[graph] = quads
        count = before.statements if same and before else len(quads)
        self.kept[graph] = KeptFile(str(path), facts, digest, count)

    def apply(self, index: GraphIndex) -> set[Quad]:
        """Bring an index up to date; return the statements that it did not have, or no longer has."""
        changed: set[Quad] = set()
        for graph, now in self._now.items():
            before = set(index.quads(graph))
            index.change(before - now, now - before)
            changed |= before ^ now
        return changed
