"""Check what a table holds and the text forms it is written in."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from steungraaf.catalogue import Column, Table
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term, Triple
from steungraaf.store import Cut

ANCHOR = NamedNode("https://example.org/anker")
DECIMAL = NamedNode(expand("xsd:decimal"))
LABELS = {ANCHOR.value: 'Anker "coop"'}
MakeTable = Callable[..., Table]


@pytest.fixture
def make_table() -> MakeTable:
    """Make a table of rows; the columns are called a, b, c and headed A, B, C."""

    def make(*rows: tuple[Term | None, ...], labels: dict[str, str] = LABELS, lang: str = "nl") -> Table:
        columns = tuple(Column(name, name.upper()) for name in "abc"[: len(rows[0]) if rows else 2])
        return Table("test", lang, columns, list(rows), labels)

    return make


def test_records_hold_python_values(make_table: MakeTable) -> None:
    """A record has numbers as numbers, an IRI as text with its label beside it, None for what is unbound."""
    table = make_table((ANCHOR, Literal(7)), (None, None))
    assert table.records() == [
        {"a": ANCHOR.value, "a_label": LABELS[ANCHOR.value], "b": 7},
        {"a": None, "a_label": None, "b": None},
    ]


def test_iris_are_listed_once(make_table: MakeTable) -> None:
    """Each IRI of a table is named once, in reading order."""
    other = NamedNode("https://example.org/b")
    assert make_table((other, ANCHOR), (ANCHOR, Literal("x"))).iris() == [other.value, ANCHOR.value]


def test_csv_opens_in_a_spreadsheet(make_table: MakeTable) -> None:
    """CSV has machine names, labels beside IRIs, quotes where needed, and lines that end as RFC 4180 says."""
    table = make_table((ANCHOR, Literal("12.50", datatype=DECIMAL)), (None, Literal("=1+1")))
    assert table.to_csv() == 'a,a_label,b\r\nhttps://example.org/anker,"Anker ""coop""",12.50\r\n,,\'=1+1\r\n'


def test_csv_guards_labels(make_table: MakeTable) -> None:
    """A label that a spreadsheet would run is text."""
    table = make_table((ANCHOR, None), labels={ANCHOR.value: "@SUM(A1)"})
    assert list(csv.reader(io.StringIO(table.to_csv())))[1] == [ANCHOR.value, "'@SUM(A1)", ""]


def test_csv_without_labels(make_table: MakeTable) -> None:
    """Where no labels were asked, CSV has none."""
    assert make_table((ANCHOR, Literal("x")), labels={}).to_csv() == f"a,b\r\n{ANCHOR.value},x\r\n"


def test_labels_of_a_column_never_take_the_name_of_another(make_table: MakeTable) -> None:
    """Where a query has a variable of the name that labels would get, the labels get another one."""
    columns = tuple(Column(name, name) for name in ("s", "s_label", "s_label2"))
    table = replace(make_table((ANCHOR, ANCHOR, Literal("x"))), columns=columns)
    assert table.fields() == ["s", "s_label3", "s_label", "s_label_label", "s_label2"]
    assert len(table.records()[0]) == 5


def test_csv_of_nothing_has_its_header(make_table: MakeTable) -> None:
    """A table without rows is still a table."""
    assert make_table().to_csv() == "a,b\r\n"


def test_tsv_holds_terms(make_table: MakeTable) -> None:
    """TSV is that of SPARQL 1.1: terms as in a query, whole and decimal numbers short, unbound empty."""
    row = (ANCHOR, Literal(7), Literal("a\tb\n", language="nl"))
    other = (None, Literal("7.0", datatype=DECIMAL), Literal("x", datatype=NamedNode(expand("xsd:integer"))))
    assert make_table(row, other).to_tsv() == (
        '?a\t?b\t?c\n<https://example.org/anker>\t7\t"a\\tb\\n"@nl\n'
        '\t7.0\t"x"^^<http://www.w3.org/2001/XMLSchema#integer>\n'
    )


