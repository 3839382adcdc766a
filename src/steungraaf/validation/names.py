"""Find IRIs under our own address that are used and described nowhere: most often a slip of the pen."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from steungraaf.namespaces import BASE, SG, SGSH, shorten
from steungraaf.rdf import NamedNode, Quad
from steungraaf.store import Solutions, Store
from steungraaf.validation.finding import Finding, Severity, Texts
from steungraaf.validation.sources import Sources, key_of, names_in

CHECK = f"{SGSH}Described"
_OWN = (f"{BASE}id/", SG)
_MESSAGE = {
    "nl": "{name} wordt gebruikt en nergens beschreven.{near} Beschrijf het, of verbeter het adres.",
    "en": "{name} is used and described nowhere.{near} Describe it, or mend the IRI.",
}
Kin = Mapping[str, list[str]]  # part of the address space -> what is described in it
_USES = (
    "?subject ?predicate ?iri FILTER(ISIRI(?iri))",
    "?subject ?iri ?object",
    "?subject ?predicate ?literal FILTER(ISLITERAL(?literal)) BIND(DATATYPE(?literal) AS ?iri)",
)
_UNDESCRIBED = f"""
SELECT ?iri WHERE {{
  {{ SELECT DISTINCT ?iri WHERE {{ USE FILTER({" || ".join(f'STRSTARTS(STR(?iri), "{own}")' for own in _OWN)}) }} }}
  FILTER NOT EXISTS {{ ?iri ?property ?value }}
}}
"""
_NEAR = {"nl": " Dichtstbij: {near}.", "en": " Nearest: {near}."}


def check_names(quads: Iterable[Quad], sources: Sources, store: Store) -> Iterator[Finding]:
    """Yield a finding for each IRI of ours that no statement is about, where it is first used.

    The store holds the statements as well and says which they are; only where there are some are they gone through.
    """
    absent = _undescribed(store)
    if not absent:
        return
    described: dict[str, set[str]] = {part_of(iri): set() for iri in absent}
    used: dict[str, Quad] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and (part := part_of(quad.subject.value)) in described:
            described[part].add(quad.subject.value)
        for iri in absent & names_in(quad):
            used.setdefault(iri, quad)
    yield from name_findings(used, {part: sorted(names) for part, names in described.items()}, sources)


def name_findings(used: Mapping[str, Quad], kin: Kin, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each IRI that is described nowhere, at the statement that uses it first."""
    for iri, quad in sources.ahead(used.items(), lambda each: [_focus(each[1]), each[0]]):
        yield _finding(iri, sources.first(quad, iri), kin, sources)


def _undescribed(store: Store) -> set[str]:
    """Return the IRIs of ours that are used and described nowhere; Virtuoso does not take all uses in one query."""
    names: set[str] = set()
    for use in _USES:
        answer = store.query(_UNDESCRIBED.replace("USE", use))
        assert isinstance(answer, Solutions)  # it is a SELECT
        names.update(term.value for (term,) in answer.rows if isinstance(term, NamedNode))
    return set(filter(is_to_be_described, names))


def is_to_be_described(name: str) -> bool:
    """Return whether an IRI is ours to describe; a namespace as such is described by its document."""
    return name.startswith(_OWN) and name[-1] not in "#/"


def _finding(iri: str, use: Quad, kin: Kin, sources: Sources) -> Finding:
    focus = _focus(use)
    file, line = sources.place(focus, use.predicate.value, use.object)
    return Finding(
        focus=focus if isinstance(use.subject, NamedNode) else iri,
        shape=CHECK,
        severity=Severity.VIOLATION,
        message=_message(iri, kin),
        file=file,
        line=line,
        sentence=sources.sentence_of(focus),
        path=use.predicate.value,
        value=NamedNode(iri),
    )


def _focus(use: Quad) -> str:
    return key_of(use.subject)


def part_of(iri: str) -> str:
    """Return the part of the address space that an IRI is in."""
    return iri.rpartition("/")[0]


def _message(iri: str, kin: Kin) -> Texts:
    near = difflib.get_close_matches(iri, kin[part_of(iri)], n=1)
    return {
        language: text.format(name=shorten(iri), near=_NEAR[language].format(near=shorten(near[0])) if near else "")
        for language, text in _MESSAGE.items()
    }
