"""Look up what is said of each thing, in what the parser streamed rather than in a store."""

import re
from collections.abc import Collection, Iterable, Iterator

from steungraaf.export.parts import graph_of, value_of
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad, Term

LANGUAGES = ("nl", "en")
_TYPE = expand("rdf:type")
_LABELS = (expand("skos:prefLabel"), expand("rdfs:label"), expand("dcterms:title"))


class Descriptions:
    """Hold quads by subject and predicate; names of predicates are prefixed names, things are IRIs."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take sorted quads, so that every list of values comes out in the same order."""
        self._values: dict[str, dict[str, list[Term]]] = {}
        self._graphs: dict[str, str] = {}
        for quad in quads:
            subject = value_of(quad.subject)
            values = self._values.setdefault(subject, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)
            if quad.predicate.value == _TYPE:
                self._graphs.setdefault(subject, graph_of(quad))

    def instances(self, classes: Collection[str]) -> list[str]:
        """Return the IRIs of the things of any of the classes, numbers in them by their value."""
        found = [
            subject
            for subject, values in self._values.items()
            if any(isinstance(one, NamedNode) and one.value in classes for one in values.get(_TYPE, ()))
        ]
        return sorted(found, key=natural_order)

    def follow(self, subject: str, path: str) -> list[Term]:
        """Return what a path of predicates leads to, as in ``prov:wasQuotedFrom/sg:restatement``."""
        reached: list[Term] = [NamedNode(subject)]
        for step in map(expand, path.split("/")):
            reached = [value for term in reached for value in self._of(term).get(step, ())]
        return list(dict.fromkeys(reached))

    def _of(self, term: Term) -> dict[str, list[Term]]:
        return {} if isinstance(term, Literal) else self._values.get(value_of(term), {})

    def label(self, term: Term, language: str) -> str:
        """Return the label of a thing in a language, or an empty string; a literal is its own label."""
        if isinstance(term, Literal):
            return term.value
        texts = (value for name in _LABELS for value in self._of(term).get(name, ()))
        return next((text.value for text in texts if isinstance(text, Literal) and text.language == language), "")

    def graph_of(self, subject: str) -> str:
        """Return the graph in which a thing gets its type, or an empty string."""
        return self._graphs.get(subject, "")


def in_language(terms: Iterable[Term], language: str) -> Iterator[str]:
    """Give the texts in a language among terms."""
    return (term.value for term in terms if isinstance(term, Literal) and term.language == language)


def natural_order(text: str) -> list[tuple[int, str]]:
    """Order ``a4-s2`` before ``a4-s10``.

    >>> sorted(["s10", "s2"], key=natural_order)
    ['s2', 's10']
    """
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", text)]
