"""Test what is told from queries about the statements that they look at."""

from pathlib import Path

import pytest

from steungraaf.folder import Folder
from steungraaf.rdf import Literal, NamedNode, Quad, parse_quads
from steungraaf.store.index import GraphIndex
from steungraaf.validation.patterns import follow_query
from steungraaf.validation.reach import Neighbourhood, Unbounded, Ways
from steungraaf.validation.syntax import first_column

EX = "https://example.org/"
DATA = """@prefix : <https://example.org/> .
:a :p :b ; :n 1 . :b :q :c . :c :r :d . :d :p :a . :x :p :y . :y :q :c . :k :inverse :p . :m :n 1 .
"""


def seen(query: str, variable: str = "a", **prefixes: str) -> set[str]:
    """Return what a query looks at from :a, each statement by its local names."""
    ways = Ways()
    start = ways.state()
    follow_query(ways, start, query, variable, {"": EX, **prefixes})
    index = GraphIndex()
    graph = NamedNode(f"{EX}graph")
    index.add(
        Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parse_quads(DATA.encode(), format="turtle")
    )
    around = Neighbourhood(ways, index)
    around.follow([(NamedNode(f"{EX}a"), start)])
    triples = ((quad.subject, quad.predicate, quad.object) for quad in around.quads())
    return {"".join(str(getattr(term, "value", "")).removeprefix(EX) for term in triple) for triple in triples}


@pytest.mark.parametrize(
    ("where", "statements"),
    [
        ("?a :p ?b", "apb"),
        ("?b :q ?c . ?a :p ?b", "apb bqc"),
        ("?a :p ?b . ?other :p ?b", "apb"),
        ("?a :p/:q ?c . ?c ^:q ?any", "apb bqc yqc"),
        ("?a ^:p ?d . ?d ^(:q/:r) ?b", "dpa crd bqc yqc"),
        ("?a (:p|:q)* ?b", "apb bqc"),
        ("?a (:p|:q)+ ?b", "apb bqc"),
        ("?a :p? ?b . ?b :q ?c", "apb bqc"),
        ("?a :p [ :q ?c ]", "apb bqc"),
        ("?a !:n ?b . ?b :q ?c", "apb an1 bqc"),
        ("?a !(^:p) ?b", "apb an1 dpa"),
        ("?a ?way ?b FILTER(?way IN (:p, :q) && true)", "apb"),
        ("?a ?way ?b FILTER(?way = :p)", "apb"),
        ("?a ?way ?b VALUES ?way { :p :q }", "apb"),
        ("?a :n ?n BIND(IF(?n = 1, :p, :q) AS ?way) ?a ?way ?b", "an1 apb"),
        ("?a :n ?n BIND(IF(?n = 1, :p, STR(:q)) AS ?way) ?a ?way ?b", "an1 apb"),
        ("?a :p ?b BIND(?b AS ?same) ?same :q ?c", "apb bqc"),
        ("?a :p ?b OPTIONAL { ?b :q ?c FILTER EXISTS { ?c :r ?d } }", "apb bqc crd"),
        ("?a :p ?b MINUS { ?b :q ?c }", "apb bqc"),
        ("{ ?a :p ?b } UNION { ?b ^:p ?a } ?b :q ?c", "apb bqc"),
        ("{ SELECT ?a ?b { ?a :p ?b } } ?b :q ?c", "apb bqc"),
        ("?a :n ?n { SELECT ?n { ?one :n ?n } GROUP BY ?n HAVING(COUNT(?one) > 1) }", "an1 mn1"),
        ("?a :p ?b { SELECT ?b { ?b :q ?c } GROUP BY ?b HAVING(EXISTS { ?b ^:p ?a }) }", "apb bqc"),
        ("?a :p ?b . :k :inverse ?way . :k :inverse ?other", "apb kinversep"),
        ("?a ?way ?b . ?k :inverse ?way FILTER(?k IN (:k, :l))", "apb an1 kinversep"),
    ],
)
def test_statements_on_the_way(where: str, statements: str) -> None:
    """Just what may matter to rows about the thing is looked at; the nearer end of a pattern leads."""
    assert seen(f"SELECT ?a WHERE {{ {where} }}") == set(statements.split())


