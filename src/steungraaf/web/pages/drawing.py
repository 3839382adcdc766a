"""Draw who helps whom: boxes with whole labels in columns and arrows between them, in pixels for a template."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from steungraaf.web.pages.layers import Bend, Layout, lay_out, middles_of

SIZE = 13  # pixels of a letter
LINE = 17  # from one line of a label to the next
WIDTH = 174  # of a box
BETWEEN = 74  # from one column to the next
_GAP = 14  # between boxes of one column
_ICON, _PAD = 31, 8
_HEAD = 8  # the length of an arrow's head
_APART = 9.0  # between arrows on one side of a box
_TOP = 34  # above the boxes, for the names of the columns
_EDGE = 4  # around it all, so that no line is cut
Point = tuple[float, float]
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMW@%&€—")


@dataclass(frozen=True)
class Node:
    """What a box is to show: `role` tells its column, from 0 at the left; `kind` its icon and colour."""

    iri: str
    label: str
    kind: str
    role: int


@dataclass(frozen=True)
class Link:
    """What an arrow is to show: `count` claims of one relation; `title` are words, `href` leads to them."""

    source: str
    target: str
    relation: str
    title: str
    href: str
    count: int = 1
    planned: bool = False
    inferred: bool = False


@dataclass(frozen=True)
class Box:
    """A box: its upper left corner and size in pixels, and its label in lines, each with its own base line."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Arrow:
    """An arrow: its line and its head as SVG paths, and where its count stands."""

    link: Link
    line: str
    head: str
    x: float
    y: float


@dataclass(frozen=True)
class Heading:
    """The name of a column."""

    role: int
    x: float


@dataclass(frozen=True)
class Picture:
    """A drawing in pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    headings: tuple[Heading, ...]

    def relations(self) -> list[str]:
        """Return the relations that are drawn, for the legend."""
        return list(dict.fromkeys(arrow.link.relation for arrow in self.arrows))

    def kinds(self) -> list[str]:
        """Return the kinds of boxes that are drawn, for the legend."""
        return sorted({box.node.kind for box in self.boxes})

    def has(self, hedge: str) -> bool:
        """Tell whether an arrow is "planned" or "inferred"."""
        return any(getattr(arrow.link, hedge) for arrow in self.arrows)


def width_of(text: str, size: float = SIZE) -> float:
    """Return about how wide a text is in pixels, rather too wide than too narrow."""
    return size * sum(
        0.39 if one in _NARROW else 0.98 if one in _WIDE else 0.72 if one.isupper() else 0.61 for one in text
    )


def wrap(text: str, width: float, size: float = SIZE) -> list[str]:
    """Return a text in lines of at most a width in pixels, whole words where they fit and never less than all of it.

    >>> wrap("Sociale Innovatiefabriek", 100)
    ['Sociale', 'Innovatiefabriek'[:11] + '-', 'riek']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
            continue
        while width_of(word, size) > width and len(word) > 2:
            fits = max(
                1, next(at for at in range(len(word), 0, -1) if at == 1 or width_of(word[:at] + "-", size) <= width)
            )
            lines.append(f"{word[:fits]}-")
            word = word[fits:]
        lines.append(word)
    return lines or [""]


def draw(nodes: Iterable[Node], links: Sequence[Link]) -> Picture:
    """Return the drawing of boxes and the arrows between them; an arrow from a box to itself is left out."""
    known = {node.iri: node for node in nodes}
    drawn = [link for link in links if link.source != link.target]
    labels = {iri: wrap(node.label, WIDTH - _ICON - _PAD) for iri, node in known.items()}
    heights = {iri: _height(labels[iri], _busiest(iri, drawn)) for iri in known}
    roles = {iri: node.role for iri, node in known.items()}
    layout = lay_out(heights, roles, [(link.source, link.target) for link in drawn], _GAP)
    boxes = {iri: _box(node, labels[iri], heights[iri], layout) for iri, node in known.items()}
    columns = max(layout.columns.values(), default=0) + 1
    return Picture(
        width=columns * WIDTH + (columns - 1) * BETWEEN + 2 * _EDGE,
        height=layout.height + _TOP + 2 * _EDGE,
        boxes=tuple(sorted(boxes.values(), key=lambda box: (box.x, box.y))),
        arrows=tuple(_arrows(drawn, boxes, layout)),
        headings=tuple(_headings(known.values(), layout)),
    )


