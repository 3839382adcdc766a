"""Hold the answer to a CONSTRUCT or DESCRIBE: triples, and the labels of the things in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from steungraaf.catalogue.tables import Column, Origin, Table
from steungraaf.rdf import NamedNode, Quad, Term, Triple, write_rdf
from steungraaf.store import Cut

_HEADINGS = {"nl": ("onderwerp", "eigenschap", "waarde"), "en": ("subject", "property", "value")}


@dataclass(frozen=True)
class Statements:
    """The answer to a CONSTRUCT or DESCRIBE, in the order in which the engine gave it."""

    name: str
    lang: str
    triples: list[Triple]
    labels: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = Origin()
    truncated: Cut | None = None

    def __len__(self) -> int:
        return len(self.triples)

    def iris(self) -> list[str]:
        """Return every IRI in the triples once, in reading order."""
        terms = (term for each in self.triples for term in (each.subject, each.predicate, each.object))
        return list(dict.fromkeys(term.value for term in terms if isinstance(term, NamedNode)))

    def quads(self) -> list[Quad]:
        """Return the triples as quads of the default graph."""
        return [Quad(triple.subject, triple.predicate, triple.object) for triple in self.triples]

    def table(self) -> Table:
        """Return the triples as a table of three columns, sorted."""
        headings = _HEADINGS.get(self.lang, _HEADINGS["en"])
        columns = map(Column, ("subject", "predicate", "object"), headings)
        rows: list[tuple[Term | None, ...]] = [(each.subject, each.predicate, each.object) for each in self.triples]
        return Table(
            self.name, self.lang, tuple(columns), sorted(rows, key=str), self.labels, self.origin, self.truncated
        )

    def write(self, out: BinaryIO, format: str = "turtle") -> None:
        """Write the triples in one of the formats of RDF."""
        write_rdf(self.quads(), out, format)
