"""Turn a table into a data frame of pandas or polars, where they are installed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from steungraaf.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas
    import polars

    from steungraaf.catalogue.tables import Table


def pandas_frame(table: Table) -> pandas.DataFrame:
    """Return the records of a table as a pandas DataFrame; whole numbers stay whole where a cell is empty."""
    frame: pandas.DataFrame = _library("pandas").DataFrame(_without_decimals(table), columns=table.fields())
    return frame.convert_dtypes()


def polars_frame(table: Table) -> polars.DataFrame:
    """Return the records of a table as a polars DataFrame; a column of several types becomes text."""
    polars = _library("polars")
    records = _without_decimals(table)
    columns: dict[str, Any] = {}
    for name in table.fields():
        values = [record[name] for record in records]
        kinds = {type(value) for value in values if value is not None}
        alike = len(kinds) <= 1 or kinds == {int, float}
        columns[name] = polars.Series(
            name, values if alike else [None if value is None else str(value) for value in values], strict=False
        )
    frame: Any = polars.DataFrame(columns)
    return frame  # type: ignore[no-any-return]


def _without_decimals(table: Table) -> list[dict[str, Any]]:
    """Return the records with floating numbers for decimals, which data frames compute with."""
    from decimal import Decimal

    return [
        {name: float(value) if isinstance(value, Decimal) else value for name, value in record.items()}
        for record in table.records()
    ]


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(library=name, extra=name) from None
