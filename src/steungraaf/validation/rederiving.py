"""Bring up to date what the rules derive, by what changed: of which thing a rule made what is kept for that.

A triple may rest on itself by way of others: who is a partner has a partner. So whatever may rest on what changed is
taken back first, and then made again as far as it still follows (delete and rederive, Gupta and others, 1993).
"""

from collections.abc import Iterable

from steungraaf.namespaces import DERIVED
from steungraaf.rdf import Literal, NamedNode, Quad, Term, Triple
from steungraaf.store import EmbeddedStore, Solutions, Store, as_written
from steungraaf.store.index import GraphIndex
from steungraaf.validation.plan import Plan, term_in
from steungraaf.validation.questions import Rule
from steungraaf.validation.reach import Unbounded
from steungraaf.validation.record import Record

Things = dict[str, set[Term]]  # rule -> things


def keep_support(record: Record, plan: Plan, store: Store) -> None:
    """Keep what each rule makes of each thing in a store in which they have been run."""
    for name, rule in plan.rules.items():
        answer = store.query(rule.question.sparql)
        assert isinstance(answer, Solutions)  # it is a SELECT
        rows = (dict(zip(answer.variables, row, strict=True)) for row in answer.rows)
        made = ((str(row[rule.question.variable]), str(one)) for row in rows for one in rule.triples(row))
        record.keep_support(name, (), made)


def rederive(record: Record, plan: Plan, changed: Iterable[Quad]) -> set[Quad]:
    """Change what is derived as follows from what changed; return the statements that came or went.

    Raises Unbounded where a rule has to look at everything.
    """
    taken, again = _take_back(record, plan, set(changed))
    return taken ^ _make_again(record, plan, again)


def _touched(record: Record, plan: Plan, changed: set[Quad]) -> Things:
    touched = plan.of_rules.touched(changed, record.index)
    if touched.everything:
        raise Unbounded
    found = {name: touched.things.get(rule.question.start, set()) for name, rule in plan.rules.items()}
    return {name: things for name, things in found.items() if things}


def _take_back(record: Record, plan: Plan, changed: set[Quad]) -> tuple[set[Quad], Things]:
    """Take back what rests on what changed; return what is gone, and of what it may follow again."""
    gone: set[Quad] = set()
    again: Things = {name: set() for name in plan.rules}
    while touched := _touched(record, plan, changed):
        changed = set()
        for name, things in touched.items():
            new = things - again[name]
            again[name] |= new
            made = {triple for thing in new for triple in record.support(name, str(thing))}
            record.keep_support(name, map(str, new), ())
            for triple in made:
                quads = _standing(record.index, name, _triple(triple))
                changed.update(quads)
                if not record.is_supported(name, triple):
                    record.index.change(quads, ())
                    gone.update(quads)
    return gone, again


def _make_again(record: Record, plan: Plan, again: Things) -> set[Quad]:
    """Make what follows of things, and what follows from that; return what came."""
    come: set[Quad] = set()
    while any(again.values()):
        new: set[Quad] = set()
        for name, things in again.items():
            new |= _make(record, plan, plan.rules[name], things) if things else set()
        come |= new
        again = _touched(record, plan, new)
    return come


def _make(record: Record, plan: Plan, rule: Rule, things: set[Term]) -> set[Quad]:
    name, new = rule.question.name, set[Quad]()
    for rows, around in rule.question.found(sorted(things, key=str), plan.rule_ways, record.index):
        made = [(str(row[rule.question.variable]), one) for row in rows for one in rule.triples(row)]
        absent = {one for _, one in made if not record.is_supported(name, str(one))}
        record.keep_support(name, (), ((thing, str(one)) for thing, one in made))
        graph = NamedNode(DERIVED + name)
        quads = [Quad(one.subject, one.predicate, one.object, graph) for one in absent]
        new.update(as_written(quads, around))
    record.index.change((), new)
    return new


def _standing(index: GraphIndex, rule: str, triple: Triple) -> list[Quad]:
    """Return a triple of a rule as it stands in the index: its literal may be written in another way there."""
    graph = NamedNode(DERIVED + rule)
    found = [quad for quad in index.about(triple.subject, triple.predicate.value) if quad.graph_name == graph]
    if not isinstance(triple.object, Literal):
        return [quad for quad in found if quad.object == triple.object]
    return [quad for quad in found if isinstance(quad.object, Literal) and _stored(quad) == triple.object]


def _stored(quad: Quad) -> Term:
    """Return the object of a quad as a store writes it."""
    store = EmbeddedStore()
    store.load([quad])
    return next(store.dump()).object


def _triple(text: str) -> Triple:
    triple = term_in(f"<<( {text} )>>")
    assert isinstance(triple, Triple)
    return triple
