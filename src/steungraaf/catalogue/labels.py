"""Look up what things are called, all at once, in the reader's language."""

from collections.abc import Iterable

from steungraaf.namespaces import shorten
from steungraaf.store.lookup import NAMES, Readable, find_texts

OTHER_LANGUAGE = {"nl": "en", "en": "nl"}


def find_labels(store: Readable, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the label of each IRI: in the language, else in the other one, else any, else its short name."""
    wanted = list(dict.fromkeys(iris))
    labels = find_texts(store, wanted, NAMES, languages_for(lang))
    return {iri: labels.get(iri) or shorten(iri) for iri in wanted}


def languages_for(lang: str) -> tuple[str, ...]:
    """Return the languages in which a reader is told something, the best first; the last is none."""
    return lang, OTHER_LANGUAGE.get(lang, "nl"), ""
