"""Test the cells of a table."""

from steungraaf.export.columns import ACTORS, CLAIMS, FIGURES, SEPARATOR, Column
from steungraaf.export.descriptions import Descriptions


def test_cell_joins_values_once_without_empty_ones() -> None:
    """Several values stand in one cell with a bar between them; repeated and empty ones do not."""
    column = Column("x", lambda _, subject: ["a", "", "b", "a", subject])
    with Descriptions([]) as none:
        assert column.cell(none, "s") == SEPARATOR.join(["a", "b", "s"])


def test_columns_have_names_of_their_own() -> None:
    """No table has two columns of one name."""
    for columns in (ACTORS, CLAIMS, FIGURES):
        names = [column.name for column in columns]
        assert len(names) == len(set(names))


def test_every_label_is_in_both_languages() -> None:
    """A column in Dutch has one in English beside it."""
    for columns in (ACTORS, CLAIMS, FIGURES):
        names = {column.name for column in columns}
        assert {name[:-2] + "en" for name in names if name.endswith("_nl")} <= names
