"""Test that requests take turns."""

import asyncio
import json

import httpx
import pytest

from steungraaf.dataset import Dataset
from steungraaf.links.model import Match, Wanted
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.reconciliation import reconciliation_app
from tests.web.conftest import PlainMatcher


@pytest.fixture
def order(matcher: PlainMatcher, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names in the order in which they are looked for."""
    names: list[str] = []

    def find(self: PlainMatcher, wanted: Wanted, limit: int = 5) -> list[Match]:
        names.append(wanted.name)
        return []

    monkeypatch.setattr(PlainMatcher, "find", find)
    return names


def test_turns(dataset: Dataset, matcher: PlainMatcher, order: list[str]) -> None:
    """A small batch is answered while a large one is worked at, also where one thread does all the work."""
    app = reconciliation_app(dataset, matcher, limits=ServiceLimits(workers=1, turn=1))
    large = {f"q{number}": {"query": f"large {number}"} for number in range(50)}
    del order[:]

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            batches = (large, {"q": {"query": "small"}})
            return await asyncio.gather(*(client.post("/", data={"queries": json.dumps(one)}) for one in batches))

    answers = [response.json() for response in asyncio.run(ask())]
    assert [len(one) for one in answers] == [50, 1]
    assert len(order) == 51 and order.index("small") < 10
