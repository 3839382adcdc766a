"""Hold what a check found: the fault, where it stands, and what was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from steungraaf.namespaces import SGSH
from steungraaf.rdf import Term, Triple

Texts = Mapping[str, str]  # language -> text
READABLE = f"{SGSH}Readable"  # the check that a broken file breaks
_SH = "http://www.w3.org/ns/shacl#"


class Severity(Enum):
    """How much a finding weighs, the heaviest first; only a violation makes a report fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def iri(self) -> str:
        """Return SHACL's IRI (SHACL 2.1.4)."""
        return f"{_SH}{self.value.capitalize()}"

    @property
    def rank(self) -> int:
        """Return 0 for the heaviest, then 1 and 2."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Finding:
    """One fault in the data.

    `focus` is the IRI of the thing at fault (a literal in its N-Triples form), `shape` the IRI of the shape, constraint
    or check that it breaks, `path` the IRI or SPARQL path of the property, `sentence` the sentence that the thing rests
    on. `file` and `line` are None where the fault stands in no file; `graph` is then the one of a store that holds it.
    `statements` are those of the W3C report, which leaves out what is not `about_data` but about the shapes.
    """

    focus: str
    shape: str
    severity: Severity
    message: Texts
    file: Path | None = None
    line: int | None = None
    sentence: str | None = None
    path: str | None = None
    value: Term | None = None
    component: str | None = None
    about_data: bool = True
    graph: str | None = None
    statements: tuple[Triple, ...] = field(default=(), repr=False, compare=False)

    @property
    def order(self) -> tuple[object, ...]:
        """Return the key that sorts by severity, file, line and then by all that tells findings apart.

        A file that cannot be read comes first: much of what follows may be missing because of it.
        """
        where = (self.file is None, str(self.file or self.graph or ""), self.line or 0)
        which = (self.focus, self.shape, self.path or "", str(self.value or ""), tuple(sorted(self.message.items())))
        return (self.severity.rank, self.shape != READABLE, where, which)


@dataclass(frozen=True)
class Result:
    """Everything that a report tells: the findings in order, what was looked at, and how things are called.

    `checked` counts by kind: files or graphs, statements, shapes, queries, sentences, accounted, originals. `labels`
    holds the names of the things that the findings speak of.
    """

    findings: tuple[Finding, ...]
    checked: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Return whether there is no violation; warnings and notes do not count."""
        return all(finding.severity is not Severity.VIOLATION for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)
