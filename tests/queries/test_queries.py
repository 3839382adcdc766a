"""Run every stored query with every case on every store, against the results beside this file."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from steungraaf.catalogue.tables import Column, Table
from steungraaf.namespaces import expand
from steungraaf.queryfile import QueryFile, fill_slot
from steungraaf.rdf import Literal, NamedNode, Quad, Term, Triple, read_quads, write_rdf
from steungraaf.store import EmbeddedStore, Solutions, Store

HERE = Path(__file__).parent
XSD = expand("xsd:")
WHOLE_NUMBERS = {expand("xsd:integer"), expand("xsd:decimal")}
DURATION = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?")


def canonical(term: Term | None) -> Term | None:
    """Return one spelling for each value: engines may write 46.0 as 46 and P12M as P1Y."""
    if not isinstance(term, Literal) or term.language:
        return term
    if term.datatype.value in WHOLE_NUMBERS:
        number = Decimal(term.value)
        kind = "integer" if number == int(number) else "decimal"
        return Literal(f"{int(number) if kind == 'integer' else number.normalize():f}", datatype=NamedNode(XSD + kind))
    if term.datatype.value == f"{XSD}duration" and (found := DURATION.fullmatch(term.value)):
        years, months, days = (int(part or 0) for part in found.groups())
        return Literal(f"P{years * 12 + months}M{days}D", datatype=term.datatype)
    return term


def table_text(variables: list[str], rows: list[tuple[Term | None, ...]]) -> str:
    """Write rows as TSV, each value in its one spelling."""
    columns = tuple(Column(name, name) for name in variables)
    return Table("", "nl", columns, [tuple(map(canonical, row)) for row in rows]).to_tsv()


def triples_text(triples: list[Triple]) -> str:
    """Write triples as sorted lines."""
    return "".join(sorted({f"{canonical(t.subject)} {t.predicate} {canonical(t.object)} .\n" for t in triples}))


def answer_text(store: Store, sparql: str) -> str:
    """Return the answer of a store as text, in its order where it has one."""
    found = store.query(sparql)
    if isinstance(found, Solutions):
        return table_text(list(found.variables), found.rows)
    assert isinstance(found, list)
    return triples_text(found)


def read_expected(path: Path) -> str:
    """Read an expected result as text that answers are compared with."""
    if path.suffix == ".tsv":
        return path.read_text(encoding="utf-8")
    return triples_text([Triple(q.subject, q.predicate, q.object) for q in read_quads(path)])


def write_expected(path: Path, store: EmbeddedStore, sparql: str) -> None:
    """Write what the embedded store answers as the expected result."""
    path.parent.mkdir(exist_ok=True)
    found = store.query(sparql)
    if isinstance(found, list):
        triples = sorted({(t.subject, t.predicate, t.object) for t in found}, key=str)
        with path.open("wb") as out:
            write_rdf([Quad(*triple) for triple in triples], out, "turtle")
    else:
        path.write_text(answer_text(store, sparql), encoding="utf-8")


@pytest.mark.uncounted
def test_every_store_gives_the_expected_rows(case: Any, filled_store: Store, accept: bool) -> None:
    """Each case gives exactly the rows that stand beside it, in that order, whatever store is asked."""
    if accept and isinstance(filled_store, EmbeddedStore):
        write_expected(case.expected, filled_store, case.sparql)
    assert answer_text(filled_store, case.sparql) == read_expected(case.expected)


@pytest.mark.uncounted
def test_order_is_total(case: Any, reversed_store: EmbeddedStore) -> None:
    """The order of the rows does not depend on the order in which the data were loaded."""
    assert answer_text(reversed_store, case.sparql) == read_expected(case.expected)


@pytest.mark.uncounted
def test_answer_has_no_blank_node(case: Any, bundled_store: EmbeddedStore) -> None:
    """No answer holds a blank node, whose name would differ each time."""
    assert not re.search(r"(^|\t)_:", answer_text(bundled_store, case.sparql), re.MULTILINE)


def test_graphs_are_left_to_the_engine(query: QueryFile) -> None:
    """No query names a graph: engines differ on what the default graph holds."""
    assert not re.search(r"(?<![?$])\b(GRAPH\s+[?$<\w]|FROM\s+(NAMED|<))", query.sparql, re.IGNORECASE)


def test_no_distinct_in_a_sub_select(query: QueryFile) -> None:
    """Virtuoso loses rows where such a sub-select is joined; one question would take too long elsewhere without."""
    inside = query.sparql.partition("{")[2]
    assert inside.count("SELECT DISTINCT") == (1 if query.name == "unlinked" else 0)


def test_no_path_that_may_be_empty(query: QueryFile) -> None:
    """Virtuoso gives rows too many or too few beside one; three questions say such a path where it has done no harm."""
    found = re.search(r"[\w)][*?](?:/\S+)?\s+\?\w", query.sparql)
    assert bool(found) is (query.name in {"concepts-in-a-circle", "initiatives-in-cities", "who-can-help"})


def test_a_table_is_ordered_and_described(query: QueryFile, bundled_store: EmbeddedStore) -> None:
    """A SELECT has an ORDER BY, and its header describes exactly its columns, in their order."""
    found = bundled_store.query(query.sparql)
    if isinstance(found, Solutions):
        assert "ORDER BY" in query.sparql
        assert list(query.columns) == list(found.variables)


def test_texts_are_in_both_languages(query: QueryFile) -> None:
    """The question, the description, each parameter and each column are in Dutch and in English."""
    texts = [query.question, query.description, *query.columns.values(), *(p.description for p in query.parameters)]
    assert all(set(text) == {"nl", "en"} and all(text.values()) for text in texts)


def test_slots_say_whether_a_value_is_needed(query: QueryFile) -> None:
    """The slot of an optional parameter is open, and that of a required one holds its example."""
    for parameter in query.parameters:
        slot = re.search(rf"VALUES \?{parameter.name} \{{ (.*?) \}}", query.sparql)
        assert slot is not None
        assert (slot[1] == "UNDEF") is parameter.optional
        assert parameter.optional or str(parameter.example) in slot[1]


@pytest.mark.uncounted
def test_examples_are_in_the_data(query: QueryFile, bundled_store: EmbeddedStore) -> None:
    """The example of a parameter gives rows when it is filled in alone."""
    for parameter in query.parameters:
        if parameter.type == "iri":
            filled = fill_slot(query.sparql, parameter.name, NamedNode(expand(str(parameter.example))))
            assert answer_text(bundled_store, filled).count("\n") > 1


def test_every_parameter_has_a_case(query: QueryFile, named_cases: dict[tuple[str, str], Any]) -> None:
    """Each parameter is filled in at least one case, and cases name no other."""
    cases = named_cases.get((query.theme, query.name), {})
    used = {parameter for values in cases.values() for parameter in values}
    assert used == {parameter.name for parameter in query.parameters}


def test_every_case_has_a_query(cases: list[Any], named_cases: dict[tuple[str, str], Any]) -> None:
    """No case is left of a query that is gone."""
    assert set(named_cases) <= {(case.query.theme, case.query.name) for case in cases}


def test_no_expected_result_is_left_over(cases: list[Any]) -> None:
    """Each file beside this one is the expected result of a case."""
    results = {path for path in HERE.glob("*/*") if path.suffix in (".tsv", ".ttl")}
    assert results == {case.expected for case in cases}


@pytest.mark.parametrize("number", range(1, 5))
def test_each_question_of_the_document_has_its_answer(number: int, cases: list[Any]) -> None:
    """One query answers each question of the first document, with a statement and its sentence first."""
    answers = [c.query for c in cases if not c.name and f"sv-2018-2019-77/{number}" in c.query.tags]
    assert [(query.theme, list(query.columns)[:2]) for query in answers] == [("answers", ["statement", "sentence"])]
