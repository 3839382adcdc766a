"""Know what belongs to which part of the data."""

from steungraaf.model import narrower_classes
from steungraaf.namespaces import expand
from steungraaf.rdf import DefaultGraph, Literal, NamedNode, Quad, Term, Triple

PARTS = ("actors", "claims", "figures", "links", "all")

AGENTS = narrower_classes(expand("foaf:Agent"))
_OFFICES = frozenset(map(expand, ("org:Membership", "org:Post", "org:Role")))
CLASSES_OF_PART = {
    "actors": AGENTS | _OFFICES,
    "claims": frozenset([expand("sg:Claim")]),
    "figures": frozenset([expand("sg:Figure")]),
}
MATCHES = frozenset(
    map(
        expand,
        (
            "owl:sameAs",
            "rdfs:seeAlso",
            "skos:broadMatch",
            "skos:closeMatch",
            "skos:exactMatch",
            "skos:narrowMatch",
            "skos:relatedMatch",
        ),
    )
)
# What leads from a statement to its sentence, and from there to its position.
EVIDENCE = {expand(name): step for step, name in enumerate(("prov:wasQuotedFrom", "oa:hasSelector"))}
_TYPE = expand("rdf:type")
_NOTATION = expand("skos:notation")
_STRING = expand("xsd:string")


def chooses(quad: Quad, part: str) -> bool:
    """Tell whether a quad says that its subject is a thing of the part: an actor, a claim, a figure."""
    if quad.predicate.value != _TYPE or not isinstance(quad.object, NamedNode):
        return False
    return quad.object.value in CLASSES_OF_PART[part]


def is_link(quad: Quad) -> bool:
    """Tell whether a quad leads out of the data: a match, or a code of an official register."""
    if quad.predicate.value == _NOTATION:
        return isinstance(quad.object, Literal) and quad.object.datatype.value != _STRING
    return quad.predicate.value in MATCHES


def value_of(term: Term) -> str:
    """Return the characters of a term: an IRI, the name of a blank node, a literal's lexical form."""
    return str(term) if isinstance(term, Triple) else term.value


def graph_of(quad: Quad) -> str:
    """Return the name of the graph that a quad is in, or an empty string for the default graph."""
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