def _busiest(iri: str, links: Iterable[Link]) -> int:
    """Return how many arrows there are on the side of a box that has most of them."""
    out = sum(link.source == iri for link in links)
    return max(out, sum(link.target == iri for link in links))


def _height(lines: Sequence[str], arrows: int) -> float:
    return max(len(lines) * LINE + 2 * _PAD - 2, arrows * _APART + 6)


def _left(column: int) -> float:
    return _EDGE + column * (WIDTH + BETWEEN)


def _down(layout: Layout, place: str | Bend) -> float:
    return layout.middles[place] + _TOP + _EDGE


def _box(node: Node, lines: Sequence[str], height: float, layout: Layout) -> Box:
    middle, x = _down(layout, node.iri), _left(layout.columns[node.iri])
    first = middle - (len(lines) - 1) * LINE / 2 + SIZE * 0.36
    told = tuple((line, _round(first + at * LINE)) for at, line in enumerate(lines))
    return Box(node, _round(x), _round(middle - height / 2), WIDTH, _round(height), told)


def _headings(nodes: Iterable[Node], layout: Layout) -> list[Heading]:
    """Return a heading over the first column of each role."""
    firsts: dict[int, int] = {}
    for node in nodes:
        column = layout.columns[node.iri]
        firsts[node.role] = min(column, firsts.get(node.role, column))
    return [Heading(role, _left(column)) for role, column in sorted(firsts.items())]


def _arrows(links: Sequence[Link], boxes: Mapping[str, Box], layout: Layout) -> list[Arrow]:
    """Return the arrows, each from its own place on the side of a box to its own on another."""
    ports, beside = _ports(links, boxes, layout), _beside(links)
    return [_arrow(link, ports[at, "source"], ports[at, "target"], layout, beside[at]) for at, link in enumerate(links)]


def _beside(links: Sequence[Link]) -> list[float]:
    """Return how far each arrow runs from the middle of its way, where several run between the same boxes."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, link in enumerate(links):
        same[link.source, link.target].append(at)
    found = [0.0] * len(links)
    for together in same.values():
        for at, place in zip(together, middles_of(len(together), _GAP, _APART), strict=True):
            found[at] = place
    return found


def _backwards(link: Link, layout: Layout) -> bool:
    return layout.columns[link.source] > layout.columns[link.target]


def _ports(links: Sequence[Link], boxes: Mapping[str, Box], layout: Layout) -> dict[tuple[int, str], Point]:
    """Return where each arrow begins and ends; those on one side of a box lie in the order of where they lead."""
    sides: dict[tuple[str, bool], list[tuple[float, int, str]]] = defaultdict(list)
    for at, link in enumerate(links):
        back = _backwards(link, layout)
        through: list[str | Bend] = [link.source, *layout.bends((link.source, link.target)), link.target]
        sides[link.source, not back].append((_down(layout, through[1]), at, "source"))
        sides[link.target, back].append((_down(layout, through[-2]), at, "target"))
    ports = {}
    for (iri, right), ends in sides.items():
        box = boxes[iri]
        places = middles_of(len(ends), box.height - 6, _APART)
        for (_, at, end), place in zip(sorted(ends), places, strict=True):
            ports[at, end] = (box.x + box.width if right else box.x, box.y + box.height / 2 + place)
    return ports


def _arrow(link: Link, start: Point, end: Point, layout: Layout, beside: float) -> Arrow:
    way = -1 if _backwards(link, layout) else 1
    stops = [start]
    for bend in layout.bends((link.source, link.target)):
        y, left = _down(layout, bend) + beside, _left(bend.column)
        stops += [(left, y), (left + WIDTH, y)][::way]
    stops.append((end[0] - way * _HEAD, end[1]))
    line = f"M{_at(stops[0])}" + "".join(_piece(*pair) for pair in pairwise(stops))
    (x1, y1), (x2, y2) = stops[-2], stops[-1]
    head = f"M{_at((x2, y2 - 4.5))}L{_at(end)}L{_at((x2, y2 + 4.5))}Z"
    return Arrow(link, line, head, _round((x1 + x2) / 2), _round((y1 + y2) / 2))


def _piece(start: Point, end: Point) -> str:
    """Return the next piece of a line: straight across a column, curved between two."""
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        return f"L{_at(end)}"
    middle = (x1 + x2) / 2
    return f"C{_at((middle, y1))} {_at((middle, y2))} {_at(end)}"


def _at(point: Point) -> str:
    return f"{_round(point[0]):g},{_round(point[1]):g}"


def _round(value: float) -> float:
    return round(value, 1)
