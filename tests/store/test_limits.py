"""What is a limit and what is not."""

import pytest

from steungraaf.store.limit_faults import LimitValueError
from steungraaf.store.limits import Limits


def test_every_limit_has_a_value() -> None:
    """Without a word there are limits of every kind, and no other server may be asked."""
    assert None not in vars(Limits()).values()
    assert Limits().services == ()


@pytest.mark.parametrize("limit", ["time", "rows", "bytes", "memory"])
def test_limit_may_be_lifted(limit: str) -> None:
    """What one query may take can be left open."""
    assert getattr(Limits(**{limit: None}), limit) is None


@pytest.mark.parametrize("limit", ["time", "rows", "bytes", "memory", "workers", "recycle"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_no_limit(limit: str, value: float) -> None:
    """Nothing, less than that and what is no number are no limits."""
    with pytest.raises(LimitValueError, match=f"{limit}: .* is no limit"):
        Limits(**{limit: value})


@pytest.mark.parametrize("limit", ["spares", "queue", "wait"])
def test_nothing_may_be_a_limit(limit: str) -> None:
    """There may be no spare, no queue and no waiting."""
    assert getattr(Limits(**{limit: 0}), limit) == 0
    with pytest.raises(LimitValueError):
        Limits(**{limit: -1})


@pytest.mark.parametrize(
    ("limit", "value"), [("workers", None), ("workers", 1.5), ("rows", "5"), ("services", "lblod")]
)
def test_what_is_of_another_type_is_no_limit(limit: str, value: object) -> None:
    """A text, half a worker or no number of workers at all is told as a limit that is none."""
    with pytest.raises(LimitValueError, match=limit):
        Limits(**{limit: value})  # type: ignore[arg-type]
