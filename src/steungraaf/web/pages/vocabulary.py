"""Tell what the words of the graph mean: every term, concept, rule and example, for people and for programs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from steungraaf.catalogue.labels import OTHER_LANGUAGE
from steungraaf.namespaces import expand
from steungraaf.web.negotiation import media_for
from steungraaf.web.pages.addresses import in_words
from steungraaf.web.pages.class_picture import Picture, draw_classes
from steungraaf.web.pages.ontology import (
    KINDS,
    ONTOLOGY,
    Described,
    Example,
    Rule,
    anchor_of,
    concepts_of,
    own_terms,
    read_examples,
    read_ontology,
    read_rules,
    schemes,
    vocabulary_quads,
)
from steungraaf.web.pages.rendering import Pages, Visit, wants_html
from steungraaf.web.site_faults import NotAcceptableError, NothingHereError
from steungraaf.web.writing import RDF, SUFFIXES, write_quads

# What is told of a term beside its texts: the phrase, the properties that say it of it, or of another about it.
_RELATIONS: Mapping[str, tuple[str, ...]] = {
    "under": ("rdfs:subClassOf", "rdfs:subPropertyOf"),
    "said_of": ("schema:domainIncludes", "rdfs:domain"),
    "value_is": ("schema:rangeIncludes",),
    "inverse": ("owl:inverseOf",),
    "list": ("qb:codeList",),
    "broader": ("skos:broader",),
    "parts": ("qb:component",),
    "replaced": ("dcterms:isReplacedBy",),
    "same": ("owl:equivalentClass", "owl:equivalentProperty", "skos:exactMatch"),
    "near": ("skos:closeMatch", "skos:narrowMatch", "skos:broadMatch", "skos:relatedMatch", "rdfs:seeAlso"),
}
_POINTING: Mapping[str, tuple[str, ...]] = {
    "narrower": ("rdfs:subClassOf", "rdfs:subPropertyOf"),
    "has": ("schema:domainIncludes", "rdfs:domain"),
    "is_value_of": ("schema:rangeIncludes",),
    "inverse": ("owl:inverseOf",),
}


@dataclass(frozen=True)
class Named:
    """A term by its name and where it is told of; what has no name stands as its code."""

    iri: str
    label: str
    href: str
    is_code: bool


@dataclass(frozen=True)
class Shown:
    """A term as the page shows it; relations by the name of their phrase."""

    iri: str
    anchor: str
    code: str
    label: str
    other: str
    definition: str
    note: str
    example: str
    status: str
    deprecated: bool
    relations: Mapping[str, tuple[Named, ...]]
    rules: tuple[tuple[Rule, Named | None], ...]
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Scheme:
    """A list of concepts."""

    iri: str
    anchor: str
    label: str
    definition: str
    concepts: tuple[Shown, ...]


class Vocabulary:
    """Answer the vocabulary at its own address: a page for people, RDF for programs."""

    def __init__(self, pages: Pages) -> None:
        """Take what makes the pages."""
        self._pages, self._served = pages, pages.served

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the vocabulary, by Accept and by suffix."""
        return [Route("/ns", self.answer), Route("/ns.{suffix}", self.answer)]

    async def answer(self, request: Request) -> Response:
        """Answer in the form of the suffix, or of Accept; raise NotAcceptableError and NothingHereError."""
        suffix = request.path_params.get("suffix", "")
        if suffix and suffix not in SUFFIXES:
            raise NothingHereError(what=request.url.path[:200], start=str(request.base_url))
        headers = {"Link": _links(str(request.base_url).rstrip("/"))}
        if not suffix and wants_html(request):
            return await self._pages.answer(request, "vocabulary.html", vocabulary_context, headers=headers)
        media = SUFFIXES[suffix] if suffix else media_for(request.headers, RDF)
        if media is None:
            raise NotAcceptableError(known=list(RDF))
        said, unchanged = self._served.fresh(request, "ns", RDF[media])
        if unchanged is not None:
            return unchanged
        folder = self._served.dataset.folder
        quads = await self._served.work(vocabulary_quads, folder)
        return await self._served.work(write_quads, quads, media, folder.ontology, {**said, **headers})


def vocabulary_context(visit: Visit) -> dict[str, Any]:
    """Return what the page of the vocabulary shows."""
    folder = visit.served.dataset.folder
    described = read_ontology(folder)
    teller = _Teller(visit, described, read_rules(folder, visit.lang), read_examples(folder))
    return {
        "vocabulary": teller.show(ONTOLOGY),
        "title": described.text(ONTOLOGY, visit.lang, "dcterms:title"),
        "about": described.text(ONTOLOGY, visit.lang, "dcterms:description"),
        "release": described.text(ONTOLOGY, visit.lang, "owl:versionInfo"),
        "sections": {kind: [teller.show(iri) for iri in own_terms(described, kind)] for kind in KINDS},
        "reused": [teller.show(iri) for iri in teller.reused()],
        "schemes": [teller.scheme(iri) for iri in schemes(described)],
        "picture": teller.picture(),
        "suffixes": SUFFIXES,
    }


