"""Check that whatever stands in a table comes out of each form as it went in."""

import csv
import io
import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from steungraaf.catalogue import Column, Table
from steungraaf.catalogue.display import plain, show_literal, to_python
from steungraaf.cells import guard
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.spelling import code, fold
from steungraaf.store import EmbeddedStore, Solutions

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(lambda text: Literal(text, language="nl"), TEXTS),
    st.builds(Literal, st.integers(-(10**18), 10**18)),
    st.builds(lambda text: Literal(text, datatype=NamedNode(expand("xsd:integer"))), TEXTS),
    st.builds(lambda text: Literal(text, datatype=NamedNode(expand("xsd:decimal"))), st.from_regex(r"-?\d+\.\d+\Z")),
)


class Text(HTMLParser):
    """Collect the cells of a table in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and begin a cell."""
        self.tags.append(tag)
        self.cells += [""] * (tag == "td")

    def handle_data(self, data: str) -> None:
        """Add text to the cell."""
        if self.cells:
            self.cells[-1] += data


def table_of(*literals: Literal) -> Table:
    """Make a table of one column."""
    return Table("test", "nl", (Column("a", "A"),), [(literal,) for literal in literals])


@given(LITERALS)
def test_csv_keeps_text(literal: Literal) -> None:
    """A cell of CSV is the text of the literal, with an apostrophe at most."""
    rows = list(csv.reader(io.StringIO(table_of(literal).to_csv(), newline="")))
    assert rows == [["a"], [guard(literal.value)]]


@given(LITERALS)
def test_tsv_keeps_the_term(literal: Literal) -> None:
    """A cell of TSV is the term in the syntax of SPARQL, on one line."""
    head, cell, end = table_of(literal).to_tsv().split("\n")
    found = EmbeddedStore().query(f"SELECT ?a WHERE {{ VALUES ?a {{ {cell} }} }}")
    assert isinstance(found, Solutions) and (head, end) == ("?a", "")
    assert to_python(found.rows[0][0]) == to_python(literal)  # the store may spell a number differently


@given(LITERALS)
def test_json_keeps_the_value(literal: Literal) -> None:
    """A cell of JSON has the text of the literal, and its language."""
    cell = json.loads(table_of(literal).to_json())["rows"][0]["a"]
    assert (cell["value"], cell.get("language")) == (literal.value, literal.language)


@given(LITERALS)
def test_html_holds_no_markup_of_the_data(literal: Literal) -> None:
    """Whatever a literal holds, the cell of HTML has its text and no tag."""
    parser = Text()
    parser.feed(table_of(literal)._repr_html_())
    parser.close()
    assert parser.tags == ["table", "thead", "tr", "th", "tbody", "tr", "td"]
    assert parser.cells == [show_literal(literal, "nl").replace("\r\n", "\n").replace("\r", "\n")]


@given(st.lists(LITERALS, min_size=1, max_size=3), st.integers(40, 100))
def test_terminal_gets_no_control_characters(literals: list[Literal], width: int) -> None:
    """Whatever a literal holds, the terminal gets lines that fit and nothing that steers it."""
    text = table_of(*literals).to_text(width)
    assert max(map(len, text.split("\n"))) <= width
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text.replace("\n", ""))


@given(TEXTS)
def test_folding_settles(text: str) -> None:
    """A folded name folds to itself, as do a code and a plain line."""
    assert fold(fold(fold(text))) == fold(fold(text))
    assert plain(plain(text)) == plain(text)
    assert code(code(text)) == code(text) or not code(text).isascii()
