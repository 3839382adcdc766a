"""Read and write RDF the same way every time: lexical forms kept, bytes stable, faults with file and line."""

from typing import TYPE_CHECKING

from steungraaf.homes import find_by
from steungraaf.rdf.terms import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple

if TYPE_CHECKING:
    from steungraaf.rdf.formats import FORMATS, format_of
    from steungraaf.rdf.locating import Locations, locate
    from steungraaf.rdf.reading import parse_quads, read_quads
    from steungraaf.rdf.turtle import reformat
    from steungraaf.rdf.writing import write_rdf

__all__ = [
    "FORMATS",
    "LINK_SET",
    "BaseDirection",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "Locations",
    "NamedNode",
    "Quad",
    "Term",
    "Triple",
    "format_of",
    "locate",
    "parse_quads",
    "read_quads",
    "reformat",
    "write_rdf",
]

LINK_SET = ".sssom.tsv"  # what the name of a link set ends in

__getattr__ = find_by(
    {
        "FORMATS": "steungraaf.rdf.formats",
        "Locations": "steungraaf.rdf.locating",
        "format_of": "steungraaf.rdf.formats",
        "locate": "steungraaf.rdf.locating",
        "parse_quads": "steungraaf.rdf.reading",
        "read_quads": "steungraaf.rdf.reading",
        "reformat": "steungraaf.rdf.turtle",
        "write_rdf": "steungraaf.rdf.writing",
    },
    __name__,
)
