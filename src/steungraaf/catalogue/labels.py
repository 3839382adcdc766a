"""Look up what things are called, all at once, in the reader's language."""

from collections.abc import Iterable

from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of

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

    What has no such text is left out.
    """
    ranked = list(properties)
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for iri, how, text in objects_of(store, iris, ranked):
        if isinstance(text, Literal):
            rank = (_distance(text.language, lang), ranked.index(how), text.value)
            if iri not in best or rank < best[iri][0]:
                best[iri] = rank, text.value
    return {iri: text for iri, (_, text) in best.items()}


def _distance(language: str | None, wanted: str) -> int:
    """Tell how far the language of a text is from the one that is wanted."""
    order = (wanted, OTHER_LANGUAGE.get(wanted, "nl"), "")
    main = (language or "").lower().partition("-")[0]
    return order.index(main) if main in order else len(order)
