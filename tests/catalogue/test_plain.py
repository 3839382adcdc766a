"""Check how a table is set for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.catalogue.plain import fit_widths, set_table

WORDS = st.text("abc de", min_size=1, max_size=40).map(lambda text: text.strip() or "a")


def test_columns_align() -> None:
    """Text stands left, numbers right, under headings with a rule."""
    assert set_table(["wie", "aantal"], [["Hefboom", "2.500"], ["x", "7"]], [False, True], 80) == (
        "wie      aantal\n"
        "\u2500\u2500\u2500\u2500\u2500\u2500\u2500  \u2500\u2500\u2500\u2500\u2500\u2500\n"
        "Hefboom   2.500\n"
        "x             7"
    )


def test_long_cells_wrap() -> None:
    """A cell that does not fit goes on under itself, and rows get air between them."""
    table = set_table(["a", "b"], [["kort", "een lange tekst van woorden"], ["x", "y"]], [False, False], 22)
    assert table.splitlines()[2:] == ["kort  een lange tekst", "      van woorden", "", "x     y"]


def test_too_many_columns_become_blocks() -> None:
    """Where columns cannot stand side by side, a row is a block of its cells, empty ones left out."""
    table = set_table(["eerste", "tweede", "derde"], [["a" * 9, "", "c" * 9], ["d", "e", "f"]], [False] * 3, 24)
    assert table == f"eerste  {'a' * 9}\nderde   {'c' * 9}\n\neerste  d\ntweede  e\nderde   f"


def test_what_is_alike_is_said_once() -> None:
    """Where columns do not fit, what every row has stands once above the others, and what no row has is left out."""
    rows = [["a" * 20, "een", "", "b" * 20], ["a" * 20, "twee", "", "b" * 20]]
    assert set_table(["een", "nummer", "niets", "drie"], rows, [False] * 4, 30).splitlines() == [
        f"een   {'a' * 20}",
        f"drie  {'b' * 20}",
        "",
        "nummer",
        "\u2500" * 6,
        "een",
        "twee",
    ]


def test_empty_columns_alone_leave_no_head() -> None:
    """Where nothing but empty cells is alike, there is nothing to say above."""
    rows = [["a" * 30, ""], ["b" * 30, ""]]
    assert set_table(["een", "een lange kop"], rows, [False] * 2, 30).startswith("een\n\u2500")


def test_rows_that_are_all_alike_stay() -> None:
    """Rows without any difference are still as many rows."""
    assert set_table(["een", "twee"], [["a" * 9, "b" * 9]] * 2, [False] * 2, 16).count("b") == 18


def test_no_columns() -> None:
    """A table without columns has no lines, however many rows it has."""
    assert set_table([], [[], []], [], 80) == ""


def test_long_heading_stands_above_its_cell() -> None:
    """A heading that leaves no room beside it has its cell under it."""
    assert set_table(["een heel lange kop", "b"], [["cel", "d" * 40]], [False] * 2, 30).splitlines()[:2] == [
        "een heel lange kop",
        " " * 16 + "cel",
    ]


def test_empty_row_keeps_its_line() -> None:
    """A row of empty cells is an empty line, not no line."""
    assert set_table(["a"], [[""], ["b"]], [False], 10).splitlines() == ["a", "\u2500", "", "b"]


def test_widest_column_gives_way_first() -> None:
    """Room is taken from the column that has most, never below what it needs."""
    assert fit_widths([30, 5, 10], [8, 5, 8], 30) == [11, 5, 10]


def test_least_that_does_not_fit() -> None:
    """There is no answer where even the least widths are too much."""
    assert fit_widths([30, 30], [20, 20], 30) is None


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=5), st.integers(30, 120))
def test_no_line_is_too_long(rows: list[list[str]], width: int) -> None:
    """Every line fits the width, whatever is in the cells."""
    table = set_table(["een", "twee", "drie"], rows, [False, True, False], width)
    assert max(map(len, table.splitlines())) <= width


@pytest.mark.parametrize("cells", [["x" * 300], ["x" * 300, "y y y"]])
def test_long_words_are_broken(cells: list[str]) -> None:
    """A word without end is cut rather than lost."""
    table = set_table(["h"] * len(cells), [cells], [False] * len(cells), 40)
    assert table.count("x") == 300
