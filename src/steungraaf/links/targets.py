"""Read what there is to link to, whatever kind of file it stands in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steungraaf.errors import UnknownFormatError
from steungraaf.links.gathering import Telling, gathered
from steungraaf.links.link_faults import UnknownTargetError
from steungraaf.links.tables import Columns, read_table
from steungraaf.links.things import Thing
from steungraaf.rdf import format_of, read_quads
from steungraaf.rdf.compressed import compression_of

_TABLES = (".csv", ".tsv", ".xlsx")
_KNOWN = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld", *_TABLES, ".gc")


@contextmanager
def open_target(path: Path, columns: Columns, tell: Telling | None = None) -> Iterator[Iterator[Thing]]:
    """Give the things of a file; RDF of any size is gathered on disk first, and told how far that is.

    Raises UnknownTargetError, UnreadableFileError, RdfSyntaxError, and what `read_table` and `read_genericode` raise.
    """
    kind = (path.with_suffix("") if compression_of(path) else path).suffix.lower()
    if path.suffix.lower() in _TABLES:
        yield read_table(path, columns)
        return
    if kind == ".gc":
        from steungraaf.links.genericode import read_genericode

        yield read_genericode(path, columns.base)
        return
    try:
        format = format_of(path)
    except UnknownFormatError:
        raise UnknownTargetError(file=str(path), known=_KNOWN) from None
    with gathered() as place:
        place.add(read_quads(path, format=format), tell)
        yield place.things()
