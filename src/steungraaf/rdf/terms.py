"""Name the terms of RDF, as the engine has them; the rest of the package takes them from here."""

from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Term = NamedNode | BlankNode | Literal | Triple

__all__ = [
    "BaseDirection",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "Term",
    "Triple",
    "is_iri",
    "is_web_address",
]


def is_iri(text: str) -> bool:
    """Tell whether a text is a whole IRI, as every parser looks at it.

    >>> is_iri("https://example.org/a"), is_iri("a"), is_iri("https://example.org/a b"), is_iri("https://[a/")
    (True, False, False, False)
    """
    try:
        return bool(NamedNode(text))
    except ValueError:
        return False


def is_web_address(text: str) -> bool:
    """Tell whether a text begins as what a browser may be led to does (RFC 9110, sections 4.2.1 and 4.2.2).

    >>> is_web_address("https://example.org/a"), is_web_address("urn:a"), is_web_address("javascript:alert(1)")
    (True, False, False)
    """
    return text.startswith(("http://", "https://"))
