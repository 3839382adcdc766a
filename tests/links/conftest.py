"""Give a matcher of the bundled data, and where the lists of others lie."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from steungraaf.links import Matcher
from steungraaf.store import EmbeddedStore

LISTS = Path(__file__).resolve().parents[3] / "shared/reference/upstream"


@pytest.fixture(scope="session")
def matcher(bundled_store: EmbeddedStore) -> Matcher:
    """Match with the bundled data; nobody changes it."""
    return Matcher.of(bundled_store)


@pytest.fixture(scope="session")
def lists(missing: Callable[[str], NoReturn]) -> Path:
    """Give the folder of the lists of others, or skip."""
    if not LISTS.is_dir():
        missing(f"the lists of others are not in {LISTS}")
    return LISTS
