"""Make queries that mean harm, and what becomes of good ones when they are mangled; the same ones each time."""

import random
from collections.abc import Callable, Iterator

from steungraaf.sparql import tokens_of

DEPTHS = (8, 60, 199, 201, 2_200, 5_000)
LENGTHS = (100, 1_900, 5_000, 20_000)
ODD = ("\x00", "\u200b", "\u202e", "\ufeff", "\ud800", "\U0010ffff", "é", "a\u0301", "\u2028", r"\u0022", r"\U0001F600")
BITS = (
    '{ } ( ) [ ] < > <<( )>> ; , . | * + ? ^ ! \' " """ # ?x UNDEF SELECT FILTER GRAPH OPTIONAL MINUS VALUES BIND '
    "EXISTS 1 -1e999 GROUP BY COUNT(*) a a:b _:c @nl ^^ % $ ~ &&"
).split()
XSD = "http://www.w3.org/2001/XMLSchema#"

_Texts = list[str]


def mangled(sparql: str, seed: int) -> str:
    """Return a query in which something is left out, doubled, moved, put in, cut off or grown."""
    chance = random.Random(seed)
    texts = [token.text for token in tokens_of(sparql)]
    for _ in range(chance.randint(1, 3)):
        harm = chance.choice((_leave_out, _double, _move, _put_in, _cut_off, _grow))
        texts = harm(texts or ["ASK"], chance)
    return " ".join(texts)


def _leave_out(texts: _Texts, chance: random.Random) -> _Texts:
    place = chance.randrange(len(texts))
    return texts[:place] + texts[place + chance.randint(1, 4) :]


def _double(texts: _Texts, chance: random.Random) -> _Texts:
    start = chance.randrange(len(texts))
    some = texts[start : start + chance.randint(1, 12)]
    return texts[:start] + some * chance.choice((2, 3, 40)) + texts[start:]


def _move(texts: _Texts, chance: random.Random) -> _Texts:
    one, other = (chance.randrange(len(texts)) for _ in range(2))
    moved = list(texts)
    moved[one], moved[other] = moved[other], moved[one]
    return moved


def _put_in(texts: _Texts, chance: random.Random) -> _Texts:
    place = chance.randrange(len(texts) + 1)
    return [*texts[:place], chance.choice((*BITS, *ODD)), *texts[place:]]


def _cut_off(texts: _Texts, chance: random.Random) -> _Texts:
    return texts[: chance.randrange(len(texts) + 1)]


def _grow(texts: _Texts, chance: random.Random) -> _Texts:
    place = chance.randrange(len(texts))
    return [*texts[:place], texts[place] * chance.choice((2, 500)), *texts[place + 1 :]]


def nested() -> Iterator[str]:
    """Give brackets of each kind inside each other, closed or not."""
    for depth in DEPTHS:
        for before, each, middle, closing, after in (
            ("ASK ", "{", "?s ?p ?o", "}", ""),
            ("ASK { FILTER(", "(", "1", ")", ") }"),
            ("ASK { FILTER(", "STR(", "1", ")", ") }"),
            ("ASK { FILTER(", "IF(true, ", "1", ", 1)", ") }"),
            ("ASK { ?s ?p ", "[ ?p ", "1", " ]", " }"),
            ("ASK { ?s ?p ", "( ", "1", " )", " }"),
            ("ASK { ?s ?p ", "<<( ?s ?p ", "1", " )>>", " }"),
            ("SELECT * ", "{ SELECT * ", "{ ?s ?p 1 }", " }", ""),
            ("ASK { ", "OPTIONAL { ?s ?p ?o ", "", "}", " }"),
            ("ASK { ", "?s ?p ?o MINUS { ", "", "}", " }"),
            ("ASK { ", "FILTER NOT EXISTS { ?s ?p 1 ", "", "}", " }"),
            ("ASK { ", "GRAPH ?g { ", "?s ?p ?o", "}", " }"),
            ("ASK { ?s ", "(", "<urn:p>", ")*", " ?o }"),
            ("ASK { ?s ", "^(", "<urn:p>", ")+", " ?o }"),
            ("ASK { ?s ?p ?o ", "{| ?p ", "1", " |}", " }"),
        ):
            yield before + each * depth + middle + closing * depth + after
            yield before + each * depth + middle


