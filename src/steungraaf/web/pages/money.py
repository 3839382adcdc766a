"""Show who pays, organises and supports whom: a picture from left to right, and a table with the same rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.display import show_literal
from steungraaf.catalogue.labels import find_labels
from steungraaf.catalogue.tables import Table
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.spelling import fold
from steungraaf.store import Store
from steungraaf.web.pages.categories import categories_of
from steungraaf.web.pages.drawing import Picture, draw
from steungraaf.web.pages.graphing import links_of, nodes_of, relations_of
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.pages.sheets import make_table, send_drawing, send_table
from steungraaf.web.pages.statements import Notebook, Said
from steungraaf.web.pages.ties import NO_PERIOD, RELATIONS, Tie, money_kinds, read_ties, trail, with_amounts

MOST_BOXES = 60  # in one picture: more than that nobody reads
MOST_ROWS = 300  # of the table on the page; a download has all
_VIEWS = ("money", "help", *RELATIONS, "all")
_FIELDS = ("what", "actor", "year", "facts", "from", "to")
_HELP = frozenset({"funds", "supports"})
_COLUMNS = (
    "from", "relation", "to", "through", "kind", "amount", "figure", "period", "begin", "end", "modality", "basis",
    "claim", "sentence",
)  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What a reader wants to see, from the fields of the address."""

    view: str
    year: str
    actor: str
    facts: bool
    source: str
    target: str

    @classmethod
    def of(cls, visit: Visit) -> "Wish":
        """Return the wish of a visit; a view that is none is the first."""
        view = visit.field("what", _VIEWS[0])
        return cls(
            view=view if view in _VIEWS else _VIEWS[0],
            year=visit.field("year")[:4],
            actor=visit.field("actor").strip()[:200],
            facts=visit.field("facts") == "1",
            source=visit.field("from"),
            target=visit.field("to"),
        )


@dataclass(frozen=True)
class Found:
    """What there is and what of it is wanted: claims, by view how many there are, and the names of all things."""

    wish: Wish
    all: Sequence[Tie]
    shown: Sequence[Tie]
    counts: Mapping[str, int]
    names: Mapping[str, str]
    categories: Mapping[str, str]
    said: Mapping[str, Said]

    def picture(self, visit: Visit) -> tuple[Picture, int]:
        """Return the drawing, and how many of the claims are in it."""
        kept = within(self.shown, MOST_BOXES)
        nodes = nodes_of(kept, self.names, self.categories)
        return draw(nodes, links_of(kept, self.said, visit)), len(kept)


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


def money_context(visit: Visit) -> dict[str, Any]:
    """Return what the page shows."""
    found = _find(visit)
    picture, drawn = found.picture(visit)
    return {
        "wish": found.wish,
        "total": len(found.all),
        "ties": found.shown[:MOST_ROWS],
        "count": len(found.shown),
        "drawn_ties": drawn,
        "given": {name: visit.field(name) for name in _FIELDS if visit.field(name)},
        "no_period": NO_PERIOD,
        "trails": "money-trail" in visit.served.catalogue.names(),
        "literal": lambda value: show_literal(value, visit.lang),
        "address": str,
        "views": {view: found.counts[view] for view in _VIEWS if found.counts[view] or view == found.wish.view},
        "years": _years(found.all),
        "actors": sorted({found.names[tie.source] for tie in found.all}, key=str.casefold),
        "names": found.names,
        "said": found.said,
        "picture": picture,
        "relations": relations_of(found.names),
        "unknown": bool(found.wish.actor) and not _called(found.wish.actor, found.names),
    }


def _drawing(visit: Visit) -> dict[str, Any]:
    found = _find(visit)
    return {"picture": found.picture(visit)[0], "relations": relations_of(found.names)}


def within(ties: Sequence[Tie], most: int) -> list[Tie]:
    """Return ties of which a picture has at most so many boxes: of the relations in the order of the legend."""
    ranks = list(RELATIONS)
    kept: list[Tie] = []
    boxes: set[str] = set()
    for tie in sorted(ties, key=lambda tie: ranks.index(tie.word)):
        if len(boxes.union(tie.names())) <= most:
            boxes.update(tie.names())
            kept.append(tie)
    return kept


