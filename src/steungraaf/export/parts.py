"""Choose a part of the data, and put it in an order that is the same on every machine."""

from collections.abc import Collection, Iterable

from steungraaf.model import narrower_classes
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple

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
_EVIDENCE = (expand("prov:wasQuotedFrom"), expand("oa:hasSelector"))
_TYPE = expand("rdf:type")
_NOTATION = expand("skos:notation")
_STRING = expand("xsd:string")
_DEFAULT = DefaultGraph()

# What a reader wants first of any thing; the other predicates follow by their IRIs.
_FIRST = {
    expand(name): rank
    for rank, name in enumerate(("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:definition"))
}


def select_part(quads: Collection[Quad], part: str) -> list[Quad]:
    """Return the quads of one part, in the order given.

    Actors come with the offices they hold; claims and figures with the sentences they are quoted from and their
    positions; links are the matches with other registers and vocabularies, and the official codes.
    """
    if part == "all":
        return list(quads)
    if part == "links":
        return [quad for quad in quads if is_link(quad)]
    chosen: set[Term] = {quad.subject for quad in quads if quad.predicate.value == _TYPE and _is_of(quad, part)}
    for predicate in _EVIDENCE:
        chosen |= {quad.object for quad in quads if quad.predicate.value == predicate and quad.subject in chosen}
    return [quad for quad in quads if quad.subject in chosen]


def _is_of(quad: Quad, part: str) -> bool:
    return isinstance(quad.object, NamedNode) and quad.object.value in CLASSES_OF_PART[part]


def is_link(quad: Quad) -> bool:
    """Tell whether a quad leads out of the data: a match, or a code of an official register."""
    if quad.predicate.value == _NOTATION:
        return isinstance(quad.object, Literal) and quad.object.datatype.value != _STRING
    return quad.predicate.value in MATCHES


def merge_graphs(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads as one graph without repetitions, sorted."""
    return sort_quads({Quad(quad.subject, quad.predicate, quad.object, _DEFAULT) for quad in quads})


def value_of(term: Term) -> str:
    """Return the characters of a term: an IRI, the name of a blank node, a literal's lexical form."""
    return str(term) if isinstance(term, Triple) else term.value


def sort_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without repetitions by graph, subject, predicate (type and labels first) and object."""
    return sorted(set(quads), key=_order)


def graph_of(quad: Quad) -> str:
    """Return the name of the graph that a quad is in, or an empty string for the default graph."""
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


def _order(quad: Quad) -> tuple[object, ...]:
    predicate = quad.predicate.value
    return (
        graph_of(quad),
        _term_order(quad.subject),
        _FIRST.get(predicate, len(_FIRST)),
        predicate,
        _term_order(quad.object),
    )


def _term_order(term: Term) -> tuple[int, str, str, str]:
    """Order IRIs before blank nodes before literals, each by its characters, Dutch before English before the rest."""
    if isinstance(term, NamedNode):
        return 0, term.value, "", ""
    if isinstance(term, BlankNode):
        return 1, term.value, "", ""
    if isinstance(term, Triple):
        return 3, str(term), "", ""
    language = term.language or ""
    return 2, {"nl": "0", "en": "1"}.get(language, f"2{language}"), term.value, term.datatype.value