def test_json_tells_what_each_value_is(make_table: MakeTable) -> None:
    """JSON has the query, the columns, and of each bound value what it is."""
    triple = Triple(ANCHOR, ANCHOR, ANCHOR)
    table = make_table(
        (ANCHOR, Literal(7), Literal("é", language="nl")), (BlankNode("b"), triple, Literal("x")), (None,) * 3
    )
    document = json.loads(table.to_json())
    assert (document["query"], document["columns"][0]) == ("test", {"name": "a", "heading": "A"})
    assert document["rows"] == [
        {
            "a": {"value": ANCHOR.value, "label": LABELS[ANCHOR.value], "type": "uri"},
            "b": {"value": "7", "type": "literal", "datatype": expand("xsd:integer")},
            "c": {"value": "é", "type": "literal", "language": "nl"},
        },
        {
            "a": {"value": "b", "type": "bnode"},
            "b": {"value": str(triple), "type": "triple"},
            "c": {"value": "x", "type": "literal"},
        },
        {},
    ]


def test_text_shows_labels_and_counts(make_table: MakeTable) -> None:
    """On a terminal labels stand for addresses, numbers stand right, and the rows are counted."""
    lines = make_table((ANCHOR, Literal(2500)), (None, Literal(7))).to_text(60).splitlines()
    assert lines[0] == "A                 B"
    assert lines[2:] == ['Anker "coop"  2.500', "                  7", "", "2 rijen"]


def test_text_of_one_row_and_of_none(make_table: MakeTable) -> None:
    """One row is a row, and nothing found is said so, in the language of the table."""
    assert make_table((None, None), lang="en").to_text().endswith("1 row")
    assert (make_table().to_text(), make_table(lang="en").to_text()) == ("Niets gevonden.", "Nothing found.")


def test_text_without_columns(make_table: MakeTable) -> None:
    """Rows of a query without variables are counted; there is nothing else to show of them."""
    assert make_table((), lang="en").to_text() == "1 row"


@pytest.mark.parametrize(("lang", "told"), [("nl", "afgebroken: er zijn er meer"), ("en", "cut off: there are more")])
def test_answer_that_was_cut_off_says_so(make_table: MakeTable, lang: str, told: str) -> None:
    """Under the rows stands that there are more, also where not one of them came."""
    some = replace(make_table((None, None), (None, None), lang=lang), truncated=Cut("rows", 2))
    none = replace(make_table(lang=lang), truncated=Cut("bytes", 1))
    for table, count in ((some, 2), (none, 0)):
        counted = f"{count} {'rijen' if lang == 'nl' else 'rows'}, {told}"
        assert table.to_text().splitlines()[-1] == counted
        assert f"<table><caption>{counted}</caption><thead>" in table._repr_html_()
    assert none.to_text() == counted


def test_repr_shows_the_first_rows(make_table: MakeTable) -> None:
    """At a prompt a long table shows its first rows and how many there are."""
    shown = repr(make_table(*[(Literal(number), None) for number in range(1000)]))
    assert shown.endswith("1.000 rijen")
    assert len(shown.splitlines()) == 24


def test_length_is_the_number_of_rows(make_table: MakeTable) -> None:
    """A table is as long as it has rows."""
    assert len(make_table((None, None), (None, None))) == 2


def test_html_links_and_escapes(make_table: MakeTable) -> None:
    """In a notebook an IRI on the web is a link with its label, and nothing in the data is markup."""
    script = NamedNode("javascript:alert(1)")
    shown = make_table((ANCHOR, Literal("<b>")), (script, Literal(7)))._repr_html_()
    assert f'<a href="{ANCHOR.value}">Anker &quot;coop&quot;</a>' in shown
    assert "&lt;b&gt;" in shown and "javascript" in shown and 'href="javascript' not in shown
    assert '<td style="text-align: right">7</td>' in shown
