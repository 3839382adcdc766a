"""Know the formats in which RDF is read and written, and which one a file has by its name."""

from pathlib import Path

from pyoxigraph import RdfFormat

from steungraaf.errors import UnknownFormatError
from steungraaf.rdf import LINK_SET
from steungraaf.rdf.compressed import compression_of

_ENGINE = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
FORMATS = tuple(_ENGINE)
LINKS = "sssom"  # a link set, which is read only
_EXTENSIONS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}


def format_of(path: Path) -> str:
    """Return the format of a file by its extension, in capitals or not, that of a compressed file by the one before.

    A link set, which is a table, has the format "sssom".

    >>> format_of(Path("claims.ttl")), format_of(Path("all.nq.gz"))
    ('turtle', 'nquads')

    Raises UnknownFormatError.
    """
    if path.name.endswith(LINK_SET):
        return LINKS
    extension = (path.with_suffix("") if compression_of(path) else path).suffix.lower()
    if extension not in _EXTENSIONS:
        raise UnknownFormatError(format=extension or str(path), known=FORMATS)
    return _EXTENSIONS[extension]


def engine_format(format: str) -> RdfFormat:
    """Return what the engine calls a format; raise UnknownFormatError."""
    if format not in _ENGINE:
        raise UnknownFormatError(format=format, known=FORMATS)
    return _ENGINE[format]
