"""Ask a stored query of some things only: it looks at no more than what can be reached on its ways from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, Triple
from steungraaf.sparql import Token, tokens_of
from steungraaf.store import EmbeddedStore, Solutions, Sound
from steungraaf.validation.patterns import follow_query
from steungraaf.validation.reach import Neighbourhood, Unbounded, View, Ways
from steungraaf.validation.shacl import term_of
from steungraaf.validation.syntax import Guards, asked_of, first_column, template_of, variable_in

Row = dict[str, Term | None]
_AT_ONCE = 500  # things that are asked of together


@dataclass(frozen=True)
class Question:
    """A SELECT each row of which is about one thing: its name, the column of that, and the state in which it begins."""

    name: str
    start: int
    variable: str
    sparql: str
    guards: Guards = ()

    def found(self, things: Iterable[Term], ways: Ways, view: View) -> Iterator[tuple[list[Row], list[Quad]]]:
        """Yield the rows about some things, as the query gives them on all that the view has, and what they rest on.

        Raises Unbounded where it looks up literals that may be written in another way, and for a thing without a name.
        """
        waiting = iter([thing for thing in things if self._fits(thing, view)])
        while some := list(islice(waiting, _AT_ONCE)):
            around = self.around(some, ways, view)
            store = EmbeddedStore()
            store.load(around)
            answer = store.query(Sound(of_things(self.sparql, self.variable, some)))
            assert isinstance(answer, Solutions)  # it is a SELECT
            yield [dict(zip(answer.variables, row, strict=True)) for row in answer.rows], around

    def around(self, things: Iterable[Term], ways: Ways, view: View) -> list[Quad]:
        """Return the statements that the query looks at for some things; raise Unbounded."""
        around = Neighbourhood(ways, view, exact=False)
        around.follow((thing, self.start) for thing in things)
        return list(around.quads())

    def _fits(self, thing: Term, view: View) -> bool:
        """Tell whether there can be a row about a thing."""
        if isinstance(thing, Literal):
            return not self.guards
        if isinstance(thing, BlankNode):
            raise Unbounded  # a query cannot name it
        return all(
            any(isinstance(quad.object, NamedNode) and quad.object.value in wanted for quad in view.about(thing, name))
            for name, wanted in self.guards
        )


def question_of(name: str, sparql: str, ways: Ways, variable: str | None = None) -> Question:
    """Return a query as a question about what is in its first column, or is another of its variables; add its ways.

    Raises Unbounded where a row may depend on what cannot be reached from that thing.
    """
    chosen = variable or first_column(sparql)
    guards = None if chosen is None else asked_of(sparql, chosen)
    if chosen is None or guards is None:
        raise Unbounded
    start = ways.state()
    follow_query(ways, start, sparql, chosen)
    return Question(name, start, chosen, sparql, guards)


@dataclass(frozen=True)
class Rule:
    """A CONSTRUCT as a question about one thing, and what it makes of each row: terms, or columns by their names."""

    question: Question
    template: tuple[tuple[str | Term, ...], ...]

    def triples(self, row: Mapping[str, Term | None]) -> Iterator[Triple]:
        """Yield the triples of a row, but for those that are none (SPARQL 1.1 Query 16.2)."""
        for triple in self.template:
            subject, predicate, object_ = (row.get(term) if isinstance(term, str) else term for term in triple)
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and object_ is not None:
                yield Triple(subject, predicate, object_)


def rule_of(name: str, sparql: str, ways: Ways) -> Rule:
    """Return a CONSTRUCT as a question about that of its variables from which one looks at the least.

    Raises Unbounded where there is none.
    """
    template = tuple(tuple(variable_in(term) or term_of(term) for term in triple) for triple in template_of(sparql))
    made = [term for triple in template for term in triple if isinstance(term, str)]
    head, rest = _around_template(sparql)
    variables = dict.fromkeys(token.text[1:] for token in tokens_of(rest) if token.kind == "var")
    selects = [f"{head}SELECT DISTINCT {_columns(variable, made)} {rest}" for variable in variables]
    tried = [(cost, select) for select in selects if (cost := _backwards(select)) is not None]
    if not tried:
        raise Unbounded
    return Rule(question_of(name, min(tried)[1], ways), template)


def _columns(first: str, others: Iterable[str]) -> str:
    return " ".join(f"?{name}" for name in dict.fromkeys((first, *others)))


def _backwards(select: str) -> int | None:
    """Return how many steps against the direction of a property lead from the first column, each maybe to very much.

    None where the query cannot be asked about what is in that column.
    """
    ways = Ways()
    try:
        question_of("", select, ways)
    except Unbounded:
        return None
    return sum(edge.inverse for edges in ways.edges for edge in edges)


def of_things(sparql: str, variable: str, things: Iterable[Term]) -> str:
    """Return a SELECT that is asked of some values of a variable only.

    >>> of_things("SELECT ?a WHERE { ?a ?b ?c }", "a", [NamedNode("urn:x")])
    'SELECT ?a WHERE { VALUES ?a { <urn:x> } ?a ?b ?c }'
    """
    place = _body(sparql).end
    return f"{sparql[:place]} VALUES ?{variable} {{ {' '.join(map(str, things))} }}{sparql[place:]}"


def _body(sparql: str) -> Token:
    """Return the brace with which the pattern of a SELECT begins; those in a column that is computed are inside ()."""
    depth = 0
    for token in tokens_of(sparql):
        if token.text == "{" and not depth:
            return token
        depth += (token.text == "(") - (token.text == ")")
    raise Unbounded


def _around_template(sparql: str) -> tuple[str, str]:
    """Return what stands before a CONSTRUCT and what behind its template, which has no group of its own."""
    tokens = iter(tokens_of(sparql))
    before = next(token for token in tokens if token.is_word("CONSTRUCT"))
    behind = next(token for token in tokens if token.text == "}")
    return sparql[: before.start], sparql[behind.end :].strip()
