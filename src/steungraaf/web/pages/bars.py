"""Draw periods as bars under a scale of years, grouped by who acts, with a line at one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steungraaf.web.pages.drawing import LINE, SIZE, wrap

_LEFT = 190  # pixels for the names of who acts
_PLOT = 690  # pixels from the first day to the last
_TOP, _BAR, _GAP = 34, 8, 12
_FADE = 46  # pixels over which a bar without a beginning or end fades
_LEAST = 4  # pixels of a bar, however short


@dataclass(frozen=True)
class Span:
    """A period of one claim; an empty day is open."""

    claim: str
    group: str
    text: str
    relation: str
    begin: str
    end: str
    planned: bool


@dataclass(frozen=True)
class Bar:
    """A bar: where it lies in pixels, its words in lines above it, and how they are anchored."""

    span: Span
    x: float
    y: float
    width: float
    holds: bool
    anchor: str
    lines: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Tick:
    """A first of January, or the name of a group, at a place."""

    text: str
    place: float


@dataclass(frozen=True)
class Group:
    """Who acts: an IRI, and its label in lines from a height on."""

    iri: str
    lines: tuple[tuple[str, float], ...]
    top: float


@dataclass(frozen=True)
class Chart:
    """A drawing of bars, in pixels; `day` is where the line stands."""

    width: float
    height: float
    left: float
    ticks: tuple[Tick, ...]
    groups: tuple[Group, ...]
    bars: tuple[Bar, ...]
    day: float
    bar: float = _BAR
    fade: float = _FADE


@dataclass(frozen=True)
class Scale:
    """Where days lie: from the first of January of one year to that after another."""

    first: int
    last: int

    @classmethod
    def over(cls, spans: Sequence[Span], day: str) -> "Scale":
        """Return the scale that has all days of spans and one more day."""
        years = [int(one[:4]) for span in spans for one in (span.begin, span.end) if one] + [int(day[:4])]
        return cls(min(years), max(years) + 1)

    def at(self, day: str) -> float:
        """Return the pixel of a day from the left."""
        begin, end = date(self.first, 1, 1).toordinal(), date(min(self.last, 9999), 1, 1).toordinal()
        part = (date.fromisoformat(day).toordinal() - begin) / max(end - begin, 1)
        return round(_LEFT + min(max(part, 0.0), 1.0) * _PLOT, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the years, not more than there is room for."""
        step = -(-(self.last - self.first + 1) // 12)
        return tuple(Tick(str(year), self.at(f"{year:04}-01-01")) for year in range(self.first, self.last + 1, step))


def chart(spans: Sequence[Span], names: dict[str, str], day: str) -> Chart:
    """Return spans as bars, those of one group under each other, groups by their first day."""
    scale = Scale.over(spans, day)
    groups: list[Group] = []
    bars: list[Bar] = []
    y = float(_TOP)
    for iri in dict.fromkeys(span.group for span in sorted(spans, key=lambda span: (span.begin, span.end, span.claim))):
        lines = wrap(names[iri], _LEFT - 20)
        groups.append(Group(iri, tuple((line, y + SIZE + at * LINE) for at, line in enumerate(lines)), y))
        below = y
        for span in (span for span in spans if span.group == iri):
            bars.append(_bar(span, scale, below, day))
            below = bars[-1].y + _BAR + _GAP
        y = max(below, y + len(lines) * LINE + _GAP)
    return Chart(_LEFT + _PLOT + 20, y + 6, _LEFT, scale.ticks(), tuple(groups), tuple(bars), scale.at(day))


def _bar(span: Span, scale: Scale, top: float, day: str) -> Bar:
    start = scale.at(span.begin) if span.begin else _LEFT - 6
    end = scale.at(span.end) if span.end else _LEFT + _PLOT + 6
    room = max(_LEFT + _PLOT - start, end - _LEFT)
    lines = wrap(span.text, max(room, 220))
    anchor = "start" if _LEFT + _PLOT - start >= end - _LEFT else "end"
    anchored = max(start, _LEFT) if anchor == "start" else end
    told = tuple((line, anchored, top + SIZE + at * LINE) for at, line in enumerate(lines))
    holds = (not span.begin or span.begin <= day) and (not span.end or day <= span.end)
    return Bar(span, start, top + len(lines) * LINE + 2, max(round(end - start, 1), _LEAST), holds, anchor, told)
