"""Go through a draft one proposal at a time, and write each decision at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from steungraaf.links.drafts import Verdict, checked_draft, decide, reviewer_slots, save_draft, verdict_of
from steungraaf.links.link_faults import ChangedDraftError
from steungraaf.links.locking import held
from steungraaf.links.proposals import EXACT
from steungraaf.rdf.reading import raw_bytes
from steungraaf.rdf.sssom import Link, LinkSet, make_link, read_links


class Review:
    """A draft that somebody decides about; what was decided before stays, and is not asked again."""

    def __init__(self, draft: Path, reviewer: str, *, unsure: bool = False, day: str | None = None) -> None:
        """Take the draft and who decides; `unsure` asks again what was left unsure.

        Raises NotADraftError, UnreadableFileError, RdfSyntaxError and UnknownReviewerError.
        """
        self._draft, self._seen = checked_draft(draft), raw_bytes(draft)
        self._links = read_links(self._seen, str(draft))
        self._slots, self._prefixes = _fitting(reviewer, self._links)
        self._day = day or date.today().isoformat()
        wanted = (Verdict.OPEN, Verdict.UNSURE) if unsure else (Verdict.OPEN,)
        self._rows = list(self._links.links)
        self._open = [number for number, link in enumerate(self._rows) if verdict_of(link) in wanted]
        self._undone: list[Link] = []  # what the rows were before they were decided, the last one last

    @property
    def total(self) -> int:
        """Return how many rows there were to decide about."""
        return len(self._open)

    @property
    def position(self) -> int:
        """Return how many of them were passed."""
        return len(self._undone)

    @property
    def current(self) -> Link | None:
        """Return the row to decide about, None after the last one."""
        return self._rows[self._open[self.position]] if self.position < self.total else None

    def decide(self, verdict: Verdict, *, exact: bool = False) -> None:
        """Write what is said of the current row, as an exact match where the reviewer says so, and go on.

        Raises BusyError, and ChangedDraftError where somebody else changed the draft.
        """
        link = self._rows[self._open[self.position]]
        changed = _exact(link, self._links) if exact else link
        self._write(self._open[self.position], decide(changed, verdict, self._slots, self._day))
        self._undone.append(link)

    def back(self) -> bool:
        """Take back the last decision; return False where there is none."""
        if not self._undone:
            return False
        self._write(self._open[self.position - 1], self._undone[-1])
        self._undone.pop()
        return True

    def counts(self) -> Mapping[Verdict, int]:
        """Return how many rows of the whole draft there are of each verdict."""
        verdicts = [verdict_of(link) for link in self._rows]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}

    def _write(self, number: int, link: Link) -> None:
        rows = [link if each == number else known for each, known in enumerate(self._rows)]
        header = {**self._links.header, "curie_map": {**self._links.header["curie_map"], **self._prefixes}}
        columns = (*self._links.columns, *(slot for slot in link.row if slot not in self._links.columns))
        links = LinkSet(header, columns, tuple(rows))
        with held(self._draft):
            if raw_bytes(self._draft) != self._seen:
                raise ChangedDraftError(draft=str(self._draft))
            save_draft(links, self._draft, force=True)
            self._seen = raw_bytes(self._draft)
        self._rows, self._links = rows, links


def _fitting(reviewer: str, links: LinkSet) -> tuple[dict[str, str], dict[str, str]]:
    """Return how a reviewer stands in the rows of a draft, whose own prefixes may be others."""
    slots, prefixes = reviewer_slots(reviewer)
    ((prefix, space),) = prefixes.items()
    own = prefix
    while links.prefixes.get(own, space) != space:
        own += "-2"
    return {**slots, "reviewer_id": slots["reviewer_id"].replace(f"{prefix}:", f"{own}:", 1)}, {own: space}


def _exact(link: Link, links: LinkSet) -> Link:
    return replace(make_link({**link.row, "predicate_id": EXACT}, links.prefixes), line=link.line)
