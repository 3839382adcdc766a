"""Check that a cell stays text in a spreadsheet."""

import pytest

from steungraaf.cells import guard


@pytest.mark.parametrize("cell", ["=1+1", "+32 2 123", "-SUM(A1)", "@cmd", "\ta", "\ra"])
def test_formula_is_text(cell: str) -> None:
    """What a spreadsheet would run gets an apostrophe in front."""
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "VLAIO", "-5", "+5.25", "-1.5E3", "-.5", "-5.", "1=1", "2.500"])
def test_other_cells_stay(cell: str) -> None:
    """Text and signed numbers stay as they are."""
    assert guard(cell) == cell
