"""Find a thing by what a person calls it: a label, another name, a code, or the last part of its IRI."""

from collections.abc import Iterable
from dataclasses import dataclass

from steungraaf.catalogue.labels import find_labels
from steungraaf.model import SUBCLASSES
from steungraaf.namespaces import PREFIXES, expand, shorten
from steungraaf.rdf import Literal, NamedNode
from steungraaf.spelling import code, fold, nearest
from steungraaf.store import Store
from steungraaf.store.lookup import nodes, rows_of

_PREFERRED = frozenset(map(expand, ("skos:prefLabel", "rdfs:label")))
_OTHER = frozenset(map(expand, ("skos:altLabel", "skos:hiddenLabel")))
_NOTATION = expand("skos:notation")
_FEW = 30  # names that an error may list
_HOW = ", ".join(f"<{iri}>" for iri in sorted({*_PREFERRED, *_OTHER, _NOTATION}))


@dataclass(frozen=True)
class Found:
    """The things that one name fits best; where it fits none, the names near it, or else all where they are few."""

    iris: list[str]
    near: list[str]
    known: list[str]


def find_things(store: Store, name: str, kind: str | None, lang: str) -> Found:
    """Find the things of a kind (a class with its subclasses, or a concept scheme; None is any) that a name fits.

    A preferred label goes before a code or the last part of the IRI, and these before other names.
    """
    folded, coded = fold(name), code(name)
    fits: dict[int, dict[str, None]] = {0: {}, 1: {}, 2: {}}
    shown: dict[str, bool] = {}  # whether it is the preferred name of something
    for thing, how, text in _names(store, kind):
        if how in _PREFERRED and fold(text.value) == folded:
            fits[0][thing] = None
        elif coded and (how == _NOTATION and code(text.value) == coded):
            fits[1][thing] = None
        elif how in _OTHER and fold(text.value) == folded:
            fits[2][thing] = None
        if how != _NOTATION and text.language in (lang, None):
            shown[text.value] = shown.get(text.value, False) or how in _PREFERRED
        if _slug(thing) == folded:
            fits[1][thing] = None
    best = next(filter(None, fits.values()), {})
    near = [] if best else nearest(name, shown)
    preferred = sorted((text for text, is_preferred in shown.items() if is_preferred), key=fold)
    return Found(sorted(best), near, [] if best or near or len(preferred) > _FEW else preferred)


def suggest_things(store: Store, beginning: str, kind: str | None, lang: str) -> list[tuple[str, str]]:
    """Return values that name the things of a kind whose name begins so, each with its label, in order of the labels.

    A value is the last part of the IRI where that names one thing, else the prefixed name.
    """
    start = fold(beginning)
    labels: dict[str, dict[str, str]] = {}
    for thing, how, text in _names(store, kind):
        if how in _PREFERRED:
            labels.setdefault(thing, {})[text.language or lang] = text.value
    named: dict[str, set[str]] = {}
    for thing, texts in labels.items():
        for name in (_slug(thing), *map(fold, texts.values())):
            named.setdefault(name, set()).add(thing)
    offered = {
        thing: texts.get(lang) or min(texts.values())
        for thing, texts in labels.items()
        if any(name.startswith(start) for name in (_slug(thing), *map(fold, texts.values())))
    }
    return [
        (_slug(thing) if len(named[_slug(thing)]) == 1 else shorten(thing), offered[thing])
        for thing in sorted(offered, key=lambda thing: (fold(offered[thing]), thing))
    ]


def describe_things(store: Store, iris: Iterable[str], lang: str) -> list[str]:
    """Say of each thing what it is called, its short IRI, its kind, and from when to when it is or was so."""
    things = list(iris)
    facts = _kinds_and_periods(store, things)
    labels = find_labels(store, [*things, *(kind for kind, _, _ in facts.values() if kind)], lang)
    return [_describe(iri, labels, *facts.get(iri, ("", "", ""))) for iri in things]


def is_known(store: Store, iri: str) -> bool:
    """Tell whether anything is said of an IRI or with it."""
    return bool(store.query(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} UNION {{ ?s <{iri}> ?o }} }}"))


