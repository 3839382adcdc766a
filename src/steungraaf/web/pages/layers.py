"""Lay a graph out in columns, from left to right: which box stands in which column, in which order, and how high."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_ROUNDS = 4  # of ordering from left to right and back
_PASSES = 8  # of moving boxes towards what they are linked with
Link = tuple[str, str]


@dataclass(frozen=True)
class Bend:
    """Where a link that is longer than one column passes through another."""

    link: Link
    column: int


Place = str | Bend  # what stands in a column: a box or a bend


@dataclass(frozen=True)
class Layout:
    """The middle of each box and bend, in pixels from the top, and the height of it all."""

    columns: Mapping[str, int]
    middles: Mapping[Place, float]
    height: float

    def bends(self, link: Link) -> list[Bend]:
        """Return what a link passes through, from its beginning on."""
        return _bends(link, self.columns)


def lay_out(heights: Mapping[str, float], roles: Mapping[str, int], links: Iterable[Link], gap: float) -> Layout:
    """Lay out boxes of these heights: roles from left to right, in each role who is helped after who helps it."""
    wanted = sorted({(start, end) for start, end in links if start != end})
    columns = columns_of(roles, wanted)
    steps = [step for link in wanted for step in _steps(link, columns)]
    ordered = _order(steps, columns)
    tall = {place: heights[place] if isinstance(place, str) else 2.0 for column in ordered for place in column}
    middles = _settle(ordered, steps, tall, gap)
    top = min((middles[place] - tall[place] / 2 for place in middles), default=0.0)
    moved = {place: middle - top for place, middle in middles.items()}
    return Layout(columns, moved, max((moved[place] + tall[place] / 2 for place in moved), default=0.0))


def columns_of(roles: Mapping[str, int], links: Sequence[Link]) -> dict[str, int]:
    """Return the column of each box: first those of the lowest role, each after what leads to it in its own role.

    >>> columns_of({"payer": 0, "agency": 0, "starters": 2}, [("payer", "agency"), ("agency", "starters")])
    {'payer': 0, 'agency': 1, 'starters': 2}
    """
    columns: dict[str, int] = {}
    first = 0
    for role in sorted(set(roles.values())):
        own = {name for name, each in roles.items() if each == role}
        inside = [link for link in links if link[0] in own and link[1] in own]
        depths = _depths(own, inside)
        if not columns:
            depths = _late(depths, inside)
        columns |= {name: first + depths[name] for name in roles if name in own}
        first += max(depths.values()) + 1
    return columns


def _depths(names: set[str], links: Sequence[Link]) -> dict[str, int]:
    """Return how many links lead to each at most; in a circle who has the fewest before it comes first."""
    waiting = {name: {start for start, end in links if end == name} for name in names}
    depths: dict[str, int] = {}
    depth = 0
    while waiting:
        free = [name for name, before in waiting.items() if not before]
        free = free or [min(waiting, key=lambda name: (len(waiting[name]), name))]
        for name in free:
            depths[name] = depth
            del waiting[name]
        for before in waiting.values():
            before.difference_update(free)
        depth += 1
    return depths


def _late(depths: Mapping[str, int], links: Sequence[Link]) -> dict[str, int]:
    """Return depths as far to the right as what each leads to allows: so the first column is near to the next role."""
    last = max(depths.values())
    late: dict[str, int] = {}
    for name in sorted(depths, key=lambda name: -depths[name]):
        late[name] = min((late[end] - 1 for start, end in links if start == name and end in late), default=last)
    return late


def _bends(link: Link, columns: Mapping[str, int]) -> list[Bend]:
    start, end = (columns[name] for name in link)
    between = range(start + 1, end) if start < end else range(start - 1, end, -1)
    return [Bend(link, column) for column in between]


def _steps(link: Link, columns: Mapping[str, int]) -> list[tuple[Place, Place]]:
    """Return a link as steps of one column, each from left to right."""
    stops: list[Place] = [link[0], *_bends(link, columns), link[1]]
    if columns[link[0]] > columns[link[1]]:
        stops.reverse()
    return list(zip(stops, stops[1:], strict=False)) if columns[link[0]] != columns[link[1]] else []


def _column(place: Place, columns: Mapping[str, int]) -> int:
    return columns[place] if isinstance(place, str) else place.column


def _order(steps: Sequence[tuple[Place, Place]], columns: Mapping[str, int]) -> list[list[Place]]:
    """Return what stands in each column from top to bottom, with few crossings, one connected part under another."""
    ordered: list[list[Place]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    placed = set()
    for part in _parts(steps):
        for place in _untangle(part, columns):
            placed.add(place)
            ordered[_column(place, columns)].append(place)
    for name, column in columns.items():
        if name not in placed:
            ordered[column].append(name)
    return ordered


def _parts(steps: Sequence[tuple[Place, Place]]) -> list[list[tuple[Place, Place]]]:
    """Return the steps of each connected part, the largest part first."""
    leaders: dict[Place, Place] = {place: place for step in steps for place in step}
    for start, end in steps:
        leaders[_leader(start, leaders)] = _leader(end, leaders)
    grouped = defaultdict(list)
    for step in steps:
        grouped[_leader(step[0], leaders)].append(step)
    return sorted(grouped.values(), key=len, reverse=True)


def _leader(place: Place, leaders: dict[Place, Place]) -> Place:
    while leaders[place] != place:
        leaders[place] = leaders[leaders[place]]
        place = leaders[place]
    return place


def _untangle(steps: Sequence[tuple[Place, Place]], columns: Mapping[str, int]) -> list[Place]:
    """Return the boxes and bends of one connected part in an order with few crossings (by mean values, Sugiyama)."""
    from grandalf.graphs import Edge, Vertex, graph_core
    from grandalf.layouts import Layer, SugiyamaLayout, VertexViewer

    vertices = {place: Vertex(place) for place in dict.fromkeys(one for step in steps for one in step)}
    for vertex in vertices.values():
        vertex.view = VertexViewer()
    edges = [Edge(vertices[start], vertices[end]) for start, end in steps]
    sugiyama = SugiyamaLayout(graph_core(list(vertices.values()), edges))
    first = min(_column(place, columns) for place in vertices)
    layers: dict[int, list[Vertex]] = defaultdict(list)
    for place, vertex in vertices.items():
        sugiyama.grx[vertex].rank = _column(place, columns) - first
        layers[_column(place, columns) - first].append(vertex)
    sugiyama.layers = [Layer(layers[rank]) for rank in sorted(layers)]
    sugiyama.alt_e = []  # all steps lead to the right
    for layer in sugiyama.layers:
        layer.setup(sugiyama)
    for _ in range(_ROUNDS):
        list(sugiyama.ordering_step())
    return [vertex.data for layer in sugiyama.layers for vertex in layer]


def _settle(
    ordered: Sequence[Sequence[Place]],
    steps: Sequence[tuple[Place, Place]],
    tall: Mapping[Place, float],
    gap: float,
) -> dict[Place, float]:
    """Return the middles: each box near what it is linked with, in its order, none over another."""
    near: dict[Place, list[Place]] = defaultdict(list)
    for start, end in steps:
        near[start].append(end)
        near[end].append(start)
    middles: dict[Place, float] = {}
    for column in ordered:
        middles |= _spread(column, dict.fromkeys(column, 0.0), tall, gap)
    for step in range(_PASSES):
        for column in ordered if step % 2 else reversed(ordered):
            liked = {one: _mean([middles[other] for other in near[one]], middles[one]) for one in column}
            middles |= _spread(column, liked, tall, gap)
    return middles


def _spread(
    column: Sequence[Place], liked: Mapping[Place, float], tall: Mapping[Place, float], gap: float
) -> dict[Place, float]:
    """Return middles as near to those that are liked as the order and the gaps allow (pool adjacent violators)."""
    offsets: list[float] = []
    for at, place in enumerate(column):
        before = offsets[-1] + tall[column[at - 1]] / 2 + tall[place] / 2 + gap if at else 0.0
        offsets.append(before)
    pools: list[tuple[float, int]] = []  # the mean of each pool, and how many are in it
    for place, offset in zip(column, offsets, strict=True):
        mean, size = liked[place] - offset, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        pools.append((mean, size))
    bases = [mean for mean, size in pools for _ in range(size)]
    return {place: base + offset for place, base, offset in zip(column, bases, offsets, strict=True)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def middles_of(count: int, size: float, most: float) -> list[float]:
    """Return where so many lines meet the side of a box of a size, from its middle, at most so far apart.

    >>> middles_of(2, 40, 10)
    [-5.0, 5.0]
    """
    apart = min(most, size / max(count, 1))
    return [(at - (count - 1) / 2) * apart for at in range(count)]
