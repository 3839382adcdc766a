"""Read and write RDF the same way every time: lexical forms kept, bytes stable, faults with file and line."""

from steungraaf.rdf.formats import FORMATS, format_of
from steungraaf.rdf.locating import Locations, locate
from steungraaf.rdf.reading import parse_quads, read_quads
from steungraaf.rdf.terms import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple
from steungraaf.rdf.turtle import reformat
from steungraaf.rdf.writing import write_rdf

__all__ = [
    "FORMATS",
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
