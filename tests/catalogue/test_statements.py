"""Check the answer to a CONSTRUCT or DESCRIBE."""

import io

import pytest

from steungraaf.catalogue import Statements
from steungraaf.rdf import Literal, NamedNode, Triple, parse_quads

A, B = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")


@pytest.fixture
def statements() -> Statements:
    """Hold two triples, not in order."""
    return Statements("test", "nl", [Triple(B, A, Literal("x")), Triple(A, A, B)], {A.value: "Aa"})


def test_iris_in_reading_order(statements: Statements) -> None:
    """Each IRI is named once, literals not at all."""
    assert (statements.iris(), len(statements)) == ([B.value, A.value], 2)


def test_table_is_sorted(statements: Statements) -> None:
    """As a table the triples are sorted under headings in the language, with the labels."""
    table = statements.table()
    assert table.rows == [(A, A, B), (B, A, Literal("x"))]
    assert ([column.heading for column in table.columns], table.labels) == (
        ["onderwerp", "eigenschap", "waarde"],
        {A.value: "Aa"},
    )


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml"])
def test_written_is_read_again(statements: Statements, format: str) -> None:
    """What is written in a format of RDF reads back as the same triples."""
    out = io.BytesIO()
    statements.write(out, format)
    assert set(parse_quads(out.getvalue(), format=format)) == set(statements.quads())