def as_iri(text: str) -> str | None:
    """Return the IRI that a text is, whole or by a known prefix; None where it is a name.

    >>> as_iri("organisation:vlaio"), as_iri("Hefboom")
    ('https://w3id.org/steungraaf/id/organisation/vlaio', None)
    """
    prefix, colon, _ = text.partition(":")
    if colon and (text.startswith(("http://", "https://", "urn:")) or prefix in PREFIXES):
        return expand(text)
    return None


def _names(store: Store, kind: str | None) -> list[tuple[str, str, Literal]]:
    of_kind = ""
    if kind is not None:
        kinds = nodes(_with_subclasses(store, kind))
        of_kind = f"VALUES ?kind {{ {kinds} }} ?thing <{expand('rdf:type')}>|<{expand('skos:inScheme')}> ?kind ."
    rows = rows_of(
        store,
        f"SELECT DISTINCT ?thing ?how ?name WHERE {{ {of_kind} ?thing ?how ?name FILTER (?how IN ({_HOW})) }}",
    )
    return [
        (thing.value, how.value, name)
        for thing, how, name in rows
        if isinstance(thing, NamedNode) and isinstance(how, NamedNode) and isinstance(name, Literal)
    ]


def _with_subclasses(store: Store, kind: str) -> list[str]:
    """Return a class and every class below it, by the ontology, its alignments and what foreign vocabularies say."""
    below: dict[str, set[str]] = {}
    for lower, upper in SUBCLASSES:
        below.setdefault(upper, set()).add(lower)
    for lower_class, upper_class in rows_of(
        store,
        f"SELECT ?lower ?upper WHERE {{ {{ ?lower <{expand('rdfs:subClassOf')}> ?upper }} UNION "
        f"{{ ?lower <{expand('owl:equivalentClass')}> ?upper }} UNION "
        f"{{ ?upper <{expand('owl:equivalentClass')}> ?lower }} }}",
    ):
        if isinstance(lower_class, NamedNode) and isinstance(upper_class, NamedNode):
            below.setdefault(upper_class.value, set()).add(lower_class.value)
    found = [kind]
    for each in found:  # the list grows while it is read
        found += sorted(below.get(each, set()).difference(found))
    return found


def _slug(iri: str) -> str:
    return fold(iri.rstrip("/#").rpartition("#" if "#" in iri else "/")[2])


def _kinds_and_periods(store: Store, iris: list[str]) -> dict[str, tuple[str, str, str]]:
    """Return the kind of each thing and the first and last day of the period for which it holds."""
    rows = rows_of(
        store,
        f"SELECT ?thing ?type ?class ?start ?end WHERE {{ VALUES ?thing {{ {nodes(iris)} }} "
        f"OPTIONAL {{ ?thing <{expand('dcterms:type')}> ?type FILTER (isIRI(?type)) }} "
        f"OPTIONAL {{ ?thing <{expand('rdf:type')}> ?class FILTER (isIRI(?class)) }} "
        f"OPTIONAL {{ ?thing <{expand('dcterms:temporal')}> ?period "
        f"OPTIONAL {{ ?period <{expand('dcat:startDate')}> ?start }} "
        f"OPTIONAL {{ ?period <{expand('dcat:endDate')}> ?end }} }} }} ORDER BY ?thing ?type ?class",
    )
    facts: dict[str, tuple[str, str, str]] = {}
    for thing, *values in rows:
        kind, other, start, end = (value.value if isinstance(value, NamedNode | Literal) else "" for value in values)
        if isinstance(thing, NamedNode):
            facts.setdefault(thing.value, (kind or other, start, end))
    return facts


def _describe(iri: str, labels: dict[str, str], kind: str, start: str, end: str) -> str:
    period = f"{start} - {end or '...'}" if start or end else ""
    known = "" if not kind or labels[kind] == shorten(kind) else labels[kind]
    return f"{labels[iri]} ({'; '.join(filter(None, (shorten(iri), known, period)))})"
