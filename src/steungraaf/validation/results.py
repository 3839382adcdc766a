"""Turn the results of the SHACL engine into findings: in both languages, with file, line and sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping

from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad, Term
from steungraaf.validation.finding import Finding, Severity, Texts
from steungraaf.validation.shacl import ShaclResult
from steungraaf.validation.sources import Sources

_MESSAGE = expand("sh:message")
_SLOT = re.compile(r"\{[?$](\w+)\}")
_SEVERITIES = {severity.iri: severity for severity in Severity}
_BENEATH = {"nl": "Daaronder", "en": "Beneath it"}
_NO_MESSAGE = {"nl": "Voldoet niet aan {}.", "en": "Does not conform to {}."}

Messages = Mapping[Term, list[Literal]]  # shape or constraint -> its messages


def messages_of(shapes: Iterable[Quad]) -> Messages:
    """Return the messages that shapes and constraints have, in the order of the files."""
    found: dict[Term, list[Literal]] = {}
    for quad in shapes:
        if quad.predicate.value == _MESSAGE and isinstance(quad.object, Literal):
            found.setdefault(quad.subject, []).append(quad.object)
    return found


def findings_of(results: Iterable[ShaclResult], sources: Sources, messages: Messages) -> Iterator[Finding]:
    """Yield a finding for each result; its shape is the IRI of the constraint where that has one, else of the shape."""
    for result in sources.ahead(results, lambda result: [_key(result.focus)]):
        focus = _key(result.focus)
        file, line = sources.place(focus, result.path, result.value)
        yield Finding(
            focus=focus,
            shape=_rule(result),
            severity=_SEVERITIES.get(result.severity, Severity.VIOLATION),
            message=_message(result, messages),
            file=file,
            line=line,
            sentence=sources.sentence_of(focus),
            path=result.path,
            value=result.value,
            component=result.component,
            statements=result.statements,
        )


def _key(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _rule(result: ShaclResult) -> str:
    named = [term.value for term in (result.constraint, result.shape) if isinstance(term, NamedNode)]
    return named[0] if named else result.component


def _message(result: ShaclResult, messages: Messages) -> Texts:
    """Return the messages by language; below a result that has no message of its own, also what lies beneath it.

    They come from the shapes, as the engine drops the languages of some and gives them in no fixed order.
    """
    declared = [*messages.get(result.constraint or result.shape, ()), *messages.get(result.shape, ())]
    own: dict[str, str] = {}
    for literal in declared or result.messages:
        own.setdefault(literal.language or "", _filled(literal.value, result))
    if own and (declared or not result.details):
        any_ = next(iter(own.values()))
        return {language: own.get(language) or own.get("") or any_ for language in _NO_MESSAGE}
    beneath = [(each, _message(each, messages)) for each in result.details]
    return {
        language: f"{text.format(shorten(_rule(result)))} {_listed(beneath, language)}".strip()
        for language, text in _NO_MESSAGE.items()
    }


def _listed(beneath: list[tuple[ShaclResult, Texts]], language: str) -> str:
    parts = [f"{shorten(each.path) + ': ' if each.path else ''}{texts[language]}" for each, texts in beneath]
    return f"{_BENEATH[language]}: {' '.join(parts)}" if parts else ""


def _filled(template: str, result: ShaclResult) -> str:
    """Put into a message what the engine found for its slots (SHACL 5.3.2), as it shows in the engine's own text."""
    if not _SLOT.search(template):
        return template
    pieces = _SLOT.split(template)  # text, name, text, name, text
    pattern = "".join("(.*)" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
    matches = (re.fullmatch(pattern, literal.value, re.DOTALL) for literal in result.messages)
    found = next(filter(None, matches), None)
    values = [*map(shorten, found.groups() if found else pieces[1::2]), ""]
    return "".join(text + value for text, value in zip(pieces[::2], values, strict=True))
