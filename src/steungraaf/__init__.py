"""Ask, check and export what public documents say about support for starting entrepreneurs in Flanders.

>>> import steungraaf
>>> dataset = steungraaf.open()  # doctest: +SKIP
>>> dataset.ask("who-supports").to_csv()  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

from steungraaf.homes import find_by

if TYPE_CHECKING:
    from steungraaf.catalogue import Table
    from steungraaf.dataset import Dataset, open
    from steungraaf.errors import SteungraafError
    from steungraaf.store.limits import Limits
    from steungraaf.validation import Finding, Report

__version__ = "0.1.0"
__all__ = ["Dataset", "Finding", "Limits", "Report", "SteungraafError", "Table", "__version__", "open"]

# Looked up when first used, so that importing the package costs nothing.
__getattr__ = find_by(
    {
        "Dataset": "steungraaf.dataset",
        "Finding": "steungraaf.validation",
        "Limits": "steungraaf.store.limits",
        "Report": "steungraaf.validation",
        "SteungraafError": "steungraaf.errors",
        "Table": "steungraaf.catalogue",
        "open": "steungraaf.dataset",
    },
    __name__,
)
