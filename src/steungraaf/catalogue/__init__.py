"""Answer stored queries by name: values in, a table with labels in the reader's language out."""

from steungraaf.catalogue.statements import Statements
from steungraaf.catalogue.stored import Catalogue
from steungraaf.catalogue.tables import Column, Origin, Table

__all__ = ["Catalogue", "Column", "Origin", "Statements", "Table"]