def long() -> Iterator[str]:
    """Give operators, patterns, paths, values, words and signs without an end."""
    for length in LENGTHS:
        for before, each, after in (
            ("ASK { FILTER(", "!", "1) }"),
            ("ASK { FILTER(", "-", "1 = 1) }"),
            ("ASK { FILTER(1", " + 1", ") }"),
            ("ASK { FILTER(true", " && true", ") }"),
            ("ASK { FILTER(1 IN (", "1,", "2)) }"),
            ("ASK { VALUES ?x {", " 1", "} }"),
            ("SELECT * { VALUES (", "?x", ") {} }"),
            ("ASK { ", "?s ?p ?o . ", "}"),
            ("ASK { {}", " UNION {}", "}"),
            ("ASK { ?s <urn:p>", "/<urn:p>", " ?o }"),
            ("ASK { ?s <urn:p>", "|!<urn:p>", " ?o }"),
            ("ASK { ?s <urn:p>", "*", " ?o }"),
            ("SELECT ", "(1 AS ?x)", " {}"),
            ("SELECT * {} ORDER BY", " ?x", ""),
            ("SELECT * {} GROUP BY", " ?x", ""),
            ("", "BASE <urn:x> ", "ASK {}"),
            ("", "PREFIX a: <urn:a> ", "ASK { a:a a:b a:c }"),
            ("ASK { ?s ?p '", "xxxxxxxxxxxxxxx", "' }"),
            ("ASK { ?s ?p <urn:", "xxxxxxxxxxxxxxx", "> }"),
            ("ASK { ?", "xxxxxxxxxxxxxxx", " ?p ?o }"),
            ("ASK { ", "a.", "}"),
            ("ASK { ?s ?p '''", "'", ""),
            ("ASK { ?s ?p ", "1", " }"),
            ("ASK { FILTER(1e", "9", " > 1) }"),
            ("ASK { ?s ?p ", "\\", " }"),
            ("", "#", "\nASK {}"),
            ("", "(", ""),
        ):
            yield before + each * length + after
        yield "".join(random.Random(length).choices("{}()[]<>?*.;|'\"\\ \nabAB1:_@^", k=length))


def odd() -> Iterator[str]:
    """Give letters that have a meaning of their own, at every place where a letter can stand."""
    for sign in ODD:
        for text in (
            "ASK { ?s ?p 'X' }",
            "ASK { ?s ?p <urn:X> }",
            "ASK { ?sX ?p ?o }",
            "ASXK {}",
            "PREFIX X: <urn:x> ASK { ?s X:p ?o }",
            "ASK { ?s ?p 'x'@X }",
            "ASK { _:X ?p ?o } #X",
            "X",
            "ASK {} X",
            "ASK { FILTER(REGEX('X', 'X', 'X')) }",
            "SELECT (IRI('X') AS ?x) (STRLANG('X', 'X') AS ?y) (STRDT('X', <urn:X>) AS ?z) {}",
        ):
            yield text.replace("X", sign)


VALUES = (
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "-0.0e0",
    f"'NaN'^^<{XSD}double>",
    "0.000000000000000001",
    "170141183460469231731.687303715884105727",
    f"'P99999999999999Y'^^<{XSD}duration>",
    f"'-P1M'^^<{XSD}yearMonthDuration>",
    f"'PT0.000000000000000001S'^^<{XSD}dayTimeDuration>",
    f"'-170141183460469231731-12-31T23:59:59Z'^^<{XSD}dateTime>",
    f"'999999999999-01-01'^^<{XSD}date>",
    f"'24:00:00'^^<{XSD}time>",
    f"'x'^^<{XSD}integer>",
    r"'\U0010FFFF'",
    "'x'@nl",
    "<urn:x>",
    "?unbound",
)
CALLS = (
    "{0} + {1}; {0} - {1}; {0} * {1}; {0} / {1}; {0} < {1}; {0} = {1}; - {0}; ABS({0}); ROUND({0}); CEIL({0}); "
    "SUBSTR('héé', {0}, {1}); SUBSTR(STR({0}), 0); REPLACE(STR({0}), '', STR({1})); YEAR({0}); TIMEZONE({0}); "
    "ADJUST({0}, {1}); SECONDS({0}); xsd:integer({0}); xsd:decimal({0}); xsd:duration({0}); xsd:dateTime({0}); "
    "STRDT(STR({0}), DATATYPE({1})); IRI({0}); BNODE(STR({0})); ENCODE_FOR_URI(STR({0})); SHA512(STR({0})); "
    "COALESCE({0}, {1}); TRIPLE({0}, {1}, {0}); LANGMATCHES({0}, {1}); STRBEFORE(STR({0}), STR({1})); "
    "CONTAINS({0}, {1}); STRLANGDIR(STR({0}), 'nl', STR({1})); SUM({0}); AVG({0}); MIN({0}); GROUP_CONCAT({0})"
).split("; ")


