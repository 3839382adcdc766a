"""Test that what is not done in time is ended, and nothing else is."""

from threading import Event, Thread

import pytest

from steungraaf.store.deadlines import Deadlines


def test_late() -> None:
    """What is still being done at its time is ended, once."""
    deadlines, ended = Deadlines(), Event()
    calls: list[int] = []

    def end() -> None:
        calls.append(1)
        ended.set()

    with deadlines.within(0.01, end):
        assert ended.wait(60)
    assert calls == [1] and not deadlines._due


def test_sooner_than_others() -> None:
    """One that is due sooner than those before it does not wait for them."""
    deadlines, ended = Deadlines(), Event()
    with deadlines.within(3600, lambda: pytest.fail("it was in time")), deadlines.within(0.01, ended.set):
        assert ended.wait(60)


def test_in_time() -> None:
    """What is done in time is not ended, though the thread wakes for it, and one without a limit never is."""
    deadlines, looked = Deadlines(), Event()
    for seconds in (0.01, None):
        with deadlines.within(seconds, lambda: pytest.fail("it was in time")):
            pass
    with deadlines.within(0.02, looked.set):
        assert looked.wait(60)
    assert deadlines._due == {}


def test_from_many_threads() -> None:
    """Each of many that come together is ended at its own time."""
    deadlines = Deadlines()
    ended = [Event() for _ in range(20)]

    def work(one: Event) -> None:
        with deadlines.within(0.01, one.set):
            one.wait(60)

    threads = [Thread(target=work, args=(one,)) for one in ended]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one.is_set() for one in ended) and deadlines._due == {}