def _find(visit: Visit) -> Found:
    store, wish = visit.served.store, Wish.of(visit)
    every = with_amounts(store, read_ties(store))
    things = {name for tie in every for name in (*tie.names(), *tie.kinds, tie.period, tie.modality, tie.basis) if name}
    names = find_labels(store, [*sorted(things), *RELATIONS.values()], visit.lang)
    views = _views(every, store)
    shown = [tie for tie in views[wish.view] if _wanted(tie, wish, names)]
    said = Notebook(store, visit.lang).read(tie.claim for tie in shown)
    return Found(
        wish=wish,
        all=every,
        shown=shown,
        counts={view: len(ties) for view, ties in views.items()},
        names=names,
        categories=categories_of(store, {name for tie in every for name in tie.names()}),
        said={one.iri: one for one in said},
    )


def _views(ties: Sequence[Tie], store: Store) -> dict[str, Sequence[Tie]]:
    """Return the claims of each view: the trail of money, money and support, each relation, all."""
    by_word = {word: [tie for tie in ties if tie.word == word] for word in RELATIONS}
    money = trail(ties, money_kinds(store))
    return {"money": money, "help": [tie for tie in ties if tie.word in _HELP], **by_word, "all": ties}


def _wanted(tie: Tie, wish: Wish, names: Mapping[str, str]) -> bool:
    """Tell whether a claim fits the filters."""
    starts, ends = zip(*tie.legs(), strict=True)
    called = _called(wish.actor, names) if wish.actor else set(tie.names())
    return (
        not (wish.facts and tie.planned)
        and (not wish.year or tie.in_year(wish.year))
        and not called.isdisjoint(tie.names())
        and (not wish.source or wish.source in starts)
        and (not wish.target or wish.target in ends)
    )


def _called(name: str, names: Mapping[str, str]) -> set[str]:
    """Return what has a name or IRI, or where nothing has, what has it in its name."""
    sought = fold(name)
    exact = {iri for iri, label in names.items() if iri == name or fold(label) == sought}
    return exact or {iri for iri, label in names.items() if sought and sought in fold(label)}


def _years(ties: Sequence[Tie]) -> list[str]:
    days = sorted(day[:4] for tie in ties for day in (tie.begin, tie.end) if day[:4].isdecimal())
    return [str(year) for year in range(int(days[0]), int(days[-1]) + 1)][-100:] if days else []


def _table(visit: Visit) -> Table:
    """Return the rows of the page as a table of terms."""
    found = _find(visit)
    rows = [row for tie in found.shown for row in _rows(tie, found.said[tie.claim])]
    headings: Callable[[str], str] = lambda name: visit.say("money.col_" + name)  # noqa: E731
    labels = {**found.names, **{one.iri: one.text for one in found.said.values()}}
    labels |= {note.sentence: note.label for one in found.said.values() for note in one.notes}
    return make_table(visit, "money", {name: headings(name) for name in _COLUMNS}, rows, labels)


def _rows(tie: Tie, said: Said) -> list[tuple[Term | None, ...]]:
    """Return a claim as rows, one for each combination of what it goes through, kind of support, sum and sentence."""
    return [
        (
            NamedNode(tie.source), NamedNode(tie.relation), NamedNode(tie.target), through, kind,
            amount and amount.value, amount and NamedNode(amount.figure),
            _node(tie.period), _text(tie.begin), _text(tie.end), _node(tie.modality), _node(tie.basis),
            NamedNode(tie.claim), NamedNode(note.sentence) if note else None,
        )
        for through in map(_node, tie.through or ("",))
        for kind in map(_node, tie.kinds or ("",))
        for amount in tie.amounts or (None,)
        for note in said.notes[-1:] or (None,)
    ]  # fmt: skip


def _node(iri: str) -> NamedNode | None:
    return NamedNode(iri) if iri else None


def _text(day: str) -> Literal | None:
    return Literal(day) if day else None
