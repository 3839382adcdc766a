"""Test functions that run in a process of their own."""

from collections.abc import Iterator

import pytest

from steungraaf.errors import UnreadableFileError
from steungraaf.store.apart import Apart, TimeIsUpError, answer
from steungraaf.store.frames import fault_of
from steungraaf.store.limit_faults import MemoryLimitError, WorkerEndedError

OPENERS = "tests.store.openers"


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """Give a process."""
    apart = Apart()
    yield apart
    apart.close()


def echo(apart: Apart) -> str:
    """Return what the process says, which has its number."""
    said: str = apart.run(f"{OPENERS}:echo", b"you", {"word": "hear"}, 60)["said"]
    assert said.startswith("hear you in ")
    return said


def test_same_process(apart: Apart) -> None:
    """One process runs one function after the other."""
    assert echo(apart) == echo(apart)


@pytest.mark.parametrize(
    ("function", "seconds", "fault"), [("fall_over", 60, WorkerEndedError), ("stay", 0.1, TimeIsUpError)]
)
def test_another_process(apart: Apart, function: str, seconds: float, fault: type[Exception]) -> None:
    """Where the process ends, or takes too long and is ended, another one runs what comes next."""
    before = echo(apart)
    with pytest.raises(fault):
        apart.run(f"{OPENERS}:{function}", b"", {}, seconds)
    assert echo(apart) != before


def test_fault(apart: Apart) -> None:
    """A fault of ours comes over as it is."""
    with pytest.raises(UnreadableFileError) as caught:
        apart.run(f"{OPENERS}:fail", b"x.ttl", {}, 60)
    assert caught.value.file == "x.ttl"


def test_answer() -> None:
    """What a function returns or raises is told, also that memory was not enough."""
    head = {"arguments": {}, "memory": 5_000_000}
    told = [fault_of(answer({**head, "function": f"{OPENERS}:{name}"}, b"x")) for name in ("fail", "take_all")]
    assert [type(one) for one in told] == [UnreadableFileError, MemoryLimitError]
