"""Test how a table is laid out for a page."""

from collections.abc import Callable

import pytest

from steungraaf.catalogue import Column, Table
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term
from steungraaf.store import Cut
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.tables import Cell, Controls, Shown, address, show_table
from steungraaf.web.served import Served

Look = Callable[..., Shown]
LABELS = {
    expand("organisation:vlaio"): "VLAIO",
    expand("modality:planned"): "gepland",
    expand("modality:asserted"): "als feit gesteld",
}


def visit_of(served: Served, *fields: tuple[str, str], chosen: bool = False) -> Visit:
    """Return a visit of a page with these fields in its address."""
    return Visit(served, "nl", "/a page", fields, "/graph", "http://localhost", chosen)


@pytest.fixture
def look(bundled: Served) -> Look:
    """Show a table of one column under the fields of an address."""

    def show(*terms: Term | None, cut: Cut | None = None, **fields: str) -> Shown:
        rows = [(term,) for term in terms]
        table = Table("x", "nl", (Column("a", "het opschrift"),), rows, LABELS, truncated=cut)
        return show_table(visit_of(bundled, *fields.items()), table)

    return show


def texts(shown: Shown) -> list[str]:
    """Return what stands in the first column."""
    return [row[0].text for row in shown.rows]


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (None, Cell("", "none")),
        (Literal(2500), Cell("2.500", "number")),
        (Literal("zin", language="nl"), Cell("zin")),
        (Literal("phrase", language="fr"), Cell("phrase", lang="fr")),
        (NamedNode(expand("organisation:vlaio")), Cell("VLAIO", "text", "/graph/doc/organisation/vlaio")),
        (NamedNode(expand("modality:planned")), Cell("gepland", "hedge", "/graph/doc/modality/planned")),
        (NamedNode(expand("modality:asserted")), Cell("als feit gesteld", "text", "/graph/doc/modality/asserted")),
        (NamedNode("https://example.org/x"), Cell("example.org: x", "code", "https://example.org/x", True)),
        (NamedNode("javascript:alert(1)"), Cell("javascript:alert(1)", "code")),
        (BlankNode("b1"), Cell("_:b1", "code")),
    ],
)
def test_cells(look: Look, term: Term | None, cell: Cell) -> None:
    """A name is a link, a number and a hedge are told as such, and only the web is linked to."""
    assert look(term).rows == [[cell]]


def test_order(look: Look) -> None:
    """Numbers are sorted by size, days by time, texts as people read them; what is empty stays last."""
    day = Literal("2018-11-27", datatype=NamedNode(expand("xsd:date")))
    terms = [None, Literal("Ä"), Literal("b"), day, Literal(10), Literal(9), Literal(float("nan"))]
    rising = ["9", "10", "27 november 2018", "Ä", "b", "NaN", ""]
    assert texts(look(*terms, sort="a")) == rising
    assert texts(look(*terms, sort="a", desc="1")) == [*reversed(rising[:-1]), ""]


def test_what_is_not_there(look: Look) -> None:
    """A column or a page that there is not changes nothing."""
    terms = [Literal(2), Literal(1)]
    assert texts(look(*terms, sort="other", page="x")) == texts(look(*terms, page="0")) == ["2", "1"]
    assert texts(look(*terms, page="99")) == ["2", "1"]


def test_headings(look: Look) -> None:
    """A heading sorts by its column, then the other way round, and leaves the page."""
    plain, rising, falling = (
        look(Literal(1)),
        look(Literal(1), sort="a", page="1"),
        look(Literal(1), sort="a", desc="1"),
    )
    assert (plain.headings[0].href, plain.headings[0].order) == ("/graph/a%20page?sort=a", "")
    assert (rising.headings[0].href, rising.headings[0].order) == ("/graph/a%20page?sort=a&desc=1", "ascending")
    assert (falling.headings[0].href, falling.headings[0].order) == ("/graph/a%20page?sort=a", "descending")
    assert (plain.headings[0].text, plain.headings[0].kind) == ("het opschrift", "number")
    assert look(Literal(1), Literal("x")).headings[0].kind == look().headings[0].kind == "text"


def test_parts(look: Look) -> None:
    """A hundred rows at once, with links to those before and after."""
    terms = [Literal(number) for number in range(250)]
    first, second, third = (look(*terms, page=page) for page in ("1", "2", "3"))
    assert (first.first, first.last, first.previous, first.next) == (1, 100, "", "/graph/a%20page?page=2")
    assert (second.previous, second.next) == ("/graph/a%20page", "/graph/a%20page?page=3")
    assert (third.first, third.last, third.total, third.next) == (201, 250, 250, "")
    assert third.previous == "/graph/a%20page?page=2"
    assert (look().first, look().last) == (0, 0)


def test_cut(look: Look) -> None:
    """Where the answer was cut off, that is told."""
    assert (look(Literal(1), cut=Cut("rows", 1)).limit, look(Literal(1)).limit) == (1, 0)


def test_address(bundled: Served) -> None:
    """Fields that are there twice stay, and so does a language that was chosen."""
    wanted = visit_of(bundled, ("g", "1"), ("g", "2"), ("x", "é"), chosen=True)
    assert address(wanted, x=None) == "/graph/a%20page?g=1&g=2&lang=nl"


def test_taken_names() -> None:
    """A parameter that is called as we call a field keeps its name."""
    assert Controls.beside(["sort", "x"]).names == ("sort_", "desc", "page")
