"""Ask, check and export what public documents say about support for starting entrepreneurs in Flanders.

>>> import steungraaf
>>> dataset = steungraaf.open()  # doctest: +SKIP
>>> dataset.ask("who-supports").to_csv()  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from steungraaf.errors import SteungraafError

if TYPE_CHECKING:
    from steungraaf.catalogue import Table
    from steungraaf.dataset import Dataset, open
    from steungraaf.validation import Finding, Report

__version__ = "0.1.0"
__all__ = ["Dataset", "Finding", "Report", "SteungraafError", "Table", "__version__", "open"]

# Looked up when first used, so that importing the package costs nothing.
_HOMES = {
    "Dataset": "steungraaf.dataset",
    "Finding": "steungraaf.validation",
    "Report": "steungraaf.validation",
    "Table": "steungraaf.catalogue",
    "open": "steungraaf.dataset",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
