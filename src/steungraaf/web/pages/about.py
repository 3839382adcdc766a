"""Tell what this is, how it is made and what it does not do."""

from typing import Any

from steungraaf.web.pages.dataset_card import dataset_card
from steungraaf.web.pages.rendering import Visit


def about_context(visit: Visit) -> dict[str, Any]:
    """Return what the page about the graph shows."""
    return {"card": dataset_card(visit), "version": visit.served.dataset.version}
