"""Read a stored query: SPARQL as it stands, under a header of ``#+`` lines in YAML that says what it asks.

A parameter has one slot in the outermost group, ``VALUES ?place { UNDEF }``; a value replaces what stands between the
braces, as one term. Faults of a header are found here, so that a query that was read can be asked.
"""

from typing import TYPE_CHECKING

from steungraaf.homes import find_by
from steungraaf.queryfile.model import Parameter, QueryFile

if TYPE_CHECKING:
    from steungraaf.queryfile.reading import TYPES, read_query_file
    from steungraaf.queryfile.slots import fill_slot, find_columns, redirect_services

__all__ = ["TYPES", "Parameter", "QueryFile", "fill_slot", "find_columns", "read_query_file", "redirect_services"]

__getattr__ = find_by(
    {
        "TYPES": "steungraaf.queryfile.reading",
        "fill_slot": "steungraaf.queryfile.slots",
        "find_columns": "steungraaf.queryfile.slots",
        "read_query_file": "steungraaf.queryfile.reading",
        "redirect_services": "steungraaf.queryfile.slots",
    },
    __name__,
)
