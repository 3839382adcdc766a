"""Show who supported what on a day: what is known to have run then, what has no dates, and all periods as bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.display import show_literal
from steungraaf.catalogue.tables import Table
from steungraaf.catalogue.values import read_day
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import rows_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.bars import Span, chart
from steungraaf.web.pages.graphing import relations_of
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.pages.statements import Notebook
from steungraaf.web.pages.ties import RELATIONS, Tie, all_ties
from steungraaf.web.served import Served

QUERY = "time/in-force-on"
_PLACES = "time/municipalities-on-date"
_SHOWN = 6  # statements without dates that stand in sight
_MOST_LISTED = 100  # statements of a day, with dates and without; the question has all
_MOST_BARS = 80
_MOST_ROWS = 300
_ACTING = tuple(word for word in RELATIONS if word not in ("audience", "plans"))


@dataclass(frozen=True)
class Timeline:
    """The page of a day."""

    pages: Pages

    async def page(self, request: Request) -> Response:
        """Answer with the page."""
        return await self.pages.answer(request, "time.html", time_context)


def time_context(visit: Visit) -> dict[str, Any]:
    """Return what the page shows of a day: the one that is asked, or the last one at which a document speaks."""
    store = visit.served.store
    ties = [tie for tie in all_ties(visit.served) if tie.word in _ACTING and (_is_day(tie.begin) or _is_day(tie.end))]
    seen = ties[: max(_MOST_ROWS, _MOST_BARS)]
    asked = visit.field("date").strip()
    typed = _typed(asked)
    day = typed or _last_day(store, ties)
    held = _in_force(visit, day) if day else {True: [], False: []}
    notebook = Notebook(visit.served, visit.lang)
    said = {known: notebook.read(claims[:_MOST_LISTED]) for known, claims in held.items()}
    names = _names(visit.served, seen, visit.lang)
    return {
        "day": day,
        "asked": asked,
        "wrong": bool(asked) and not typed,
        "shown_day": show_literal(_literal(day), visit.lang) if day else "",
        "first": _bounds(ties, day)[0],
        "last": _bounds(ties, day)[1],
        "dated": said[True],
        "dated_count": len(held[True]),
        "undated": said[False][:_SHOWN],
        "undated_more": said[False][_SHOWN:],
        "undated_count": len(held[False]),
        "ties": seen,
        "tie_count": len(ties),
        "names": names,
        "relations": relations_of(names),
        "chart": chart(_spans(ties[:_MOST_BARS], names), names, day) if ties else None,
        "places": len(_asked(visit, _PLACES, day)) if day else 0,
        "query": QUERY,
        "places_query": _PLACES,
        "days": {
            text: show_literal(_literal(text), visit.lang) for tie in seen for text in (tie.begin, tie.end) if text
        },
    }


def _in_force(visit: Visit, day: str) -> dict[bool, list[str]]:
    """Return the claims of a day by whether their dates are known."""
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for row in _asked(visit, QUERY, day).rows:
        known, claim = row[0], row[1]
        if isinstance(known, Literal) and isinstance(claim, NamedNode):
            found[known.value == "true"][claim.value] = None
    return {known: list(claims) for known, claims in found.items()}


def _asked(visit: Visit, name: str, day: str) -> Table:
    """Return the answer of a stored question about a day."""
    found = visit.served.catalogue.ask(name, {"date": day}, lang=visit.lang, labels=False)
    assert isinstance(found, Table)
    return found


def _names(served: Served, ties: Sequence[Tie], lang: str) -> dict[str, str]:
    wanted = {name for tie in ties for name in (*tie.names(), tie.period) if name}
    return page_labels(served, [*sorted(wanted), *RELATIONS.values()], lang)


def _spans(ties: Sequence[Tie], names: Mapping[str, str]) -> list[Span]:
    """Return the period of each tie, with its relation and other end for words."""
    return [
        Span(
            claim=tie.claim,
            group=tie.source,
            text=f"{names[tie.relation]} {names[tie.target]}",
            relation=tie.word,
            begin=tie.begin if _is_day(tie.begin) else "",
            end=tie.end if _is_day(tie.end) else "",
            planned=tie.planned,
        )
        for tie in ties
    ]


def _last_day(store: Store, ties: Sequence[Tie]) -> str:
    """Return the last day at which a document speaks, else the last that a claim knows, else none."""
    dated = f"<{expand('eli:date_document')}>|<{expand('dcterms:issued')}>|<{expand('dcterms:date')}>"
    rows = rows_of(
        store,
        f"SELECT DISTINCT ?day WHERE {{ {{ ?document <{expand('eli:date_document')}> ?day }} UNION "
        f"{{ ?document a <{expand('foaf:Document')}> ; {dated} ?day }} }}",
    )
    days = [day.value for (day,) in rows if isinstance(day, Literal) and _is_day(day.value)]
    days = days or [text for tie in ties for text in (tie.begin, tie.end) if _is_day(text)]
    return max(days, default="")


def _bounds(ties: Sequence[Tie], day: str) -> tuple[str, str]:
    """Return the first and the last day that one can slide to: whole years around all that is dated."""
    years = sorted(text[:4] for tie in ties for text in (tie.begin, tie.end, day) if _is_day(text))
    return (f"{years[0]}-01-01", f"{years[-1]}-12-31") if years else (day, day)


def _typed(text: str) -> str:
    """Return the day that somebody typed, nothing where it is none."""
    try:
        return read_day(text)
    except ValueError:
        return ""


def _is_day(text: str) -> bool:
    """Tell whether a text is a day as the data writes it."""
    return bool(text) and _typed(text) == text


def _literal(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(expand("xsd:date")))