class _Teller:
    """Put terms into the words of one reader."""

    def __init__(self, visit: Visit, described: Described, rules: Iterable[Rule], examples: Iterable[Example]) -> None:
        self._visit, self._described, self._lang = visit, described, visit.lang
        self._pointing = _pointing(described)
        self._all_rules = list(rules)
        self._rules: dict[str, list[Rule]] = {}
        for rule in self._all_rules:
            for iri in rule.classes or (rule.path,):
                self._rules.setdefault(iri, []).append(rule)
        self._samples: dict[str, list[str]] = {}
        for example in examples:
            self._samples.setdefault(example.of, []).append(example.turtle)
        self._own = {iri for kind in KINDS for iri in own_terms(described, kind)}
        self._concepts = {iri for scheme in schemes(described) for iri in (scheme, *concepts_of(described, scheme))}

    def show(self, iri: str) -> Shown:
        """Return a term as the page shows it."""
        said, lang = self._described, self._lang
        return Shown(
            iri=iri,
            anchor=anchor_of(iri),
            code=in_words(iri),
            label=said.label(iri, lang),
            other=said.label(iri, OTHER_LANGUAGE[lang]),
            definition=said.text(iri, lang, "skos:definition"),
            note=said.text(iri, lang, "skos:scopeNote"),
            example=said.text(iri, lang, "skos:example"),
            status=said.text(iri, lang, "vs:term_status"),
            deprecated=said.text(iri, lang, "owl:deprecated") == "true",
            relations=self._relations(iri),
            rules=tuple((rule, self._path(rule)) for rule in self._rules.get(iri, ())),
            samples=tuple(self._samples.get(iri, ())),
        )

    def scheme(self, iri: str) -> Scheme:
        """Return a list of concepts."""
        said, lang = self._described, self._lang
        concepts = tuple(self.show(one) for one in concepts_of(said, iri))
        return Scheme(iri, anchor_of(iri), said.label(iri, lang), said.text(iri, lang, "skos:definition"), concepts)

    def reused(self) -> list[str]:
        """Return the classes of others that have a rule or an example here, by their names."""
        classes = {iri for rules in self._rules.values() for rule in rules for iri in rule.classes}
        found = (classes | self._samples.keys()) - self._own
        return sorted(found, key=lambda iri: (self._described.label(iri, self._lang).casefold(), iri))

    @cached_property
    def _told(self) -> frozenset[str]:
        """Hold what the page tells of."""
        return frozenset(self._own.union(self._concepts, self.reused()))

    def picture(self) -> Picture:
        """Return the picture of the classes, and of the relations between them."""
        return draw_classes(self._described, self._all_rules, {iri: anchor_of(iri) for iri in self._told}, self._lang)

    def _relations(self, iri: str) -> dict[str, tuple[Named, ...]]:
        found: dict[str, list[str]] = {}
        for phrase, names in _RELATIONS.items():
            found[phrase] = self._described.things(iri, *names)
        for phrase, names in _POINTING.items():
            pointing = [one for name in names for one in self._pointing.get((expand(name), iri), ())]
            found.setdefault(phrase, []).extend(pointing)
        named = {phrase: tuple(map(self._named, dict.fromkeys(iris))) for phrase, iris in found.items()}
        return {phrase: terms for phrase, terms in named.items() if terms}

    def _named(self, iri: str) -> Named:
        href = f"#{anchor_of(iri)}" if iri in self._told else self._visit.href(iri)
        label = self._described.label(iri, self._lang)
        return Named(iri, label, href, label == in_words(iri))

    def _path(self, rule: Rule) -> Named | None:
        return self._named(rule.path) if rule.path else None


def _pointing(described: Described) -> dict[tuple[str, str], list[str]]:
    """Return what points at each term, by property and term."""
    found: dict[tuple[str, str], list[str]] = {}
    for names in _POINTING.values():
        for name in names:
            for iri in described.subjects:
                for other in described.things(iri, name):
                    found.setdefault((expand(name), other), []).append(iri)
    return found


def _links(base: str) -> str:
    """Return the other forms of the vocabulary (RFC 8288)."""
    links = [f'<{base}/ns.{suffix}>; rel="alternate"; type="{media}"' for suffix, media in SUFFIXES.items()]
    return ", ".join([*links, f'<{ONTOLOGY}>; rel="describes"'])
