"""Find IRIs under our own address that are used and described nowhere: most often a slip of the pen."""

import difflib
from collections.abc import Iterable, Iterator

from steungraaf.namespaces import BASE, SG, SGSH, shorten
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.validation.finding import Finding, Severity, Texts
from steungraaf.validation.sources import Sources

CHECK = f"{SGSH}Described"
_OWN = (f"{BASE}id/", SG)
_MESSAGE = {
    "nl": "{name} wordt gebruikt en nergens beschreven.{near} Beschrijf het, of verbeter het adres.",
    "en": "{name} is used and described nowhere.{near} Describe it, or mend the IRI.",
}
_NEAR = {"nl": " Dichtstbij: {near}.", "en": " Nearest: {near}."}


def check_names(quads: Iterable[Quad], sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each IRI of ours that no statement is about, where it is first used."""
    described: set[str] = set()
    used: dict[str, Quad] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            described.add(quad.subject.value)
        for iri in _used_in(quad):
            used.setdefault(iri, quad)
    for iri in used.keys() - described:
        yield _finding(iri, used[iri], described, sources)


def _used_in(quad: Quad) -> Iterator[str]:
    term = quad.object
    objects = [term] if isinstance(term, NamedNode) else [term.datatype] if isinstance(term, Literal) else []
    names = (node.value for node in (quad.predicate, *objects) if node.value.startswith(_OWN))
    yield from (name for name in names if name[-1] not in "#/")  # a namespace as such is described by its document


def _finding(iri: str, use: Quad, described: set[str], sources: Sources) -> Finding:
    focus = use.subject.value if isinstance(use.subject, NamedNode) else str(use.subject)
    file, line = sources.place(focus, use.predicate.value, use.object)
    return Finding(
        focus=focus if isinstance(use.subject, NamedNode) else iri,
        shape=CHECK,
        severity=Severity.VIOLATION,
        message=_message(iri, described),
        file=file,
        line=line,
        sentence=sources.sentence_of(focus),
        path=use.predicate.value,
        value=NamedNode(iri),
    )


def _message(iri: str, described: set[str]) -> Texts:
    kin = [each for each in described if each.rpartition("/")[0] == iri.rpartition("/")[0]]
    near = difflib.get_close_matches(iri, sorted(kin), n=1)
    return {
        language: text.format(name=shorten(iri), near=_NEAR[language].format(near=shorten(near[0])) if near else "")
        for language, text in _MESSAGE.items()
    }
