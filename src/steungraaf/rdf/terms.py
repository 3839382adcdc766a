"""Name the terms of RDF, as the engine has them; the rest of the package takes them from here."""

from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Term = NamedNode | BlankNode | Literal | Triple

__all__ = ["BaseDirection", "BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Term", "Triple"]
