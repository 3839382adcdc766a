"""Work out once, and keep, which statements the rules, shapes and check queries of a dataset look at.

To tell it from the texts takes some seconds, so it is kept as JSON beside what was checked, for these very texts.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from steungraaf.errors import SteungraafError
from steungraaf.queryfile import read_query_file
from steungraaf.rdf import Quad, Term, parse_quads
from steungraaf.validation.dataset_check import ACCOUNTED, SENTENCES
from steungraaf.validation.positions import ORIGINALS
from steungraaf.validation.questions import Question, Rule, question_of, rule_of
from steungraaf.validation.reach import Edge, Unbounded, Ways
from steungraaf.validation.shape_reach import ShapeReach, Target, reach_of
from steungraaf.validation.syntax import is_blind_to_literals
from steungraaf.validation.touched import Backwards


@dataclass
class Plan:
    """Hold what is asked of a dataset, so that it can be asked of a few things.

    `checks` are questions about one thing each; `blind` are the paths of check queries that are asked as a whole, and
    may be, as they look at no literal.
    """

    shapes: ShapeReach
    ways: Ways = field(default_factory=Ways)
    rule_ways: Ways = field(default_factory=Ways)
    rules: dict[str, Rule] = field(default_factory=dict)
    checks: dict[str, Question] = field(default_factory=dict)
    blind: dict[str, str] = field(default_factory=dict)
    coverage: tuple[Question, ...] = ()
    originals: Question | None = None

    @cached_property
    def of_shapes(self) -> Backwards:
        """Return the ways of the shapes, to be walked backwards."""
        return Backwards(self.shapes.ways, (target.start for target in self.shapes.targets))

    @cached_property
    def of_questions(self) -> Backwards:
        """Return the ways of the check queries, to be walked backwards."""
        return Backwards(self.ways, (one.start for one in (*self.checks.values(), *self.coverage)))

    @cached_property
    def of_rules(self) -> Backwards:
        """Return the ways of the rules, to be walked backwards."""
        return Backwards(self.rule_ways, (rule.question.start for rule in self.rules.values()))

    def to_json(self) -> str:
        """Return the plan as text."""
        return json.dumps(
            {
                "shapes": _ways_out(self.shapes.ways),
                "targets": [_target_out(target) for target in self.shapes.targets],
                "ways": _ways_out(self.ways),
                "rule_ways": _ways_out(self.rule_ways),
                "rules": {name: [_out(rule.question), _template_out(rule)] for name, rule in self.rules.items()},
                "checks": {path: _out(question) for path, question in self.checks.items()},
                "blind": self.blind,
                "coverage": [_out(question) for question in self.coverage],
                "originals": self.originals and _out(self.originals),
            }
        )

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """Return the plan that a text tells."""
        told = json.loads(text)
        return cls(
            shapes=ShapeReach(_ways_in(told["shapes"]), [_target_in(each) for each in told["targets"]]),
            ways=_ways_in(told["ways"]),
            rule_ways=_ways_in(told["rule_ways"]),
            rules={name: Rule(_in(one), _template_in(template)) for name, (one, template) in told["rules"].items()},
            checks={path: _in(each) for path, each in told["checks"].items()},
            blind=told["blind"],
            coverage=tuple(_in(each) for each in told["coverage"]),
            originals=told["originals"] and _in(told["originals"]),
        )


def make_plan(shapes: Iterable[Quad], rules: Iterable[Path], checks: Iterable[Path]) -> Plan:
    """Return the plan for shapes, rules and check queries.

    Raises Unbounded where one of them needs to see everything, or cannot be read, which the check of everything tells.
    """
    plan = Plan(reach_of(shapes))
    if plan.shapes.unbounded:
        raise Unbounded
    try:
        plan.rules = {path.stem: rule_of(path.stem, read_query_file(path).sparql, plan.rule_ways) for path in rules}
        for path in checks:
            _add_check(plan, path, read_query_file(path).sparql)
    except SteungraafError as error:
        raise Unbounded from error
    plan.originals = question_of("originals", ORIGINALS, plan.ways, "document")
    plan.coverage = tuple(question_of("coverage", text, plan.ways) for text in (SENTENCES, ACCOUNTED))
    return plan


def _add_check(plan: Plan, path: Path, sparql: str) -> None:
    ways = len(plan.ways.edges)
    try:
        plan.checks[str(path)] = question_of(path.stem, sparql, plan.ways)
    except Unbounded:
        _forget(plan.ways, ways)
        if not is_blind_to_literals(sparql):
            raise
        plan.blind[str(path)] = sparql


def _forget(ways: Ways, states: int) -> None:
    """Take back the states beyond so many, those of a question that could not be followed to its end."""
    del ways.edges[states:], ways.free[states:]
    for start in [each for each in ways.seeds if each >= states]:
        del ways.seeds[start]


# --- As JSON --------------------------------------------------------------------------------------------------------


def _ways_out(ways: Ways) -> dict[str, Any]:
    seeds = {str(start): [[str(term), state] for term, state in each] for start, each in ways.seeds.items()}
    return {"edges": ways.edges, "free": ways.free, "seeds": seeds}


def _ways_in(told: Mapping[str, Any]) -> Ways:
    return Ways(
        edges=[[Edge(*edge) for edge in edges] for edges in told["edges"]],
        free=told["free"],
        seeds={int(start): [(term_in(term), state) for term, state in each] for start, each in told["seeds"].items()},
    )


def _target_out(target: Target) -> dict[str, Any]:
    names = {name: sorted(getattr(target, name)) for name in ("classes", "subjects_of", "objects_of")}
    return {"shape": str(target.shape), "start": target.start, "nodes": sorted(map(str, target.nodes)), **names}


def _target_in(told: Mapping[str, Any]) -> Target:
    sets = {name: set(told[name]) for name in ("classes", "subjects_of", "objects_of")}
    return Target(term_in(told["shape"]), told["start"], nodes=set(map(term_in, told["nodes"])), **sets)


def _out(question: Question) -> dict[str, Any]:
    return {**question.__dict__, "guards": [[name, sorted(wanted)] for name, wanted in question.guards]}


def _in(told: Mapping[str, Any]) -> Question:
    return Question(**{**told, "guards": tuple((name, frozenset(wanted)) for name, wanted in told["guards"])})


def _template_out(rule: Rule) -> list[list[str]]:
    return [[f"?{term}" if isinstance(term, str) else str(term) for term in triple] for triple in rule.template]


def _template_in(told: Iterable[Iterable[str]]) -> tuple[tuple[str | Term, ...], ...]:
    return tuple(tuple(text[1:] if text[0] == "?" else term_in(text) for text in triple) for triple in told)


def term_in(text: str) -> Term:
    """Return the term that N-Triples writes so."""
    (quad,) = parse_quads(f"<urn:x> <urn:x> {text} .".encode(), format="ntriples", keep_names=True)
    return quad.object
