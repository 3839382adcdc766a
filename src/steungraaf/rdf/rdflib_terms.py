"""Give terms to rdflib as they are written."""

from typing import TYPE_CHECKING

from steungraaf.errors import EngineError
from steungraaf.rdf.terms import BlankNode, Literal, NamedNode, Term

if TYPE_CHECKING:
    import rdflib.term


def rdflib_node(term: Term) -> "rdflib.term.Node":
    """Return a term as rdflib has it, a literal with its form as it is written.

    Raises EngineError for a triple term, which rdflib does not know.
    """
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise EngineError(reason={"nl": "rdflib kent geen tripeltermen", "en": "rdflib knows no triple terms"})
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
