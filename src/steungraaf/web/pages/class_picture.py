"""Draw a vocabulary from left to right: a class, the relations that start from it, the classes they lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from steungraaf.namespaces import expand
from steungraaf.web.pages.ontology import Described, Rule, own_terms

_HIGH, _DOWN = 26, 34  # of a box, and from one to the next, in pixels
_COLUMNS = ((10, 180), (290, 210), (600, 180))  # where each column begins, and how wide its boxes are
_WIDTH = 790
_LONGEST = 26  # letters of a name that fit in a box
_CODES = expand("skos:Concept")  # what leads to a list of concepts stands in the table only
Relation = tuple[str, str, str]  # the relation, the class it starts from, the class it leads to


@dataclass(frozen=True)
class Box:
    """A class or a relation in a column: where its box stands and what it says."""

    label: str
    whole: str
    href: str
    column: int
    x: int
    y: int
    width: int
    height: int = _HIGH


@dataclass(frozen=True)
class Row:
    """A relation as a row of the table; each with its fragment, empty for what the page does not tell of."""

    subject: str
    subject_anchor: str
    relation: str
    relation_anchor: str
    object: str
    object_anchor: str


@dataclass(frozen=True)
class Picture:
    """A picture of classes and relations, lines as paths of SVG, with the table that says the same."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    rows: tuple[Row, ...]


def draw_classes(described: Described, rules: Iterable[Rule], told: Mapping[str, str], lang: str) -> Picture:
    """Draw which classes the relations lead from and to; `told` has the fragment of each term that the page tells of.

    Relations of others count where a rule says of which class their values are.
    """
    relations = list(dict.fromkeys([*_of_terms(described), *_of_rules(described, rules)]))
    drawn = [each for each in relations if _CODES not in each]
    columns = _columns(drawn)
    height = 10 + _DOWN * max(map(len, columns))
    boxes: list[dict[str, Box]] = []
    for number, iris in enumerate(columns):
        x, width = _COLUMNS[number]
        gap = (height - 10) / max(len(iris), 1)
        ys = [10 + round(gap * place + (gap - _HIGH) / 2) for place in range(len(iris))]
        named = [(iri, described.label(iri, lang), y) for iri, y in zip(iris, ys, strict=True)]
        boxes.append({iri: Box(_cut(label), label, told.get(iri, ""), number, x, y, width) for iri, label, y in named})
    lines = [_line(boxes[0][one], boxes[1][iri]) for iri, one, _ in drawn]
    lines += [_line(boxes[1][iri], boxes[2][other]) for iri, _, other in drawn]
    return Picture(
        width=_WIDTH,
        height=height + 10,
        boxes=tuple(box for column in boxes for box in column.values()),
        lines=tuple(dict.fromkeys(lines)),
        rows=tuple(_row(described, each, told, lang) for each in relations),
    )


def _of_terms(described: Described) -> list[Relation]:
    """Return the relations of our own, of two inverses only one."""
    found = []
    for iri in own_terms(described, "relation"):
        if not described.things(iri, "owl:inverseOf"):
            classes = described.things(iri, "schema:domainIncludes"), described.things(iri, "schema:rangeIncludes")
            found += [(iri, one, other) for one, other in product(*classes)]
    return found


def _of_rules(described: Described, rules: Iterable[Rule]) -> list[Relation]:
    """Return the relations that rules ask of our own classes."""
    own, relations = set(own_terms(described, "class")), set(own_terms(described, "relation"))
    return [
        (rule.path, one, other)
        for rule in rules
        if rule.path and rule.path not in relations
        for one, other in product(own.intersection(rule.classes), rule.values)
    ]


def _columns(relations: Iterable[Relation]) -> tuple[list[str], list[str], list[str]]:
    """Return what stands in each column from top to bottom, so that few lines cross."""
    relations = list(relations)
    left = list(dict.fromkeys(one for _, one, _ in relations))
    middle = list(dict.fromkeys(iri for iri, _, _ in relations))
    right = list(dict.fromkeys(other for _, _, other in relations))
    for _ in range(4):
        middle = _sorted(middle, [(iri, left.index(one) / len(left)) for iri, one, _ in relations])
        right = _sorted(right, [(other, middle.index(iri) / len(middle)) for iri, _, other in relations])
        middle = _sorted(middle, [(iri, right.index(other) / len(right)) for iri, _, other in relations])
        left = _sorted(left, [(one, middle.index(iri) / len(middle)) for iri, one, _ in relations])
    return left, middle, right


def _sorted(iris: list[str], beside: list[tuple[str, float]]) -> list[str]:
    """Sort by the mean place of what each is joined to."""
    places: dict[str, list[float]] = {}
    for iri, place in beside:
        places.setdefault(iri, []).append(place)
    return sorted(iris, key=lambda iri: (sum(places[iri]) / len(places[iri]), iri))


def _line(one: Box, other: Box) -> str:
    x1, y1 = one.x + one.width, one.y + _HIGH // 2
    x2, y2 = other.x, other.y + _HIGH // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _row(described: Described, relation: Relation, told: Mapping[str, str], lang: str) -> Row:
    iri, one, other = relation
    cells = [cell for term in (one, iri, other) for cell in (described.label(term, lang), told.get(term, ""))]
    return Row(*cells)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
