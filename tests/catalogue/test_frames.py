"""Check tables as data frames."""

from datetime import date

import pytest

from steungraaf.catalogue import Column, Table
from steungraaf.errors import MissingExtraError
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode

NODE = NamedNode("https://example.org/a")


@pytest.fixture
def table() -> Table:
    """Hold an IRI, a whole number, a decimal number, a date and a column of mixed types; the last row is empty."""
    day = Literal("2018-11-27", datatype=NamedNode(expand("xsd:date")))
    share = Literal("0.5", datatype=NamedNode(expand("xsd:decimal")))
    rows = [(NODE, Literal(7), share, day, Literal("x")), (NODE, Literal(8), share, day, Literal(1)), (None,) * 5]
    return Table("test", "nl", tuple(Column(name, name) for name in "abcde"), rows, {NODE.value: "A"})


def test_pandas_keeps_types(table: Table) -> None:
    """Whole numbers stay whole beside an empty cell, decimals can be computed with, labels stand beside IRIs."""
    frame = table.to_pandas()
    assert list(frame.columns) == ["a", "a_label", "b", "c", "d", "e"]
    assert (frame["b"].sum(), frame["c"].sum(), frame["a_label"][0]) == (15, 1.0, "A")
    assert str(frame["b"].dtype) == "Int64"


def test_polars_keeps_types(table: Table) -> None:
    """Polars has the same columns and values; what is of several types is text."""
    frame = table.to_polars()
    assert frame.columns == ["a", "a_label", "b", "c", "d", "e"]
    assert (frame["b"].sum(), frame["c"].sum(), frame["d"][0]) == (15, 1.0, date(2018, 11, 27))
    assert frame["e"].to_list() == ["x", "1", None]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_missing_library_is_named(table: Table, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingExtraError) as caught:
        getattr(table, f"to_{library}")()
    assert caught.value.parts == {"library": library, "extra": library}
