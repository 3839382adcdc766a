"""Name the terms of RDF, as the engine has them; the rest of the package takes them from here."""

from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Term = NamedNode | BlankNode | Literal | Triple

__all__ = ["BaseDirection", "BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Term", "Triple", "is_iri"]


def is_iri(text: str) -> bool:
    """Tell whether a text is a whole IRI, as every parser looks at it.

    >>> is_iri("https://example.org/a"), is_iri("a"), is_iri("https://example.org/a b"), is_iri("https://[a/")
    (True, False, False, False)
    """
    try:
        return bool(NamedNode(text))
    except ValueError:
        return False
