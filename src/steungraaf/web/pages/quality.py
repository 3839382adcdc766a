"""Show how good the data is: what a check finds, how much of the source is covered, how old it is, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue import Table
from steungraaf.catalogue.display import show
from steungraaf.errors import SteungraafError
from steungraaf.evidence import ItemCoverage
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.rdf.terms import is_web_address
from steungraaf.store import Store
from steungraaf.store.lookup import rows_of
from steungraaf.validation import Finding, Report
from steungraaf.validation.finding import READABLE
from steungraaf.validation.words import name_of, summary, text_in, verdict, words_of
from steungraaf.web.pages.addresses import in_words, page_labels
from steungraaf.web.pages.charts import length_of
from steungraaf.web.pages.checkup import STEPS, UNLINKED, Checkup
from steungraaf.web.pages.passages import Link, name_in
from steungraaf.web.pages.passages import text_in as text_for
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.served import Served

MOST = 200  # findings, and items, that stand in the page
_SETS, _UNNUMBERED, _GAPS = "links/link-sets", "links/actors-without-identifier", "provenance/unanswered-parts"


@dataclass
class Quality:
    """The page of the quality of the data, and the check of the data as they are now."""

    pages: Pages
    checkup: Checkup

    async def answer(self, request: Request) -> Response:
        """Answer with the page; until the check is done, with one that nobody keeps."""
        if self.checkup.tag != self.pages.served.tag:
            self.checkup = Checkup(self.pages.served)
        self.checkup.begin()
        checked = self.checkup.checked
        if checked is None or checked.why == "failed":
            headers = {"Cache-Control": "no-store"}
            return await self.pages.tell(request, "quality.html", self.context, status=200, headers=headers)
        return await self.pages.answer(request, "quality.html", self.context)

    def context(self, visit: Visit) -> dict[str, Any]:
        """Return what the page shows."""
        store, checked = visit.served.store, self.checkup.checked
        return {
            "checked": checked,
            "found": _found(visit, checked.report) if checked and checked.report else None,
            "step": self.checkup.step.get(visit.lang, ""),
            "at": self.checkup.at,
            "steps": STEPS,
            "covered": _covered(visit),
            "graphs": _graphs(visit.served, visit.lang),
            "named": _named(store),
            "registers": _registers(visit, checked.unlinked if checked else None),
            "unlinked": UNLINKED,
            "unnumbered": _asked(visit, _UNNUMBERED),
            "unnumbered_question": _UNNUMBERED,
            "gaps": _gaps(visit),
        }


@dataclass(frozen=True)
class Row:
    """A finding in words: how much it weighs, of what, what is wrong, where, by which rule."""

    severity: str
    weighs: str
    about: Link
    message: str
    place: str
    sentence: Link | None
    rule: str


def _found(visit: Visit, report: Report) -> dict[str, Any]:
    """Return what a check found, in words."""
    return {
        "verdict": verdict(report, visit.lang),
        "summary": summary(report, visit.lang),
        "rows": [_row(visit, each, report) for each in report.findings[:MOST]],
        "count": len(report.findings),
    }


def _row(visit: Visit, finding: Finding, report: Report) -> Row:
    def link(iri: str) -> Link:
        """Return a thing by its name in the report; what is no address on the web leads nowhere."""
        name = name_of(iri, report, visit.lang)
        words = in_words(iri) if name == shorten(iri) else name
        return Link(iri if is_web_address(iri) else "", words)

    place = _place(visit, finding)
    unread = finding.shape == READABLE  # then it is about the file, by its path on this machine
    return Row(
        severity=finding.severity.value,
        weighs=words_of(visit.lang)[finding.severity.value],
        about=Link("", place) if unread else link(finding.focus),
        message=text_in(finding.message, visit.lang),
        place=place,
        sentence=link(finding.sentence) if finding.sentence else None,
        rule=in_words(finding.shape),
    )


def _place(visit: Visit, finding: Finding) -> str:
    """Return file and line, the file as it is called in its folder: where that lies is nobody's business."""
    if finding.file is None:
        return in_words(finding.graph or "")
    for folder in (visit.served.dataset.folder.data, visit.served.dataset.folder.ontology):
        if finding.file.is_relative_to(folder):
            name = finding.file.relative_to(folder).as_posix()
            return f"{name}:{finding.line}" if finding.line else name
    return finding.file.name


@dataclass(frozen=True)
class Share:
    """How many sentences of a document or of one of its items are accounted for; `length` is that in percent."""

    iri: str
    fragment: str
    label: str
    total: int
    accounted: int
    length: str


