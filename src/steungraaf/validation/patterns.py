"""Tell from a SPARQL query which statements it looks at from one of its variables, so that it need not see the others.

The groups of the query are walked as they are written. A pattern is on the way when one of its ends has been reached; a
query with a pattern that never is, or that counts or cuts off rows of several things together, is told to be unbounded.
"""

from collections.abc import Mapping
from typing import Any

from steungraaf.rdf import NamedNode
from steungraaf.validation.reach import Unbounded, Ways
from steungraaf.validation.syntax import (
    EXISTS,
    Values,
    branches_of,
    parsed,
    part_of,
    parts_of,
    same_variables,
    triples_in,
    values_in,
    variable_in,
)

_Env = dict[str, int]  # variable -> the state in which it is reached
_PATHS = {"*": (True, True), "+": (False, True), "?": (True, False)}  # may be empty, may be repeated


def follow_query(ways: Ways, start: int, sparql: str, variable: str, prefixes: Mapping[str, str] | None = None) -> None:
    """Add the ways of a query from a variable, which is reached in the state `start`.

    Raises Unbounded where the query may look at what is not on any way from there.
    """
    query = parsed(sparql, prefixes or {})
    if part_of(query, "datasetClause") or part_of(query, "limitoffset") or part_of(query, "valuesClause"):
        raise Unbounded
    grouped = part_of(query, "groupby")
    if grouped and variable not in {str(each) for each in grouped["condition"]}:
        raise Unbounded
    if not grouped and any(each.name.startswith("Aggregate_") for each in parts_of(query)):
        raise Unbounded
    walk = _Walk(ways, start)
    env = walk.group(query["where"], {variable: start}, {})
    for condition in (part_of(query, "having"), part_of(query, "orderby"), part_of(query, "projection")):
        walk.exists(condition, env, {})


