"""Hold the words that the reports use in Dutch and English."""

from collections.abc import Mapping
from pathlib import Path

from steungraaf.namespaces import shorten
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.validation.finding import READABLE, Finding, Result, Severity, Texts

WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "title": "Controle van de gegevens",
        "none": "Geen bevindingen.",
        "no file": "(in geen bestand)",
        "violation": "fout",
        "violations": "fouten",
        "warning": "waarschuwing",
        "warnings": "waarschuwingen",
        "info": "opmerking",
        "infos": "opmerkingen",
        "files": "bestand",
        "files+": "bestanden",
        "graphs": "graaf",
        "graphs+": "grafen",
        "statements": "uitspraak",
        "statements+": "uitspraken",
        "shapes": "shape",
        "shapes+": "shapes",
        "queries": "controlevraag",
        "queries+": "controlevragen",
        "sentences": "zin",
        "sentences+": "zinnen",
        "links": "link",
        "links+": "links",
        "originals": "brontekst",
        "originals+": "bronteksten",
        "accounted": "{share} % verantwoord",
        "unread": "Begin met wat niet te lezen is ({list}): de rest kan daarvan komen.",
        "checked": "Nagekeken: {list}.",
        "severity": "Ernst",
        "place": "Plaats",
        "focus": "Waarover",
        "message": "Wat er mis is en wat te doen",
        "sentence": "Zin",
        "rule": "Regel",
        "line": "regel {line}",
        "thousands": ".",
        "point": ",",
    },
    "en": {
        "title": "Check of the data",
        "none": "Nothing found.",
        "no file": "(in no file)",
        "violation": "violation",
        "violations": "violations",
        "warning": "warning",
        "warnings": "warnings",
        "info": "note",
        "infos": "notes",
        "files": "file",
        "files+": "files",
        "graphs": "graph",
        "graphs+": "graphs",
        "statements": "statement",
        "statements+": "statements",
        "shapes": "shape",
        "shapes+": "shapes",
        "queries": "check query",
        "queries+": "check queries",
        "sentences": "sentence",
        "sentences+": "sentences",
        "links": "link",
        "links+": "links",
        "originals": "original",
        "originals+": "originals",
        "accounted": "{share} % accounted for",
        "unread": "Begin with what cannot be read ({list}): the rest may come of it.",
        "checked": "Checked: {list}.",
        "severity": "Severity",
        "place": "Place",
        "focus": "About",
        "message": "What is wrong and what to do",
        "sentence": "Sentence",
        "rule": "Rule",
        "line": "line {line}",
        "thousands": ",",
        "point": ".",
    },
}
_COUNTED = ("files", "links", "graphs", "statements", "shapes", "queries", "sentences", "originals")


def words_of(lang: str) -> Mapping[str, str]:
    """Return the words in Dutch for "nl", in English for any other language."""
    return WORDS["nl" if lang == "nl" else "en"]


def text_in(texts: Texts, lang: str) -> str:
    """Return the text in a language, else in English, else any."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def name_of(iri: str, result: Result, lang: str) -> str:
    """Return the label of a thing, else its prefixed name."""
    return text_in(result.labels.get(iri, {}), lang) or shorten(iri)


def show_term(term: Term) -> str:
    """Return a term as a person reads it: a prefixed name, or the plain value."""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def place_of(finding: Finding) -> str:
    """Return file and line as compilers write them, which editors and terminals open; without a file, the graph.

    Empty where there is neither.
    """
    if finding.file is None:
        return finding.graph or ""
    return show_path(finding.file) + (f":{finding.line}" if finding.line else "")


def show_path(path: Path) -> str:
    """Return a path as short as it can be from where the person is."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def verdict(result: Result, lang: str) -> str:
    """Return one line that counts the findings, such as `2 violations, 1 warning`, with its full stop."""
    words = words_of(lang)
    counts = [(result.count(severity), severity.value) for severity in Severity]
    said = [f"{number(count, lang)} {words[word if count == 1 else f'{word}s']}" for count, word in counts if count]
    return f"{', '.join(said)}." if said else words["none"]


def advice(result: Result, lang: str) -> str:
    """Return one line that says with which files to begin, where some could not be read and more was found."""
    unread = [place_of(finding) for finding in result.findings if finding.shape == READABLE]
    if not unread or len(unread) == len(result.findings):
        return ""
    return words_of(lang)["unread"].format(list=", ".join(dict.fromkeys(unread)))


def summary(result: Result, lang: str) -> str:
    """Return one line that says how much was checked, so that a green check tells what it is worth."""
    words = words_of(lang)
    parts = []
    for kind in _COUNTED:
        if (count := result.checked.get(kind)) is not None:
            parts.append(
                f"{number(count, lang)} {words[kind if count == 1 else f'{kind}+']}{_share(kind, result, lang)}"
            )
    return words["checked"].format(list=", ".join(parts))


def _share(kind: str, result: Result, lang: str) -> str:
    """Return behind the sentences which share of them is accounted for, rounded down."""
    total, accounted = result.checked.get("sentences", 0), result.checked.get("accounted")
    if kind != "sentences" or accounted is None or not total:
        return ""
    share = f"{1000 * accounted // total / 10:g}".replace(".", words_of(lang)["point"])
    return f" ({words_of(lang)['accounted'].format(share=share)})"


def number(value: int, lang: str) -> str:
    """Return a whole number with its thousands apart, as the language writes it."""
    return f"{value:,}".replace(",", words_of(lang)["thousands"])
