"""What is stopped in front of the engine, and what is let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.errors import (
    QueryTooLargeError,
    ServiceRefusedError,
    SparqlSyntaxError,
    SteungraafError,
    UpdateRefusedError,
)
from steungraaf.store import EmbeddedStore
from steungraaf.store.guard import MAX_BYTES, MAX_DEPTH, MAX_TOKENS, check_query
from steungraaf.store.limit_faults import ServiceNotAllowedError

UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <https://example.org/>",
    "CLEAR ALL",
    "drop graph <urn:g>",
    "CREATE GRAPH <urn:g>",
    "ADD <urn:a> TO <urn:b>",
    "MOVE <urn:a> TO <urn:b>",
    "COPY <urn:a> TO <urn:b>",
    "PREFIX a: <urn:a> WITH <urn:g> DELETE { ?s ?p ?o } WHERE {}",
    "ASK {} ; DROP ALL",
]
QUESTIONS = [
    "ASK { ?s ?p 'DROP ALL' } # INSERT",
    "BASE <urn:x> PREFIX drop: <urn:load> SELECT ?clear { ?s drop:service <urn:INSERT> }",
    'SELECT * { ?s ?p """ } SERVICE { """ }',
    "select (count(*) as ?n) where {}",
    "DESCRIBE <urn:a>",
    "PREFIX : <urn:a> CONSTRUCT { ?s : ?o } WHERE { ?s : ?o }",
    "SELECT * { VALUES (?x ?y) { (1 2) (UNDEF 3) } FILTER(?x IN (1, 2)) }",
    r"SELECT * { <urn:caf\u00E9> ?p '\u0022' }",
]


@pytest.mark.parametrize("sparql", QUESTIONS)
def test_questions_pass(sparql: str) -> None:
    """A query passes, whatever words stand in its comments, strings, names and IRIs."""
    assert check_query(sparql) is None
    assert EmbeddedStore().query(sparql) is not None


@pytest.mark.parametrize("sparql", UPDATES)
def test_updates_are_refused(sparql: str) -> None:
    """An update is refused by its keyword, also behind a query."""
    with pytest.raises(UpdateRefusedError):
        check_query(sparql)


def test_place_of_an_update() -> None:
    """The keyword is shown with its place."""
    with pytest.raises(UpdateRefusedError) as caught:
        check_query("# nothing\nASK {};\n  insert data {}")
    assert (caught.value.keyword, caught.value.line, caught.value.column) == ("INSERT", 3, 3)


def test_other_servers_are_refused() -> None:
    """A query that calls another server is refused with the place."""
    with pytest.raises(ServiceRefusedError) as caught:
        check_query("ASK {\n  service <urn:x> {} }")
    assert (caught.value.line, caught.value.column) == (2, 3)


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { SERVICE <urn:a> {} }",
        "PREFIX a: <urn:> ASK { SERVICE SILENT a:a {} }",
        "PREFIX a: <urn:> ASK { SERVICE a:a { SERVICE <urn:b> {} } }",
    ],
)
def test_servers_that_are_allowed(sparql: str) -> None:
    """A query may call a server whose address is allowed, written in full or by a prefix."""
    assert check_query(sparql, ["urn:a", "urn:b"]) is None


@pytest.mark.parametrize(
    ("sparql", "address"),
    [
        ("ASK { SERVICE <urn:c> {} }", "<urn:c>"),
        ("ASK { SERVICE ?s {} }", "?s"),
        ("ASK { SERVICE SILENT ?s {} }", "?s"),
        (r"ASK { SERVICE <urn:\u0061> {} }", r"<urn:\u0061>"),
        (r"PREFIX u: <urn:> ASK { SERVICE u:\a {} }", r"u:\a"),
        ("PREFIX u: <urn:> PREFIX u: <urn:x> ASK { SERVICE u:a {} }", "u:a"),
        ("ASK { SERVICE u:a {} }", "u:a"),
        ("ASK { SERVICE", ""),
    ],
)
def test_servers_that_are_not_allowed(sparql: str, address: str) -> None:
    """Any other server is refused, and so is one that is not plainly among those that are allowed."""
    with pytest.raises(ServiceNotAllowedError) as caught:
        check_query(sparql, ["urn:a", "urn:b"])
    assert (caught.value.address, caught.value.known) == (address, ["urn:a", "urn:b"])


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1),
        "ASK { FILTER(" + "STR(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH + ") }",
        "ASK { ?s ?p " + "<<( ?s ?p " * MAX_DEPTH + "1" + " )>>" * MAX_DEPTH + " }",
        "ASK { FILTER(" + "!" * MAX_TOKENS + "1) }",
        "ASK { FILTER(1 IN (" + "1+" * MAX_TOKENS + "1)) }",
        "ASK { FILTER(1 IN (2)" + " || 1 = 1" * (MAX_TOKENS // 4) + ") }",
        "ASK { ?s ?p ?o } #" + "x" * MAX_BYTES,
    ],
)
def test_what_would_break_the_engine_is_refused(sparql: str) -> None:
    """Brackets too deep, too many parts and too many bytes are refused."""
    with pytest.raises(QueryTooLargeError):
        check_query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { VALUES ?x { " + "1 " * 2 * MAX_TOKENS + "} }",
        "SELECT * { VALUES ?x { " + "'1'^^<urn:d> " * 2 * MAX_TOKENS + "} }",
        "SELECT * { VALUES (?x ?y) { " + "(1 2) " * MAX_TOKENS + "} }",
        "SELECT * { VALUES ?x { 1 } FILTER(?x NOT IN (" + "2, " * MAX_TOKENS + "3)) }",
        "ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH,
    ],
)
def test_many_values_pass(sparql: str) -> None:
    """Long lists of values do no harm, nor do brackets up to the limit."""
    assert check_query(sparql) is None


@pytest.mark.parametrize(
    ("sparql", "place", "reason"),
    [
        ("", (None, None), "there is no query"),
        ("# nothing", (None, None), "there is no query"),
        ("PREFIX", (None, None), "there is no query"),
        ("pick * {}", (1, 1), "here a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, not with pick"),
        ("ASK {\n { ?s ?p ?o }", (1, 5), "{ is closed nowhere"),
        ("ASK { ?s ?p ?o ) }", (1, 16), ") closes nothing that is open"),
        ("ASK { } }", (1, 9), "} closes nothing that is open"),
        ("ASK { ?s ?p 'x }", (1, 13), "the text after ' is not closed"),
        ("ASK { ?s ?p ~ }", (1, 13), "~ means nothing here"),
    ],
)
def test_plain_faults(sparql: str, place: tuple[int | None, int | None], reason: str) -> None:
    """What can be told from the tokens is told with its exact place."""
    with pytest.raises(SparqlSyntaxError) as caught:
        check_query(sparql)
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.reason["en"] == reason


def test_prefix_of_ours_that_is_not_declared() -> None:
    """A prefix of the project that is not declared comes with the line to add."""
    with pytest.raises(SparqlSyntaxError) as caught:
        check_query("ASK {\n\t?s a sg:Claim }")
    error = caught.value
    assert (error.prefix, error.line, error.column) == ("sg", 2, 7)
    assert error.declaration == "PREFIX sg: <https://w3id.org/steungraaf/ns#>"
    assert error.excerpt == "   ?s a sg:Claim }\n        ^"


def test_other_prefix_that_is_not_declared() -> None:
    """Of a prefix that is not ours no line is invented."""
    with pytest.raises(SparqlSyntaxError, match="the prefix nope: is not declared") as caught:
        check_query("PREFIX ex: <urn:x> ASK { ex:a nope:b ex:c }")
    assert caught.value.declaration is None


def test_excerpt_of_a_long_line() -> None:
    """Of a long line the part around the fault is shown, with the caret under it."""
    with pytest.raises(SparqlSyntaxError) as caught:
        check_query("ASK { " + "?s ?p ?o . " * 50 + "nope:a ?p ?o " + ". ?s ?p ?o " * 50 + "}")
    shown, caret = caught.value.excerpt.splitlines()
    assert len(shown) <= 102 and shown[caret.index("^") :].startswith("nope:a")


@given(text=st.text("SELECTASKWHERE{}()[]<>?$:*.,;|/^'\"\\ \n#ab1@_+-", max_size=60))
def test_whatever_is_typed_gets_an_answer_or_an_error(text: str) -> None:
    """No text makes anything but an answer or an error of ours."""
    try:
        assert EmbeddedStore().query(text) is not None
    except SteungraafError as error:
        assert error.message("nl") and error.message("en")
