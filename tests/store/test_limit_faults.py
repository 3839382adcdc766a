"""Test that each limit tells itself and its value, in both languages, with a status of its own."""

import pytest

from steungraaf.errors import SteungraafError
from steungraaf.store import limit_faults
from steungraaf.store.limit_faults import LimitError

KINDS = [kind for kind in vars(limit_faults).values() if isinstance(kind, type) and issubclass(kind, LimitError)]


def test_statuses() -> None:
    """Each kind of limit ends the command line with its own status, from 14 to 19."""
    assert sorted(kind.exit_status for kind in KINDS if kind is not LimitError) == list(range(14, 20))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_value_is_told(kind: type[SteungraafError], lang: str) -> None:
    """A message says which limit was met, its value, and what to do."""
    if kind is not LimitError:
        told = kind(limit="12345", what="rows", reason="12345").message(lang)
        assert "12345" in told and len(told.split(". ")) > 1
