"""Write a report as plain text, a line a finding, the findings of one file together."""

from steungraaf.namespaces import shorten
from steungraaf.validation.finding import Finding, Result
from steungraaf.validation.words import advice, name_of, place_of, summary, text_in, verdict, words_of


def write_text(result: Result, lang: str) -> str:
    """Return the findings, an empty line between files, then how many there are and what was checked."""
    blocks: dict[str, list[str]] = {}
    for finding in result.findings:
        blocks.setdefault(str(finding.file or finding.graph), []).append(_line(finding, result, lang))
    end = " ".join(filter(None, (verdict(result, lang), advice(result, lang), summary(result, lang))))
    return "\n\n".join(["\n".join(lines) for lines in blocks.values()] + [end]) + "\n"


def _line(finding: Finding, result: Result, lang: str) -> str:
    """Return `SEVERITY file:line thing: message (sentence) [rule]`."""
    words = words_of(lang)
    head = f"{words[finding.severity.value].upper()} {place_of(finding) or words['no file']}"
    sentence = f" ({name_of(finding.sentence, result, lang)})" if finding.sentence else ""
    message = " ".join(text_in(finding.message, lang).split())
    return f"{head} {name_of(finding.focus, result, lang)}: {message}{sentence} [{shorten(finding.shape)}]"