def _covered(visit: Visit) -> dict[str, Any]:
    """Return how much of each document is accounted for, and of each of its items where these are not too many."""
    coverage = visit.served.dataset.coverage()
    documents = [(iri, list(items)) for iri, items in groupby(coverage.items, lambda item: item.document)]
    labels = page_labels(visit.served, [iri for iri, _ in documents if iri], visit.lang)
    few = len(coverage.items) <= MOST
    rows = [
        (
            _share(iri, "", labels.get(iri, ""), items),
            [_share(iri, name_in(iri, one.item), text_for(one.label, visit.lang).words, [one]) for one in items],
        )
        for iri, items in documents
    ]
    return {
        "total": coverage.total,
        "accounted": coverage.accounted,
        "documents": [(whole, shares if few else []) for whole, shares in rows],
    }


def _share(iri: str, fragment: str, label: str, items: list[ItemCoverage]) -> Share:
    total, accounted = sum(one.total for one in items), sum(one.accounted for one in items)
    return Share(iri, fragment, label or fragment, total, accounted, length_of(accounted, total))


@dataclass(frozen=True)
class Graph:
    """A named graph: what it is called and when it was changed last."""

    link: Link
    modified: str


def _graphs(served: Served, lang: str) -> list[Graph]:
    """Return the graphs that say when they were changed, the last first."""
    rows = rows_of(
        served.store,
        f"SELECT ?graph (MAX(?day) AS ?last) WHERE {{ ?graph a ?kind ; <{expand('dcterms:modified')}> ?day "
        f"FILTER (?kind IN (<{expand('void:Dataset')}>, <{expand('void:Linkset')}>, <{expand('dcat:Dataset')}>)) "
        f"}} GROUP BY ?graph ORDER BY DESC(?last) ?graph",
    )
    days = {graph.value: day for graph, day in rows if isinstance(graph, NamedNode) and isinstance(day, Literal)}
    labels = page_labels(served, days, lang)
    return [Graph(Link(iri, labels[iri]), show(day, lang, {})) for iri, day in days.items()]


def _named(store: Store) -> dict[str, int]:
    """Return how many things have a name in Dutch, in English and in both."""
    label = f"<{expand('skos:prefLabel')}>"
    rows = rows_of(
        store,
        f"SELECT ?dutch ?english (COUNT(*) AS ?count) WHERE {{ {{ SELECT ?thing "
        f'(MAX(IF(LANG(?name) = "nl", 1, 0)) AS ?dutch) (MAX(IF(LANG(?name) = "en", 1, 0)) AS ?english) '
        f"WHERE {{ ?thing {label} ?name }} GROUP BY ?thing }} }} GROUP BY ?dutch ?english",
    )
    counts = {(_whole(dutch), _whole(english)): _whole(count) for dutch, english, count in rows if count is not None}
    both = counts.get((1, 1), 0)
    return {"both": both, "nl": counts.get((1, 0), 0), "en": counts.get((0, 1), 0), "none": counts.get((0, 0), 0)}


def _whole(term: Term | None) -> int:
    return int(term.value) if isinstance(term, Literal) else 0


@dataclass(frozen=True)
class Register:
    """A register of others: how many links there are to it, when they were looked at, and what has none."""

    link: Link
    links: int
    looked_at: str
    unlinked: int | None


def _registers(visit: Visit, unlinked: Mapping[str, int] | None) -> list[Register]:
    """Return the registers that there are links to."""
    found: dict[str, tuple[int, str]] = {}
    for register, _, links, day, _ in _asked(visit, _SETS) or []:
        if isinstance(register, NamedNode):
            found[register.value] = _whole(links), show(day, visit.lang, {})
    labels = page_labels(visit.served, found, visit.lang)
    return [
        Register(Link(iri, labels[iri]), links, day, None if unlinked is None else unlinked.get(iri, 0))
        for iri, (links, day) in sorted(found.items(), key=lambda each: labels[each[0]])
    ]


@dataclass(frozen=True)
class Gap:
    """What a document leaves open, and which question asked it."""

    label: str
    question: Link


def _gaps(visit: Visit) -> list[Gap]:
    """Return what was asked and not answered."""
    rows = _asked(visit, _GAPS) or []
    pairs = dict.fromkeys(
        (gap.value, question.value)
        for gap, question, *_ in rows
        if isinstance(gap, NamedNode) and isinstance(question, NamedNode)
    )
    labels = page_labels(visit.served, [iri for pair in pairs for iri in pair], visit.lang)
    return [Gap(labels[gap], Link(question, labels[question])) for gap, question in pairs]


def _asked(visit: Visit, question: str) -> list[tuple[Term | None, ...]] | None:
    """Return the rows of a stored question, None where it is not there or was not answered in time."""
    try:
        table = visit.served.catalogue.ask(question, {}, labels=False)
    except SteungraafError:
        return None
    return table.rows if isinstance(table, Table) else None
