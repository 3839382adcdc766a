"""Hold data of any size against shapes, a part at a time: some things, with what the shapes look at from them.

Each thing is one part's only, and the shapes that are for it are told here, from the whole. So the engine gets shapes
that are for what a mark points to, and sees each thing with all that can be reached on the ways of its shapes. What it
finds in all parts together is what it would find in the whole.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from threading import Lock
from typing import cast

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad, Term
from steungraaf.validation.engines import Engine, prepare
from steungraaf.validation.reach import Neighbourhood, View, Wanted
from steungraaf.validation.shacl import ShaclResult
from steungraaf.validation.shape_reach import CLASSES, TARGETS, ShapeReach, reach_of

SIZE = 20_000
"""About how many statements are looked through for the things of one part."""
WORKERS = 2
TOGETHER = 100
"""So many things are looked from together."""
MOST = 40_000
"""With so many statements around them, things are told of before others are taken: an actor may have many claims."""
_AT_ONCE = 2_000  # things that are asked of together

_TYPE = expand("rdf:type")
_SUB_CLASS = expand("rdfs:subClassOf")
_MARK = "urn:steungraaf:target:"
_MARKER = NamedNode("urn:steungraaf:marker")
_OBJECTS_OF = NamedNode(expand("sh:targetObjectsOf"))


class Parts:
    """Validate by parts what a view holds."""

    def __init__(
        self,
        view: View,
        shapes: Iterable[Quad],
        classes: Iterable[Quad],
        engine: str = "auto",
        *,
        reach: ShapeReach | None = None,
        common: bool = False,
    ) -> None:
        """Take the shapes, the statements with rdfs:subClassOf in the data, and the engine (see engines.prepare).

        `reach` is what the shapes look at, where that is known already.
        """
        self._view = view
        self._shapes = list(shapes)
        self._classes = list(classes)
        self._engine = engine
        self._common = common
        self.reach = reach or reach_of(self._shapes)
        self._targets = _Targets(self.reach, self._classes)
        self._prepared: Engine | None = None
        self._taken: set[Term] = set()
        self._lock = Lock()

    def validate(self, quads: Iterable[Quad], *, size: int = SIZE, workers: int = WORKERS) -> Iterator[ShaclResult]:
        """Yield what is found about all things that the statements speak of, whatever stands elsewhere.

        Raises ShapesError, FastEngineError, MissingExtraError and UnknownChoiceError.
        """
        slices = (lambda some=some: self._found_in(self._targets.things(some)) for some in _slices(quads, size))
        yield from self._found_in(self._targets.nodes)
        for found in _in_order(slices, workers):
            yield from found

    def about(self, things: Iterable[Term]) -> Iterator[ShaclResult]:
        """Yield what is found about some things."""
        waiting = iter(things)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from self._found_in(some)

    def unbounded(self, quads: Iterable[Quad]) -> list[ShaclResult]:
        """Return what the shapes find that must see the whole, which are those whose ways cannot be told."""
        if not self.reach.unbounded:
            return []
        kept = set(self.reach.unbounded)
        shapes = [quad for quad in self._shapes if quad.subject in kept or not _aims(quad)]
        return prepare(shapes, self._engine).validate(quads)

    def _found_in(self, things: Iterable[Term]) -> list[ShaclResult]:
        """Return what is found about things; with much around them, of some before others are looked at."""
        waiting = iter(self._untaken(things))
        found: list[ShaclResult] = []
        while some := list(islice(waiting, TOGETHER)):
            around, aimed = Neighbourhood(self.reach.ways, self._view), []
            while some:
                around.look_up(each for thing in some for each in self._targets.wanted(thing))
                new = [(thing, number) for thing in some for number in self._targets.of(thing, around)]
                around.follow((thing, self.reach.targets[number].start) for thing, number in new)
                aimed += new
                some = list(islice(waiting, TOGETHER)) if around.size < MOST else []
            found += self._told_of(aimed, around)
        return found

    def _untaken(self, things: Iterable[Term]) -> list[Term]:
        """Return the things that no part has had, and take them."""
        with self._lock:
            mine = [thing for thing in dict.fromkeys(things) if thing not in self._taken]
            self._taken.update(mine)
            if self._prepared is None:
                self._prepared = prepare(list(self._marked_shapes()), self._engine, common=self._common)
        return mine

    def _told_of(self, aimed: list[tuple[Term, int]], around: Neighbourhood) -> list[ShaclResult]:
        """Return what the engine tells of what is marked; one that can say first of which things, is asked first."""
        assert self._prepared is not None
        if not aimed:
            return []
        marks = [Quad(_MARKER, NamedNode(f"{_MARK}{number}"), thing) for thing, number in aimed]
        data = list(dict.fromkeys([*around.quads(), *self._classes]))
        suspects = getattr(self._prepared, "suspects", lambda _: None)([*marks, *data])
        if suspects is not None:
            marks = [mark for mark in marks if str(mark.object) in suspects]
        return self._prepared.validate([*marks, *data]) if marks else []

    def _marked_shapes(self) -> Iterator[Quad]:
        """Yield the shapes with marks for their targets."""
        for quad in self._shapes:
            if not _aims(quad):
                yield quad
        for number, target in enumerate(self.reach.targets):
            yield Quad(cast(NamedNode, target.shape), _OBJECTS_OF, NamedNode(f"{_MARK}{number}"))


class _Targets:
    """Know which shapes are for which things."""

    def __init__(self, reach: ShapeReach, classes: Iterable[Quad]) -> None:
        self._above: dict[Term, set[Term]] = {}
        for quad in classes:
            self._above.setdefault(quad.subject, set()).add(quad.object)
        self._of_class: dict[str, frozenset[int]] = {}
        self._targets = reach.targets
        self._subjects_of = _numbers(reach, "subjects_of")
        self._objects_of = _numbers(reach, "objects_of")
        self._nodes = {node: number for number, target in enumerate(reach.targets) for node in target.nodes}
        self.nodes = list(self._nodes)

    def things(self, quads: Iterable[Quad]) -> Iterator[Term]:
        """Yield what the statements make a target."""
        for quad in quads:
            predicate = quad.predicate.value
            if predicate == _TYPE and self._class(quad.object) or predicate in self._subjects_of:
                yield quad.subject
            if predicate in self._objects_of:
                yield quad.object

    def wanted(self, thing: Term) -> Iterator[Wanted]:
        """Yield what is to be looked up before it can be told which targets a thing is in."""
        if not isinstance(thing, Literal):
            yield Wanted(thing, None)
        for predicate in self._objects_of:
            yield Wanted(thing, predicate, inverse=True)

    def of(self, thing: Term, around: Neighbourhood) -> list[int]:
        """Return the numbers of the targets that a thing is in, by all that is said of it."""
        found = (
            {number for number, target in enumerate(self._targets) if thing in target.nodes}
            if (thing in self._nodes)
            else set()
        )
        for quad in () if isinstance(thing, Literal) else around.about(thing):
            predicate = quad.predicate.value
            if predicate == _TYPE:
                found |= self._class(quad.object)
            found |= self._subjects_of.get(predicate, frozenset())
        for predicate, numbers in self._objects_of.items():
            if around.pointing(thing, predicate):
                found |= numbers
        return sorted(found)

    def _class(self, name: Term) -> frozenset[int]:
        """Return the targets of a class and of all above it."""
        known = self._of_class.get(str(name))
        if known is None:
            above, waiting = {name}, [name]
            while waiting:
                new = self._above.get(waiting.pop(), set()) - above
                above |= new
                waiting.extend(new)
            names = {term.value for term in above if isinstance(term, NamedNode)}
            known = frozenset(number for number, target in enumerate(self._targets) if target.classes & names)
            self._of_class[str(name)] = known
        return known


def _numbers(reach: ShapeReach, kind: str) -> dict[str, frozenset[int]]:
    predicates = {each for target in reach.targets for each in getattr(target, kind)}
    return {
        each: frozenset(number for number, target in enumerate(reach.targets) if each in getattr(target, kind))
        for each in predicates
    }


def _aims(quad: Quad) -> bool:
    """Return whether a statement makes something a target."""
    return quad.predicate.value in TARGETS or (quad.predicate.value == _TYPE and quad.object in CLASSES)


def _slices(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    some: list[Quad] = []
    for quad in quads:
        some.append(quad)
        if len(some) >= size:
            yield some
            some = []
    if some:
        yield some


def _in_order(tasks: Iterable[Callable[[], list[ShaclResult]]], workers: int) -> Iterator[list[ShaclResult]]:
    """Run tasks in threads, as the engine lets others work meanwhile, a few ahead of what is asked for."""
    with ThreadPoolExecutor(workers) as pool:
        running: deque[Future[list[ShaclResult]]] = deque()
        for task in tasks:
            running.append(pool.submit(task))
            if len(running) > workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
