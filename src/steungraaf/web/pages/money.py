"""Show who pays, organises and supports whom: a picture from left to right, and a table with the same rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.display import show_literal
from steungraaf.catalogue.tables import Table
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store.lookup import objects_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.categories import categories_of
from steungraaf.web.pages.choosing import FIELDS, VIEWS, Wish, called_so, views_of, within, years_of
from steungraaf.web.pages.drawing import Picture, draw
from steungraaf.web.pages.graphing import links_of, nodes_of, relations_of
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.pages.sheets import make_table, send_drawing, send_table
from steungraaf.web.pages.statements import Notebook, Said
from steungraaf.web.pages.ties import NO_PERIOD, RELATIONS, Tie, all_ties, money_kinds

_OTHER_NAMES = (expand("skos:prefLabel"), expand("skos:altLabel"))
_MOST_BOXES = 60  # in one picture: more than that nobody reads
_MOST_ROWS = 300  # of the table on the page; a download has all
_MOST_NAMES = 500  # that the field of actors completes
_COLUMNS = (
    "from", "relation", "to", "through", "kind", "amount", "figure", "period", "begin", "end", "modality", "basis",
    "claim", "sentence", "from_sentence",
)  # fmt: skip


@dataclass(frozen=True)
class Money:
    """The page, its rows as a table for other programs, and its picture alone."""

    pages: Pages

    async def page(self, request: Request) -> Response:
        """Answer with the page, or with its rows in the format that is asked."""
        if "format" in request.query_params:
            return await send_table(self.pages.served, request, _table)
        return await self.pages.answer(request, "money.html", money_context)

    async def drawing(self, request: Request) -> Response:
        """Answer with the picture alone (SVG), its styles inside."""
        return await send_drawing(self.pages.served, request, _drawing, "money")


@dataclass(frozen=True)
class Found:
    """What there is and what of it is wanted: claims by view, those that are wanted, and the names of all things."""

    wish: Wish
    views: Mapping[str, Sequence[Tie]]
    wanted: Sequence[Tie]
    names: Mapping[str, str]
    unknown: bool

    def drawn(self) -> list[Tie]:
        """Return the claims that one picture can hold."""
        return within(self.wanted, _MOST_BOXES)


def money_context(visit: Visit) -> dict[str, Any]:
    """Return what the page shows."""
    found = _find(visit)
    wish, rows, drawn = found.wish, found.wanted[:_MOST_ROWS], found.drawn()
    said = _said(visit, [*rows, *drawn])
    return {
        "wish": wish,
        "ties": rows,
        "count": len(found.wanted),
        "total": len(found.views["all"]),
        "drawn_ties": len(drawn),
        "views": {view: len(found.views[view]) for view in VIEWS if found.views[view] or view == wish.view},
        "years": years_of(found.views["all"]),
        "actors": sorted({found.names[tie.source] for tie in found.views["all"]}, key=str.casefold)[:_MOST_NAMES],
        "unknown": found.unknown,
        "given": {name: visit.field(name) for name in FIELDS if visit.field(name)},
        "names": found.names,
        "said": said,
        "relations": relations_of(found.names),
        "picture": _picture(visit, drawn, found.names, said),
        "no_period": NO_PERIOD,
        "literal": lambda value: show_literal(value, visit.lang),
        "address": str,
    }


def _find(visit: Visit) -> Found:
    store, wish = visit.served.store, Wish.of(visit)
    ties = all_ties(visit.served)
    things = {name for tie in ties for name in (*tie.names(), *tie.kinds, tie.period, tie.modality, tie.basis) if name}
    names = page_labels(visit.served, [*sorted(things), *RELATIONS.values()], visit.lang)
    views = views_of(ties, money_kinds(store))
    called = called_so(wish.actor, _all_names(visit, ties, names)) if wish.actor else set()
    return Found(wish, views, wish.choose(views[wish.view], called), names, bool(wish.actor) and not called)


def _all_names(visit: Visit, ties: Sequence[Tie], names: Mapping[str, str]) -> dict[str, set[str]]:
    """Return what each thing that claims are about is called, its other names too."""
    called = {name: {names[name]} for tie in ties for name in tie.names()}
    for iri, _, text in objects_of(visit.served.store, called, _OTHER_NAMES):
        if isinstance(text, Literal):
            called[iri].add(text.value)
    return called


def _said(visit: Visit, ties: Sequence[Tie]) -> dict[str, Said]:
    """Return claims in words, by their IRI."""
    return {one.iri: one for one in Notebook(visit.served, visit.lang).read(tie.claim for tie in ties)}


def _picture(visit: Visit, ties: Sequence[Tie], names: Mapping[str, str], said: Mapping[str, Said]) -> Picture:
    categories = categories_of(visit.served, {name for tie in ties for name in tie.names()})
    return draw(nodes_of(ties, names, categories), links_of(ties, said, visit))


def _drawing(visit: Visit) -> dict[str, Any]:
    """Return what the picture alone shows."""
    found = _find(visit)
    drawn = found.drawn()
    picture = _picture(visit, drawn, found.names, _said(visit, drawn))
    return {"picture": picture, "relations": relations_of(found.names)}


def _table(visit: Visit) -> Table:
    """Return all rows of the page as a table of terms."""
    found = _find(visit)
    said = _said(visit, found.wanted)
    rows = [row for tie in found.wanted for row in _rows(tie, said[tie.claim])]
    labels = {**found.names, **{one.iri: one.text for one in said.values()}}
    labels |= {note.sentence: note.label for one in said.values() for note in one.notes}
    return make_table(visit, "money", {name: visit.say(f"money.col_{name}") for name in _COLUMNS}, rows, labels)


def _rows(tie: Tie, said: Said) -> list[tuple[Term | None, ...]]:
    """Return a claim as rows, one for each combination of what it goes through, kind of support and sum."""
    sentences = [note.sentence for note in said.notes] or [""]
    after = (
        _node(tie.period), _day(tie.begin), _day(tie.end), _node(tie.modality), _node(tie.basis), _node(tie.claim),
        _node(sentences[-1]), _node(sentences[0] if len(sentences) > 1 else ""),
    )  # fmt: skip
    sums: list[tuple[Term | None, Term | None]] = [(one.value, _node(one.figure)) for one in tie.amounts]
    return [
        (_node(tie.source), _node(tie.relation), _node(tie.target), _node(through), _node(kind), *amount, *after)
        for through in tie.through or ("",)
        for kind in tie.kinds or ("",)
        for amount in sums or [(None, None)]
    ]


def _node(iri: str) -> NamedNode | None:
    return NamedNode(iri) if iri else None


def _day(day: str) -> Literal | None:
    return Literal(day) if day else None
