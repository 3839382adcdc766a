"""Choose words that find something in the data that is served, for who does not know what to look for."""

from steungraaf.catalogue.display import show_literal
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store.lookup import rows_of
from steungraaf.web.pages.amounts import VALUE
from steungraaf.web.pages.portrait import SOMEWHERE
from steungraaf.web.pages.rendering import Visit

_CLAIM, _FIGURE = f"<{expand('sg:Claim')}>", f"<{expand('sg:Figure')}>"
_ENDS = f"<{expand('rdf:subject')}>|<{expand('rdf:object')}>"
_CITY = f"<{expand('schema:City')}>"
_MOST_SAID = "GROUP BY ?found ORDER BY DESC(COUNT(DISTINCT ?claim)) ?found LIMIT 1"
# One each of what people look for: an abbreviation, a municipality, a kind of support, a figure. The first three are
# those that most claims are about.
_WANTED = (
    f"SELECT ?found WHERE {{ ?claim a {_CLAIM} ; {_ENDS} ?actor . ?actor <{expand('skos:altLabel')}> ?found "
    f'FILTER (REGEX(STR(?found), "^[A-Z]{{3,8}}$")) }} {_MOST_SAID}',
    f"SELECT ?found WHERE {{ ?claim a {_CLAIM} ; {SOMEWHERE} ?found . ?found a {_CITY} }} {_MOST_SAID}",
    f"SELECT ?found WHERE {{ ?claim a {_CLAIM} ; <{expand('sg:supportKind')}> ?found }} {_MOST_SAID}",
    f"SELECT ?found WHERE {{ ?figure a {_FIGURE} ; <{VALUE}> ?found FILTER (?found >= 1000) }} ORDER BY ?found LIMIT 1",
)


def examples_of(wanted: Visit) -> list[str]:
    """Return words to look for, as the language writes them: four at most, fewer where the data has no such thing."""
    found = [term for sparql in _WANTED for (term,) in rows_of(wanted.served.store, sparql) if term is not None]
    labels = wanted.served.labels([one.value for one in found if isinstance(one, NamedNode)], wanted.lang)
    return list(dict.fromkeys(_written(term, wanted.lang, labels) for term in found))


def _written(term: Term, lang: str, labels: dict[str, str]) -> str:
    if isinstance(term, Literal):
        return show_literal(term, lang)
    return labels[term.value] if isinstance(term, NamedNode) else str(term)