class _Walk:
    """Walk through the groups of one query."""

    def __init__(self, ways: Ways, start: int) -> None:
        self._ways = ways
        self._start = start
        self._far = {start: 0}

    def group(self, group: Any, env: _Env, values: Values) -> _Env:
        """Add the ways of a group, and return where its variables are reached."""
        if group.name == "SubSelect":
            return self._sub_select(group, env, values)
        parts = list(part_of(group, "part") or ())
        env, values = dict(env), values | values_in(parts)
        triples = [each for part in parts if part.name == "TriplesBlock" for each in triples_in(part)]
        unions = [branches_of(part) for part in parts if part.name in ("GroupOrUnionGraphPattern", "SubSelect")]
        self._connect(triples, unions, env, values, [each for part in parts for each in same_variables(part)])
        for part in parts:
            self._beside(part, env, values)
        return env

    def exists(self, part: Any, env: _Env, values: Values) -> None:
        """Add the ways of the groups that an expression asks to exist."""
        for each in parts_of(part):
            if each.name in EXISTS:
                self.group(each["graph"], env, values)

    def _connect(
        self, triples: list[Any], unions: list[list[Any]], env: _Env, values: Values, same: list[tuple[str, str]]
    ) -> None:
        """Reach all patterns, one from the other; variables that are the same are reached together."""
        while triples or unions:
            for one, other in (*same, *((other, one) for one, other in same)):
                if one in env:
                    env.setdefault(other, env[one])
            nearest = min(triples, key=lambda each: self._distance(each, env), default=None)
            if nearest is not None and self._triple(nearest, env, values):
                triples.remove(nearest)
                continue
            before = len(unions)
            unions = [each for each in unions if not self._union(each, env, values)]
            if len(unions) == before and not self._begin_at_constant(triples, env, values):
                raise Unbounded

    def _distance(self, triple: Any, env: _Env) -> int:
        """Return how far from the beginning the nearer end of a pattern is: from there one looks at the least."""
        ends = (env.get(variable_in(term) or "") for term in (triple[0], triple[2]))
        return min((self._far[state] for state in ends if state is not None), default=len(env) + 1_000)

    def _beside(self, part: Any, env: _Env, values: Values) -> None:
        """Add the ways of what may be absent, and of what must be."""
        if part.name in ("OptionalGraphPattern", "MinusGraphPattern"):
            self.group(part["graph"], env, values)
        elif part.name in ("Filter", "Bind"):
            self.exists(part["expr"], env, values)
        elif part.name not in ("TriplesBlock", "GroupOrUnionGraphPattern", "SubSelect", "InlineData"):
            raise Unbounded  # a graph by name, another server

    def _sub_select(self, query: Any, env: _Env, values: Values) -> _Env:
        """Walk through a query in the query: only the variables that it selects are those of outside.

        Where it groups, only what it groups by leads into it: then all that a group counts is on the way.
        """
        if part_of(query, "limitoffset") or part_of(query, "valuesClause") or not part_of(query, "projection"):
            raise Unbounded
        selected = {str(each["var"]) for each in query["projection"] if part_of(each, "var") is not None}
        if len(selected) < len(query["projection"]):
            raise Unbounded  # a column that is computed
        grouped, having = part_of(query, "groupby"), part_of(query, "having")
        if having and not grouped:
            raise Unbounded  # it counts all rows
        shared = selected & {str(each) for each in grouped["condition"]} if grouped else selected
        found = self.group(query["where"], {name: env[name] for name in shared & env.keys()}, {})
        self.exists(having, found, {})
        return {name: found[name] for name in selected & found.keys()}

    def _union(self, branches: list[Any], env: _Env, values: Values) -> bool:
        try:
            found = [self.group(each, env, values) for each in branches]
        except Unbounded:
            return False
        for name in set.intersection(*(set(each) for each in found)) - env.keys():
            env[name] = self._ways.state()
            self._far[env[name]] = max(self._far[each[name]] for each in found)
            for each in found:
                self._ways.join(each[name], env[name])
        return True

    def _triple(self, triple: Any, env: _Env, values: Values) -> bool:
        """Add a pattern that one of the ends is reached of; return whether one is."""
        subject, path, object_ = triple
        from_subject, from_object = env.get(variable_in(subject) or ""), env.get(variable_in(object_) or "")
        if from_subject is not None and (from_object is None or self._far[from_subject] <= self._far[from_object] + 1):
            to = self._further(from_subject)
            self._path(from_subject, path, values, inverse=False, to=to)
            _reach(object_, to, env)
        elif from_object is not None:
            to = self._further(from_object)
            self._path(from_object, path, values, inverse=True, to=to)
            _reach(subject, to, env)
        return from_subject is not None or from_object is not None

    def _further(self, state: int) -> int:
        """Return a new state behind another one."""
        to = self._ways.state()
        self._far[to] = self._far[state] + 1
        return to

    def _begin_at_constant(self, triples: list[Any], env: _Env, values: Values) -> bool:
        """Begin at a subject that is a constant, or a variable that can be a few constants only."""
        for subject, _, _ in triples:
            name = variable_in(subject)
            constants = values.get(name or "") if name else frozenset([str(subject)])
            if constants:
                key = name or str(subject)
                state = env.setdefault(key, self._ways.state())
                self._far[state] = 0
                seeds = self._ways.seeds.setdefault(self._start, [])
                seeds.extend((NamedNode(each), state) for each in sorted(constants))
                if name is None:
                    self._rename(triples, subject, key, env)
                return True
        return False

    @staticmethod
    def _rename(triples: list[Any], constant: Any, key: str, env: _Env) -> None:
        """Let a constant at which was begun stand for a variable that is reached."""
        from rdflib import Variable

        stand_in = Variable(f"constant{len(env)}")
        env[str(stand_in)] = env.pop(key)
        for triple in triples:
            if triple[0] == constant:
                triple[0] = stand_in

    def _path(self, state: int, path: Any, values: Values, *, inverse: bool, to: int) -> None:
        """Add the steps of a path between two states."""
        from rdflib import URIRef, Variable
        from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

        if isinstance(path, URIRef):
            self._ways.step(state, str(path), inverse=inverse, to=to)
        elif isinstance(path, InvPath):
            self._path(state, path.arg, values, inverse=not inverse, to=to)
        elif isinstance(path, AlternativePath):
            for each in path.args:
                self._path(state, each, values, inverse=inverse, to=to)
        elif isinstance(path, SequencePath):
            steps = list(reversed(path.args)) if inverse else list(path.args)
            for each in steps[:-1]:
                middle = self._ways.state()
                self._path(state, each, values, inverse=inverse, to=middle)
                state = middle
            self._path(state, steps[-1], values, inverse=inverse, to=to)
        elif isinstance(path, MulPath):
            self._repeated(state, path, values, inverse=inverse, to=to)
        elif isinstance(path, Variable):
            predicates: list[str | None] = [*sorted(values.get(str(path), ()))]
            for predicate in predicates or [None]:
                self._ways.step(state, predicate, inverse=inverse, to=to)
        else:  # any property but some, which may be meant backwards as well
            known = all(isinstance(each, URIRef) for each in path.args)
            for way in {inverse} if known else {True, False}:
                self._ways.step(state, None, inverse=way, to=to)

    def _repeated(self, state: int, path: Any, values: Values, *, inverse: bool, to: int) -> None:
        empty, again = _PATHS[path.mod]
        middle = self._ways.state()
        self._path(state, path.path, values, inverse=inverse, to=middle)
        if again:
            self._path(middle, path.path, values, inverse=inverse, to=middle)
        self._ways.join(middle, to)
        if empty:
            self._ways.join(state, to)


def _reach(term: Any, state: int, env: _Env) -> None:
    if (name := variable_in(term)) is not None:
        env.setdefault(name, state)
