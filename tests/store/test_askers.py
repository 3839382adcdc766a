"""Test who asks, and what ends when they leave."""

import pytest

from steungraaf.store.askers import ASKER, STAYING, Asker, AskerLeftError


def test_leaving_ends_what_is_done() -> None:
    """What is done while they leave is ended, what was done before is not."""
    asker, ended = Asker(), list[str]()
    with asker.ending(lambda: ended.append("before")):
        pass
    with asker.ending(lambda: ended.append("now")):
        asker.leave()
    assert ended == ["now"] and asker.has_left


def test_nothing_is_begun_for_who_left() -> None:
    """For one who has left already nothing is begun."""
    asker = Asker()
    asker.leave()
    with pytest.raises(AskerLeftError, match="waits no longer"), asker.ending(lambda: None):
        pytest.fail("begun")


def test_nobody_known() -> None:
    """Where nobody is known who asks, they stay."""
    assert ASKER.get() is STAYING and not STAYING.has_left
