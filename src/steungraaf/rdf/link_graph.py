"""Say in RDF what a link set says: the links themselves, and who says so.

A link that a rule of the set made is one triple: how it came about stands at the set. One that a person decided has a
mapping beside it, a reified statement that tells who, when and how sure. A link that was refused is no statement.
"""

from collections.abc import Iterator
from hashlib import sha256

from steungraaf.namespaces import expand
from steungraaf.rdf.sssom import Link, LinkSet, read_links

_TEXTS = (
    ("skos:prefLabel", "ext_title_nl", "mapping_set_title"),
    ("dcterms:description", "ext_description_nl", "mapping_set_description"),
    ("sssom:curation_rule_text", "ext_curation_rule_text_nl", "curation_rule_text"),
)
_IRIS = (
    ("dcterms:source", "mapping_set_source"),
    ("dcterms:license", "license"),
    ("void:subjectsTarget", "subject_source"),
    ("void:objectsTarget", "object_source"),
)
_DECIDED = (  # what a mapping says of itself
    ("sssom:author_id", "author_id"),
    ("sssom:reviewer_id", "reviewer_id"),
    ("sssom:mapping_justification", "mapping_justification"),
)


def link_triples(data: bytes, name: str) -> bytes:
    """Return what a link set says as N-Triples; raise RdfSyntaxError, which names the file by `name`."""
    links = read_links(data, name)
    return "".join((*_about_set(links), *_about_links(links))).encode()


def _about_set(links: LinkSet) -> Iterator[str]:
    header, set_ = links.header, links.header["mapping_set_id"]
    told = [link for link in links.links if not link.refused]
    yield from (_triple(set_, "rdf:type", _iri(expand(kind))) for kind in ("void:Dataset", "void:Linkset"))
    for predicate, dutch, english in _TEXTS:
        yield from (
            _triple(set_, predicate, _text(str(header[key]), f"@{lang}"))
            for key, lang in ((dutch, "nl"), (english, "en"))
            if header.get(key)
        )
    for predicate, key in _IRIS:
        yield from (_triple(set_, predicate, _iri(iri)) for iri in _iris_of(links, key))
    if header.get("mapping_date"):
        yield _triple(set_, "dcterms:modified", _text(str(header["mapping_date"]), _typed("xsd:date")))
    yield from (_triple(set_, "void:linkPredicate", _iri(iri)) for iri in sorted({link.predicate for link in told}))
    yield _triple(set_, "void:triples", _text(str(len(told)), _typed("xsd:integer")))


def _about_links(links: LinkSet) -> Iterator[str]:
    """Give each link, and in which register the other side of it stands."""
    told = [link for link in links.links if not link.refused]
    for link in told:
        yield f"<{link.subject}> <{link.predicate}> <{link.object}> .\n"
        if link.decided_by:
            yield from _about_mapping(link, links)
    for register in _iris_of(links, "object_source"):
        yield from (_triple(thing, "rdfs:isDefinedBy", _iri(register)) for thing in {one.object: None for one in told})


def _about_mapping(link: Link, links: LinkSet) -> Iterator[str]:
    key = sha256(f"{link.subject} {link.predicate} {link.object}".encode()).hexdigest()[:16]
    mapping = f"{links.header['mapping_set_id']}/mapping/{key}"
    yield _triple(mapping, "rdf:type", _iri(expand("sssom:Mapping")))
    yield _triple(mapping, "owl:annotatedSource", _iri(link.subject))
    yield _triple(mapping, "owl:annotatedProperty", _iri(link.predicate))
    yield _triple(mapping, "owl:annotatedTarget", _iri(link.object))
    for predicate, slot in _DECIDED:
        names = filter(None, link.row.get(slot, "").split("|"))
        yield from (_triple(mapping, predicate, _iri(links.expand(name) or name)) for name in names)
    if confidence := link.row.get("confidence"):
        yield _triple(mapping, "sssom:confidence", _text(confidence, _typed("xsd:decimal")))
    if date := link.row.get("review_date") or link.row.get("mapping_date") or links.header.get("mapping_date"):
        yield _triple(mapping, "dcterms:date", _text(str(date), _typed("xsd:date")))
    yield _triple(mapping, "dcterms:isPartOf", _iri(links.header["mapping_set_id"]))


def _iris_of(links: LinkSet, key: str) -> list[str]:
    """Return the IRIs that the header gives for a key, which may be written as prefixed names."""
    value = links.header.get(key) or []
    named = [str(one) for one in (value if isinstance(value, list) else [value])]
    return [links.expand(one) or one for one in named]


def _triple(subject: str, predicate: str, object_: str) -> str:
    return f"<{subject}> <{expand(predicate)}> {object_} .\n"


def _iri(iri: str) -> str:
    return f"<{iri}>"


def _typed(datatype: str) -> str:
    return f"^^<{expand(datatype)}>"


def _text(text: str, kind: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"{kind}'
