"""Say an address in few words where the data has no name for it: readers see whose it is, and the link has it whole."""

import re
from collections.abc import Iterable, Mapping

from steungraaf.namespaces import BASE, shorten
from steungraaf.store.lookup import Readable
from steungraaf.web.served import Served

_WEB = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_OPAQUE = re.compile(r"(?=.*\d)[\w-]{20,}")  # a code that nobody reads
_HEAD = 8  # letters of it that tell it from others
_LONGEST = 40  # letters of any other part


def in_words(iri: str) -> str:
    """Return an address as its host and the end of its path; a prefixed name, or any other IRI, as it is.

    >>> in_words("http://themis.vlaanderen.be/id/bestuursorgaan/5fed907ee6670526694a0658")
    'themis.vlaanderen.be: bestuursorgaan/5fed907e…'
    >>> in_words("https://www.vlaio.be/"), in_words("http://www.w3.org/2001/XMLSchema#date")
    ('vlaio.be', 'xsd:date')
    """
    short = shorten(iri)
    found = _WEB.fullmatch(short)
    if not found:
        return short
    host, path, query, fragment = (each or "" for each in found.groups())
    parts = [part for part in re.split("[/#]", path + fragment) if part]
    end = "/".join(map(_cut, parts[-2:])) + _cut(query)
    if iri.startswith(BASE):
        return end
    return f"{host}: {end}" if end else host


def page_labels(served: Served, iris: Iterable[str], lang: str, store: Readable | None = None) -> dict[str, str]:
    """Return the label of each IRI as `find_labels` does, and no bare address: that is said in words."""
    return worded(served.labels(iris, lang, store))


def worded(labels: Mapping[str, str]) -> dict[str, str]:
    """Return labels with those that are the very address in words."""
    return {iri: in_words(iri) if label == iri else label for iri, label in labels.items()}


def _cut(part: str) -> str:
    """Return a part of an address, of a long one the beginning."""
    if _OPAQUE.fullmatch(part):
        return f"{part[:_HEAD]}…"
    return part if len(part) <= _LONGEST else f"{part[: _LONGEST - 1]}…"
