"""Write a report as one HTML page that needs nothing else: no script, no font, no network."""

from html import escape

from steungraaf.namespaces import shorten
from steungraaf.validation.finding import Finding, Result
from steungraaf.validation.words import name_of, show_path, show_term, summary, text_in, verdict, words_of

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fffdf8; --line: #d8d4c8; --quiet: #595959; --bad: #a4161a;
  --warn: #7a4d00; --note: #1d4e89; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #191816; --line: #45423b; --quiet: #b3aea2;
  --bad: #ff9a90; --warn: #f0b95a; --note: #9cc4f2; } }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, "Times New Roman", serif;
  color: var(--ink); background: var(--paper); hyphens: auto; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
.frame { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font: 0.9rem/1.4 system-ui, sans-serif; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); }
td.line { text-align: right; font-variant-numeric: tabular-nums; }
code, .quiet { color: var(--quiet); overflow-wrap: anywhere; }
.violation { color: var(--bad); font-weight: 700; } .warning { color: var(--warn); font-weight: 700; }
.info { color: var(--note); font-weight: 700; }
"""


def write_html(result: Result, lang: str) -> str:
    """Return the page: the verdict, what was checked, and a table of findings for each file."""
    code = "nl" if lang == "nl" else "en"
    title = escape(words_of(lang)["title"])
    tables: dict[str, list[Finding]] = {}
    for finding in result.findings:
        tables.setdefault(_heading(finding, lang), []).append(finding)
    body = "\n".join(_table(heading, findings, result, lang) for heading, findings in tables.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"<p><strong>{escape(verdict(result, lang))}</strong></p>\n<p>{escape(summary(result, lang))}</p>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _heading(finding: Finding, lang: str) -> str:
    return show_path(finding.file) if finding.file else finding.graph or words_of(lang)["no file"]


def _table(heading: str, findings: list[Finding], result: Result, lang: str) -> str:
    words = words_of(lang)
    columns = ("severity", "place", "focus", "message", "sentence", "rule")
    head = "".join(f'<th scope="col">{escape(words[column])}</th>' for column in columns)
    rows = "\n".join(_row(finding, result, lang) for finding in findings)
    return (
        f'<section>\n<h2>{escape(heading)}</h2>\n<div class="frame" role="region" tabindex="0" '
        f'aria-label="{escape(heading)}">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        "</table>\n</div>\n</section>"
    )


def _row(finding: Finding, result: Result, lang: str) -> str:
    words = words_of(lang)
    kind = finding.severity.value
    line = words["line"].format(line=finding.line) if finding.line else ""
    name = name_of(finding.focus, result, lang)
    code = f"<br><code>{escape(shorten(finding.focus))}</code>" if name != shorten(finding.focus) else ""
    value = f' <span class="quiet">({escape(show_term(finding.value))})</span>' if finding.value is not None else ""
    sentence = escape(name_of(finding.sentence, result, lang)) if finding.sentence else ""
    return (
        f'<tr><td class="{kind}">{escape(words[kind])}</td><td class="line">{escape(line)}</td>'
        f"<td>{escape(name)}{code}</td><td>{escape(text_in(finding.message, lang))}{value}</td>"
        f"<td>{sentence}</td><td><code>{escape(shorten(finding.shape))}</code></td></tr>"
    )
