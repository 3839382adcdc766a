"""Drawings can be read: each label lies in its own box, whatever letters this machine has."""

from typing import Any

import pytest

from tests.browser.conftest import Open

PICTURES = (
    "/money",
    "/money?what=all",
    "/money?what=all&lang=en",
    "/doc/organisation/vlaio",
    "/doc/target-group/starters",
)
_FREE = """() => [...document.querySelectorAll("svg.picture .box")].map((box) => {
  const [outer, text, icon] = ["rect", "text", ".icon"].map((one) => box.querySelector(one).getBoundingClientRect());
  const beside = Math.min(text.left - icon.right, outer.right - text.right);
  return [box.querySelector("text").textContent, Math.min(beside, text.top - outer.top, outer.bottom - text.bottom)];
})"""


@pytest.mark.parametrize("path", PICTURES)
def test_labels(window: Open, path: str) -> None:
    """No label passes its box or touches its icon."""
    boxes: list[list[Any]] = window().open(path).evaluate(_FREE)
    assert len(boxes) > 1 and [one for one in boxes if one[1] < 0] == []
