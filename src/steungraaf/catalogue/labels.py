"""Look up what things are called, all at once, in the reader's language."""

from collections.abc import Iterable

from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Solutions, Store

# What counts as the name of a thing, the best first.
NAMES = tuple(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))
OTHER_LANGUAGE = {"nl": "en", "en": "nl"}


def find_labels(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the label of each IRI: in the language, else in the other one, else any, else its short name."""
    wanted = list(dict.fromkeys(iris))
    labels = find_texts(store, wanted, NAMES, lang)
    return {iri: labels.get(iri) or shorten(iri) for iri in wanted}


def find_texts(store: Store, iris: Iterable[str], properties: Iterable[str], lang: str) -> dict[str, str]:
    """Return the text that each IRI has by the first of the properties, in the language or else in another.

    One query for all of them; what has no such text is left out.
    """
    nodes = " ".join(f"<{iri}>" for iri in iris)
    if not nodes:
        return {}
    ranked = list(properties)
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for subject, predicate, text in rows_of(
        store,
        f"SELECT ?subject ?predicate ?text WHERE {{ VALUES ?subject {{ {nodes} }} "
        f"VALUES ?predicate {{ {' '.join(f'<{iri}>' for iri in ranked)} }} ?subject ?predicate ?text }}",
    ):
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and isinstance(text, Literal):
            rank = (_distance(text.language, lang), ranked.index(predicate.value), text.value)
            if subject.value not in best or rank < best[subject.value][0]:
                best[subject.value] = rank, text.value
    return {iri: text for iri, (_, text) in best.items()}


def _distance(language: str | None, wanted: str) -> int:
    """Tell how far the language of a text is from the one that is wanted."""
    order = (wanted, OTHER_LANGUAGE.get(wanted, "nl"), "")
    main = (language or "").lower().partition("-")[0]
    return order.index(main) if main in order else len(order)


def rows_of(store: Store, sparql: str) -> list[tuple[Term | None, ...]]:
    """Return the rows of a SELECT."""
    found = store.query(sparql)
    assert isinstance(found, Solutions)
    return found.rows
