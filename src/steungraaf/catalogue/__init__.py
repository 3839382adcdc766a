"""Answer stored queries by name: values in, a table with labels in the reader's language out."""

from typing import TYPE_CHECKING

from steungraaf.homes import find_by

if TYPE_CHECKING:
    from steungraaf.catalogue.statements import Statements
    from steungraaf.catalogue.stored import Catalogue
    from steungraaf.catalogue.tables import Column, Origin, Table

__all__ = ["Catalogue", "Column", "Origin", "Statements", "Table"]

__getattr__ = find_by(
    {
        "Catalogue": "steungraaf.catalogue.stored",
        "Column": "steungraaf.catalogue.tables",
        "Origin": "steungraaf.catalogue.tables",
        "Statements": "steungraaf.catalogue.statements",
        "Table": "steungraaf.catalogue.tables",
    },
    __name__,
)
