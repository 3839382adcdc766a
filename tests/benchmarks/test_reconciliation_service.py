"""Test what is asked of the reconciliation service to measure it, and what is made of the times."""

import json
from urllib.parse import parse_qs

from benchmarks.measuring import OURS
from benchmarks.reconciliation_service import PEER, batches, figures


def test_batches() -> None:
    """Names are asked ten at a time, without what is left over."""
    (form,) = batches([f"name {number}" for number in range(12)])
    queries = json.loads(parse_qs(form)["queries"][0])
    assert queries == {f"q{number}": {"query": f"name {number}"} for number in range(10)}


def test_figures() -> None:
    """The median and the 95th percentile are told of each, and a budget that ours does not keep."""
    seconds = {OURS: [0.01] * 19 + [0.2] * 2, PEER: [0.001] * 20}
    told = [(one.case, one.engine, one.note) for one in figures(seconds, 200, 1, "")]
    assert told == [
        ("a batch of 10, median", OURS, ""),
        ("a batch of 10, median", PEER, ""),
        ("a batch of 10, 95th percentile", OURS, "more than 50 ms"),
        ("a batch of 10, 95th percentile", PEER, ""),
    ]
