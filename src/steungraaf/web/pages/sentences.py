"""Show a sentence: what it says, what rests on it, and where it stands in its document."""

from collections.abc import Mapping
from typing import Any

from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.passages import (
    Link,
    Section,
    language_of,
    name_in,
    read_sections,
    with_statements,
    with_words,
)
from steungraaf.web.pages.portrait import Portrait
from steungraaf.web.pages.rendering import Visit

_TOLD = (
    "dcterms:isPartOf",
    "oa:hasSelector",
    "oa:hasSource",
    "schema:position",
    "sg:restatement",
    "sg:role",
    "sg:sha256",
)


def sentence_extra(visit: Visit, portrait: Portrait) -> Mapping[str, Any]:
    """Return what the page of a sentence shows: it, the sentences around it, and what rests on it."""
    document = next((one.iri for one in portrait.values("oa:hasSource")), "")
    sections = read_sections(visit, document) if document else []
    around = _around(sections, portrait.iri)
    (whole,) = with_words(visit, [around])
    (alone,) = with_statements(visit, [_only(whole, portrait.iri)])
    labels = page_labels(visit.served, [each for each in (document, around.iri) if each], visit.lang)
    lang = language_of(visit.served.store, document) if document else ""
    return {
        "portrait": portrait.without(*_TOLD).alone(),
        "passage": alone.passages[0] if alone.passages else None,
        "around": whole.passages,
        "item": Link(around.iri, labels[around.iri]) if around.iri else None,
        "document": Link(document, labels[document]) if document else None,
        "place": name_in(document, portrait.iri),
        "written_in": "" if lang == visit.lang else lang,
    }


def _around(sections: list[Section], sentence: str) -> Section:
    """Return the item of a sentence with no more than it and its neighbours, which may stand in other items."""
    read = [(one, passage) for one in sections for passage in one.passages]
    for at, (section, passage) in enumerate(read):
        if passage.sentence.iri == sentence:
            near = tuple(each for _, each in read[max(0, at - 1) : at + 2])
            return Section(section.iri, section.name, section.label, near)
    return Section("", "", "", ())


def _only(section: Section, sentence: str) -> Section:
    mine = tuple(passage for passage in section.passages if passage.sentence.iri == sentence)
    return Section(section.iri, section.name, section.label, mine)
