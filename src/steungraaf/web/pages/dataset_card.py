"""Gather what the description of the dataset tells of it: title, licence, version, publisher, whom to write to."""

from dataclasses import dataclass

from steungraaf.catalogue.display import show
from steungraaf.catalogue.labels import languages_for
from steungraaf.catalogue.things import find_datasets
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode, Term
from steungraaf.store.lookup import find_texts, objects_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.reporting import REACHED, address_of

_FACTS = {
    name: expand(name)
    for name in (
        "dcterms:license",
        "dcterms:publisher",
        "dcterms:creator",
        "dcterms:issued",
        "dcterms:modified",
        "dcat:contactPoint",
    )
}
_TEXTS = ("dcterms:title", "dcterms:description", "dcterms:rights")


@dataclass(frozen=True)
class Said:
    """A value of a fact: its text, and the IRI where it is a thing."""

    text: str
    iri: str = ""


@dataclass(frozen=True)
class Card:
    """What a dataset says of itself; what it does not say is empty."""

    iri: str
    title: str
    description: str
    rights: str
    facts: dict[str, tuple[Said, ...]]
    contact: Said | None

    def first(self, name: str) -> Said | None:
        """Return the first value of a fact."""
        return next(iter(self.facts.get(name, ())), None)


def dataset_card(visit: Visit) -> Card:
    """Return the card of the dataset that is served, of several of the first; an empty one where none is described."""
    store, lang = visit.served.store, visit.lang
    iri = next(iter(find_datasets(store)), "")
    if not iri:
        return Card("", "", "", "", dict.fromkeys(_FACTS, ()), None)
    said: dict[str, list[Term]] = {}
    for _, predicate, term in objects_of(store, [iri], _FACTS.values()):
        said.setdefault(predicate, []).append(term)
    labels = page_labels(
        visit.served, [term.value for terms in said.values() for term in terms if isinstance(term, NamedNode)], lang
    )
    facts = {
        name: tuple(sorted((_said(term, lang, labels) for term in said.get(predicate, ())), key=lambda one: one.text))
        for name, predicate in _FACTS.items()
    }
    texts = {name: find_texts(store, [iri], [expand(name)], languages_for(lang)).get(iri, "") for name in _TEXTS}
    contact = next(iter(facts["dcat:contactPoint"]), None)
    title, description, rights = (texts[name] for name in _TEXTS)
    return Card(iri, title, description, rights, facts, _reached(visit, contact) if contact else None)


def _reached(visit: Visit, contact: Said) -> Said:
    """Return a contact with the address at which it is reached, that of its own page where none is known.

    What is no letter and no page, such as a script, is no address.
    """
    if not contact.iri or contact.iri.lower().startswith("mailto:"):
        return contact
    found = list(objects_of(visit.served.store, [contact.iri], REACHED))
    found.sort(key=lambda each: (REACHED.index(each[1]), each[2].value if isinstance(each[2], NamedNode) else ""))
    addresses = (address_of(term) for term in (*(term for _, _, term in found), NamedNode(contact.iri)))
    return Said(contact.text, next(filter(None, addresses), ""))


def _said(term: Term, lang: str, labels: dict[str, str]) -> Said:
    return Said(show(term, lang, labels), term.value if isinstance(term, NamedNode) else "")
