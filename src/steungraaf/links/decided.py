"""Know what was decided before: which links of a dataset were taken, and which were refused."""

from dataclasses import dataclass, field
from pathlib import Path

from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.rdf.reading import raw_bytes
from steungraaf.rdf.sssom import SAME, Link, LinkSet, read_links

_SETTLING = {*SAME, expand("skos:closeMatch")}


def address_key(iri: str) -> str:
    """Return what the ways to write one address have in common.

    >>> address_key("http://data.vlaanderen.be/doc/organisatie/OVO002108")
    'data.vlaanderen.be/id/organisatie/OVO002108'
    """
    bare = iri.partition("://")[2] or iri
    bare = bare.replace("/doc/", "/id/", 1) if bare.startswith("data.vlaanderen.be/") else bare
    return bare.removeprefix("www.").rstrip("/")


@dataclass(frozen=True)
class Decided:
    """What was decided: links by their two ends, and the other things that already have a link of ours."""

    pairs: dict[tuple[str, str], list[tuple[Path, Link]]] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sets: dict[Path, LinkSet]) -> "Decided":
        """Take the sets by their files."""
        pairs: dict[tuple[str, str], list[tuple[Path, Link]]] = {}
        settled = set()
        for path, links in sets.items():
            for link in links.links:
                pairs.setdefault((link.subject, address_key(link.object)), []).append((path, link))
                if not link.refused and link.predicate in _SETTLING:
                    settled.add(address_key(link.object))
        return cls(pairs, frozenset(settled))

    def settles(self, iri: str) -> bool:
        """Tell whether a thing of others has a link of ours already."""
        return address_key(iri) in self.settled

    def knows(self, subject: str, object_: str) -> bool:
        """Tell whether anything was decided of two things together."""
        return (subject, address_key(object_)) in self.pairs


def read_set(path: Path) -> LinkSet:
    """Return the link set in a file; raise UnreadableFileError and RdfSyntaxError."""
    return read_links(raw_bytes(path), str(path))


def sets_of(folder: Folder) -> dict[Path, LinkSet]:
    """Return the link sets of a dataset by their files; raise UnreadableFileError and RdfSyntaxError."""
    return {file.path: read_set(file.path) for file in folder.link_sets()}