def extreme() -> Iterator[str]:
    """Give numbers, dates and positions at the edge of what there is, to every function."""
    for call in CALLS:
        for one in VALUES:
            other = random.Random(call + one).choice(VALUES)
            yield f"PREFIX xsd: <{XSD}> SELECT ({call.format(one, other)} AS ?x) {{}}"


EVERY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


def greedy() -> Iterator[str]:
    """Give queries that take all the time or memory that there is."""
    doubled = "".join(f"BIND(CONCAT(?x{n}, ?x{n}, ?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(30))
    replaced = "".join(f"BIND(REPLACE(?x{n}, 'a', 'aaaaaaaa') AS ?x{n + 1}) " for n in range(30))
    many = "VALUES ?v { " + "1 " * 100_000 + "}"
    yield f"SELECT (COUNT(*) AS ?n) {{ {EVERY} }}"
    yield f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ {EVERY} }}"
    yield f"ASK {{ {EVERY} FILTER(STR(?a) = 'nothing') }}"
    yield f"SELECT * {{ {EVERY} }}"
    yield f"SELECT * {{ {EVERY} }} ORDER BY ?f ?c"
    yield f"SELECT DISTINCT * {{ {EVERY} }}"
    yield f"SELECT ?a (GROUP_CONCAT(STR(?f)) AS ?all) {{ {EVERY} }} GROUP BY ?a"
    yield f"SELECT (GROUP_CONCAT(STR(?f)) AS ?all) {{ {EVERY} }}"
    yield f"CONSTRUCT {{ ?a ?e ?i . ?d ?h ?c }} WHERE {{ {EVERY} }}"
    yield "DESCRIBE * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    yield f"SELECT (STRLEN(?x30) AS ?n) {{ BIND('aaaaaaaaaaaaaaaa' AS ?x0) {doubled} }}"
    yield f"SELECT (STRLEN(?x30) AS ?n) {{ BIND('aaaaaaaaaaaaaaaa' AS ?x0) {replaced} }}"
    yield f"SELECT (COUNT(*) AS ?n) {{ {many} {many.replace('?v', '?w')} }}"
    yield f"SELECT * {{ {many} ?s ?p ?o }} ORDER BY ?v"
    yield "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?a = ?f && ?c = ?i) } }"
    yield "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } MINUS { ?d ?e ?f . ?g ?h ?c } OPTIONAL { ?j ?k ?l . ?m ?n1 ?o } }"
    yield "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }"


def knotted() -> Iterator[str]:
    """Give paths that go round and round, and regular expressions that try everything."""
    step = "(<urn:p>|!<urn:p>)"
    for path in (f"{step}*", f"({step}+)*", f"{step}*/{step}*/{step}*", "(!<urn:p>|^!<urn:p>)*"):
        yield f"SELECT (COUNT(*) AS ?n) {{ ?a {path} ?b . ?b {path} ?c }}"
        yield f"ASK {{ ?a {path} ?b FILTER(STR(?b) = 'nothing') }}"
    for pattern in ("(a+)+$", "(a|a)*b", "((a{100}){100}){100}", "(.*)" * 9 + "x", "(a?){900}a{900}", "(" * 150):
        yield f"ASK {{ ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '{pattern}')) FILTER(?a = ?no) }}"
        yield f"SELECT (REPLACE(GROUP_CONCAT(STR(?c)), '{pattern}', '$1$2$3') AS ?x) {{ ?a ?b ?c }}"


FAMILIES: dict[str, Callable[[], Iterator[str]]] = {
    "nested": nested,
    "long": long,
    "odd": odd,
    "extreme": extreme,
    "greedy": greedy,
    "knotted": knotted,
}
