"""Tell from shapes of what they look at: which things they are for, and along which ways they look from these.

What is not known here makes a shape unbounded: it is held against the whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad, Term
from steungraaf.validation.patterns import follow_query
from steungraaf.validation.reach import Unbounded, Ways

_SH = expand("sh:")
_TYPE = expand("rdf:type")
_FIRST, _REST = expand("rdf:first"), expand("rdf:rest")
CLASSES = {NamedNode(expand("rdfs:Class")), NamedNode(expand("owl:Class"))}
_SHAPES = {NamedNode(expand("sh:NodeShape")), NamedNode(expand("sh:PropertyShape"))}
TARGETS = {f"{_SH}{name}" for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")}
# What says something of a value by itself, or nothing that is checked.
_OF_ITSELF = {
    f"{_SH}{name}"
    for name in """
    datatype deactivated defaultValue description flags group hasValue ignoredProperties in languageIn maxCount
    maxExclusive maxInclusive maxLength message minCount minExclusive minInclusive minLength name nodeKind order path
    pattern qualifiedMaxCount qualifiedMinCount severity uniqueLang
    """.split()
}
_SHAPE = {f"{_SH}{name}" for name in ("node", "not", "qualifiedValueShape")}
_SHAPE_LISTS = {f"{_SH}{name}" for name in ("and", "or", "xone")}
_PAIRS = {f"{_SH}{name}" for name in ("disjoint", "equals", "lessThan", "lessThanOrEquals")}


@dataclass
class Target:
    """Say for which things a shape is, and in which state one begins at them."""

    shape: Term
    start: int
    classes: set[str] = field(default_factory=set)
    subjects_of: set[str] = field(default_factory=set)
    objects_of: set[str] = field(default_factory=set)
    nodes: set[Term] = field(default_factory=set)


@dataclass
class ShapeReach:
    """Hold the targets of the shapes whose ways are known, and the shapes that need the whole."""

    ways: Ways = field(default_factory=Ways)
    targets: list[Target] = field(default_factory=list)
    unbounded: list[Term] = field(default_factory=list)


def reach_of(shapes: Iterable[Quad]) -> ShapeReach:
    """Return for each shape with a target what it looks at."""
    described = _Shapes(shapes)
    found = ShapeReach()
    for shape in described.with_target():
        start = found.ways.state()
        try:
            target = described.target(shape, start)
            _follow_target(found.ways, target)
            described.follow(found.ways, shape, start)
            _refuse_any(found.ways, start)
        except (Unbounded, RecursionError):
            found.unbounded.append(shape)
        else:
            found.targets.append(target)
    return found


def _follow_target(ways: Ways, target: Target) -> None:
    """Add the steps along which it shows that a thing is one of the target."""
    ways.step(target.start, _TYPE)
    for predicate in sorted(target.subjects_of):
        ways.step(target.start, predicate)
    for predicate in sorted(target.objects_of):
        ways.step(target.start, predicate, inverse=True)


def _refuse_any(ways: Ways, start: int) -> None:
    """Refuse ways on which anything that leads to a thing counts: that would be a mark as well (see parts)."""
    if any(edge.inverse and edge.predicate is None for edges in ways.edges[start:] for edge in edges):
        raise Unbounded


class _Shapes:
    """Look up what shapes say."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._about: dict[Term, list[tuple[str, Term]]] = {}
        for quad in quads:
            self._about.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))

    def with_target(self) -> list[Term]:
        """Return the shapes that are for something, also the classes that are shapes (SHACL 2.1.3.3)."""
        return [node for node, said in self._about.items() if self._is_class(said) or self._has_target(said)]

    def target(self, shape: Term, start: int) -> Target:
        """Return what a shape is for; raise Unbounded for a target that is none of SHACL's four kinds."""
        target = Target(shape, start)
        if self._is_class(self._about[shape]):
            target.classes.add(_iri(shape))
        for predicate, value in self._about[shape]:
            if predicate == f"{_SH}targetClass":
                target.classes.add(_iri(value))
            elif predicate == f"{_SH}targetSubjectsOf":
                target.subjects_of.add(_iri(value))
            elif predicate == f"{_SH}targetObjectsOf":
                target.objects_of.add(_iri(value))
            elif predicate == f"{_SH}targetNode":
                target.nodes.add(value)
            elif predicate == f"{_SH}target":
                raise Unbounded
        return target

    def follow(self, ways: Ways, shape: Term, state: int, *, within: tuple[Term, ...] = ()) -> None:
        """Add the ways of a shape from a state; `within` holds the shapes that lead to it."""
        if shape in within:
            raise Unbounded  # what a shape in itself means is not said (SHACL 3.4.3)
        paths = self._values(shape, "path")
        focus, values = state, state
        for path in paths:
            values = ways.state()
            self._path(ways, focus, path, values, inverse=False)
        for predicate, value in self._about.get(shape, ()):
            if predicate.startswith(_SH) and predicate not in TARGETS:
                self._constraint(ways, predicate, value, (focus, values), (*within, shape))

    def _constraint(
        self, ways: Ways, predicate: str, value: Term, states: tuple[int, int], within: tuple[Term, ...]
    ) -> None:
        focus, values = states
        if predicate in _OF_ITSELF:
            return
        if predicate == f"{_SH}class":
            ways.step(values, _TYPE)
        elif predicate == f"{_SH}property" or predicate in _SHAPE:
            self.follow(ways, value, values, within=within)
        elif predicate in _SHAPE_LISTS:
            for each in self._items(value):
                self.follow(ways, each, values, within=within)
        elif predicate in _PAIRS:
            ways.step(focus, _iri(value))
        elif predicate == f"{_SH}closed":
            ways.step(values, None)
        elif predicate == f"{_SH}sparql" and focus == values:
            self._sparql(ways, value, focus)
        else:
            raise Unbounded

    def _sparql(self, ways: Ways, constraint: Term, focus: int) -> None:
        prefixes = {}
        for ontology in self._values(constraint, "prefixes"):
            for declared in self._values(ontology, "declare"):
                (prefix,), (namespace,) = self._values(declared, "prefix"), self._values(declared, "namespace")
                prefixes[_text(prefix)] = _text(namespace)
        for select in self._values(constraint, "select"):
            state = ways.state()
            ways.join(focus, state)
            follow_query(ways, state, _text(select), "this", prefixes)

    def _path(self, ways: Ways, state: int, path: Term, to: int, *, inverse: bool) -> None:
        """Add the steps of a path (SHACL 2.3.1)."""
        if isinstance(path, NamedNode):
            ways.step(state, path.value, inverse=inverse, to=to)
            return
        ((predicate, value),) = self._about_path(path)
        if predicate == f"{_SH}inversePath":
            self._path(ways, state, value, to, inverse=not inverse)
        elif predicate == f"{_SH}alternativePath":
            for each in self._items(value):
                self._path(ways, state, each, to, inverse=inverse)
        elif predicate == _FIRST:
            self._sequence(ways, state, path, to, inverse=inverse)
        elif predicate in (f"{_SH}zeroOrMorePath", f"{_SH}oneOrMorePath", f"{_SH}zeroOrOnePath"):
            middle = ways.state()
            self._path(ways, state, value, middle, inverse=inverse)
            if "OrMore" in predicate:
                self._path(ways, middle, value, middle, inverse=inverse)
            ways.join(middle, to)
            if "zero" in predicate:
                ways.join(state, to)
        else:
            raise Unbounded

    def _sequence(self, ways: Ways, state: int, path: Term, to: int, *, inverse: bool) -> None:
        *before, last = reversed(list(self._items(path))) if inverse else self._items(path)
        for each in before:
            middle = ways.state()
            self._path(ways, state, each, middle, inverse=inverse)
            state = middle
        self._path(ways, state, last, to, inverse=inverse)

    def _about_path(self, path: Term) -> list[tuple[str, Term]]:
        said = [each for each in self._about.get(path, ()) if each[0] not in (_REST, _TYPE)]
        if len(said) != 1:
            raise Unbounded
        return said

    def _items(self, node: Term) -> Iterator[Term]:
        """Yield what is in a list."""
        while items := [value for predicate, value in self._about.get(node, ()) if predicate == _FIRST]:
            yield items[0]
            node = next((value for predicate, value in self._about[node] if predicate == _REST), node)

    def _values(self, node: Term, name: str) -> list[Term]:
        return [value for predicate, value in self._about.get(node, ()) if predicate == _SH + name]

    @staticmethod
    def _has_target(said: Iterable[tuple[str, Term]]) -> bool:
        return any(predicate in TARGETS or predicate == f"{_SH}target" for predicate, _ in said)

    @staticmethod
    def _is_class(said: Iterable[tuple[str, Term]]) -> bool:
        types = {value for predicate, value in said if predicate == _TYPE}
        return bool(types & CLASSES and types & _SHAPES)


def _iri(term: Term) -> str:
    if not isinstance(term, NamedNode):
        raise Unbounded
    return term.value


def _text(term: Term) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""
