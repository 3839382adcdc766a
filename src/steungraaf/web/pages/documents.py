"""Show a document, or a part of one: its sentences item by item, what they say, and how much of it is in the graph."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from steungraaf.catalogue.display import show
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of, rows_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.passages import (
    Link,
    Section,
    arrange,
    language_of,
    name_in,
    read_sections,
    with_statements,
    with_words,
)
from steungraaf.web.pages.portrait import Portrait
from steungraaf.web.pages.rendering import Visit

STATES = ("both", "figures", "claims", "role", "unaccounted")  # in the order of the legend
_CREATOR, _DATE = expand("dcterms:creator"), expand("eli:date_document")
# What the page of a document tells by itself, beside its sentences.
_TOLD = ("dcterms:hasPart", "dcterms:isPartOf", "oa:hasSource", "sg:answers", "sg:refersTo", "sg:leavesOpen")


@dataclass(frozen=True)
class Part:
    """A part of a document: who wrote it, and when."""

    link: Link
    creators: tuple[Link, ...]
    date: str


def document_extra(visit: Visit, portrait: Portrait) -> Mapping[str, Any]:
    """Return what the page of a document shows, or of a part; nothing where it has no sentences."""
    document, items = _scope(visit.served.store, portrait.iri)
    if not document:
        return {"sections": []}
    sections = [one for one in read_sections(visit, document) if portrait.iri == document or one.iri in items]
    lang = language_of(visit.served.store, document)
    full = with_words(visit, with_statements(visit, sections))
    passages = [passage for one in full for passage in one.passages]
    return {
        "portrait": portrait.without(*_TOLD),
        "sections": full,
        "groups": arrange(full),
        "whole": _whole(visit, document, portrait.iri),
        "parts_of": _parts(visit, portrait),
        "states": [(state, count) for state in STATES if (count := Counter(one.state for one in passages)[state])],
        "total": len(passages),
        "accounted": sum(one.accounted for one in full),
        "attached": any(one.quoted for one in passages),
        "written_in": "" if lang == visit.lang else lang,
        "fragment": _fragments(document, full),
    }


def _scope(store: Store, iri: str) -> tuple[str, frozenset[str]]:
    """Return the document that has the sentences of a thing, and their items if it is a part; empty without any."""
    part, source = f"<{expand('dcterms:isPartOf')}>", f"<{expand('oa:hasSource')}>"
    if rows_of(store, f"SELECT ?sentence WHERE {{ ?sentence {source} <{iri}> }} LIMIT 1"):
        return iri, frozenset()
    rows = rows_of(
        store,
        f"SELECT DISTINCT ?document ?item WHERE {{ {{ ?sentence {part} <{iri}> }} UNION "
        f"{{ ?sentence {part}/{part} <{iri}> }} OPTIONAL {{ ?sentence {source} ?document }} "
        f"OPTIONAL {{ ?sentence {part} ?item }} FILTER (BOUND(?document) && BOUND(?item)) }} ORDER BY ?document",
    )
    documents = [document.value for document, _ in rows if isinstance(document, NamedNode)]
    return documents[0] if documents else "", frozenset(item.value for _, item in rows if isinstance(item, NamedNode))


def _whole(visit: Visit, document: str, iri: str) -> Link | None:
    """Return the document of a part, for who stands before the part only."""
    if document == iri:
        return None
    return Link(document, page_labels(visit.served, [document], visit.lang)[document])


def _parts(visit: Visit, portrait: Portrait) -> list[Part]:
    """Return who wrote which part of a document, of the parts that tell."""
    parts = [one for fact in portrait.incoming if fact.predicate == expand("dcterms:isPartOf") for one in fact.values]
    told: dict[str, dict[str, list[Term]]] = {}
    for part, how, value in objects_of(visit.served.store, [one.iri for one in parts], (_CREATOR, _DATE)):
        told.setdefault(part, {}).setdefault(how, []).append(value)
    people = [value.value for each in told.values() for value in each.get(_CREATOR, []) if isinstance(value, NamedNode)]
    labels = page_labels(visit.served, people, visit.lang)
    return [
        Part(
            link=Link(one.iri, one.text),
            creators=tuple(
                Link(who.value, labels[who.value])
                for who in told[one.iri].get(_CREATOR, [])
                if isinstance(who, NamedNode)
            ),
            date=next((show(day, visit.lang, {}) for day in told[one.iri].get(_DATE, [])), ""),
        )
        for one in sorted(parts, key=lambda one: _first_day(told.get(one.iri, {})))
        if one.iri in told
    ]


def _first_day(told: Mapping[str, list[Term]]) -> str:
    """Return a key that puts what has a date first, the earliest before others."""
    return min((getattr(day, "value", "") for day in told.get(_DATE, [])), default="~")


def _fragments(document: str, sections: list[Section]) -> dict[str, str]:
    """Return where on the page each item stands."""
    return {one.iri: name_in(document, one.iri) for one in sections}