def test_rows_by_the_thing_itself() -> None:
    """What is counted for each thing on its own is on the way."""
    query = "SELECT ?a (COUNT(?b) AS ?n) { ?a :p ?b } GROUP BY ?a HAVING(EXISTS { ?a :n ?n }) ORDER BY ?a"
    assert seen(query) == {"apb", "an1"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a :p ?b . ?x :q ?y }",
        "SELECT ?a { ?a :p ?b . ?x :q :y }",
        "SELECT ?a { ?a :p ?b { SELECT ?b { ?b :q ?c } LIMIT 1 } }",
        "SELECT ?a { ?a :p ?b { SELECT * { ?b :q ?c } } }",
        "SELECT ?a { ?a :p ?b { SELECT ?b { ?b :q ?c } GROUP BY ?c HAVING(COUNT(?b) > 1) } }",
        "SELECT ?a { ?a :p ?b { SELECT ?b { ?b :q ?c } HAVING(COUNT(?b) > 1) } }",
        "SELECT ?a { ?a :p ?b { SELECT (1 AS ?c) { ?b :q ?d } } }",
        "SELECT ?a { ?a :p ?b OPTIONAL { ?b :q ?c } ?c :r ?d }",
        "SELECT ?a { ?a :p ?b BIND(IRI(CONCAT(STR(?b), 'x')) AS ?c) ?c :r ?d }",
        "SELECT ?a { ?a :p ?b } LIMIT 2",
        "SELECT ?a FROM :g { ?a :p ?b }",
        "SELECT ?a { ?a :p ?b } VALUES ?b { :b }",
        "SELECT ?a { GRAPH ?g { ?a :p ?b } }",
        "SELECT (COUNT(?a) AS ?n) { ?a :p ?b }",
        "SELECT ?b (COUNT(?a) AS ?n) { ?a :p ?b } GROUP BY ?b",
        "SELECT ?a { { ?a :p ?b } UNION { ?x :p ?b } }",
        "SELECT ?a {",
    ],
)
def test_what_cannot_be_told(query: str) -> None:
    """A query that may look anywhere, or counts or cuts off what is about several things, is unbounded."""
    with pytest.raises(Unbounded):
        seen(query)


def test_literals_that_engines_take_for_the_same() -> None:
    """Where the engine takes 1 for 01, who looks up does not follow a number backwards, nor takes it for absent."""
    ways = Ways()
    state = ways.step(ways.state(), "urn:p", inverse=True)
    assert state == ways.step(0, "urn:p", inverse=True)
    around = Neighbourhood(ways, GraphIndex(), exact=False)
    number = Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    around.follow([(Literal("1"), 0)])
    with pytest.raises(Unbounded):
        around.follow([(number, 0)])


def test_first_column() -> None:
    """The thing of a query is the variable in its first column."""
    assert first_column("SELECT ?a ?b { ?a ?b ?c }") == "a"
    assert first_column("SELECT (1 AS ?a) { ?a ?b ?c }") is None
    assert first_column("ASK { ?a ?b ?c }") is None


def test_our_own_check_queries() -> None:
    """All check queries but the one that makes up addresses can be asked about some things only."""
    unbounded = [path.stem for path in Folder.open().query_files() if path.parent.name == "checks" and not tells(path)]
    assert unbounded == ["one-slug-two-kinds"]


def tells(path: Path) -> bool:
    """Return whether a file's query is not unbounded."""
    ways, text = Ways(), path.read_text("utf-8")
    try:
        follow_query(ways, ways.state(), text, first_column(text) or "")
    except Unbounded:
        return False
    return True
